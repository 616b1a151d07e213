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
from apps.results.limits import LIVE_SEARCH
from apps.results.tasks import search_job
from engine.iit4.complexes import Complexes


class Search(BackgroundAnswer[Complexes]):
    """φ_s of every set of units, and which of them are complexes.

    What was found is also drawn on the network, through the finder.
    """

    def __init__(self, document: Document, finder: ComplexFinder) -> None:
        super().__init__(document)
        self._finder = finder
        self.param.watch(self._share, "findings")

    def question(self, snapshot: Snapshot) -> Any:
        """Return everything the complexes depend on; the candidate system is not part of it."""
        return snapshot.search

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether there are few enough candidates to search at every change."""
        return snapshot.substrate.n <= LIVE_SEARCH

    def refusal(self, snapshot: Snapshot) -> str:
        """Return why a substrate is too large to search."""
        return offers.too_many_units(snapshot)

    def estimate(self, snapshot: Snapshot) -> str:
        """Return how many candidates there are and how long they take."""
        return offers.searching(snapshot.substrate.n)

    def job(self, snapshot: Snapshot) -> Job:
        """Return what searches them."""
        return partial(search_job, snapshot)

    def _share(self, event: Any) -> None:
        self._finder.findings = event.new
