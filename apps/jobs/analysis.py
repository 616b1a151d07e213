"""What the engine says about the document: live for small systems, on request for large ones."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

import panel as pn
import param

from apps.document.document import Document
from apps.document.purview_choices import unfit
from apps.document.questions import dynamics, question, unfolding
from apps.document.snapshot import Snapshot
from apps.jobs.limits import PATIENCE, can_run, is_live, offer
from apps.jobs.runner import Report, Runner, Ticket
from apps.results.findings import Findings, Glimpse
from apps.results.tasks import estimate_job, integrate_job, rechoose_job, search_job, unfold_job
from apps.ui.redraw import when_locked
from engine.errors import Cancelled, PhiscopeError
from engine.iit4.choices import fitting_choices
from engine.words import tr
from viz.view.complexes import NOTHING
from viz.view.letters import plain_letters

if TYPE_CHECKING:
    from engine.iit4.complexes import Complexes
    from engine.iit4.structure import PhiStructure

CANCELLED = tr("The search was cancelled; nothing changed.")
QUICK_UNITS = 12  # φ_s of so many is there in 0.2 s


class Analysis(param.Parameterized):
    """Keeps the result on screen in step with the document.

    ``findings`` stays the last result there was; while ``stale`` is set it is about an older document and
    drawn greyed. ``glimpse`` is φ_s of a system whose distinctions are not there yet. ``offer`` is the
    estimate shown beside the Run button, empty when none is needed.

    The account of a transition is kept in step alike: its class says in other words what is asked (`key`,
    `question`, `is_live`, `_job`), offered (`_offer`) and shown (`_arrive`).
    """

    key: ClassVar[str] = "structure"
    findings = param.Parameter(default=None, allow_refs=False)
    complexes = param.Parameter(default=None, allow_refs=False)
    glimpse = param.Parameter(default=None, allow_refs=False)
    stale = param.Boolean(default=True)
    offer = param.String(default="")
    problem = param.String(default="", doc="Why there is no result for this document.")

    def __init__(self, document: Document, runner: Runner, **params: Any) -> None:
        super().__init__(**params)
        self._document = document
        self._runner = runner
        self._page = pn.state.curdoc
        self._task: asyncio.Task[None] | None = None
        self._asked: tuple[Any, ...] | None = None
        self._searched: tuple[Any, ...] | None = None
        self._measured: tuple[Any, str] = (None, "")
        document.param.watch(self._changed, "snapshot")

    @property
    def runner(self) -> Runner:
        """What runs the jobs of the page."""
        return self._runner

    @property
    def structure(self) -> PhiStructure | None:
        """The Φ-structure on screen, whether or not it is still about the document."""
        return None if self.findings is None else self.findings.structure

    @property
    def current(self) -> PhiStructure | None:
        """The Φ-structure of the document as it is now, if there is one."""
        found = self.findings
        if found is None or question(found.snapshot) != question(self._document.snapshot):
            return None
        return found.structure

    @property
    def ahead(self) -> Glimpse | None:
        """φ_s of the document as it is now, while that is all there is."""
        seen = self.glimpse
        if seen is None or self.current is not None:
            return None
        return seen if question(seen.snapshot) == question(self._document.snapshot) else None

    @property
    def current_complexes(self) -> Complexes | None:
        """The complexes of the document as it is now, if they were searched for."""
        snapshot: Snapshot = self._document.snapshot
        return self.complexes if self._searched == (*dynamics(snapshot), snapshot.state) else None

    def _changed(self, _event: Any) -> None:
        self.refresh()

    def refresh(self, force: bool = False) -> None:
        """Bring the result up to date: at once when it is small or ``force`` is set, else offer to."""
        snapshot: Snapshot = self._document.snapshot
        if self.complexes is not None and self.current_complexes is None:
            self.complexes = None
        wanted = self.question(snapshot)
        if wanted == self._asked and not force:
            return
        self._asked = wanted
        self._runner.cancel("estimate")
        if self._is_answered():  # undone back to what is on screen
            self._runner.cancel(self.key)
            self.param.update(stale=False, offer="", problem="", glimpse=None)
        elif force or self.is_live(snapshot) or self._unfolded(snapshot) is not None:
            self.param.update(offer="", problem="", glimpse=self.ahead)
            self._start(snapshot, wanted)
        else:
            self._runner.cancel(self.key)
            self.param.update(stale=True, offer=self._offer(snapshot), problem="", glimpse=self.ahead)
            self._look_ahead(snapshot, wanted)

    def question(self, snapshot: Snapshot) -> tuple[Any, ...]:
        """Return everything the result depends on."""
        return question(snapshot)

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether the result comes fast enough to compute at every change."""
        return is_live(snapshot)

    def _unfolded(self, snapshot: Snapshot) -> PhiStructure | None:
        """Return the structure on screen if it is that of the snapshot but for purviews chosen by hand."""
        found = self.findings
        if found is None or unfolding(found.snapshot) != unfolding(snapshot):
            return None
        return found.structure

    def _start(self, snapshot: Snapshot, wanted: tuple[Any, ...]) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return  # built outside a server: the page asks again once it is loaded
        # Submitted before anything else is sent to the browser: the work is done when that is.
        ticket = self._submit(snapshot)
        self._task = loop.create_task(self._follow(snapshot, wanted, ticket))
        # A result that comes at once replaces the old one without a flicker of grey.
        loop.call_later(PATIENCE, self._grey, wanted)

    def _grey(self, wanted: tuple[Any, ...]) -> None:
        if self._asked == wanted and not self._is_answered():
            self.stale = True

    def _is_answered(self) -> bool:
        return self.current is not None

    def _job(self, snapshot: Snapshot, note: Report, stop: threading.Event) -> Any:
        """Compute the result; called in a worker thread."""
        return unfold_job(snapshot, note, stop)

    def _submit(self, snapshot: Snapshot) -> Ticket:
        structure = self._unfolded(snapshot)
        if structure is None:
            job = partial(self._job, snapshot)
        else:  # relations and Φ are new, nothing is unfolded again
            job = partial(rechoose_job, structure, snapshot.by_hand)
        return self._runner.submit(self.key, job, long=not self.is_live(snapshot))

    async def _follow(self, snapshot: Snapshot, wanted: tuple[Any, ...], ticket: Ticket) -> None:
        try:
            result = await self._runner.wait(self.key, ticket)
        except Cancelled:
            again = tr("Cancelled; nothing is lost.") + " " + self._offer(snapshot)
            when_locked(self._page, lambda: self._conclude(wanted, offer=again))
        except PhiscopeError as error:
            reason = str(error)
            when_locked(self._page, lambda: self._conclude(wanted, problem=reason, stale=True))
        else:
            when_locked(self._page, lambda: self._arrive(wanted, snapshot, result))

    def _arrive(self, wanted: tuple[Any, ...], snapshot: Snapshot, result: Any) -> None:
        """Show a result; choices of the document that do not fit it are taken out of the document."""
        structure: PhiStructure = result
        if self._asked == wanted and set(structure.by_hand) != set(snapshot.by_hand):
            _, refusals = fitting_choices(structure, snapshot.by_hand)
            snapshot = replace(snapshot, by_hand=structure.by_hand)
            wanted = self._asked = self.question(snapshot)
            self._document.amend(replace(self._document.snapshot, by_hand=structure.by_hand))
            if refusals:
                self._document.add(unfit(refusals))
        found = Findings(snapshot, structure)
        self._conclude(wanted, findings=found, stale=False, problem="", offer="")

    def _look_ahead(self, snapshot: Snapshot, wanted: tuple[Any, ...]) -> None:
        if not can_run(snapshot):
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return  # as in `_start`
        self._ahead = loop.create_task(self._preview(snapshot, wanted))

    async def _preview(self, snapshot: Snapshot, wanted: tuple[Any, ...]) -> None:
        """Show φ_s, then measure what the rest takes."""
        run, long = self._runner.run, len(snapshot.system) > QUICK_UNITS
        try:
            found = await run("phi", lambda note, stop: integrate_job(snapshot, note, stop), long, quiet=True)
            when_locked(self._page, lambda: self._tell(wanted, glimpse=Glimpse(snapshot, found)))
            said = await run("estimate", lambda note, stop: estimate_job(snapshot, note, stop), quiet=True)
        except Cancelled:
            return
        except PhiscopeError as error:
            reason = str(error)
            when_locked(self._page, lambda: self._tell(wanted, problem=reason, offer=""))
        else:
            self._measured = (wanted, said)
            when_locked(self._page, lambda: self._tell(wanted, offer=self._offer(snapshot)))

    def _offer(self, snapshot: Snapshot) -> str:
        about, said = self._measured
        return (said if about == question(snapshot) else "") or offer(snapshot)

    def _tell(self, wanted: tuple[Any, ...], **news: Any) -> None:
        """Pass on what a preview found, unless the document has moved on."""
        if self._asked == wanted:
            self.param.update(**news)

    def _conclude(self, wanted: tuple[Any, ...], **outcome: Any) -> None:
        """Show an outcome, unless the document has moved on."""
        if self._asked == wanted:
            if outcome.get("offer"):
                self._asked = None  # cancelled: asking again is a new question
            self.param.update(**outcome)

    async def find_complex(self) -> None:
        """Search for the complexes and make the first one the candidate system."""
        snapshot: Snapshot = self._document.snapshot
        try:
            found = await self._runner.run("complexes", lambda note, stop: search_job(snapshot, note, stop))
        except Cancelled:
            when_locked(self._page, lambda: self._document.say(CANCELLED))
        except PhiscopeError as error:
            reason = str(error)
            when_locked(self._page, lambda: self._document.refuse(reason))
        else:
            when_locked(self._page, lambda: self._show_complexes(snapshot, found))

    def _show_complexes(self, snapshot: Snapshot, found: Complexes) -> None:
        now: Snapshot = self._document.snapshot
        if (*dynamics(now), now.state) != (*dynamics(snapshot), snapshot.state):
            self._document.say(tr("The network changed during the search; find the complex again."))
            return
        self._searched = (*dynamics(now), now.state)
        self.complexes = found
        self._announce(found)

    def adopt(self, snapshot: Snapshot, found: Complexes) -> None:
        """Take over the complexes of ``snapshot`` that were found elsewhere."""
        self._searched = (*dynamics(snapshot), snapshot.state)
        self.complexes = found

    def _announce(self, found: Complexes) -> None:
        if not found.complexes:
            self._document.say(NOTHING)
            return
        best = found.complexes[0]
        if self._document.set_units(best.units):
            self._document.add(_largest(found))

    def cancel(self) -> None:
        """Stop whatever is being computed for this page."""
        self._runner.cancel()


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
