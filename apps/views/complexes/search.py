"""The search for complexes that the complexes view keeps in step with its document."""

from __future__ import annotations

from functools import partial
from typing import Any

from apps.document.document import Document
from apps.document.snapshot import Snapshot
from apps.jobs import offers
from apps.jobs.background_answer import BackgroundAnswer
from apps.jobs.complex_finder import ComplexFinder
from apps.jobs.pool import Job
from apps.results.limits import ENGINE_UNITS, LIVE_LARGE, LIVE_SEARCH
from apps.results.tasks import search_job
from engine.iit4.complexes import Complexes
from engine.run.costs import COMPLEXES

SOON = 1.0  # seconds: what is estimated to take less is not asked for
LONG = 1.5  # seconds: a longer search of a large network is not begun at every step


class Search(BackgroundAnswer[Complexes]):
    """φ_s of every set of units, and which of them are complexes.

    What was found is also drawn on the network, through the finder.
    """

    def __init__(self, document: Document, finder: ComplexFinder) -> None:
        self._long: Any = None  # the large network whose last search was long
        super().__init__(document)
        self._finder = finder
        self.param.watch(self._share, "findings")

    def question(self, snapshot: Snapshot) -> Any:
        """Return everything the complexes depend on; the candidate system is not part of it."""
        return snapshot.search

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether to search at every change: of few candidates, and of large networks while it is quick."""
        n = snapshot.substrate.n
        if n > ENGINE_UNITS:
            return n <= LIVE_LARGE and self._long != snapshot.dynamics
        return n <= LIVE_SEARCH or COMPLEXES.at(n) < SOON

    def estimate(self, snapshot: Snapshot) -> str:
        """Return how many candidates there are and how long they take."""
        return offers.searching(snapshot.substrate.n)

    def job(self, snapshot: Snapshot) -> Job:
        """Return what searches them."""
        return partial(search_job, snapshot)

    def _share(self, event: Any) -> None:
        found = event.new
        if found.snapshot.substrate.n > ENGINE_UNITS:
            self._long = found.snapshot.dynamics if found.answer.seconds > LONG else None
        self._finder.findings = found
