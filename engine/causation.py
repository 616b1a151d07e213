"""Actual causation: what caused what in a transition (Albantakis, Marshall, Hoel, Tononi 2019).

The strength α of a link is log2 of the purview's probability given the occurrence over that under the
partition that leaves most of it, so no partition needs to be listed: the log of the partitioned probability
is a sum over parts, for causes too, because each part of a cause repertoire is normalised by itself.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from engine import jobs
from engine.errors import TooLargeError
from engine.irreducibility import Irreducibility, in_order, irreducibility, members, named, over_subsets
from engine.jobs import Cancel, Control, Report, Watch
from engine.kernels import causation as kernels
from engine.partitions import MechanismPartition
from engine.repertoires import bits, given_present_state
from engine.store import engine_version
from engine.structure import State
from engine.substrate import Substrate
from engine.transitions import Transition, UnreachableTransitionError, cause_radix, likelihoods, transition

__all__ = ["Account", "CausalLink", "Transition", "UnreachableTransitionError", "account"]

Array = npt.NDArray[np.float64]
Direction = Literal["cause", "effect"]
TOLERANCE = 1e-10
MAX_TOGETHER = 22  # 0.4 GB and 20 s on two cores; two units more take four times the memory, nine the time
COST_INLINE = 1e7  # additions, about 10 ms


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
class Account:
    """The causal account of a transition: all its links, effects first, small occurrences first.

    `irreducibility` holds 𝒜_e, 𝒜_c and 𝒜 of the transition as a whole; see `engine.irreducibility`.
    """

    transition: Transition
    links: tuple[CausalLink, ...]
    irreducibility: Irreducibility
    substrate_sha256: str
    version: str
    seconds: float

    def links_of(self, direction: Direction) -> tuple[CausalLink, ...]:
        """Return the actual causes, or the actual effects."""
        return tuple(link for link in self.links if link.direction == direction)

    @property
    def alpha_total(self) -> dict[str, float]:
        """Σα over the causes, over the effects and over both, in bits."""
        cause, effect = (sum((k.alpha for k in self.links_of(d)), 0.0) for d in ("cause", "effect"))
        return {"cause": cause, "effect": effect, "both": cause + effect}

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types, as `phiscope account --json` writes them."""
        return {
            "links": [link.to_dict() for link in self.links],
            "alpha_total": self.alpha_total,
            **self.irreducibility.to_dict(),
            **self.transition.to_dict(),
            "substrate_sha256": self.substrate_sha256,
            "version": self.version,
            "seconds": self.seconds,
        }


@dataclass(frozen=True, slots=True)
class _Side:
    """One direction: tables over (occurrence, purview), and log2 of each purview unit left to chance."""

    value: Array
    alpha: Array
    most: Array
    chance: Array


