"""The dynamics of a substrate: steps, attractors and basins.

A state is given by its row (little-endian, unit 0 fastest). In a deterministic substrate every state has one
successor, so every trajectory ends in an attractor: a fixed point or a cycle. In a noisy substrate the most
probable successor takes its place; the recurrent classes are the sets of states that the dynamics cannot
leave.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt

from engine.substrate import tpm as tpms
from engine.substrate.substrate import Substrate

Rows = npt.NDArray[np.int64]
CERTAIN = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Attractors:
    """The attractors of a map from each state to its successor.

    Attributes
    ----------
    cycles : tuple of tuples of int
        Rows of each attractor in the order of time, starting at the lowest; one row is a fixed point. Ordered
        by the lowest row.
    basin : array of int64, shape (states,)
        Index of the attractor that each state ends in; read-only.
    transient : array of int64, shape (states,)
        Number of steps from each state to its attractor; read-only.
    """

    cycles: tuple[tuple[int, ...], ...]
    basin: Rows
    transient: Rows


def is_deterministic(substrate: Substrate) -> bool:
    """Whether every unit's next state is certain, whatever the state."""
    p = substrate.columns
    return bool(np.all((p < CERTAIN) | (p > 1 - CERTAIN)))


def next_state(
    substrate: Substrate, state: Sequence[int], random: np.random.Generator | None = None
) -> tuple[int, ...]:
    """Return the most probable next state, or a sampled one.

    Parameters
    ----------
    substrate : Substrate
    state : sequence of int
    random : numpy Generator, optional
        If given, the next state is sampled. If not, a unit stays as it is when no other state is more
        probable.

    Returns
    -------
    tuple of int
    """
    row = substrate.columns[tpms.row_of(state, substrate.radix)]
    chances = np.split(row, np.cumsum(substrate.radix)[:-1])
    if random is not None:
        return tuple(int(random.choice(len(p), p=p / p.sum())) for p in chances)
    pairs = zip(chances, state, strict=True)
    return tuple(int(now) if p[now] >= p.max() - CERTAIN else int(np.argmax(p)) for p, now in pairs)


def successors(substrate: Substrate) -> Rows:
    """Return the row of the most probable successor of every state, shape (states,); undecided units stay."""
    columns, radix = substrate.columns, substrate.radix
    states = tpms.all_states(radix)
    rows, out = np.arange(len(columns)), np.zeros(len(columns), np.int64)
    stride = 1
    for i, (start, base) in enumerate(zip(tpms.offsets(radix), radix, strict=True)):
        p = columns[:, start : start + base]
        now = states[:, i].astype(np.int64)
        stays = p[rows, now] >= p.max(axis=1) - CERTAIN
        out += stride * np.where(stays, now, p.argmax(axis=1))
        stride *= base
    return out


def attractors(successor: Rows) -> Attractors:
    """Return the attractors of a map from rows to rows, with every state's basin and transient."""
    count = len(successor)
    basin, transient = np.full(count, -1), np.zeros(count, np.int64)
    cycles: list[tuple[int, ...]] = []
    for start in range(count):
        path: list[int] = []
        place: dict[int, int] = {}
        row = start
        while basin[row] < 0 and row not in place:
            place[row] = len(path)
            path.append(row)
            row = int(successor[row])
        if row in place:  # a new attractor closes here
            cycle = path[place[row] :]
            basin[cycle] = len(cycles)
            lowest = cycle.index(min(cycle))
            cycles.append((*cycle[lowest:], *cycle[:lowest]))
            path = path[: place[row]]
        for before in reversed(path):
            after = successor[before]
            basin[before], transient[before] = basin[after], transient[after] + 1
    order = sorted(range(len(cycles)), key=lambda i: cycles[i])
    rank = np.argsort(order)
    basin = rank[basin]
    basin.flags.writeable = transient.flags.writeable = False
    return Attractors(tuple(cycles[i] for i in order), basin, transient)


def without_predecessor(matrix: npt.NDArray[np.float64]) -> Rows:
    """Return the rows of the states that no state leads to (Garden-of-Eden states), which have no causes."""
    return np.flatnonzero(matrix.max(axis=0) <= 0)


def transition_matrix(substrate: Substrate) -> npt.NDArray[np.float64]:
    """Return P(next state | state), shape (states, states), or refuse if it would not fit."""
    return tpms.state_by_state(substrate.columns, substrate.radix)


def recurrent_classes(matrix: npt.NDArray[np.float64]) -> tuple[tuple[int, ...], ...]:
    """Return the minimal sets of states that are never left once entered, as rows.

    In a deterministic substrate they are the attractors. `matrix`, shape (states, states), is P(next state |
    state).
    """
    graph = nx.from_numpy_array(matrix > 0, create_using=nx.DiGraph)
    return tuple(sorted(tuple(sorted(found)) for found in nx.attracting_components(graph)))
