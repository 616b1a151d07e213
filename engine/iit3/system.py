"""Candidate sets of IIT 3.0: some units of a substrate, all others fixed in their present state."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt

from engine.errors import SubstrateError, TooLargeError, UnreachableStateError
from engine.iit3.layout import Layout, layout
from engine.kernels.iit3_tables import conditional_tables
from engine.substrate.local import held_columns
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import fits
from engine.words import tr

Array = npt.NDArray[np.float64]
MAX_UNITS = 8
"""The table of repertoires has 6**n entries for each cut."""


@dataclass(frozen=True, slots=True)
class CandidateSet:
    """Units in a state, given what all other units are now, for causes and effects alike.

    Attributes
    ----------
    labels : tuple of str
    state : tuple of int
        0 or 1 for each unit.
    tpm : array, shape (2**n, n)
        State by node, unit 0 fastest.
    table : array, shape (n, 2**n, 2**n)
        P(unit ON next | a set of units in a state), of `conditional_tables`.
    is_connected : bool
        Whether every unit reaches every other.
    """

    labels: tuple[str, ...]
    state: tuple[int, ...]
    tpm: Array
    table: Array
    is_connected: bool

    @property
    def n(self) -> int:
        """Number of units."""
        return len(self.labels)

    @property
    def whole(self) -> int:
        """All units as a bitmask."""
        return (1 << self.n) - 1

    @property
    def mask(self) -> int:
        """The present state as a bitmask."""
        return sum(value << i for i, value in enumerate(self.state))

    @property
    def layout(self) -> Layout:
        """How its sets and states are numbered."""
        return layout(self.n)

    def names(self, mask: int) -> tuple[str, ...]:
        """Return the labels of a set of units."""
        return tuple(label for i, label in enumerate(self.labels) if mask >> i & 1)


def candidate_set(
    substrate: Substrate, state: Sequence[int], units: Iterable[str] | str | None = None
) -> CandidateSet:
    """Return a candidate set of a substrate in a state.

    Parameters
    ----------
    substrate : Substrate
        Of binary units.
    state : sequence of int
        Present state of every unit of the substrate.
    units : iterable of str or str, optional
        Labels of the set; all units by default.

    Raises
    ------
    SubstrateError
        If a unit has more than two states.
    TooLargeError
        If the set has more than `MAX_UNITS` units.
    UnreachableStateError
        If no state of the set leads to its present state.
    """
    check_binary(substrate)
    chosen = tuple(substrate.labels) if units is None else substrate.units_of(units)
    if len(chosen) > MAX_UNITS:
        said = tr(
            "IIT 3.0 takes candidate systems of at most {most} units, not {n}: choose fewer.",
            most=MAX_UNITS,
            n=len(chosen),
        )
        raise TooLargeError(said, field="system")
    inside = tuple(substrate.index(label) for label in chosen)
    tpm = conditioned(substrate, state, inside)
    now = tuple(state[i] for i in inside)
    if not is_reachable(tpm, now):
        raise UnreachableStateError.of(substrate.state_label(tuple(state)))
    return CandidateSet(chosen, now, tpm, conditional_tables(tpm), is_connected(tpm))


def check_binary(substrate: Substrate) -> None:
    """Refuse units of more than two states, which IIT 3.0 does not define."""
    if not substrate.is_binary:
        raise SubstrateError(
            tr("IIT 3.0 is defined for binary units; choose another formalism or units of two states."),
            "states",
        )


def conditioned(substrate: Substrate, state: Sequence[int], inside: Sequence[int]) -> Array:
    """Return the TPM of some units, the others fixed: shape (2**k, k), state by node, first unit fastest."""
    if not fits(substrate.radix):
        functions = [substrate.local(i) for i in inside]
        return np.ascontiguousarray(held_columns(functions, substrate.radix, state, inside)[:, 1::2])
    background = sum(state[i] << i for i in range(substrate.n) if i not in inside)
    rows = np.arange(1 << len(inside))
    whole = background + sum((rows >> at & 1) << i for at, i in enumerate(inside))
    return np.ascontiguousarray(substrate.tpm[whole][:, list(inside)])


def is_reachable(tpm: Array, state: Sequence[int]) -> bool:
    """Whether some state leads to `state`; products that underflow are no zeros."""
    likely = np.where(np.asarray(state, bool), tpm, 1.0 - tpm)
    return bool((likely > 0).all(axis=1).any())


def is_connected(tpm: Array) -> bool:
    """Whether every unit reaches every other along connections that the TPM shows."""
    rows, n = tpm.shape
    states = np.arange(rows)
    graph = nx.DiGraph()
    graph.add_nodes_from(range(n))
    for i in range(n):
        changed = np.any(tpm[states | 1 << i] != tpm[states & ~(1 << i)], axis=0)
        graph.add_edges_from((i, int(j)) for j in np.flatnonzero(changed))
    return nx.is_strongly_connected(graph)
