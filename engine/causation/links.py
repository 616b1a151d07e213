"""Causal links: α of every occurrence and purview of a transition, actual causes and effects.

The strength α of a link is log2 of the purview's probability given the occurrence over that under the
partition that leaves most of it (Albantakis et al. 2019). No partition needs to be listed: the log of the
partitioned probability is a sum over parts, for causes too, because each part of a cause repertoire is
normalised by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from engine.causation.subsets import in_order, members, named, over_subsets
from engine.causation.transitions import Transition
from engine.iit4.partitions import MechanismPartition
from engine.iit4.repertoires import bits, given_present_state
from engine.kernels import causation as kernels
from engine.run.jobs import Control

Array = npt.NDArray[np.float64]
Direction = Literal["cause", "effect"]
TOLERANCE = 1e-10


@dataclass(frozen=True, slots=True)
class CausalLink:
    """An occurrence with its actual cause (an occurrence after) or actual effect (one before).

    `candidates` are the purviews of the largest α (bits) of which no subset has it too; with more than one
    the cause or effect is indeterminate. `partition`, in (occurrence, purview) parts, is the one that
    leaves most of the first candidate: its probability goes from `probability` to `partitioned`;
    `unconstrained` is that without the occurrence.
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
        """Whether several purviews are equally good."""
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
class Side:
    """One direction: log2 ratios, α and best sums of parts over (occurrence, purview) masks.

    `chance` is log2 of the probability of each purview unit's state without any occurrence.
    """

    value: Array
    alpha: Array
    most: Array
    chance: Array


def log_given(table: Array, radix: Sequence[int], state: Sequence[int]) -> Array:
    """Return log2 P(effect unit in its state after | the cause units in the mask as they were before).

    `table` has the states of the cause units as rows and the effect units as columns.
    """
    return -bits(given_present_state(table, radix, state))[::-1]


def _sums(columns: Array) -> Array:
    """Return the sum over every subset of the columns, shape (rows, 2^columns)."""
    out = np.zeros((len(columns), 1))
    for column in columns.T:
        out = np.concatenate((out, out + column[:, None]), axis=1)
    return out


def effect_side(log_given: Array, control: Control) -> Side:
    """Occurrences before: the effect repertoire π(Y|x) is a product over units, its log a sum over units."""
    value = _sums(log_given - log_given[0])
    return Side(value, *kernels.irreducibility(value, control), chance=log_given[0])


def cause_side(table: Array, radix: npt.NDArray[np.int64], present: int, control: Control) -> Side:
    """Occurrences after: the cause repertoire π(X|y) is the product of π(X|y_i) over units, normalised.

    Over the uniform distribution it is P(y_1|X)P(y_2|X)… in the row `present` over the mean of that product
    over the states of X, which does not separate over units: it is tabulated for every pair of sets.
    """
    value = np.ascontiguousarray(bits(kernels.mean_ratios(table, radix, present, control)).T)
    return Side(value, *kernels.irreducibility(value, control), chance=-np.log2(radix))


def _minimal(alpha: Array) -> npt.NDArray[np.bool_]:
    """Mark the purviews of maximal α > 0 of which no subset is also maximal: the actual causes or effects."""
    best = alpha.max(axis=1, keepdims=True)
    tied = (alpha >= best - TOLERANCE * np.maximum(1.0, best)) & (best > TOLERANCE)
    reached = over_subsets(tied, 1, np.logical_or)
    for bit in range(alpha.shape[1].bit_length() - 1):
        shape = (len(alpha), -1, 2, 1 << bit)
        with_unit = tied.reshape(shape)[:, :, 1]
        with_unit &= ~reached.reshape(shape)[:, :, 0]
    return tied


def links_of(moved: Transition, direction: Direction, side: Side) -> list[CausalLink]:
    """Return the links of one direction, small occurrences first, then in substrate order."""
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
    side: Side, pair: tuple[int, int], here: Sequence[str], there: Sequence[str]
) -> MechanismPartition:
    """Return the weakest partition of a pair, purview units in no part last."""
    x, y = pair
    parts = [(int(p), int(q)) for p, q in kernels.weakest_partition(side.value, side.most, x, y)]
    alone = y - sum(q for _, q in parts)
    return MechanismPartition(
        tuple((named(here, p), named(there, q)) for p, q in [*parts, *([(0, alone)] if alone else [])])
    )
