"""What every version of the theory says of the document, kept in step with it."""

from __future__ import annotations

from functools import partial
from typing import Any

from apps.document.snapshot import Snapshot
from apps.jobs import offers
from apps.jobs.background_answer import BackgroundAnswer
from apps.jobs.pool import Job
from apps.results.limits import LIVE_VERSIONS
from apps.results.versions import Version, versions_job


class Comparing(BackgroundAnswer[tuple[Version, ...]]):
    """The candidate system under every version, and the complexes of the network."""

    key = "versions"

    def question(self, snapshot: Snapshot) -> Any:
        """Return everything the answer depends on; the chosen formalism is not part of it."""
        return (*snapshot.dynamics, snapshot.state, snapshot.system)

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether the system is small enough for every change."""
        return len(snapshot.system) <= LIVE_VERSIONS

    def refusal(self, snapshot: Snapshot) -> str:
        """Return why a substrate is too large for every version."""
        return offers.too_many_units(snapshot)

    def estimate(self, snapshot: Snapshot) -> str:
        """Return how long it takes."""
        return offers.versions(len(snapshot.system))

    def job(self, snapshot: Snapshot) -> Job:
        """Return what computes it."""
        return partial(versions_job, snapshot)