def account(
    substrate: Substrate,
    before: State,
    after: State,
    causes: Iterable[str] | str | None = None,
    effects: Iterable[str] | str | None = None,
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> Account:
    """Find every actual cause and effect of a transition.

    Parameters
    ----------
    before, after : state
        State of every unit before, and after (there the effect units are enough).
    causes, effects : labels, optional
        The units at t-1 that may be causes, the others being background fixed in their state before, and
        the units at t that may be effects; all when omitted.
    report, cancel
        Progress and stopping, as for `unfold`.

    Raises
    ------
    UnreachableTransitionError
        If an effect unit cannot be in its state after.
    StateError
        If a state or a label does not fit the substrate.
    TooLargeError
        With more than 22 cause and effect units together.
    Cancelled
        When `cancel` is set.
    """
    started = time.perf_counter()
    moved = transition(substrate, before, after, causes, effects)
    a, b = len(moved.causes), len(moved.effects)
    if a + b > MAX_TOGETHER:
        raise TooLargeError(
            f"An account of {a} causes and {b} effects does not fit; choose at most {MAX_TOGETHER} units "
            "together and leave the others to the background.",
            field="causes",
        )
    table = likelihoods(substrate, moved)
    radix = np.array(cause_radix(substrate, moved))
    # log2 P(effect unit in its state after | cause units in the mask as before)
    log_given = -bits(given_present_state(table, radix.tolist(), moved.before_of(moved.causes)))[::-1]
    cost = 3.0 ** (a + b)
    pieces = [
        jobs.Piece(partial(_effects, log_given), (3**a - 1) // 2, cost),
        jobs.Piece(partial(_causes, log_given, table, radix), (3**b - 1) // 2, cost),
    ]
    run = jobs.run_here if cost <= COST_INLINE else jobs.run
    effect, cause = run(pieces, Watch("account", report, cancel))
    found = [*_links(moved, "effect", effect), *_links(moved, "cause", cause)]
    return Account(
        transition=moved,
        links=tuple(found),
        irreducibility=irreducibility(moved, effect.alpha, cause.alpha),
        substrate_sha256=substrate.sha256,
        version=engine_version(),
        seconds=time.perf_counter() - started,
    )


def _sums(columns: Array) -> Array:
    """Return the sum over every subset of the columns, shape (rows, 2^columns)."""
    out = np.zeros((len(columns), 1))
    for column in columns.T:
        out = np.concatenate((out, out + column[:, None]), axis=1)
    return out


def _effects(log_given: Array, control: Control) -> _Side:
    """Occurrences before: π(Y|x) is a product over units (eq. 3), so its log is a sum over units."""
    value = _sums(log_given - log_given[0])
    return _Side(value, *kernels.irreducibility(value, control), chance=log_given[0])


def _causes(log_given: Array, table: Array, radix: npt.NDArray[np.int64], control: Control) -> _Side:
    """Occurrences after: π(X|y) is the product of π(X|y_i) over units, normalised (eqs 4-5).

    Over the uniform distribution it is P(y_1|X)P(y_2|X)… over the mean of that product over the states of
    X, which does not separate over units: it is tabulated for every pair of sets.
    """
    value = np.ascontiguousarray((_sums(log_given) + bits(kernels.mean_products(table, radix, control))).T)
    return _Side(value, *kernels.irreducibility(value, control), chance=-np.log2(radix))


def _minimal(alpha: Array) -> npt.NDArray[np.bool_]:
    """Mark the purviews of maximal α > 0 of which no subset is also maximal (definitions 1 and 2)."""
    best = alpha.max(axis=1, keepdims=True)
    tied = (alpha >= best - TOLERANCE * np.maximum(1.0, best)) & (best > TOLERANCE)
    reached = over_subsets(tied, 1, np.logical_or)
    for bit in range(alpha.shape[1].bit_length() - 1):
        shape = (len(alpha), -1, 2, 1 << bit)
        with_unit = tied.reshape(shape)[:, :, 1]
        with_unit &= ~reached.reshape(shape)[:, :, 0]
    return tied


def _links(moved: Transition, direction: Direction, side: _Side) -> list[CausalLink]:
    """Return the links of one direction, small occurrences first, then in substrate order."""
    is_effect = direction == "effect"
    here, there = (moved.causes, moved.effects) if is_effect else (moved.effects, moved.causes)
    minimal = _minimal(side.alpha)
    found = []
    for x in in_order(np.flatnonzero(minimal.any(axis=1))):
        purviews = in_order(np.flatnonzero(minimal[x]))
        y, occurrence = purviews[0], named(here, x)
        alpha, value = float(side.alpha[x, y]), float(side.value[x, y])
        unconstrained = 2.0 ** float(sum(side.chance[j] for j in members(y)))
        found.append(
            CausalLink(
                direction=direction,
                occurrence=occurrence,
                state=moved.before_of(occurrence) if is_effect else moved.after_of(occurrence),
                candidates=tuple(named(there, mask) for mask in purviews),
                alpha=alpha,
                partition=_partition(side, (x, y), here, there),
                probability=unconstrained * 2.0**value,
                partitioned=unconstrained * 2.0 ** (value - alpha),
                unconstrained=unconstrained,
            )
        )
    return found


def _partition(
    side: _Side, pair: tuple[int, int], here: Sequence[str], there: Sequence[str]
) -> MechanismPartition:
    """Return the weakest partition of a pair, purview units in no part last."""
    x, y = pair
    parts = [(int(p), int(q)) for p, q in kernels.weakest_partition(side.value, side.most, x, y)]
    alone = y - sum(q for _, q in parts)
    return MechanismPartition(
        tuple((named(here, p), named(there, q)) for p, q in [*parts, *([(0, alone)] if alone else [])])
    )
