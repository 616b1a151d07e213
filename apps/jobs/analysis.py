"""The Φ-structure of the document: live for small systems, on request for large ones."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

import param

from apps.document.document import Document
from apps.document.purview_choices import unfit
from apps.document.snapshot import Snapshot
from apps.jobs.background_answer import BackgroundAnswer
from apps.jobs.complex_finder import ComplexFinder
from apps.jobs.errand import Errand, Outcomes
from apps.jobs.offers import too_large_a_system, unfolding
from apps.jobs.pool import Job
from apps.jobs.runner import Runner
from apps.results.findings import Findings
from apps.results.limits import LIVE_UNITS, QUICK_UNITS, is_light
from apps.results.tasks import estimate_job, integrate_job, rechoose_job, unfold_job
from engine.iit4.choices import fitting_choices
from engine.iit4.costs import guess_unfold

if TYPE_CHECKING:
    from engine.iit4.costs import Estimate
    from engine.iit4.distinctions import Distinction
    from engine.iit4.integration import SystemIntegration
    from engine.iit4.structure import PhiStructure


class Analysis(BackgroundAnswer["PhiStructure"]):
    """Keeps the Φ-structure on screen in step with the document.

    ``glimpse`` is φ_s of a system whose distinctions are not there yet, ``so_far`` those of them that a long
    job has found. ``finder`` searches the same document for complexes.
    """

    key: ClassVar[str] = "structure"
    glimpse = param.Parameter(default=None, allow_refs=False, doc="The last `Findings` of φ_s alone.")
    so_far = param.Parameter(default=(), allow_refs=False, doc="`Distinction`s that were found so far.")

    def __init__(self, document: Document, runner: Runner | None = None, **params: Any) -> None:
        runner = Runner() if runner is None else runner
        self.finder = ComplexFinder(document, runner)
        self._phi = Errand(runner, "phi", quiet=True)
        self._measuring = Errand(runner, "estimate", quiet=True)
        self._measured: tuple[Any, Estimate] | None = None
        self._coming: list[Distinction] = []
        super().__init__(document, runner, **params)
        self.runner.param.watch(self._come, "fraction")

    @property
    def structure(self) -> PhiStructure | None:
        """The Φ-structure on screen, whether or not it is still about the document."""
        return self.answer

    @property
    def ahead(self) -> Findings[SystemIntegration] | None:
        """φ_s of the document as it is now, while that is all there is."""
        seen = self.glimpse
        if seen is None or self.current is not None:
            return None
        return seen if seen.snapshot.question == self._document.snapshot.question else None

    def question(self, snapshot: Snapshot) -> tuple[Any, ...]:
        """Return everything the result depends on."""
        return snapshot.question

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether the system is small, or unfolded already but for purviews chosen by hand."""
        return self.is_quick(snapshot) or self._unfolded(snapshot) is not None

    def is_quick(self, snapshot: Snapshot) -> bool:
        """Whether the system is small enough to unfold at every change."""
        return len(snapshot.system) <= LIVE_UNITS and is_light(snapshot.substrate.n)

    def refusal(self, snapshot: Snapshot) -> str:
        """Return why a network is too large."""
        return too_large_a_system(snapshot)

    def estimate(self, snapshot: Snapshot) -> str:
        """Return what unfolding takes: as measured for this document, or a guess until it is."""
        if self._measured is not None and self._measured[0] == snapshot.question:
            return unfolding(len(snapshot.system), self._measured[1])
        states = [unit.states for unit in snapshot.substrate.units if unit.label in snapshot.system]
        return unfolding(len(states), guess_unfold(states))

    def job(self, snapshot: Snapshot) -> Job:
        """Return what unfolds the system, or only rebuilds what is on screen with other purviews."""
        structure = self._unfolded(snapshot)
        if structure is None:
            # The worker writes into the list, the page reads it as progress is told.
            self._coming = coming = []
            return partial(unfold_job, snapshot, found=coming.extend)
        return partial(rechoose_job, structure, snapshot.by_hand)

    def begin(self) -> None:
        """Answer what is quick while the page is being built, with what the answer depends on."""
        super().begin()
        if self.current is not None:
            self.finder.begin()

    def refresh(self, force: bool = False) -> None:
        """Bring the result up to date, or offer to; what is offered is looked at and measured meanwhile."""
        before = self._asked
        super().refresh(force)
        moved_on = self._asked != before
        if moved_on:
            self._phi.drop()
            self.finder.look()
        if moved_on or not self.offer:
            self._measuring.drop()
        if moved_on and self.offer:
            self._look_ahead(self._document.snapshot)

    def _unfolded(self, snapshot: Snapshot) -> PhiStructure | None:
        """Return the structure on screen if it is that of the snapshot but for purviews chosen by hand."""
        found = self.findings
        if found is None or found.snapshot.unfolding != snapshot.unfolding:
            return None
        return found.answer

    def _arrive(self, snapshot: Snapshot, answer: PhiStructure) -> None:
        """Show a result; choices of the document that do not fit it are taken out of the document."""
        if set(answer.by_hand) != set(snapshot.by_hand):
            _, refusals = fitting_choices(answer, snapshot.by_hand)
            snapshot = replace(snapshot, by_hand=answer.by_hand)
            self._asked = self.question(snapshot)
            self._document.amend(replace(self._document.snapshot, by_hand=answer.by_hand))
            if refusals:
                self._document.add(unfit(refusals))
        super()._arrive(snapshot, answer)

    def _look_ahead(self, snapshot: Snapshot) -> None:
        """Show φ_s, then say what the rest takes on this machine."""

        def seen(found: SystemIntegration) -> None:
            self.glimpse = Findings(snapshot, found)
            if self.offer:  # it has not been run meanwhile
                self._measuring.send(partial(estimate_job, snapshot), Outcomes(measured, refused))

        def measured(cost: Estimate) -> None:
            self._measured = (snapshot.question, cost)
            self.offer = self.estimate(snapshot)

        def refused(reason: str) -> None:
            self._report(stale=True, problem=reason)

        long = len(snapshot.system) > QUICK_UNITS
        if self._phi.send(partial(integrate_job, snapshot), Outcomes(seen, refused), long) is None:
            self._asked = None  # built outside a server: the page asks again once it is loaded

    def _come(self, _event: Any) -> None:
        if self._errand.is_out and len(self._coming) > len(self.so_far):
            self.so_far = tuple(self._coming)

    def _report(self, **news: Any) -> None:
        super()._report(glimpse=self.ahead, so_far=(), **news)
