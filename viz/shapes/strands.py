"""The lines of an account in [0, 1]²: links as level-ended curves, arrowheads, braces, places for α."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viz.view.account import AccountView, LinkMark
    from viz.view.columns import OccurrenceMark

    Path = NDArray[np.float64]
    Point = tuple[float, float]

RIM = 0.05
"""From the middle of a unit to the tip of an arrow."""
SET_EDGE = 0.035
"""From the place of a set to its edge between the columns, where its text box ends."""
GAP = 0.01
HEAD = 0.025
"""Lines end this far before the tip of their arrow."""
BRACE_WIDTH = 0.03
STEPS = np.linspace(0, 1, 25)
ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)


@dataclass(frozen=True, slots=True)
class Strand:
    """One link as it is drawn: `paths` of shape (points, 2), tips of heads as (x, y, 1 right or -1 left)."""

    mark: LinkMark
    paths: tuple[Path, ...]
    brace: Path | None
    heads: tuple[tuple[float, float, int], ...]
    text_at: tuple[float, float] | None
    """None where α would lie on another."""


def strands(view: AccountView, text_size: tuple[float, float], scale: float = 1.0) -> tuple[Strand, ...]:
    """Return the lines of all links.

    Parameters
    ----------
    text_size
        That of an α in the units of the picture.
    scale
        How much larger discs and arrowheads are, in those units, than in a picture of usual width.
    """
    # No α may lie on a set of units.
    taken = [(spot.x, spot.y) for spot in view.spots if spot.is_set]
    pairs = {(mark.here, *mark.there) for mark in view.links}
    found: list[Strand] = []
    for mark in sorted(view.links, key=lambda mark: -mark.strength):
        both = len(mark.there) == 1 and (mark.there[0], mark.here) in pairs
        # Braces of one side stand beside each other.
        lane = sum(strand.brace is not None and strand.mark.direction == mark.direction for strand in found)
        drawn = _strand(view, mark, (0.022 if both else 0.0), scale, HEAD + 0.02 + 0.03 * min(lane, 4))
        place = _free(drawn.paths[0], text_size, taken)
        found.append(replace(drawn, text_at=place))
        taken += [place] if place else []
    # The strongest lies on top.
    return tuple(reversed(found))


def ties_to_members(view: AccountView) -> tuple[Path, ...]:
    """Return the thin lines between sets and their units."""
    lines = []
    for spot in view.spots:
        for i in spot.members:
            unit = view.spots[i]
            inward = 1 if spot.column == "before" else -1
            lines.append(_curve((unit.x + inward * 0.02, unit.y), (spot.x, spot.y)))
    return tuple(lines)


def edge_of(spot: OccurrenceMark, scale: float = 1.0) -> float:
    """Return the x where lines between the columns reach a spot."""
    sign = 1 if spot.column == "before" else -1
    return spot.x + sign * (SET_EDGE + GAP if spot.is_set else RIM * scale)


def _strand(view: AccountView, mark: LinkMark, bow: float, scale: float, depth: float) -> Strand:
    here, there = view.spots[mark.here], [view.spots[i] for i in mark.there]
    # Twin links of one pair part a little: effects above, causes below.
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
    """One line to the point of a brace, `depth` before the candidates, short lines from it to each of them.

    `way` is the scale, positive when the line leads to the right.
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
    """Return a curly brace whose arms end at `flat` and whose middle points to `point`."""
    middle, back = (top + bottom) / 2, (flat + point) / 2
    round_ = min(0.03, (top - bottom) / 4)
    turn = np.linspace(0, np.pi / 2, 6)
    outer = [(flat + (back - flat) * np.sin(t), top - round_ * (1 - np.cos(t))) for t in turn]
    inner = [(back + (point - back) * (1 - np.cos(t)), middle + round_ * (1 - np.sin(t))) for t in turn]
    upper = np.array(outer + inner)
    lower = upper[::-1] * (1, -1) + (0, top + bottom)
    return np.concatenate([upper, lower])


def _curve(start: Point, end: Point) -> Path:
    """Return an S-curve that leaves and arrives level."""
    (x0, y0), (x1, y1) = start, end
    t = STEPS
    middle = (x0 + x1) / 2
    xs = (1 - t) ** 3 * x0 + 3 * (1 - t) * t * middle + t**3 * x1
    ys = y0 + (y1 - y0) * t**2 * (3 - 2 * t)
    return np.column_stack([xs, ys])


def _free(path: Path, size: Point, taken: list[Point]) -> Point | None:
    """Return the first place along a path where a text of this size lies on no other."""
    for share in ALONG:
        x, y = (float(value) for value in path[round(share * (len(path) - 1))])
        if all(abs(x - a) >= size[0] or abs(y - b) >= size[1] for a, b in taken):
            return x, y
    return None
