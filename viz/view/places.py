"""Where the vertices and labels of a Φ-structure go: one slot per purview, bigger purviews higher."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from viz.layout import Point

Box = tuple[float, float, float, float]
Purview = tuple[int, ...]
"""Indices of the purview's units within the system."""
WHOLE_LATTICE = 4
"""Up to this many units every subset has its slot, so an edit moves no vertex; above, only those in use."""
PILE = 5


def slots(used: Iterable[Purview], n: int) -> dict[Purview, tuple[float, float, float]]:
    """Return purview -> (x in [0, 1], y about its size, width of its slot)."""
    wanted = set(used)
    places = {}
    for size in range(1, n + 1):
        row = [
            subset for subset in combinations(range(n), size) if n <= WHOLE_LATTICE or subset in wanted
        ]
        for i, subset in enumerate(row):
            # Crowded rows go up and down, so that neighbouring labels pass each other.
            lift = 0.13 * (-1) ** i if len(row) > WHOLE_LATTICE else 0.0
            places[subset] = ((i + 0.5) / len(row), size + lift, 1 / len(row))
    return places


def vertex_places(
    purviews: Sequence[Purview], sides: Sequence[int], n: int
) -> tuple[list[Point], dict[tuple[Purview, int], Point]]:
    """Return the place of every vertex, and of the label of every (purview, side).

    Parameters
    ----------
    purviews, sides
        One entry per vertex; side is -1 for a cause (left copy) and +1 for an effect (right copy).
        Vertices that share both are piled up in the order given.
    """
    places = slots(purviews, n)
    piles: dict[tuple[Purview, int], list[int]] = {}
    for i, key in enumerate(zip(purviews, sides, strict=True)):
        piles.setdefault(key, []).append(i)
    points: list[Point] = [(0.0, 0.0)] * len(purviews)
    labels = {}
    for (purview, side), members in piles.items():
        x, y, width = places[purview]
        gap, column = min(0.18 * width, 0.09), min(0.07 * width, 0.025)
        height = min(len(members), PILE)
        step = min(0.15, 0.62 / height)
        for j, vertex in enumerate(members):
            column_height = min(height, len(members) - j // PILE * PILE)
            points[vertex] = (
                x + side * (gap + column * (j // PILE)),
                y + step * ((column_height - 1) / 2 - j % PILE),
            )
        labels[purview, side] = (x + side * (gap + column * ((len(members) - 1) // PILE)), y)
    return points, labels


def label_places(
    targets: Sequence[Point], widths: Sequence[float], obstacles: Sequence[Box], height: float = 16.0
) -> list[Point]:
    """Return a place near each target where a label covers as little as possible; all lengths in pixels.

    Parameters
    ----------
    targets
        Where the middle of each label would like to be.
    widths
        The labels' widths.
    obstacles
        What is already there: (middle x, middle y, width, height).
    height
        Height of every label.
    """
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
        taken[count] = (*centres[np.argmin(covered + 0.8 * np.hypot(*offsets.T))], width, height)
        count += 1
    return [(float(x), float(y)) for x, y in taken[len(obstacles) :, :2]]


def _offsets() -> NDArray[np.float64]:
    """Return shifts in pixels to try: none, then rings, upwards first."""
    angles = np.pi / 2 + np.arange(8) * np.pi / 4
    rings = [
        radius * np.stack([np.cos(angles), np.sin(angles)], axis=1) for radius in (14.0, 22.0, 32.0, 46.0, 64.0)
    ]
    return np.concatenate([np.zeros((1, 2)), *rings])
