"""What a printed figure says and where: its texts, their sizes in points, and their boxes in millimetres."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from viz.paper.page import MM

if TYPE_CHECKING:
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

TOUCH_MM = 0.25
"""Boxes may share this much of a millimetre: they are taller than the letters in them."""


@dataclass(frozen=True, slots=True)
class Said:
    """One text of a figure: its size in points, and its box in millimetres from the lower left corner."""

    text: str
    size: float
    left: float
    bottom: float
    right: float
    top: float

    def covers(self, other: Said) -> bool:
        """Whether the two boxes share more than their rims."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return wide > TOUCH_MM and high > TOUCH_MM


def said(figure: Figure) -> list[Said]:
    """Return all texts of a figure that are seen, ticks and titles of axes among them."""
    # Fine enough that letters are not rounded to whole pixels.
    figure.set_dpi(400)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    found, hidden = [], _hidden(figure)
    for text in figure.findobj(Text):
        if not isinstance(text, Text) or not text.get_visible() or not text.get_text().strip():
            continue
        box = Text.get_window_extent(text, renderer)
        if box.width == 0 or text in hidden:
            continue
        edges = (each / figure.dpi / MM for each in (box.x0, box.y0, box.x1, box.y1))
        found.append(Said(text.get_text(), float(text.get_fontsize()), *edges))
    return found


def _drawn_ticks(axis: Axis) -> set[Text]:
    """Return the names of the ticks of an axis that are drawn: none lies outside of what is seen."""
    if not axis.axes.axison or not axis.get_visible():
        return set()
    low, high = sorted(axis.get_view_interval())
    ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
    inside = [tick for tick in ticks if low - 1e-9 <= tick.get_loc() <= high + 1e-9]
    return {label for tick in inside for label in (tick.label1, tick.label2) if label.get_visible()}


def untitled(figure: Figure) -> list[str]:
    """Return the names of ticks on axes that have no title."""
    found = []
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            names = [label.get_text() for label in _drawn_ticks(axis) if label.get_text()]
            if names and not axis.get_label_text():
                found.append(sorted(names)[0])
    return found


def _hidden(figure: Figure) -> set[Text]:
    """Return the texts that are not drawn: those of axes switched off, ticks beyond their ends."""
    hidden: set[Text] = set()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
            named = {label for tick in ticks for label in (tick.label1, tick.label2)}
            hidden |= named - _drawn_ticks(axis)
            if not axes.axison:
                hidden |= {axis.label, axis.offsetText}
    return hidden


def collisions(texts: list[Said]) -> list[tuple[str, str]]:
    """Return the pairs of texts of which one covers a part of the other."""
    return [(a.text, b.text) for a, b in combinations(texts, 2) if a.covers(b)]


def small(texts: list[Said], least: float = 6.0) -> set[str]:
    """Return the texts whose type is smaller than `least` points."""
    return {each.text for each in texts if each.size < least - 1e-6}


def outside(texts: list[Said], figure: Figure) -> list[str]:
    """Return the texts that the edge of the figure clips."""
    wide, high = (each / MM for each in figure.get_size_inches())
    return [
        t.text for t in texts
        if t.left < -0.2 or t.bottom < -0.2 or t.right > wide + 0.2 or t.top > high + 0.2
    ]  # fmt: skip
