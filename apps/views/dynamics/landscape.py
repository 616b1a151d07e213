"""φ_s, Φ and the complex in every state of a small network, or φ_s in the states visited of a larger one."""

from __future__ import annotations

import threading
from math import prod
from typing import Any

from apps.document.document import Document
from apps.document.questions import dynamics
from apps.document.snapshot import Snapshot
from apps.jobs.background_answer import Following
from apps.jobs.limits import too_many
from apps.jobs.runner import Report
from apps.results.dynamics import EVERY_STATE, every_state, measured, wanted
from apps.views.dynamics.trajectory import Trajectory
from engine.iit4.survey import Measures
from engine.words import tr

LIVE_UNITS = 12
ONLY_VISITED = tr(
    "More than {most} states: only φ_s is computed, in the states along the trajectory.", most=EVERY_STATE
)


class Landscape(Following):
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
        return snapshot.substrate.n <= LIVE_UNITS

    def is_quick(self, snapshot: Snapshot) -> bool:
        """Whether the job takes a moment only."""
        return prod(snapshot.substrate.radix) <= EVERY_STATE // 4

    def refusal(self, snapshot: Snapshot) -> str:
        """Return why a network is too large."""
        return too_many(snapshot)

    def estimate(self, snapshot: Snapshot) -> str:
        """Return what is computed on request."""
        n = snapshot.substrate.n
        if every_state(snapshot):
            return tr("φ_s, Φ and the complex can be computed for all states of {n} units.", n=n)
        return tr("{n} units: φ_s of a state takes some seconds.", n=n)

    def job(self, snapshot: Snapshot, note: Report, stop: threading.Event) -> dict[int, Measures]:
        """Measure the rows that are not known yet, in a worker thread."""
        return measured(snapshot, self._wanted(snapshot), self._known(snapshot), note, stop)

    @property
    def measured(self) -> dict[int, Measures]:
        """What is known about the network as it is now."""
        return self._known(self._document.snapshot)

    def _known(self, snapshot: Snapshot) -> dict[int, Measures]:
        found = self.found
        if found is None or self._key(found.snapshot) != self._key(snapshot):
            return {}
        return dict(found.answer)

    @property
    def current(self) -> Any:
        """The answer, when it holds all that is asked for now."""
        known = self.measured
        return known if known and self._wanted(self._document.snapshot) <= known.keys() else None

    def _key(self, snapshot: Snapshot) -> Any:
        return dynamics(snapshot), snapshot.system, snapshot.formalism, snapshot.ties

    def _wanted(self, snapshot: Snapshot) -> frozenset[int]:
        return wanted(snapshot, self._trajectory.states)
