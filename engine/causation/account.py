"""Causal accounts: what caused what in a transition (Albantakis, Marshall, Hoel, Tononi 2019).

Extrinsic causes (units outside the transition) and true events over three states are not computed: the
formalism that this package follows does not define them.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from engine.causation.irreducibility import Irreducibility, irreducibility
from engine.causation.links import CausalLink, Direction, Side, cause_side, effect_side, links_of, log_given
from engine.causation.transitions import (
    Transition,
    UnreachableTransitionError,
    cause_radix,
    cause_row,
    likelihoods,
    transition,
)
from engine.errors import TooLargeError
from engine.run import jobs
from engine.run.jobs import Cancel, Report, Watch
from engine.substrate.states import State
from engine.substrate.substrate import Substrate
from engine.version import engine_version
from engine.words import tr

__all__ = ["Account", "CausalLink", "Transition", "UnreachableTransitionError", "account"]

MAX_TOGETHER = 22  # 0.5 GB and 12 s on two cores; two units more take four times the memory, nine the time
COST_INLINE = 1e7  # additions, about 10 ms


@dataclass(frozen=True, slots=True)
class Account:
    """The causal account of a transition: all its links, effects first, small occurrences first.

    `irreducibility` holds 𝒜_e, 𝒜_c and 𝒜 of the transition as a whole; see `engine.causation.irreducibility`.
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
    effect, cause = _sides(substrate, moved, Watch(tr("account"), report, cancel))
    found = [*links_of(moved, "effect", effect), *links_of(moved, "cause", cause)]
    return Account(
        transition=moved,
        links=tuple(found),
        irreducibility=irreducibility(moved, effect.alpha, cause.alpha),
        substrate_sha256=substrate.sha256,
        version=engine_version(),
        seconds=time.perf_counter() - started,
    )


def _sides(substrate: Substrate, moved: Transition, watch: Watch) -> tuple[Side, Side]:
    """Return α of every pair in both directions: effects, causes."""
    a, b = len(moved.causes), len(moved.effects)
    if a + b > MAX_TOGETHER:
        raise TooLargeError(
            tr(
                "An account of {causes} causes and {effects} effects does not fit; choose at most {most} "
                "units together and leave the others to the background.",
                causes=a,
                effects=b,
                most=MAX_TOGETHER,
            ),
            field="causes",
        )
    table, radix = likelihoods(substrate, moved), cause_radix(substrate, moved)
    given = log_given(table, radix, moved.before_of(moved.causes))
    cost = 3.0 ** (a + b)
    pieces = [
        jobs.Piece(partial(effect_side, given), (3**a - 1) // 2, cost),
        jobs.Piece(
            partial(cause_side, table, np.array(radix), cause_row(substrate, moved)), (3**b - 1) // 2, cost
        ),
    ]
    run = jobs.run_here if cost <= COST_INLINE else jobs.run
    effect, cause = run(pieces, watch)
    return effect, cause
