"""The dynamics of a substrate: steps, walks, attractors and basins.

Steps and walks need no TPM: where there can be none, units' functions tell.

A state is given by its row (little-endian, unit 0 fastest). In a deterministic substrate every state has one
successor, so every trajectory ends in an attractor: a fixed point or a cycle. In a noisy substrate the most
probable successor takes its place; the recurrent classes are the sets of states that the dynamics cannot
leave.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt

from engine.substrate import tpm as tpms
from engine.substrate.chains import Chain
from engine.substrate.probabilities import is_certain
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import fits

Rows = npt.NDArray[np.int64]
# Probabilities this near the largest tie with it.
TIED = 1e-12


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
    if fits(substrate.radix):
        return bool(is_certain(substrate.columns).all())
    functions = map(substrate.function_at, range(substrate.n))
    return all(is_certain(f.output if isinstance(f, Chain) else f[1]).all() for f in functions)


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
    chances = _chances(substrate, state)
    if random is not None:
        return tuple(int(random.choice(len(p), p=p / p.sum())) for p in chances)
    pairs = zip(chances, state, strict=True)
    return tuple(int(now) if p[now] >= p.max() - TIED else int(np.argmax(p)) for p, now in pairs)


def _chances(substrate: Substrate, state: Sequence[int]) -> list[npt.NDArray[np.float64]]:
    """Return the distribution of the next state of every unit."""
    if fits(substrate.radix):
        row = substrate.columns[tpms.row_of(state, substrate.radix)]
        return np.split(row, np.cumsum(substrate.radix)[:-1])
    found = []
    for unit in range(substrate.n):
        function = substrate.function_at(unit)
        if isinstance(function, Chain):
            found.append(function.output[function.value({each: state[each] for each in function.inputs})])
        else:
            inputs, table = function
            found.append(table[tuple(state[each] for each in inputs)])
    return found


def walk(
    substrate: Substrate, state: Sequence[int], steps: int, random: np.random.Generator | None = None
) -> Iterator[tuple[int, ...]]:
    """Yield a state and the `steps` that follow it, most probable or sampled as by `next_state`."""
    now = tuple(state)
    yield now
    for _ in range(steps):
        now = next_state(substrate, now, random)
        yield now


def components(substrate: Substrate) -> tuple[tuple[int, ...], ...]:
    """Return the strongly connected components: units that reach each other, as positions; largest first."""
    graph = nx.from_numpy_array(substrate.cm, create_using=nx.DiGraph)
    found = (tuple(sorted(each)) for each in nx.strongly_connected_components(graph))
    return tuple(sorted(found, key=lambda each: (-len(each), each)))


def successors(substrate: Substrate) -> Rows:
    """Return the row of the most probable successor of every state, shape (states,); undecided units stay."""
    columns, radix = substrate.columns, substrate.radix
    states = tpms.all_states(radix)
    rows, out = np.arange(len(columns)), np.zeros(len(columns), np.int64)
    stride = 1
    for i, (start, base) in enumerate(zip(tpms.offsets(radix), radix, strict=True)):
        p = columns[:, start : start + base]
        now = states[:, i].astype(np.int64)
        stays = p[rows, now] >= p.max(axis=1) - TIED
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


def possible_steps(substrate: Substrate) -> npt.NDArray[np.bool_]:
    """Return where one state can follow another, shape (states, states), however small the probability.

    `transition_matrix` has 0 where a product of small probabilities underflows.
    """
    possible = tpms.state_by_state((substrate.columns > 0).astype(float), substrate.radix)
    return possible > 0


def without_predecessor(possible: npt.NDArray) -> Rows:
    """Return the rows of the states that no state leads to (Garden-of-Eden states), which have no causes.

    `possible`, shape (states, states), is positive where the second state can follow the first.
    """
    return np.flatnonzero(~(possible > 0).any(axis=0))


def transition_matrix(substrate: Substrate) -> npt.NDArray[np.float64]:
    """Return P(next state | state), shape (states, states), or refuse if it would not fit."""
    return tpms.state_by_state(substrate.columns, substrate.radix)


def recurrent_classes(possible: npt.NDArray) -> tuple[tuple[int, ...], ...]:
    """Return the minimal sets of states that are never left once entered, as rows.

    In a deterministic substrate they are the attractors. `possible`, shape (states, states), is positive
    where the second state can follow the first.
    """
    graph = nx.from_numpy_array(possible > 0, create_using=nx.DiGraph)
    return tuple(sorted(tuple(sorted(found)) for found in nx.attracting_components(graph)))
