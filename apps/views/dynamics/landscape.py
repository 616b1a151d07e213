"""φ_s, Φ and the complex in every state of a small network, or φ_s in the states visited of a larger one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from math import prod
from typing import Any

from apps.document.document import Document
from apps.document.snapshot import Snapshot
from apps.jobs import offers
from apps.jobs.background_answer import BackgroundAnswer
from apps.jobs.pool import Job
from apps.results.dynamics import every_state, measured, wanted
from apps.results.limits import EVERY_STATE, LIVE_LANDSCAPE, QUICK_STATES, is_light
from apps.workspace.trajectory import Trajectory
from engine.iit4.survey import Measures
from engine.words import phrase, tr

ONLY_VISITED = phrase(
    "More than {most} states: only φ_s is computed, in the states along the trajectory.", most=EVERY_STATE
)


class Landscape(BackgroundAnswer[Mapping[int, Measures]]):
    """What was measured, by row of the state: the answer is a dict that grows along the trajectory."""

    def __init__(self, document: Document, trajectory: Trajectory) -> None:
        self._trajectory = trajectory
        super().__init__(document)
        trajectory.param.watch(lambda _event: self.refresh(), "states")

    def question(self, snapshot: Snapshot) -> Any:
        """Return the network, the candidate system, the rules, and which rows are asked for."""
        return self._key(snapshot), self._wanted(snapshot)

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether to compute without being asked."""
        return len(snapshot.system) <= LIVE_LANDSCAPE and (
            snapshot.substrate.n <= LIVE_LANDSCAPE or is_light(snapshot.substrate.n)
        )

    def is_quick(self, snapshot: Snapshot) -> bool:
        """Whether the job takes a moment only."""
        return prod(snapshot.substrate.radix) <= QUICK_STATES

    def refusal(self, snapshot: Snapshot) -> str:
        """Return why the candidate system is too large."""
        return offers.too_large_a_system(snapshot)

    def estimate(self, snapshot: Snapshot) -> str:
        """Return what is computed on request."""
        n = snapshot.substrate.n
        if every_state(snapshot):
            return tr("φ_s, Φ and the complex can be computed for all states of {n} units.", n=n)
        return tr("{n} units: φ_s of a state takes some seconds.", n=n)

    def job(self, snapshot: Snapshot) -> Job:
        """Return what measures the rows that are not known yet."""
        return partial(measured, snapshot, self._wanted(snapshot), self._known(snapshot))

    @property
    def measured(self) -> dict[int, Measures]:
        """What is known about the network as it is now."""
        return self._known(self._document.snapshot)

    def _known(self, snapshot: Snapshot) -> dict[int, Measures]:
        found = self.findings
        if found is None or self._key(found.snapshot) != self._key(snapshot):
            return {}
        return dict(found.answer)

    @property
    def current(self) -> Mapping[int, Measures] | None:
        """The answer, when it holds all that is asked for now."""
        known = self.measured
        return known if known and self._wanted(self._document.snapshot) <= known.keys() else None

    def _key(self, snapshot: Snapshot) -> Any:
        return snapshot.dynamics, snapshot.system, snapshot.formalism, snapshot.readings

    def _wanted(self, snapshot: Snapshot) -> frozenset[int]:
        return wanted(snapshot, self._trajectory.states)
