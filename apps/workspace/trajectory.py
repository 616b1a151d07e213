"""The trajectory of a document's state: steps, steps back, and states that were set by hand."""

from __future__ import annotations

from typing import Any

import param

from apps.document import edits
from apps.document.document import Document
from apps.errors import sentence
from apps.results.dynamics import following
from apps.selection.selection import Selection, SystemState

LONGEST = 400
MERGE = "dynamics"  # steps in quick succession are one step of undo


class Trajectory(param.Parameterized):
    """The states that the document went through; another network starts it anew.

    A sampled step depends on seed and time only, so that going back and forth gives the same states.
    """

    states = param.Parameter(default=(), doc="The states, the present one last.")
    start = param.Integer(default=0, doc="The time of the first of them.")
    jumps = param.Parameter(default=(), doc="Times at which the state was set by hand.")
    seed = param.Integer(default=1, bounds=(0, 2**31))
    sampled = param.Boolean(default=True, doc="Draw the next state by chance, or take the most probable.")

    def __init__(self, document: Document, **params: Any) -> None:
        super().__init__(**params)
        self._document = document
        self._moving = False
        self._network: Any = None
        document.param.watch(self._follow, "snapshot")
        self._follow()

    @property
    def time(self) -> int:
        """The present time."""
        return self.start + len(self.states) - 1

    @property
    def chance(self) -> int | None:
        """The seed of the steps, None if the most probable ones are taken."""
        return self.seed if self.sampled else None

    def restart(self) -> None:
        """Forget the past; the present state is at time 0."""
        self.param.update(states=(self._document.state,), start=0, jumps=())

    def _follow(self, *_events: Any) -> None:
        snapshot = self._document.snapshot
        network = snapshot.dynamics
        if network != self._network or not self.states:
            self._network = network
            self.restart()
        elif not self._moving and snapshot.state != self.states[-1]:
            self._append(snapshot.state, by_hand=True)

    def _append(self, state: tuple[int, ...], by_hand: bool = False) -> None:
        states = (*self.states, state)
        dropped = max(0, len(states) - LONGEST)
        jumps = (*self.jumps, self.time + 1) if by_hand else self.jumps
        self.param.update(states=states[dropped:], start=self.start + dropped, jumps=jumps)

    def step(self) -> bool:
        """Go on by one step of time; return whether the state changed."""
        now = self._document.state
        try:
            after = following(self._document.substrate, now, self.time, self.chance)
        except Exception as error:  # an unfinished drawing has no dynamics; the sentence says what it needs
            self._document.refuse(sentence(error))
            return False
        self._move(after)
        self._append(after)
        return after != now

    def back(self) -> None:
        """Go back to the state before."""
        if len(self.states) < 2:
            return
        self._move(self.states[-2])
        self.param.update(
            states=self.states[:-1], jumps=tuple(time for time in self.jumps if time < self.time)
        )

    def go(self, state: tuple[int, ...]) -> None:
        """Put all units in a state, as by hand."""
        self._document.set_state(state)

    def visit(self, state: tuple[int, ...], selection: Selection) -> None:
        """Go to a state and pick it; if the network is in that state, toggle the pick."""
        if state == self._document.state:
            selection.toggle(SystemState(state))
        else:
            self.go(state)
            selection.pick(SystemState(state))

    def times(self, state: tuple[int, ...] | None) -> list[int]:
        """Return the times at which the network was in a state."""
        return [time for time, past in enumerate(self.states, self.start) if past == state]

    def _move(self, state: tuple[int, ...]) -> None:
        self._moving = True
        try:
            self._document.change(edits.set_state, state, merge=MERGE)
        finally:
            self._moving = False
