"""The shapes of a substrate's drawing: units, arrows, outlines and cuts, the same on screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin
from typing import TYPE_CHECKING

import numpy as np

from viz.hull import hull
from viz.view.places import label_places

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viz.layout import Point
    from viz.view.places import Box
    from viz.view.substrate import EdgeMark, RegionMark, SubstrateView, UnitMark

SIDE = 300.0
"""Length that the unit square of positions has in the units of the sketch, which are about screen pixels."""
RADIUS = 24.0
"""Largest radius of a unit."""
STEPS = 32
"""Points of a self-loop; other arrows have twice as many before they are shortened."""
SCISSORS = "✂"
MOST_SCISSORS = 8
"""Most cut connections that get scissors in a drawing that also dashes the cut connections."""


@dataclass(frozen=True, slots=True, eq=False)
class Arrow:
    """The shapes of one edge, in the units of the sketch."""

    mark: EdgeMark
    path: NDArray[np.float64]
    """The stem from the rim of the source to the arrowhead at the rim of the target, shape (points, 2)."""
    head: NDArray[np.float64]
    """Corners of the arrowhead, shape (k, 2): a triangle, or a circle if the edge is inhibitory."""


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The shapes of one region."""

    mark: RegionMark
    path: NDArray[np.float64]
    """Corners of a rounded outline around the units, shape (k, 2), anticlockwise."""
    text_at: Point
    """The middle of its text."""


@dataclass(frozen=True, slots=True)
class CutStroke:
    """A stroke across a cut edge."""

    start: Point
    """The end at which the scissors stand."""
    end: Point
    angle: float
    """Direction of the stroke in radians, by which the scissors are turned."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """All shapes of a substrate's drawing; y points up."""

    radius: float
    """Radius of every unit."""
    units: tuple[tuple[UnitMark, Point], ...]
    """Every unit with its middle."""
    arrows: tuple[Arrow, ...]
    outlines: tuple[Outline, ...]
    cuts: tuple[CutStroke, ...]
    bounds: tuple[float, float, float, float]
    """(left, right, bottom, top) of all shapes and texts."""


def sketch(view: SubstrateView, text_width: float = 7.0) -> Sketch:
    """Return the shapes of a substrate's drawing.

    Parameters
    ----------
    view
        The substrate.
    text_width
        Width of one letter of a region's text, in the units of the sketch.

    Returns
    -------
    Sketch
        The shapes, and the space that they take.
    """
    spots = {unit.label: (unit.x * SIDE, unit.y * SIDE) for unit in view.units}
    radius = _radius(list(spots.values()))
    outwards = {unit.label: unit.outward for unit in view.units}
    arrows = tuple(_arrow(edge, spots, radius, outwards) for edge in view.edges)
    outlines = _outlines(view, spots, radius, arrows, text_width)
    cuts = tuple(_cut(arrow, radius) for arrow in arrows if arrow.mark.cut)
    corners = [
        *(arrow.path for arrow in arrows),
        *(outline.path for outline in outlines),
        *(_ring(spot, radius) for spot in spots.values()),
        *(_box(outline, text_width) for outline in outlines),
        *(_ring(cut.start, 8.0) for cut in cuts),
    ]
    every = np.concatenate(corners)
    (left, bottom), (right, top) = every.min(axis=0), every.max(axis=0)
    pad = 6.0
    return Sketch(
        radius=radius,
        units=tuple((unit, spots[unit.label]) for unit in view.units),
        arrows=arrows,
        outlines=outlines,
        cuts=cuts,
        bounds=(float(left) - pad, float(right) + pad, float(bottom) - pad, float(top) + pad),
    )


def _radius(spots: list[Point]) -> float:
    """Return a radius of units that leaves room for arrows between the two nearest ones."""
    gaps = [hypot(p[0] - q[0], p[1] - q[1]) for i, p in enumerate(spots) for q in spots[:i]]
    return max(min(RADIUS, 0.28 * min(gaps, default=SIDE)), 2.0)


def _ring(centre: Point, radius: float) -> NDArray[np.float64]:
    angles = np.linspace(0, 2 * pi, 24, endpoint=False)
    return np.asarray(centre) + radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)


def _arrow(edge: EdgeMark, spots: dict[str, Point], radius: float, outwards: dict[str, float]) -> Arrow:
    size = min(0.26, 0.15 + 0.11 * edge.strength) * radius * 1.6
    if edge.loop:
        path = _loop(spots[edge.source], radius, outwards[edge.source])
    else:
        path = _between(spots[edge.source], spots[edge.target], radius, edge.bent)
    if edge.inhibitory:
        dot = 0.62 * size
        return Arrow(edge, path, _ring((float(path[-1, 0]), float(path[-1, 1])), dot))
    return Arrow(edge, *_with_head(path, size))


def _between(start: Point, end: Point, radius: float, bent: bool) -> NDArray[np.float64]:
    """Return a curve from rim to rim; two opposite edges are bent, each to its own left, and so lie apart."""
    p, q = np.asarray(start), np.asarray(end)
    along = q - p
    if not along.any():
        return np.stack([p, p + np.array([0.0, radius])])
    bow = 0.22 * np.array([-along[1], along[0]]) if bent else np.zeros(2)
    t = np.linspace(0, 1, 2 * STEPS)[:, None]
    curve = (1 - t) ** 2 * p + 2 * t * (1 - t) * ((p + q) / 2 + bow) + t**2 * q
    outside = (np.hypot(*(curve - p).T) >= 1.03 * radius) & (np.hypot(*(curve - q).T) >= 1.12 * radius)
    return curve[outside] if outside.sum() > 1 else curve[[0, -1]]


