"""Candidate systems: some units of a substrate in a state, the others as background (IIT 4.0 eqs 1-4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from engine.errors import UnreachableStateError
from engine.iit4.sparse import sparse_tables
from engine.substrate.probabilities import scaled_products
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import fits, row_of

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CandidateSystem:
    """Units S of a substrate in a state, with the TPMs that S has given its background (IIT 4.0 eqs 1-4).

    The background is fixed in its present state for effects and inferred from the whole present state for
    causes. Arrays are read-only.

    Attributes
    ----------
    labels, units, state, radix : tuple
        Label, position in the substrate, present state and number of states of each unit.
    effect, cause : array of float64, shape (prod(radix), sum(radix))
        P(unit i of S in state v next | row) in column ``offsets[i] + v``; rows are states of S, its first
        unit fastest.
    cm : array of uint8, shape (n, n)
        1 at [i, j] if unit i is an input of unit j.
    substrate_cm : array of uint8
        The same of the whole substrate.
    """

    labels: tuple[str, ...]
    units: tuple[int, ...]
    state: tuple[int, ...]
    radix: tuple[int, ...]
    effect: Array
    cause: Array
    cm: npt.NDArray[np.uint8]
    substrate_cm: npt.NDArray[np.uint8]

    @property
    def n(self) -> int:
        """Number of units."""
        return len(self.units)

    @property
    def offsets(self) -> tuple[int, ...]:
        """First column of each unit in `effect` and `cause`."""
        return (0, *accumulate(self.radix[:-1]))

    def columns_of(self, unit: int) -> slice:
        """Columns of the unit at a position in the system."""
        return slice(sum(self.radix[:unit]), sum(self.radix[: unit + 1]))

    @property
    def present_columns(self) -> list[int]:
        """Column of each unit's present state."""
        return [o + s for o, s in zip(self.offsets, self.state, strict=True)]

    @property
    def row(self) -> int:
        """Row of the present state."""
        return row_of(self.state, self.radix)

    @property
    def has_cause(self) -> bool:
        """Whether some state leads to the present one.

        Of micro units one does, if the substrate's state is reachable; macro units look back at different
        micro states, so that together they may have none.
        """
        return bool((self.cause[:, self.present_columns] > 0).all(axis=1).any())

    @property
    def reachable_now(self) -> bool:
        """Whether the state can follow from some state of the system, the background being as it is now."""
        return bool((self.effect[:, self.present_columns] > 0).all(axis=1).any())

    @property
    def strongly_connected(self) -> bool:
        """Whether every unit reaches every other; a single unit must be its own input."""
        if self.n == 1:
            return bool(self.cm[0, 0])
        return _reaches_all(self.cm) and _reaches_all(self.cm.T)

    def positions(self, labels: Iterable[str]) -> tuple[int, ...]:
        """Ascending positions in the system of the units with these labels."""
        return tuple(sorted(self.labels.index(label) for label in labels))


def _reaches_all(cm: npt.NDArray[np.uint8]) -> bool:
    """Whether there is a way from the first unit to every other."""
    # Masks, because a graph of networkx takes ten times as long to build as to look at.
    outputs = (cm @ (1 << np.arange(len(cm), dtype=np.int64))).tolist()
    reached, new = 1, 1
    while new:
        unit = (new & -new).bit_length() - 1
        new = (new | outputs[unit] & ~reached) & ~(1 << unit)
        reached |= outputs[unit]
    return reached == (1 << len(cm)) - 1


def candidate_system(
    substrate: Substrate, state: Sequence[int], units: Iterable[str] | str | None = None
) -> CandidateSystem:
    """Return a candidate system of a substrate in a state (IIT 4.0 eqs 1-4).

    Parameters
    ----------
    substrate : Substrate
    state : sequence of int
        Present state of every unit of the substrate, in substrate order.
    units : iterable of str or str, optional
        Labels of the system's units, as `Substrate.units_of` reads them; all by default.

    Returns
    -------
    CandidateSystem

    Raises
    ------
    UnreachableStateError
        If no state of the substrate leads to `state`.
    StateError
        If a label is unknown or given twice, or there is none.
    TooLargeError
        If the system is too large, or, in a substrate without a TPM, what feeds it.
    """
    chosen = substrate.labels if units is None else substrate.units_of(units)
    inside = tuple(substrate.index(label) for label in chosen)
    if not fits(substrate.radix):
        return system_of(substrate, tuple(state), inside, *sparse_tables(substrate, state, inside))
    probability = to_here(substrate, state)
    return conditioned(substrate, tuple(state), inside, probability)


def to_here(substrate: Substrate, state: Sequence[int]) -> Array:
    """Return the probability of going from each state of the substrate to `state`, relative to the largest.

    Parameters
    ----------
    substrate : Substrate
    state : sequence of int
        State of every unit.

    Returns
    -------
    array, shape (prod(radix),)
        Unit 0 fastest; all multiplied by the same power of 2, so that products of small probabilities stay
        above 0.

    Raises
    ------
    UnreachableStateError
        If no state leads to `state`.
    """
    offsets = np.concatenate(([0], np.cumsum(substrate.radix)[:-1])).astype(int)
    present = offsets + np.asarray(state, int)
    probability, _ = scaled_products(substrate.columns[:, present])
    if not probability.any():
        raise UnreachableStateError.of(substrate.state_label(tuple(state)))
    return probability


def conditioned(
    substrate: Substrate, state: tuple[int, ...], inside: tuple[int, ...], probability: Array
) -> CandidateSystem:
    """Return the candidate system of some units, given the probability of going from each state to `state`.

    Parameters
    ----------
    substrate : Substrate
    state : tuple of int
        Present state of every unit of the substrate.
    inside : tuple of int
        Positions of the system's units, ascending.
    probability : array, shape (prod(radix),)
        As `to_here` returns it.

    Returns
    -------
    CandidateSystem
    """
    n, radix = substrate.n, substrate.radix
    outside = [i for i in range(n) if i not in inside]
    axes = [n - 1 - i for i in reversed(inside)] + [n - 1 - i for i in reversed(outside)]
    size = int(np.prod([radix[i] for i in inside], dtype=int))
    starts = np.concatenate(([0], np.cumsum(radix)))
    wanted = np.concatenate([np.arange(starts[i], starts[i + 1]) for i in inside])
    columns = substrate.columns[:, wanted].reshape(*reversed(radix), -1)
    columns = columns.transpose(*axes, n).reshape(size, -1, len(wanted))
    past = probability.reshape(*reversed(radix)).transpose(axes).reshape(size, -1).sum(axis=0)
    now = row_of([state[i] for i in outside], tuple(radix[i] for i in outside))
    effect = np.ascontiguousarray(columns[:, now])
    cause = effect if not outside else np.einsum("swk,w->sk", columns, past / past.sum())
    return system_of(substrate, state, inside, effect, cause)


def system_of(
    substrate: Substrate,
    state: tuple[int, ...],
    inside: tuple[int, ...],
    effect: Array,
    cause: Array,
) -> CandidateSystem:
    """Return the candidate system of some units, given their TPMs; see `CandidateSystem`."""
    effect.flags.writeable = False
    cause.flags.writeable = False
    return CandidateSystem(
        labels=tuple(substrate.labels[i] for i in inside),
        units=inside,
        state=tuple(state[i] for i in inside),
        radix=tuple(substrate.radix[i] for i in inside),
        effect=effect,
        cause=cause,
        cm=substrate.cm[np.ix_(inside, inside)],
        substrate_cm=substrate.cm,
    )
