"""The complexes of the document's network: found on request, and seen at once where that is quick."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import param

from apps.document.document import Document
from apps.document.snapshot import Snapshot
from apps.jobs.errand import Errand, Outcomes
from apps.jobs.pool import at_once
from apps.jobs.runner import Runner
from apps.results.findings import Findings
from apps.results.limits import LIVE_SEARCH
from apps.results.tasks import search_job
from engine.iit4.tolerance import largest
from engine.words import phrase, tr
from viz.numbers import number
from viz.view.complexes import NOTHING
from viz.view.letters import plain_letters

if TYPE_CHECKING:
    from engine.iit4.complexes import Complexes

MOST_NAMED = 4
"""Most complexes of one φ_s that a sentence names."""
CANCELLED = phrase("The search was cancelled; nothing changed.")
CHANGED = phrase("The network changed during the search; find the complex again.")


class ComplexFinder(param.Parameterized):
    """``findings`` are the complexes that were asked for last, here or elsewhere on the page.

    ``seen`` are those of a small network, which nobody needs to ask for: an answer about the candidate system
    takes them into account, and nothing else shows them.
    """

    findings = param.Parameter(default=None, allow_refs=False, doc="The last `Findings` there were.")
    seen = param.Parameter(default=None, allow_refs=False, doc="The last `Findings` that came unasked.")

    def __init__(self, document: Document, runner: Runner) -> None:
        super().__init__()
        self._document = document
        self._errand = Errand(runner, "complexes")
        self._looking = Errand(runner, "complexes ahead", quiet=True)

    @property
    def current(self) -> Complexes | None:
        """The complexes of the document as it is now, if they were searched for."""
        return self._of_now(self.findings)

    @property
    def known(self) -> Complexes | None:
        """The complexes of the document as it is now, whether or not they were asked for."""
        return self.current or self._of_now(self.seen)

    def _of_now(self, found: Findings[Complexes] | None) -> Complexes | None:
        if found is None or found.snapshot.search != self._document.snapshot.search:
            return None
        return found.answer

    def look(self) -> None:
        """Search a small network that nobody asked about; what is known already is not searched again."""
        self._looking.drop()
        if self._is_worth_a_look:
            snapshot = self._document.snapshot
            self._looking.send(
                partial(search_job, snapshot),
                Outcomes(partial(self._see, snapshot), _say_nothing),
                long=False,
            )

    def begin(self) -> None:
        """Search a small network while the page is built."""
        if self._is_worth_a_look:
            snapshot = self._document.snapshot
            self._see(snapshot, at_once(partial(search_job, snapshot)))

    @property
    def _is_worth_a_look(self) -> bool:
        return self._document.snapshot.substrate.n <= LIVE_SEARCH and self.known is None

    def _see(self, snapshot: Snapshot, found: Complexes) -> None:
        self.seen = Findings(snapshot, found)

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


def _say_nothing(_reason: str) -> None:
    """A network that cannot be searched says so where somebody asks."""


def _largest(found: Complexes) -> str:
    """Return the sentence about the complex with the most φ_s, or about those that have it together."""
    best, count = found.complexes[0], len(found.complexes)
    units, phi_s = plain_letters(best.units), number(best.phi_s)
    if count == 1:
        return tr("The complex is {units} with φ_s = {phi_s}.", units=units, phi_s=phi_s)
    equal = [plain_letters(found.complexes[i].units) for i in largest([c.phi_s for c in found.complexes])]
    if len(equal) == 1:
        return tr(
            "The complex is {units} with φ_s = {phi_s}, the largest of {count} complexes.",
            units=units,
            phi_s=phi_s,
            count=count,
        )
    if len(equal) > MOST_NAMED:
        return tr(
            "{n} of {count} complexes have the same φ_s = {phi_s}; {units}, the first, is shown.",
            n=len(equal),
            count=count,
            phi_s=phi_s,
            units=units,
        )
    named = tr("{listed} and {last}", listed=", ".join(equal[:-1]), last=equal[-1])
    if len(equal) == count:
        return tr(
            "The complexes {listed} have the same φ_s = {phi_s}; {units}, the first, is shown.",
            listed=named,
            phi_s=phi_s,
            units=units,
        )
    return tr(
        "Of {count} complexes, {listed} have the largest φ_s = {phi_s}; {units}, the first, is shown.",
        count=count,
        listed=named,
        phi_s=phi_s,
        units=units,
    )
