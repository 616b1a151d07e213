"""The attractor of a network with too many states to list them, found by walking from where it is."""

from __future__ import annotations

from functools import partial
from typing import Any

from apps.document.snapshot import Snapshot
from apps.jobs.background_answer import BackgroundAnswer
from apps.jobs.pool import Job
from apps.results.ahead import Ahead, ahead_job
from apps.results.limits import ENGINE_UNITS


class AttractorAhead(BackgroundAnswer[Ahead]):
    """Asked of large networks only; states on the way and in the attractor are the same question."""

    def question(self, snapshot: Snapshot) -> Any:
        """Return the network, and the state unless it belongs to the attractor that is known."""
        if snapshot.substrate.n <= ENGINE_UNITS:
            return None
        found = self.findings
        if found is not None and found.snapshot.dynamics == snapshot.dynamics:
            cycle = found.answer.cycle
            if tuple(snapshot.state) in cycle:
                return snapshot.dynamics, cycle[0]
        return snapshot.dynamics, snapshot.state

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether to walk without being asked: always, aside."""
        return snapshot.substrate.n > ENGINE_UNITS

    def is_quick(self, snapshot: Snapshot) -> bool:
        """Whether it may go before long jobs: it may be long itself."""
        return False

    def estimate(self, snapshot: Snapshot) -> str:
        """Return nothing: of small networks the graph tells, large ones are walked at once."""
        return ""

    def job(self, snapshot: Snapshot) -> Job:
        """Return what walks."""
        return partial(ahead_job, snapshot)
