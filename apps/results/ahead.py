"""The attractor that a state of a deterministic network leads to, found by walking."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from apps.document.snapshot import Snapshot
from engine.errors import Cancelled
from engine.run.jobs import Report
from engine.substrate.dynamics import is_deterministic, next_state
from engine.words import tr, trn

MOST_STEPS = 20_000
State = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """Where a walk ends.

    Attributes
    ----------
    states : tuple of tuple of int
        The states of the walk in the order of time; none if it was given up.
    first : int
        Index of the first state of the attractor, which the last one leads to again.
    deterministic : bool
        Whether there is one next state only; otherwise nothing was walked.
    """

    states: tuple[State, ...] = ()
    first: int = 0
    deterministic: bool = True

    @property
    def cycle(self) -> tuple[State, ...]:
        """The states of the attractor; none if the walk was given up."""
        return self.states[self.first :]

    def sentence(self, state: State) -> str:
        """Return what was found, for people; of a state on the way or in the attractor."""
        if not self.deterministic:
            return tr("Its steps are of chance, so no walk tells where they end.")
        if not self.cycle:
            return trn(
                "No state came twice within {n:,} step.",
                "No state came twice within {n:,} steps.",
                MOST_STEPS,
            )
        how = (
            tr("a fixed point")
            if len(self.cycle) == 1
            else tr("an attractor of {n:,} states", n=len(self.cycle))
        )
        if tuple(state) in self.cycle:
            return tr("The present state belongs to {attractor}.", attractor=how)
        return trn(
            "The present state leads to {attractor} in {n:,} step.",
            "The present state leads to {attractor} in {n:,} steps.",
            self.first,
            attractor=how,
        )


def ahead_job(snapshot: Snapshot, note: Report, stop: threading.Event) -> Ahead:
    """Walk from the document's state until a state comes again."""
    substrate = snapshot.substrate
    if not is_deterministic(substrate):
        return Ahead(deterministic=False)
    state: State = tuple(snapshot.state)
    times: dict[State, int] = {}
    while state not in times:
        if stop.is_set():
            raise Cancelled
        if len(times) >= MOST_STEPS:
            return Ahead()
        times[state] = len(times)
        note(len(times) / MOST_STEPS, tr("steps"))
        state = next_state(substrate, state)
    return Ahead(tuple(times), times[state])
