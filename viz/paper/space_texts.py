"""The labels of mechanisms, purviews and floors of a Φ-structure in space, moved apart from each other."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING, Any

from matplotlib.lines import Line2D

from engine.words import trn
from viz.paper.page import text_mm, write
from viz.paper.structure import BACK, behind
from viz.view.places import label_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viz.paper.page import PageAxes
    from viz.paper.sight import Sight

PIXELS = 6.5
"""Pixels of `label_places` per millimetre."""
FLOOR_SIZE = 5.5
LEADER_MM = 3.0
"""A label that is moved further than this has a line to its position."""


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a mechanism (bold) or of a purview."""

    text: str
    x: float
    """Preferred position on the page, in millimetres."""
    y: float
    depth: float
    """Distance from the camera."""
    color: str
    bold: bool
    lit: bool
    """Whether it is in colour, not in grey."""
    small: str = ""
    """A second line in small type."""

    @property
    def size(self) -> float:
        """Size of the type in points."""
        return 7.0 if self.bold else 6.5


def texts(axes: PageAxes, sight: Sight, size: tuple[float, float]) -> None:
    """Write all labels of a picture, the nearest on top.

    Parameters
    ----------
    axes
        The page.
    sight
        The projection onto it.
    size
        Width and height of the picture in millimetres, which labels stay within.
    """
    labels = sorted(_labels(sight), key=lambda label: label.depth)
    walls = [(x * PIXELS, y * PIXELS, 12.0, 12.0) for x, y, _ in sight.spots(sight.view.space.vertices)]
    for x, y, said in _floors(sight, size[0]):
        write(axes, x, y, said, size=FLOOR_SIZE, color=axes.theme.muted, bbox=BACK, zorder=3)
        walls.append((x * PIXELS, y * PIXELS, text_mm(said, FLOOR_SIZE) * PIXELS, 14.0))
    places = label_places(
        [(label.x * PIXELS, label.y * PIXELS) for label in labels],
        [PIXELS * (1.1 * text_mm(label.text, label.size) + 1) for label in labels],
        walls,
        2.9 * PIXELS,
        (size[0] * PIXELS, size[1] * PIXELS),
    )
    for label, (x, y) in reversed(list(zip(labels, places, strict=True))):
        _write(axes, label, x / PIXELS, y / PIXELS)


def _write(axes: PageAxes, label: Label, x: float, y: float) -> None:
    if hypot(x - label.x, y - label.y) > LEADER_MM:
        ends = [label.x, x], [label.y, y]
        axes.add_line(Line2D(*ends, color=axes.theme.muted, linewidth=0.3, zorder=4))
    looks: dict[str, Any] = {"weight": "bold", "style": "italic"} if label.bold else {}
    looks |= behind(label.lit, 0.75 if label.bold else 0.5, 5)
    write(axes, x, y, label.text, size=label.size, color=label.color, **looks)
    if label.small:
        write(axes, x, y - 2.4, label.small, size=5, color=axes.theme.muted, bbox=BACK, zorder=4.5)


def _floors(sight: Sight, wide: float) -> Iterator[tuple[float, float, str]]:
    """Yield (x, y, text) of the name of every floor: the number of units in its purviews."""
    for n, y in sight.view.space.floors:
        ((x, height, _),) = sight.spots([(-1.25, y, 0.0)])
        yield min(max(float(x), 5.5), wide - 5.5), float(height), trn("{n} unit", "{n} units", n)


def _labels(sight: Sight) -> Iterator[Label]:
    space, theme = sight.view.space, sight.theme
    flat = space.flat
    for mark, (x, y, depth) in zip(flat.mechanisms, sight.spots(space.mechanisms), strict=True):
        small = mark.phi_text if flat.detailed else ""
        yield Label(mark.label, x, y, depth, theme.text if mark.lit else theme.rest, True, mark.lit, small)
    for mark, (x, y, depth) in zip(flat.labels, sight.spots(space.labels), strict=True):
        color = theme.direction_label(mark.direction) if mark.lit else theme.rest
        yield Label(mark.text, x, y, depth, color, False, mark.lit)