def _loop(centre: Point, radius: float, angle: float) -> NDArray[np.float64]:
    """Return the arc of a self-loop in the direction `angle`, in radians."""
    spread = 0.45
    ends = [np.array([cos(angle + s), sin(angle + s)]) for s in (spread, -spread)]
    middle = np.asarray(centre)
    a, d = middle + 1.03 * radius * ends[0], middle + 1.14 * radius * ends[1]
    reach = [np.array([cos(angle + s), sin(angle + s)]) for s in (0.62, -0.62)]
    b, c = middle + 2.6 * radius * reach[0], middle + 2.6 * radius * reach[1]
    t = np.linspace(0, 1, STEPS)[:, None]
    return (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t**2 * (1 - t) * c + t**3 * d


def _with_head(path: NDArray[np.float64], size: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the path, shortened to the back of its arrowhead, and the corners of the arrowhead."""
    tip = path[-1]
    far = np.hypot(*(path - tip).T) >= size
    back = path[far][-1] if far.any() else path[0]
    along = (tip - back) / (np.hypot(*(tip - back)) or 1.0)
    across = np.array([-along[1], along[0]])
    base = tip - 1.5 * size * along
    head = np.stack([tip, base + 0.6 * size * across, base - 0.6 * size * across])
    stem = path[np.hypot(*(path - tip).T) >= 1.2 * size]
    return (np.concatenate([stem, [tip - 1.2 * size * along]]) if len(stem) else path[:1]), head


def _outlines(
    view: SubstrateView, spots: dict[str, Point], radius: float, arrows: tuple[Arrow, ...], text_width: float
) -> tuple[Outline, ...]:
    loops = {edge.source for edge in view.edges if edge.loop}
    outwards = {unit.label: unit.outward for unit in view.units}
    paths = []
    for region in view.regions:
        # A region that contains another has its outline further out, so that the two do not coincide.
        inside = sum(set(other.units) < set(region.units) for other in view.regions)
        room = radius * (1.35 + 0.28 * inside)
        rings = [_ring(spots[label], room) for label in region.units]
        rings += [
            _ring((float(a), float(b)), room - 1.1 * radius)
            for label in region.units
            if label in loops
            for a, b in _loop(spots[label], radius, outwards[label])[8:25:4]
        ]
        paths.append(hull(np.concatenate(rings)))
    walls = [(x, y, 2 * radius, 2 * radius) for x, y in spots.values()]
    walls += [box for path in paths for box in _stepping(np.concatenate([path, path[:1]]))]
    for arrow in arrows:
        walls += _stepping(arrow.path)
        if arrow.mark.cut:
            cut = _cut(arrow, radius)
            walls += [*_stepping(np.array([cut.start, cut.end])), (*cut.start, 20.0, 20.0)]
    return _with_texts(view, paths, walls, text_width)


def _with_texts(
    view: SubstrateView, paths: list[NDArray[np.float64]], walls: list[Box], text_width: float
) -> tuple[Outline, ...]:
    """Return the outlines with each text outside its outline, away from the middle of the drawing.

    The texts of small regions, which come last, are placed first; `walls` are boxes that no text may cover.
    """
    if not paths:
        return ()
    height = 2 * text_width
    middle = float(np.concatenate(paths)[:, 1].mean())
    targets = []
    for path in paths:
        low = len(paths) > 1 and path[:, 1].mean() < middle
        y = path[:, 1].min() - 0.7 * height if low else path[:, 1].max() + 0.7 * height
        targets.append((float(path[:, 0].mean()), float(y)))
    widths = [text_width * len(region.text) for region in view.regions]
    places = label_places(targets[::-1], widths[::-1], walls, height)[::-1]
    return tuple(map(Outline, view.regions, paths, places))


def _stepping(path: NDArray[np.float64]) -> list[Box]:
    """Return small boxes along a path, which texts must not cover."""
    boxes: list[Box] = []
    for a, b in pairwise(path):
        steps = max(int(np.hypot(*(b - a)) // 10), 1)
        boxes += [(float(x), float(y), 6.0, 6.0) for x, y in np.linspace(a, b, steps, endpoint=False)]
    return boxes


def _box(outline: Outline, text_width: float) -> NDArray[np.float64]:
    """Return the lower left and the upper right corner of an outline's text."""
    half = np.array([text_width * len(outline.mark.text) / 2, text_width])
    return np.stack([np.asarray(outline.text_at) - half, np.asarray(outline.text_at) + half])


def _cut(arrow: Arrow, radius: float) -> CutStroke:
    middle = len(arrow.path) // 2
    before, at = arrow.path[middle - 1], arrow.path[middle]
    dx, dy = (float(d) for d in at - before)
    angle = atan2(dx, -dy)
    half = 0.75 * radius * np.array([cos(angle), sin(angle)])
    start, end = at + half, at - half
    return CutStroke((float(start[0]), float(start[1])), (float(end[0]), float(end[1])), angle)
