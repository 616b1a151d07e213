"""Causal accounts: all causal links of a transition (Albantakis, Marshall, Hoel, Tononi 2019).

Extrinsic causes (units outside the transition) and true events over three states are not computed: the
formalism that this package follows does not define them.

>>> from engine import Substrate, account
>>> s = Substrate.from_rules({"A": "A", "B": "B", "OR": "A | B", "AND": "A & B"})
>>> found = account(s, "Ab or and", "OR and", causes="A,B", effects="OR,AND")
>>> for link in found.links:
...     print(link.direction, *link.occurrence, link.candidates, round(link.alpha, 3))
effect A (('OR',),) 0.415
effect B (('AND',),) 0.415
cause OR (('A',),) 0.415
cause AND (('B',),) 0.415
cause OR AND (('A', 'B'),) 0.17
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.causation.irreducibility import Irreducibility, irreducibility
from engine.causation.links import (
    AlphaTables,
    CausalLink,
    Direction,
    cause_side,
    effect_side,
    links_of,
    log_given,
)
from engine.causation.transitions import (
    Transition,
    UnreachableTransitionError,
    cause_radix,
    cause_row,
    likelihoods,
    transition,
)
from engine.errors import TooLargeError
from engine.frames import frame
from engine.run import jobs
from engine.run.jobs import Cancel, Report, Watch
from engine.shown import Shown
from engine.substrate.states import State
from engine.substrate.substrate import Substrate
from engine.version import engine_version
from engine.words import tr, trn

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["Account", "CausalLink", "Transition", "UnreachableTransitionError", "account"]

# 0.5 GB and 12 s on two cores; two units more take four times the memory and nine times the time.
MAX_TOGETHER = 22
# additions, about 10 ms
COST_INLINE = 1e7


@dataclass(frozen=True, slots=True, repr=False)
class Account(Shown):
    """The causal account of a transition: all its causal links, and how irreducible it is.

    Attributes
    ----------
    transition : Transition
    links : tuple of CausalLink
        Effects first, then causes; by the size of the occurrence, then in substrate order.
    irreducibility : Irreducibility
        𝒜_e, 𝒜_c and 𝒜 of the transition as a whole, in bits.
    substrate_sha256, version : str
        Digest of the dynamics and version of the engine.
    seconds : float
        Time of the computation.
    """

    transition: Transition
    links: tuple[CausalLink, ...]
    irreducibility: Irreducibility
    substrate_sha256: str
    version: str
    seconds: float

    def links_of(self, direction: Direction) -> tuple[CausalLink, ...]:
        """Return the causal links of one direction: the actual causes, or the actual effects."""
        return tuple(link for link in self.links if link.direction == direction)

    @property
    def alpha_total(self) -> dict[str, float]:
        """Σα over the causes, over the effects and over both, in bits."""
        cause, effect = (sum((k.alpha for k in self.links_of(d)), 0.0) for d in ("cause", "effect"))
        return {"cause": cause, "effect": effect, "both": cause + effect}

    def __repr__(self) -> str:
        """Return one line: the transition, its links, Σα and 𝒜."""
        moved = self.transition
        before, after = ("".join(map(str, state)) for state in (moved.before_of(moved.causes), moved.after))
        links = trn("{n:,} causal link", "{n:,} causal links", len(self.links))
        return (
            f"Account({' '.join(moved.causes)}={before} ≺ {' '.join(moved.effects)}={after}: {links}, "
            f"Σα = {self.alpha_total['both']:.4g} bits, 𝒜 = {self.irreducibility.both:.4g} bits)"
        )

    def to_frame(self) -> "DataFrame":
        """Return the causal links as a table of pandas, a row each; its ``attrs`` say what of.

        Returns
        -------
        pandas.DataFrame
            Units and states as tuples; α in bits; ``candidates`` are all purviews of the largest α.
        """
        names = ("direction", "occurrence", "state", "candidates", "alpha")
        names += ("probability", "partitioned", "unconstrained")
        columns = {name: [getattr(link, name) for link in self.links] for name in names}
        about = {"substrate_sha256": self.substrate_sha256, "version": self.version}
        return frame(columns, {**self.transition.to_dict(), "alpha_total": self.alpha_total, **about})

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
    """Return the causal account of a transition: every actual cause and every actual effect.

    Parameters
    ----------
    substrate : Substrate
    before : state
        State of every unit at t-1, in any form `Substrate.parse_state` takes.
    after : state
        State at t of every unit, or of the effect units alone.
    causes : labels, optional
        Units at t-1 that may be causes; all by default. The others are the background, fixed in their states
        at t-1.
    effects : labels, optional
        Units at t that may be effects; all by default.
    report : callable(fraction, phase), optional
        Called from this thread with the progress.
    cancel : object with is_set(), optional
        Stops the work within a tenth of a second.

    Returns
    -------
    Account
        α and Σα in bits (Albantakis et al. 2019).

    Raises
    ------
    UnreachableTransitionError
        If an effect unit cannot be in its state at t.
    StateError
        If a state or a label does not fit the substrate.
    TooLargeError
        If there are more than 22 cause and effect units together.
    Cancelled
        If `cancel` is set.
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


def _sides(substrate: Substrate, moved: Transition, watch: Watch) -> tuple[AlphaTables, AlphaTables]:
    """Return the tables of α in both directions: effects, causes."""
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
    effect, cause = jobs.run(pieces, watch, here=cost <= COST_INLINE)
    return effect, cause
