"""Finding the complex of the document's network, on request."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import param

from apps.document.document import Document
from apps.document.snapshot import Snapshot
from apps.jobs.errand import Errand, Outcomes
from apps.jobs.runner import Runner
from apps.results.findings import Findings
from apps.results.tasks import search_job
from engine.words import phrase, tr
from viz.view.complexes import NOTHING
from viz.view.letters import plain_letters

if TYPE_CHECKING:
    from engine.iit4.complexes import Complexes

CANCELLED = phrase("The search was cancelled; nothing changed.")
CHANGED = phrase("The network changed during the search; find the complex again.")


class ComplexFinder(param.Parameterized):
    """``findings`` are the complexes that were found last, here or elsewhere on the page."""

    findings = param.Parameter(default=None, allow_refs=False, doc="The last `Findings` there were.")

    def __init__(self, document: Document, runner: Runner) -> None:
        super().__init__()
        self._document = document
        self._errand = Errand(runner, "complexes")

    @property
    def current(self) -> Complexes | None:
        """The complexes of the document as it is now, if they were searched for."""
        found = self.findings
        if found is None or found.snapshot.search != self._document.snapshot.search:
            return None
        return found.answer

    async def find(self) -> None:
        """Search for the complexes and make the first one the candidate system."""
        snapshot: Snapshot = self._document.snapshot
        outcomes = Outcomes(
            partial(self._take, snapshot), self._document.refuse, partial(self._document.say, CANCELLED)
        )
        search = self._errand.send(partial(search_job, snapshot), outcomes)
        if search is not None:
            await search

    def _take(self, snapshot: Snapshot, found: Complexes) -> None:
        if self._document.snapshot.search != snapshot.search:
            self._document.say(CHANGED)
            return
        self.findings = Findings(snapshot, found)
        if not found.complexes:
            self._document.say(NOTHING)
        elif self._document.set_units(found.complexes[0].units):
            self._document.add(_largest(found))


def _largest(found: Complexes) -> str:
    """Return the sentence about the complex with the most φ_s."""
    best, count = found.complexes[0], len(found.complexes)
    units = plain_letters(best.units)
    if count == 1:
        return tr("The complex is {units} with φ_s = {phi_s:.3g}.", units=units, phi_s=best.phi_s)
    return tr(
        "The complex is {units} with φ_s = {phi_s:.3g}, the largest of {count} complexes.",
        units=units,
        phi_s=best.phi_s,
        count=count,
    )
