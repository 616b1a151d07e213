"""The search for complexes that the complexes page keeps in step with its document."""

from __future__ import annotations

import threading
from typing import Any

from apps.document.document import Document
from apps.document.questions import ENGINE_UNITS, dynamics
from apps.document.snapshot import Snapshot
from apps.jobs.analysis import Analysis
from apps.jobs.background_answer import Following
from apps.jobs.runner import Report
from apps.results.tasks import search_job
from engine.iit4.costs import duration
from engine.words import tr

LIVE_UNITS = 6
SECONDS_AT_LIVE = 0.03  # measured, dense noisy substrate on one core
GROWTH = 2.4  # per further unit, measured from 6 to 10


class Search(Following):
    """φ_s of every set of units, and which of them are complexes.

    What was found is also drawn on the network, through the analysis.
    """

    def __init__(self, document: Document, analysis: Analysis) -> None:
        super().__init__(document)
        self._analysis = analysis
        self.param.watch(self._share, "found")

    def question(self, snapshot: Snapshot) -> Any:
        """Return everything the complexes depend on; the candidate system is not part of it."""
        return (*dynamics(snapshot), snapshot.state, snapshot.formalism, snapshot.ties)

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether there are few enough candidates to search at every change."""
        return snapshot.substrate.n <= LIVE_UNITS

    def refusal(self, snapshot: Snapshot) -> str:
        """Return why a substrate is too large to search."""
        n = snapshot.substrate.n
        if n <= ENGINE_UNITS:
            return ""
        return tr(
            "{n} units can be drawn but not searched: the limit is {limit}. Delete units.",
            n=n,
            limit=ENGINE_UNITS,
        )

    def estimate(self, snapshot: Snapshot) -> str:
        """Return how many candidates there are and how long they take."""
        n = snapshot.substrate.n
        seconds = SECONDS_AT_LIVE * GROWTH ** (n - LIVE_UNITS)
        parts = {"n": n, "count": 2**n - 1, "duration": duration(seconds)}
        if seconds < 1:
            return tr("{n} units have {count:,} candidate systems: searching them takes {duration}.", **parts)
        return tr(
            "{n} units have {count:,} candidate systems: searching them takes about {duration}.", **parts
        )

    def job(self, snapshot: Snapshot, note: Report, stop: threading.Event) -> Any:
        """Search, in a worker thread."""
        return search_job(snapshot, note, stop)

    def _share(self, _event: Any) -> None:
        self._analysis.adopt(self.found.snapshot, self.found.answer)
