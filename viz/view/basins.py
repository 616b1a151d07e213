"""Where the states of a state-transition graph stand: attractors in the middle of their basins."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from engine.substrate.dynamics import Attractors

GAP = 0.62
"""Distance between neighbours on a ring, in steps between rings."""
MARGIN = 1.1
ASPECT = 1.9
"""Width over height of the whole."""
MOST_TRIES = 40


@dataclass(frozen=True, slots=True)
class _Tree:
    """Who leads to whom outside the cycles, and how many states without predecessors each branch has."""

    before: Mapping[int, Sequence[int]]
    leaves: Mapping[int, int]


def places(successor: NDArray[np.int64], found: Attractors) -> NDArray[np.float64]:
    """Return the place of every state, shape (states, 2), y up; neighbours on a ring are about 0.6 apart.

    Each attractor is a ring (a fixed point: a point) from which the states that lead to it branch outwards,
    one step of time per ring; basins stand beside each other, the largest first.
    """
    out = np.zeros((len(successor), 2))
    tree = _tree(successor, found)
    extents = []
    for i, cycle in enumerate(found.cycles):
        members = np.flatnonzero(found.basin == i)
        radii = _radii(len(cycle), np.bincount(found.transient[members]))
        _place(out, cycle, tree, found.transient, radii)
        extents.append(radii[-1] + MARGIN / 2)
    for i, centre in enumerate(_packed(extents)):
        out[found.basin == i] += centre
    return out


def _tree(successor: NDArray[np.int64], found: Attractors) -> _Tree:
    before: dict[int, list[int]] = {row: [] for row in range(len(successor))}
    leaves = dict.fromkeys(before, 0)
    for row in sorted(before, key=lambda row: -found.transient[row]):  # the farthest first
        leaves[row] = leaves[row] or 1
        if found.transient[row]:
            after = int(successor[row])
            before[after].append(row)
            leaves[after] += leaves[row]
    return _Tree(before, leaves)


def _radii(length: int, counts: NDArray[np.int64]) -> list[float]:
    """Return the radius of each ring: wide enough for its states, a step from the one inside it."""
    radii = [0.0 if length == 1 else max(0.6, length / (2 * pi))]
    for count in counts[1:]:
        radii.append(max(radii[-1] + 1.0, count * GAP / (2 * pi)))
    return radii


def _place(
    out: NDArray[np.float64], cycle: Sequence[int], tree: _Tree, depth: NDArray[np.int64], radii: list[float]
) -> None:
    total = sum(tree.leaves[row] for row in cycle)
    start = pi / 2
    waiting = []
    for row in cycle:
        wedge = 2 * pi * tree.leaves[row] / total
        waiting.append((row, start, start - wedge))
        start -= wedge
    while waiting:
        row, left, right = waiting.pop()
        angle, radius = (left + right) / 2, radii[depth[row]]
        out[row] = radius * cos(angle), radius * sin(angle)
        share = (left - right) / max(sum(tree.leaves[b] for b in tree.before[row]), 1)
        for other in tree.before[row]:
            wide = share * tree.leaves[other]
            waiting.append((other, left, left - wide))
            left -= wide


def _packed(extents: Sequence[float]) -> list[tuple[float, float]]:
    """Return the centre of each disc: in rows, the largest first, in the shape of `ASPECT`."""
    ordered = sorted(range(len(extents)), key=lambda i: (-extents[i], i))
    across = np.cumsum([2 * extents[i] for i in ordered])
    tries = [_rows(extents, ordered, float(width)) for width in across[:MOST_TRIES]]
    return min(tries, key=lambda tried: max(tried[1] / ASPECT, tried[2]))[0]


def _rows(
    extents: Sequence[float], ordered: Sequence[int], width: float
) -> tuple[list[tuple[float, float]], float, float]:
    """Return the centres in rows of at most this width, and the width and height of all."""
    centres = [(0.0, 0.0)] * len(extents)
    x = top = high = used = 0.0
    for i in ordered:
        wide = 2 * extents[i]
        if x and x + wide > width + 1e-9:
            x, top, high = 0.0, top - high, 0.0
        high = max(high, wide)
        centres[i] = (x + extents[i], top - extents[i])
        x += wide
        used = max(used, x)
    return centres, used, high - top
