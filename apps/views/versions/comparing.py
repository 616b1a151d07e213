"""What every version of the theory says of the document, kept in step with it."""

from __future__ import annotations

from functools import partial
from math import prod
from typing import Any

from apps.document.snapshot import Snapshot
from apps.jobs import offers
from apps.jobs.background_answer import BackgroundAnswer
from apps.jobs.pool import Job
from apps.results.limits import LIVE_STATES, LIVE_VERSIONS
from apps.results.version_states import VersionStates, too_many_states, version_states_job
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
        """Return why a candidate system is too large for every version."""
        return offers.too_large_a_system(snapshot)

    def estimate(self, snapshot: Snapshot) -> str:
        """Return how long it takes."""
        return offers.versions(len(snapshot.system))

    def job(self, snapshot: Snapshot) -> Job:
        """Return what computes it."""
        return partial(versions_job, snapshot)


class ComparingStates(BackgroundAnswer[tuple[VersionStates, ...]]):
    """The candidate system in all states of the network under every version."""

    key = "version-states"

    def question(self, snapshot: Snapshot) -> Any:
        """Return everything the answer depends on: neither the state nor the formalism of the document."""
        return (*snapshot.dynamics, snapshot.system)

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether there are so few states that all are there in a moment."""
        return prod(snapshot.substrate.radix) <= LIVE_STATES

    def is_quick(self, snapshot: Snapshot) -> bool:
        """Whether the job may go before the long ones of others: it never does."""
        return False

    def refusal(self, snapshot: Snapshot) -> str:
        """Return why a network has too many states."""
        return too_many_states(snapshot)

    def estimate(self, snapshot: Snapshot) -> str:
        """Return how many states there are, and how long they take."""
        return offers.version_states(snapshot)

    def job(self, snapshot: Snapshot) -> Job:
        """Return what computes it."""
        return partial(version_states_job, snapshot)
