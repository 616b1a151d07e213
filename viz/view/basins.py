"""Positions of the states in a state-transition graph: every attractor in the middle of its basin."""

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
"""Least distance between neighbours on a ring; consecutive rings lie at least 1 apart."""
MARGIN = 1.1
"""Distance between the outermost rings of two neighbouring basins."""
ASPECT = 1.9
"""Width over height that the packing of the basins aims at."""
MOST_TRIES = 40
"""Row widths that the packing tries at most."""


@dataclass(frozen=True, slots=True)
class _Tree:
    """The transitions outside the cycles, read backwards, by the row of the state they lead to."""

    before: Mapping[int, Sequence[int]]
    """The rows of the states that lead to a state."""
    leaves: Mapping[int, int]
    """Number of states without predecessors in the branch that ends in a state; at least 1."""


def places(successor: NDArray[np.int64], found: Attractors) -> NDArray[np.float64]:
    """Return the position of every state.

    Each attractor is a ring (a fixed point: a point) from which the states that lead to it branch outwards,
    one time step per ring. The basins stand side by side, the largest first.

    Parameters
    ----------
    successor
        The row of each state's successor, shape (states,). Rows are little-endian: unit 0 varies fastest.
    found
        The attractors of that map.

    Returns
    -------
    ndarray
        x and y (up) of every row, shape (states, 2). Neighbours on a ring are about 0.6 apart.
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
    """Return the radius of each ring: wide enough for its states, at least 1 more than the ring inside it.

    `length` is the number of states in the attractor, `counts[k]` that of the states k steps away from it.
    """
    radii = [0.0 if length == 1 else max(0.6, length / (2 * pi))]
    for count in counts[1:]:
        radii.append(max(radii[-1] + 1.0, count * GAP / (2 * pi)))
    return radii


def _place(
    out: NDArray[np.float64], cycle: Sequence[int], tree: _Tree, depth: NDArray[np.int64], radii: list[float]
) -> None:
    """Write the positions of one basin into `out`, its attractor at the origin.

    Every branch gets a sector of the circle in proportion to the states without predecessors in it.
    """
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
    """Return the centres of discs of these radii: in rows, the largest first, nearest to `ASPECT` overall."""
    ordered = sorted(range(len(extents)), key=lambda i: (-extents[i], i))
    across = np.cumsum([2 * extents[i] for i in ordered])
    tries = [_rows(extents, ordered, float(width)) for width in across[:MOST_TRIES]]
    return min(tries, key=lambda tried: max(tried[1] / ASPECT, tried[2]))[0]


def _rows(
    extents: Sequence[float], ordered: Sequence[int], width: float
) -> tuple[list[tuple[float, float]], float, float]:
    """Return the centres of discs packed in rows of at most this width, and the overall width and height."""
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
