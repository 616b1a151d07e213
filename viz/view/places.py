"""Positions of the vertices and labels of a Φ-structure: one slot per purview, larger purviews higher."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from viz.layout import Point

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

Box = tuple[float, float, float, float]
"""(middle x, middle y, width, height)."""
Purview = tuple[int, ...]
"""Indices of the purview's units within the system."""
Key = tuple[Purview, int]
"""A purview and its side: -1 for a cause (drawn left), +1 for an effect (drawn right)."""
ALL_SUBSETS = 4
"""Up to this many units every subset has a slot, so that edits move little; above, only purviews in use."""
PILE = 7
"""Most vertices of one purview and side in a column; more begin another column further out."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Positions in the unit square, y up."""

    points: list[Point]
    """One for each vertex."""
    labels: dict[Key, Point]
    """One for each purview and side: the outermost of its vertices, beside which its label is written."""
    rows: tuple[tuple[int, float], ...]
    """(units in the purview, y) of every row."""


@dataclass(frozen=True, slots=True)
class PurviewSlot:
    """The rectangle of a purview in the unit square: its middle, width and height."""

    x: float
    y: float
    width: float
    height: float


def arrange(keys: Sequence[Key], n: int) -> Arrangement:
    """Return positions for the vertices of a Φ-structure.

    Parameters
    ----------
    keys
        Purview and side of every vertex. Those that share both are stacked in the order given.
    n
        Number of units in the system.

    Returns
    -------
    Arrangement
        A position for each key, in the same order.
    """
    piles: dict[Key, list[int]] = {}
    for i, key in enumerate(keys):
        piles.setdefault(key, []).append(i)
    rows = _rows(piles, n)
    places = slots([purview for purview, _ in keys], rows, n)
    points: list[Point] = [(0.0, 0.0)] * len(keys)
    labels = {}
    for (purview, side), members in piles.items():
        slot = places[purview]
        gap = min(0.18 * slot.width, 0.09 + 0.006 * len(members))
        column = min(0.07 * slot.width, 0.025)
        tall = min(len(members), PILE)
        step = min(0.06, 0.75 * slot.height / tall)
        for j, vertex in enumerate(members):
            here = min(tall, len(members) - j // PILE * PILE)
            across = side * (gap + column * (j // PILE))
            points[vertex] = (slot.x + across, slot.y + step * ((here - 1) / 2 - j % PILE))
        outermost = gap + column * ((len(members) - 1) // PILE)
        labels[purview, side] = (slot.x + side * outermost, slot.y)
    return Arrangement(points, labels, tuple((size, y) for size, (y, _) in rows.items()))


def slots(
    used: Iterable[Purview], rows: dict[int, tuple[float, float]], n: int
) -> dict[Purview, PurviewSlot]:
    """Return the slots of purviews.

    Parameters
    ----------
    used
        The purviews in use.
    rows
        Size of a purview -> (y of the middle, height) of its row.
    n
        Number of units in the system.

    Returns
    -------
    dict
        Purview -> slot, for every subset of a system of up to `ALL_SUBSETS` units, else for those in use.
    """
    wanted = set(used)
    places = {}
    for size, (y, height) in rows.items():
        row = [s for s in combinations(range(n), size) if n <= ALL_SUBSETS or s in wanted]
        for i, subset in enumerate(row):
            # In a crowded row every other slot is higher, so that neighbouring labels do not overlap.
            lift = 0.13 * height * (-1) ** i if len(row) > ALL_SUBSETS else 0.0
            places[subset] = PurviewSlot((i + 0.5) / len(row), y + lift, 1 / len(row), height)
    return places


def _rows(piles: dict[Key, list[int]], n: int) -> dict[int, tuple[float, float]]:
    """Return size -> (y of the middle, height) of each row; a row with high stacks of vertices is higher."""
    tallest = dict.fromkeys(range(1, n + 1), 1) if n <= ALL_SUBSETS else {}
    for (purview, _), members in sorted(piles.items()):
        tallest[len(purview)] = max(tallest.get(len(purview), 1), min(len(members), PILE))
    weights = {size: 1 + 0.3 * (tallest[size] - 1) for size in sorted(tallest)}
    total = sum(weights.values())
    rows = {}
    start = 0.0
    for size, weight in weights.items():
        height = weight / total
        rows[size] = (start + height / 2, height)
        start += height
    return rows


def label_places(
    targets: Sequence[Point],
    widths: Sequence[float],
    obstacles: Sequence[Box],
    height: float = 16.0,
    frame: Point | None = None,
) -> list[Point]:
    """Return a position near each target at which a label covers as little as possible; lengths in pixels.

    Parameters
    ----------
    targets
        The preferred middle of each label.
    widths
        The width of each label.
    obstacles
        Boxes that are already occupied: (middle x, middle y, width, height).
    height
        Height of every label.
    frame
        Width and height of the area, from (0, 0), that labels should stay within; None if there is no limit.

    Returns
    -------
    list of tuple
        (x, y) of the middle of each label. Earlier labels are placed first and are obstacles to later ones.
    """
    far = np.asarray(frame or (np.inf, np.inf))
    near = np.zeros(2) if frame else np.full(2, -np.inf)
    offsets = _offsets()
    taken = np.zeros((len(obstacles) + len(targets), 4))
    taken[: len(obstacles)] = np.asarray(obstacles, dtype=np.float64).reshape(-1, 4)
    count = len(obstacles)
    for target, width in zip(targets, widths, strict=True):
        centres = np.asarray(target) + offsets
        there = taken[:count]
        across = (width + there[:, 2]) / 2 - np.abs(centres[:, None, 0] - there[:, 0])
        along = (height + there[:, 3]) / 2 - np.abs(centres[:, None, 1] - there[:, 1])
        covered = (np.maximum(across, 0) * np.maximum(along, 0)).sum(axis=1)
        outside = (np.maximum(near - centres, 0) + np.maximum(centres - far, 0)).sum(axis=1)
        best = np.argmin(covered + 20 * outside + 0.8 * np.hypot(*offsets.T))
        taken[count] = (*centres[best], width, height)
        count += 1
    return [(float(x), float(y)) for x, y in taken[len(obstacles) :, :2]]


def _offsets() -> NDArray[np.float64]:
    """Return the shifts that are tried, in pixels: none, then 8 directions, upwards first, at 5 distances."""
    angles = np.pi / 2 + np.arange(8) * np.pi / 4
    ring = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return np.concatenate([np.zeros((1, 2)), *(r * ring for r in (14.0, 22.0, 32.0, 46.0, 64.0))])
