"""Lecture mode: the chrome goes, numbers are covered, a pen draws over the page."""
