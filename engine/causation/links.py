"""Causal links: α of every occurrence over every purview of a transition, actual causes and effects.

The strength α of a causal link is log2 of the purview's probability given the occurrence, over that under the
partition that leaves the largest probability (Albantakis et al. 2019). No partition is listed: the log of the
partitioned probability is a sum over parts, for causes too, because each part of a cause repertoire is
normalised by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from engine.causation.subsets import in_order, named, over_subsets
from engine.causation.transitions import Transition
from engine.iit4.partitions import MechanismPartition
from engine.iit4.repertoires import bits, given_present_state
from engine.iit4.tolerance import TOLERANCE, slack
from engine.kernels import causation as kernels
from engine.run.jobs import Control
from engine.substrate.masks import members

Array = npt.NDArray[np.float64]
Direction = Literal["cause", "effect"]


@dataclass(frozen=True, slots=True)
class CausalLink:
    """An occurrence with its actual cause or its actual effect (Albantakis et al. 2019).

    Attributes
    ----------
    direction : {"cause", "effect"}
    occurrence, state : tuple
        Labels and states of the occurrence: cause units at t-1 for an effect, effect units at t for a cause.
    candidates : tuple of tuples of labels
        The purviews of the largest α that have no subset of the same α. If there are several, the cause or
        effect is indeterminate.
    alpha : float
        Strength in bits, α > 0.
    partition : MechanismPartition
        The partition of the first candidate that leaves the largest probability, in (occurrence, purview)
        parts.
    probability, partitioned, unconstrained : float
        Probability of the first candidate's state given the occurrence, under `partition`, and without the
        occurrence.
    """

    direction: Direction
    occurrence: tuple[str, ...]
    state: tuple[int, ...]
    candidates: tuple[tuple[str, ...], ...]
    alpha: float
    partition: MechanismPartition
    probability: float
    partitioned: float
    unconstrained: float

    @property
    def indeterminate(self) -> bool:
        """Whether several purviews have the largest α."""
        return len(self.candidates) > 1

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types."""
        return {
            "direction": self.direction,
            "occurrence": list(self.occurrence),
            "state": list(self.state),
            "candidates": [list(c) for c in self.candidates],
            "alpha": self.alpha,
            "partition": self.partition.to_dict(),
            "probability": self.probability,
            "partitioned": self.partitioned,
            "unconstrained": self.unconstrained,
        }


@dataclass(frozen=True, slots=True)
class AlphaTables:
    """Tables of one direction over all pairs [occurrence mask, purview mask], float64.

    Attributes
    ----------
    value : array, shape (2**a, 2**b)
        log2 of the purview's probability given the occurrence, over its unconstrained probability.
    alpha : array, shape (2**a, 2**b)
        α in bits; 0 or less where there is no link.
    most : array, shape (2**a, 2**b)
        Largest sum of `value` over the parts of any partition of the occurrence.
    chance : array, shape (b,)
        log2 of the probability of each purview unit's state without any occurrence.
    """

    value: Array
    alpha: Array
    most: Array
    chance: Array


def log_given(table: Array, radix: Sequence[int], state: Sequence[int]) -> Array:
    """Return log2 P(effect unit in its state at t | cause units of a mask in their states at t-1).

    Parameters
    ----------
    table : array, shape (states of the cause units, effect units)
        P(effect unit in its state at t | states of the cause units), the first cause unit fastest.
    radix, state : sequence of int
        Number of states and state at t-1 of each cause unit.

    Returns
    -------
    array, shape (2**a, effect units)
        Row x: the cause units of mask x in their states, the others averaged over; -inf for probability 0.
    """
    return -bits(given_present_state(table, radix, state))[::-1]


def _sums(columns: Array) -> Array:
    """Return the sum over every subset of the columns, shape (rows, 2**columns), indexed by masks."""
    out = np.zeros((len(columns), 1))
    for column in columns.T:
        out = np.concatenate((out, out + column[:, None]), axis=1)
    return out


def effect_side(log_given: Array, control: Control) -> AlphaTables:
    """Return the tables of occurrences at t-1: the effect repertoire π(Y|x) is a product over units.

    Parameters
    ----------
    log_given : array, shape (2**a, b)
        As `log_given` returns it.
    control : array of int, shape (2,)
        (cancel flag, steps done).

    Returns
    -------
    AlphaTables
        Of shape (2**a, 2**b): occurrences over cause units, purviews over effect units.
    """
    value = _sums(log_given - log_given[0])
    return AlphaTables(value, *kernels.irreducibility(value, control), chance=log_given[0])


