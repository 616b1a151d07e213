"""Shapes that the screen and the paper share: units, arrows, causal links, candidate systems and states."""
