"""The labels of mechanisms, purviews and floors of a Φ-structure in space, moved apart from each other."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING, Any

from matplotlib.lines import Line2D

from engine.words import trn
from viz.paper.page import POINT_MM, SMALL, text_mm, write
from viz.paper.structure import BACK, behind
from viz.shapes.labels import Wish, spread
from viz.shapes.lettering import LINE, width
from viz.shapes.names import shown
from viz.view.faces import MOST
from viz.view.labelled import labelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viz.paper.page import PageAxes
    from viz.paper.sight import Sight

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
    firm: bool = True
    """Whether it is written even where it covers another."""

    @property
    def size(self) -> float:
        """Size of the type in points."""
        return 7.0 if self.bold else 6.5

    @property
    def wish(self) -> Wish:
        """The label as a wish for a place."""
        size = self.size * POINT_MM
        wide, high = width(self.text, size, self.bold), LINE * size
        if self.small:
            wide, high = max(wide, text_mm(self.small, SMALL)), high + LINE * SMALL * POINT_MM
        return Wish(self.x, self.y, wide, high, firm=self.firm)


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
    floors = list(_floors(sight, size[0]))
    labels = list(_labels(sight))
    wishes = [Wish(x, y, text_mm(said, SMALL), LINE * SMALL * POINT_MM, firm=True) for x, y, said in floors]
    wishes += [label.wish for label in labels]
    walls = [(x, y, 1.8, 1.8) for x, y, _ in sight.spots(sight.view.space.vertices)]
    places = spread(wishes, walls, (0.5, 0.5, size[0] - 0.5, size[1] - 0.5), 0.1)
    for (_, _, said), place in zip(floors, places, strict=False):
        if place is not None:
            write(axes, *place, said, size=SMALL, color=axes.theme.muted, bbox=BACK, zorder=3)
    written = zip(labels, places[len(floors) :], strict=True)
    for label, place in sorted(written, key=lambda pair: -pair[0].depth):
        if place is not None:
            _write(axes, label, *place)


def _write(axes: PageAxes, label: Label, x: float, y: float) -> None:
    if hypot(x - label.x, y - label.y) > LEADER_MM:
        ends = [label.x, x], [label.y, y]
        axes.add_line(Line2D(*ends, color=axes.theme.muted, linewidth=0.3, zorder=4))
    looks: dict[str, Any] = {"weight": "bold", "style": "italic"} if label.bold else {}
    looks |= behind(label.lit, 0.75 if label.bold else 0.5, 5)
    lift = 0.6 * SMALL * POINT_MM if label.small else 0.0
    write(axes, x, y + lift, label.text, size=label.size, color=label.color, **looks)
    if label.small:
        y -= 0.66 * label.size * POINT_MM
        write(axes, x, y, label.small, size=SMALL, color=axes.theme.muted, bbox=BACK, zorder=4.5)


def _floors(sight: Sight, wide: float) -> Iterator[tuple[float, float, str]]:
    """Yield (x, y, text) of the name of every floor: the number of units in its purviews."""
    for n, y in sight.view.space.floors:
        ((x, height, _),) = sight.spots([(-1.25, y, 0.0)])
        yield min(max(float(x), 5.5), wide - 5.5), float(height), trn("{n} unit", "{n} units", n)


def _labels(sight: Sight) -> Iterator[Label]:
    space, theme = sight.view.space, sight.theme
    flat = space.flat
    chosen, few = labelled(flat), len(flat.mechanisms) <= MOST
    middles, ends = sight.spots(space.mechanisms), sight.spots(space.labels)
    home = {(label.direction, label.text): i for i, label in enumerate(flat.labels)}
    told: set[int] = set()
    for i in chosen:
        mark, (x, y, depth) = flat.mechanisms[i], middles[i]
        small = mark.phi_text if flat.detailed else ""
        ink = theme.text if mark.lit else theme.rest
        firm = few or i == flat.selected
        yield Label(shown(mark), x, y, depth, ink, True, mark.lit, small, firm)
        for vertex in flat.vertices[2 * i : 2 * i + 2]:
            at = home[vertex.direction, vertex.text]
            if at in told:
                continue
            told.add(at)
            label, (x, y, depth) = flat.labels[at], ends[at]
            color = theme.direction_label(label.direction) if label.lit else theme.rest
            yield Label(shown(label), x, y, depth, color, False, label.lit, firm=few)
