"""The lines of a causal account in [0, 1]²: a curve for each causal link, arrowheads, braces, text of α."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from viz.view.account import LABELLED

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from viz.view.account import AccountView, LinkMark
    from viz.view.columns import OccurrenceMark

    Path = NDArray[np.float64]
    Point = tuple[float, float]
    Box = tuple[float, float, float, float]

RIM = 0.05
"""Distance from the middle of a unit to the tip of an arrow."""
SET_EDGE = 0.035
"""Distance from the position of a set of units to the edge of its text box, on the side of the links."""
GAP = 0.01
"""Distance from that edge to the tip of an arrow."""
HEAD = 0.025
"""Length of an arrowhead: a line ends this far before the tip."""
BRACE_WIDTH = 0.03
STEPS = np.linspace(0, 1, 25)
ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
"""Positions along a link that are tried for the text of α, as shares of its length, the best first."""


@dataclass(frozen=True, slots=True)
class Strand:
    """The shapes of one causal link; every path has the shape (points, 2)."""

    mark: LinkMark
    paths: tuple[Path, ...]
    """The line of the link; if candidates are tied, the line to the brace, then one line to each of them."""
    brace: Path | None
    """The brace around tied candidates; None if there is only one."""
    heads: tuple[tuple[float, float, int], ...]
    """(x, y, direction) of the tip of every arrowhead; the direction is 1 to the right and -1 to the left."""
    text_at: tuple[float, float] | None
    """The middle of the text of α; None if it would cover another text wherever it stands."""


def strands(
    view: AccountView,
    text_size: tuple[float, float],
    scale: float = 1.0,
    set_width: Callable[[str], float] | None = None,
) -> tuple[Strand, ...]:
    """Return the shapes of all causal links of an account.

    Parameters
    ----------
    view
        The account.
    text_size
        Width and height of the text of an α, in the units of the picture.
    scale
        Size of discs and arrowheads relative to a picture that is as wide as a page.
    set_width
        Takes the text of a set of units to the width of its box, in the units of the picture; by default all
        are as wide as the text of an α.

    Returns
    -------
    tuple of Strand
        One for each link, the weakest first, so that the strongest lies on top. Of many links, α is written
        at those that are selected or strongest.
    """
    # The text of an α must not cover a set of units.
    taken = [_box(spot, text_size, set_width) for spot in view.spots if spot.is_set]
    chosen = None if view.selected is None else view.selected[0]
    pairs = {(mark.here, *mark.there) for mark in view.links}
    found: list[Strand] = []
    for mark in sorted(view.links, key=lambda mark: (mark.index != chosen, -mark.strength)):
        both = len(mark.there) == 1 and (mark.there[0], mark.here) in pairs
        # Braces on the same side are set at different depths, so that they do not overlap.
        lane = sum(strand.brace is not None and strand.mark.direction == mark.direction for strand in found)
        drawn = _strand(view, mark, (0.022 if both else 0.0), scale, HEAD + 0.02 + 0.03 * min(lane, 4))
        place = _free(drawn.paths[0], text_size, taken) if len(found) < LABELLED else None
        found.append(replace(drawn, text_at=place))
        taken += [(*place, *text_size)] if place else []
    return tuple(reversed(found))


def written_sets(view: AccountView, high: float) -> list[OccurrenceMark]:
    """Return the sets of units whose names are written, so that none covers another.

    Parameters
    ----------
    view
        The account.
    high
        Height of the box of a set, in the units of the picture.

    Returns
    -------
    list of OccurrenceMark
        The ends of the selected link, then those of the strongest, as far as there is room.
    """
    chosen = None if view.selected is None else view.selected[0]
    written: list[OccurrenceMark] = []
    for mark in sorted(view.links, key=lambda mark: (mark.index != chosen, -mark.strength)):
        for spot in (view.spots[i] for i in (mark.here, *mark.there)):
            beside = (other for other in written if other.column == spot.column)
            if spot.is_set and spot not in written and all(abs(other.y - spot.y) >= high for other in beside):
                written.append(spot)
    return written


def _box(
    spot: OccurrenceMark, text_size: tuple[float, float], set_width: Callable[[str], float] | None
) -> Box:
    """Return the box of a set of units: its edge on the side of the links is fixed."""
    if set_width is None:
        return spot.x, spot.y, *text_size
    wide, side = set_width(spot.text), 1 if spot.column == "before" else -1
    return spot.x + side * (SET_EDGE - wide / 2), spot.y, wide, text_size[1]


def ties_to_members(view: AccountView) -> tuple[Path, ...]:
    """Return the thin lines from every set of units to its members."""
    lines = []
    for spot in view.spots:
        for i in spot.members:
            unit = view.spots[i]
            inward = 1 if spot.column == "before" else -1
            lines.append(_curve((unit.x + inward * 0.02, unit.y), (spot.x, spot.y)))
    return tuple(lines)


def edge_of(spot: OccurrenceMark, scale: float = 1.0) -> float:
    """Return the x at which links reach a unit or a set of units.

    Parameters
    ----------
    spot
        The unit or set of units.
    scale
        Size of its disc relative to a picture that is as wide as a page.

    Returns
    -------
    float
        The x on the side of the other column.
    """
    sign = 1 if spot.column == "before" else -1
    return spot.x + sign * (SET_EDGE + GAP if spot.is_set else RIM * scale)


def _strand(view: AccountView, mark: LinkMark, bow: float, scale: float, depth: float) -> Strand:
    """Return the shapes of a link, moved up (an effect) or down (a cause) by `bow`, its brace at `depth`."""
    here, there = view.spots[mark.here], [view.spots[i] for i in mark.there]
    # A cause and an effect link between the same two ends lie apart: the effect above, the cause below.
    shift = bow if mark.direction == "effect" else -bow
    start = (edge_of(here, scale), here.y + shift)
    toward = 1 if here.column == "before" else -1
    if len(there) > 1:
        ends = [(edge_of(spot, scale), spot.y) for spot in there]
        return _braced(mark, start, ends, toward * scale, depth)
    end = (edge_of(there[0], scale), there[0].y + shift)
    path = _curve(start, (end[0] - toward * scale * HEAD, end[1]))
    return Strand(mark, (path,), None, ((*end, toward),), None)


def _braced(mark: LinkMark, start: Point, ends: list[Point], way: float, depth: float) -> Strand:
    """Return a line to a brace that stands `depth` before the tied candidates, and a line to each of them.

    `way` is the scale of the arrowheads, with the sign of the direction in which the link leads.
    """
    ys = [y for _, y in ends]
    top, bottom = max(ys) + 0.02, min(ys) - 0.02
    reach = min((x for x, _ in ends), key=lambda x: way * x)
    flat = reach - way * depth
    point = (flat - way * BRACE_WIDTH, (top + bottom) / 2)
    short = (np.array([(flat, y), (x - way * HEAD, y)]) for x, y in ends)
    heads = tuple((x, y, 1 if way > 0 else -1) for x, y in ends)
    return Strand(mark, (_curve(start, point), *short), brace(flat, point[0], bottom, top), heads, None)


def brace(flat: float, point: float, bottom: float, top: float) -> Path:
    """Return a curly brace that opens to the left or to the right.

    Parameters
    ----------
    flat
        The x at which its arms end.
    point
        The x of the point in its middle.
    bottom, top
        The y of its arms.

    Returns
    -------
    ndarray
        Points of shape (24, 2), from the top to the bottom.
    """
    middle, back = (top + bottom) / 2, (flat + point) / 2
    round_ = min(0.03, (top - bottom) / 4)
    turn = np.linspace(0, np.pi / 2, 6)
    outer = [(flat + (back - flat) * np.sin(t), top - round_ * (1 - np.cos(t))) for t in turn]
    inner = [(back + (point - back) * (1 - np.cos(t)), middle + round_ * (1 - np.sin(t))) for t in turn]
    upper = np.array(outer + inner)
    lower = upper[::-1] * (1, -1) + (0, top + bottom)
    return np.concatenate([upper, lower])


def _curve(start: Point, end: Point) -> Path:
    """Return an S-shaped curve that is horizontal at both ends."""
    (x0, y0), (x1, y1) = start, end
    t = STEPS
    middle = (x0 + x1) / 2
    xs = (1 - t) ** 3 * x0 + 3 * (1 - t) * t * middle + t**3 * x1
    ys = y0 + (y1 - y0) * t**2 * (3 - 2 * t)
    return np.column_stack([xs, ys])


def _free(path: Path, size: Point, taken: list[Box]) -> Point | None:
    """Return the first position along a path at which a text of this size covers no other, or None."""
    for share in ALONG:
        x, y = (float(value) for value in path[round(share * (len(path) - 1))])
        if all(abs(x - a) >= (size[0] + w) / 2 or abs(y - b) >= (size[1] + h) / 2 for a, b, w, h in taken):
            return x, y
    return None
