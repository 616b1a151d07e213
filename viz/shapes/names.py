"""Which labels of a Φ-structure are written, and where: the same on screen, on paper and in space.

With many distinctions the labels would be a hairball. Only those of what is picked, near or strongest are
written then, and none covers another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot
from typing import TYPE_CHECKING

from viz.shapes.labels import Wish, spread
from viz.shapes.lettering import LINE, width
from viz.view.faces import MOST
from viz.view.labelled import labelled
from viz.view.letters import brief
from viz.view.structure import MechanismMark

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from viz.shapes.labels import Box, Frame, Point
    from viz.view.structure import PurviewLabel, StructureView

LEADER = 1.3
"""A label that stands further from its vertices than this many lines has a line to them."""


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes of the type of a drawing, and of its marks, in the drawing's unit of length."""

    bold: float
    """Of mechanisms."""
    plain: float
    """Of purviews."""
    small: float
    """Of φ_d under mechanisms."""
    mark: float
    """Width of a vertex."""


@dataclass(frozen=True, slots=True)
class Name:
    """A label that is written."""

    index: int
    """Index of the distinction if it is a mechanism, else index into the labels of purviews."""
    text: str
    x: float
    """Its middle."""
    y: float
    anchor: Point | None = None
    """The end of the line from a label that stands aside; None if it needs none."""


@dataclass(frozen=True, slots=True)
class Names:
    """All labels that are written."""

    mechanisms: tuple[Name, ...]
    purviews: tuple[Name, ...]


def names(
    view: StructureView,
    at: Callable[[float, float], Point],
    frame: Frame,
    looks: Type,
    near: Collection[int] = (),
) -> Names:
    """Return the labels of a Φ-structure.

    Parameters
    ----------
    view
        The Φ-structure.
    at
        Takes positions in the unit square to positions in the drawing, y up.
    frame
        The area of the drawing that labels stay within.
    looks
        Sizes of type and marks.
    near
        Indices of distinctions that the user points at.

    Returns
    -------
    Names
        Of few distinctions all, even if they cover one another; of many only those that cover none.
    """
    few = len(view.mechanisms) <= MOST
    chosen = labelled(view, near)
    home = {(label.direction, label.text): i for i, label in enumerate(view.labels)}
    order: list[tuple[str, int]] = [("mechanism", i) for i in chosen]
    if few:
        order += [("purview", i) for i in range(len(view.labels))]
    else:
        # A distinction is written whole before the next weaker one.
        order = []
        for i in chosen:
            ends = [("purview", home[v.direction, v.text]) for v in view.vertices[2 * i : 2 * i + 2]]
            order += [each for each in (("mechanism", i), *ends) if each not in order]
    for most in (_most(frame, looks), 12, 8):
        marks = [view.mechanisms[i] if kind == "mechanism" else view.labels[i] for kind, i in order]
        must = [few or (k == "mechanism" and (i == view.selected or i in near)) for k, i in order]
        wishes = [_wish(view, mark, at, looks, most) for mark in marks]
        walls, gap = _walls(view, at, looks), 0.12 * looks.plain
        places = spread(wishes, walls, frame, gap)
        # Shorter names, rather than names on top of others.
        if not any(place is None and needed for place, needed in zip(places, must, strict=True)):
            break
    else:
        wishes = [replace(wish, firm=firm) for wish, firm in zip(wishes, must, strict=True)]
        places = spread(wishes, walls, frame, gap)
    found: dict[str, list[Name]] = {"mechanism": [], "purview": []}
    for (kind, i), wish, place in zip(order, wishes, places, strict=True):
        if place is not None:
            found[kind].append(_name(view, kind, i, wish, place, at, looks, most))
    return Names(tuple(found["mechanism"]), tuple(found["purview"]))


def _wish(
    view: StructureView,
    mark: MechanismMark | PurviewLabel,
    at: Callable[[float, float], Point],
    looks: Type,
    most: int,
) -> Wish:
    x, y = at(mark.x, mark.y)
    if isinstance(mark, MechanismMark):
        wide, high = width(shown(mark, most), looks.bold, bold=True), LINE * looks.bold
        if view.detailed:
            wide, high = max(wide, width(mark.phi_text, looks.small)), high + LINE * looks.small
        return Wish(x, y, wide, high)
    wide, high = width(shown(mark, most), looks.plain), LINE * looks.plain
    out = (looks.mark + wide) / 2 + 0.3 * looks.plain
    side = -1 if mark.direction == "cause" else 1
    up = 0.9 * high
    others = (
        (x + side * out, y + up), (x + side * out, y - up), (x, y + high), (x, y - high),
        (x - side * out, y + up), (x - side * out, y - up), (x - side * out, y),
    )  # fmt: skip
    return Wish(x + side * out, y, wide, high, others)


def _most(frame: Frame, looks: Type) -> int:
    """Return the most letters of a label: in a narrow drawing, long ones would have no room."""
    return int(min(max(0.45 * (frame[2] - frame[0]) / (0.7 * looks.plain), 10), 26))


def shown(mark: MechanismMark | PurviewLabel, most: int = 26) -> str:
    """Return what is written of a mechanism or of a purview, in at most so many letters."""
    sign = mark.sign if isinstance(mark, MechanismMark) else ""
    return f"{brief(mark.text, most=most)} {sign}".rstrip()


def _name(
    view: StructureView,
    kind: str,
    i: int,
    wish: Wish,
    place: Point,
    at: Callable[[float, float], Point],
    looks: Type,
    most: int,
) -> Name:
    x, y = place
    if kind == "mechanism":
        return Name(i, shown(view.mechanisms[i], most), x, y)
    label = view.labels[i]
    anchor = at(label.x, label.y)
    # From the vertex to the nearest point of the label.
    gap = hypot(max(abs(x - anchor[0]) - wish.wide / 2, 0.0), max(abs(y - anchor[1]) - wish.high / 2, 0.0))
    far = gap > LEADER * wish.high + looks.mark / 2
    return Name(i, shown(label, most), x, y, anchor if far else None)


def _walls(view: StructureView, at: Callable[[float, float], Point], looks: Type) -> list[Box]:
    return [(*at(v.x, v.y), looks.mark, looks.mark) for v in view.vertices]
