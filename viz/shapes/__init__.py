"""Shapes that screen and paper share: circles, arrows, strands, dots and basins."""
