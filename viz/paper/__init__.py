"""The view models drawn with matplotlib: vector figures at the column widths of journals.

A module has a function `draw` for its view model, which returns a figure of a given width; its height follows
from the content. Lengths are in millimetres, sizes of type in points.
"""
