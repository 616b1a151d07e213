"""A page measured in millimetres, and text as figures print it."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from viz.theme import PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MM = 1 / 25.4
WIDTHS_MM = (85, 120, 178)
"""One column, one and a half, two."""
POINT_MM = 25.4 / 72
FONT = PAPER.font
CAPTION_SIZE = 5.0
CAPTION_LINE = 2.4
SUBSCRIPT = re.compile(r"([φπ])_([a-z])")


def page(width_mm: float, height_mm: float, caption: str = "") -> tuple[Figure, Axes]:
    """Return a figure and axes whose units are millimetres from its lower left corner.

    The caption takes its own strip below `height_mm`, with negative y.
    """
    lines = fold(caption, width_mm - 4, CAPTION_SIZE)
    strip = CAPTION_LINE * len(lines) + 1.5 if lines else 0.0
    figure = Figure(figsize=(width_mm * MM, (height_mm + strip) * MM), facecolor=PAPER.background)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, width_mm)
    axes.set_ylim(-strip, height_mm)
    for i, line in enumerate(lines):
        write(axes, 2, -CAPTION_LINE * (i + 0.5), line, size=CAPTION_SIZE, color=PAPER.muted, ha="left")
    return figure, axes


def fold(text: str, width_mm: float, size: float) -> list[str]:
    """Return text in lines that fit a width."""
    return wrap(text, max(int(width_mm / (size * POINT_MM * 0.5)), 1))


def paragraph(axes: Axes, x: float, y: float, lines: list[str], size: float = 5.5) -> None:
    """Write lines below each other, the first one at y, in the colour of notes."""
    for i, line in enumerate(lines):
        write(axes, x, y - i * 0.5 * size, line, size=size, color=PAPER.muted, ha="left")


def write(axes: Axes, x: float, y: float, text: str, *, size: float = PAPER.font_size, **looks: Any) -> None:
    """Write text in the middle of (x, y); φ_s becomes φ with a real subscript."""
    looks = {"ha": "center", "va": "center", "color": PAPER.text, "family": FONT} | looks
    axes.text(x, y, SUBSCRIPT.sub(r"$\\mathregular{\1_{\2}}$", text), fontsize=size, **looks)


def text_mm(text: str, size: float = PAPER.font_size) -> float:
    """Return the rough width of a text."""
    return 0.62 * size * POINT_MM * len(text)