def cause_side(table: Array, radix: npt.NDArray[np.int64], present: int, control: Control) -> AlphaTables:
    """Return the tables of occurrences at t: π(X|y) is the product of π(X|y_i) over units, normalised.

    Over the uniform distribution it is P(y_1|X)P(y_2|X)… in the row `present`, over the mean of that product
    over the states of X. The mean does not separate over units, so it is tabulated for every pair of sets.

    Parameters
    ----------
    table : array, shape (states of the cause units, b)
        P(effect unit in its state at t | states of the cause units), the first cause unit fastest.
    radix : array of int, shape (a,)
        Number of states of each cause unit.
    present : int
        Row of the cause units' state at t-1.
    control : array of int, shape (2,)
        (cancel flag, steps done).

    Returns
    -------
    AlphaTables
        Of shape (2**b, 2**a): occurrences over effect units, purviews over cause units.
    """
    value = np.ascontiguousarray(bits(kernels.mean_ratios(table, radix, present, control)).T)
    return AlphaTables(value, *kernels.irreducibility(value, control), chance=-np.log2(radix))


def _minimal(alpha: Array) -> npt.NDArray[np.bool_]:
    """Mark the purviews of maximal α > 0 that have no subset of maximal α: the actual causes or effects."""
    best = alpha.max(axis=1, keepdims=True)
    tied = (alpha >= best - slack(best)) & (best > TOLERANCE)
    reached = over_subsets(tied, 1, np.logical_or)
    for bit in range(alpha.shape[1].bit_length() - 1):
        shape = (len(alpha), -1, 2, 1 << bit)
        with_unit = tied.reshape(shape)[:, :, 1]
        with_unit &= ~reached.reshape(shape)[:, :, 0]
    return tied


def links_of(moved: Transition, direction: Direction, side: AlphaTables) -> list[CausalLink]:
    """Return the causal links of one direction, small occurrences first, then in substrate order.

    Parameters
    ----------
    moved : Transition
    direction : {"cause", "effect"}
    side : AlphaTables
        The tables of that direction.

    Returns
    -------
    list of CausalLink
    """
    is_effect = direction == "effect"
    here, there = (moved.causes, moved.effects) if is_effect else (moved.effects, moved.causes)
    minimal = _minimal(side.alpha)
    found = []
    for x in in_order(np.flatnonzero(minimal.any(axis=1))):
        purviews = in_order(np.flatnonzero(minimal[x]))
        y, occurrence = purviews[0], named(here, x)
        alpha, value = float(side.alpha[x, y]), float(side.value[x, y])
        chance = float(sum(side.chance[j] for j in members(y)))
        found.append(
            CausalLink(
                direction=direction,
                occurrence=occurrence,
                state=moved.before_of(occurrence) if is_effect else moved.after_of(occurrence),
                candidates=tuple(named(there, mask) for mask in purviews),
                alpha=alpha,
                partition=weakest_partition(side, (x, y), here, there),
                probability=2.0 ** (chance + value),
                partitioned=2.0 ** (chance + value - alpha),
                unconstrained=2.0**chance,
            )
        )
    return found


def weakest_partition(
    side: AlphaTables, pair: tuple[int, int], here: Sequence[str], there: Sequence[str]
) -> MechanismPartition:
    """Return the partition of a pair that leaves the largest probability; purview units in no part come last.

    Parameters
    ----------
    side : AlphaTables
    pair : (int, int)
        Masks of the occurrence and of the purview.
    here, there : sequence of str
        Labels of the units that the occurrence and the purview are taken from.

    Returns
    -------
    MechanismPartition
        Parts (occurrence units, purview units).
    """
    x, y = pair
    parts = [(int(p), int(q)) for p, q in kernels.weakest_partition(side.value, side.most, x, y)]
    alone = y - sum(q for _, q in parts)
    return MechanismPartition(
        tuple((named(here, p), named(there, q)) for p, q in [*parts, *([(0, alone)] if alone else [])])
    )
