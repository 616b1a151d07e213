"""An answer that is kept in step with the document by a job in the background, with its own progress."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass
from typing import Any

import panel as pn
import param

from apps.document.document import Document
from apps.document.snapshot import Snapshot
from apps.jobs.limits import PATIENCE
from apps.jobs.runner import Report, Runner, Ticket, end_with_session
from apps.ui.redraw import when_locked
from engine.errors import Cancelled, PhiscopeError
from engine.words import tr

KEY = "answer"


@dataclass(frozen=True, slots=True)
class Found:
    """An answer with the snapshot it is about."""

    snapshot: Snapshot
    answer: Any


class Following(param.Parameterized):
    """Asks again when what the answer depends on changes: at once when that is quick, else after an offer.

    ``found`` stays the last answer there was; while ``stale`` is set it is about an older document. Classes
    say what to ask in `question`, `is_live`, `estimate` and `job`. A `JobBar` shows ``offer`` and `runner`.
    """

    found = param.Parameter(default=None, allow_refs=False, doc="The last `Found` there was.")
    stale = param.Boolean(default=True)
    offer = param.String(default="", doc="What to say beside the Run button; empty when none is needed.")
    problem = param.String(default="", doc="Why there is no answer for this document.")

    def __init__(self, document: Document, **params: Any) -> None:
        super().__init__(**params)
        self._document = document
        self.runner = Runner()
        self._page = pn.state.curdoc
        self._task: asyncio.Task[None] | None = None
        self._asked: Any = None
        end_with_session(self.runner)
        document.param.watch(lambda _event: self.refresh(), "snapshot")
        pn.state.onload(self.refresh)

    def question(self, snapshot: Snapshot) -> Any:
        """Return everything the answer depends on."""
        raise NotImplementedError

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether the answer comes fast enough to ask at every change."""
        raise NotImplementedError

    def is_quick(self, snapshot: Snapshot) -> bool:
        """Whether the job may go before the long ones of others."""
        return self.is_live(snapshot)

    def estimate(self, snapshot: Snapshot) -> str:
        """Return what to say before a long job."""
        raise NotImplementedError

    def refusal(self, snapshot: Snapshot) -> str:  # noqa: ARG002
        """Return why this document cannot be answered at all; empty when it can."""
        return ""

    def job(self, snapshot: Snapshot, note: Report, stop: threading.Event) -> Any:
        """Compute the answer; called in a worker thread."""
        raise NotImplementedError

    @property
    def current(self) -> Any:
        """The answer about the document as it is now, or None."""
        found = self.found
        if found is None or self.question(found.snapshot) != self.question(self._document.snapshot):
            return None
        return found.answer

    def refresh(self, force: bool = False) -> None:
        """Bring the answer up to date: at once when it is live or ``force`` is set, else offer to."""
        snapshot: Snapshot = self._document.snapshot
        wanted = self.question(snapshot)
        if wanted == self._asked and not force:
            return
        self._asked = wanted
        self.runner.cancel(KEY)
        refusal = self.refusal(snapshot)
        if self.current is not None:  # undone back to what is on screen
            self.param.update(stale=False, offer="", problem="")
        elif refusal:
            self.param.update(stale=True, offer="", problem=refusal)
        elif force or self.is_live(snapshot):
            self.param.update(offer="", problem="")
            self._start(snapshot, wanted)
        else:
            self.param.update(stale=True, offer=self.estimate(snapshot), problem="")

    def cancel(self) -> None:
        """Stop the job."""
        self.runner.cancel()

    def _start(self, snapshot: Snapshot, wanted: Any) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._asked = None  # built outside a server: the page asks again once it is loaded
            return
        ticket = self.runner.submit(
            KEY, lambda note, stop: self.job(snapshot, note, stop), long=not self.is_quick(snapshot)
        )
        self._task = loop.create_task(self._follow(snapshot, wanted, ticket))
        loop.call_later(PATIENCE, self._grey, wanted)

    def _grey(self, wanted: Any) -> None:
        if self._asked == wanted and self.current is None:
            self.stale = True

    async def _follow(self, snapshot: Snapshot, wanted: Any, ticket: Ticket) -> None:
        try:
            answer = await self.runner.wait(KEY, ticket)
        except Cancelled:
            again = f"{tr('Cancelled; nothing is lost.')} {self.estimate(snapshot)}"
            when_locked(self._page, lambda: self._conclude(wanted, offer=again, stale=True))
        except PhiscopeError as error:
            reason = str(error)
            when_locked(self._page, lambda: self._conclude(wanted, problem=reason, stale=True, offer=""))
        else:
            found = Found(snapshot, answer)
            when_locked(
                self._page, lambda: self._conclude(wanted, found=found, stale=False, problem="", offer="")
            )

    def _conclude(self, wanted: Any, **outcome: Any) -> None:
        """Show an outcome, unless the document has moved on."""
        if self._asked == wanted:
            self.param.update(**outcome)
