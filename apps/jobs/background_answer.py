"""An answer that a job in the background keeps in step with the document."""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

import panel as pn
import param

from apps.document.document import Document
from apps.document.snapshot import Snapshot
from apps.jobs import warm_up
from apps.jobs.errand import Errand, Outcomes
from apps.jobs.pool import Job, at_once
from apps.jobs.runner import Runner, end_with_session
from apps.results.findings import Findings
from apps.results.limits import PATIENCE
from apps.ui.attention import attention
from engine.errors import PhiscopeError
from engine.words import tr

Answer = TypeVar("Answer")


class BackgroundAnswer(param.Parameterized, Generic[Answer]):
    """Asks again when what the answer depends on changes: at once when that is quick, else after an offer.

    ``findings`` stays the last answer there was; while ``stale`` is set it is about an older document and
    drawn greyed, or not at all if that was another network. Going back to what it is about costs nothing.
    Classes say what to ask in `question`, `is_live`, `estimate` and `job`. A `JobBar` shows ``offer`` and
    ``runner``.
    """

    key: ClassVar[str] = "answer"
    findings = param.Parameter(default=None, allow_refs=False, doc="The last `Findings` there were.")
    stale = param.Boolean(default=True)
    foreign = param.Boolean(default=False, doc="Stale, and about another network: not to be shown at all.")
    offer = param.String(default="", doc="What to say beside the Run button; empty when none is needed.")
    problem = param.String(default="", doc="Why there is no answer for this document.")

    def __init__(self, document: Document, runner: Runner | None = None, **params: Any) -> None:
        super().__init__(**params)
        self._document = document
        self.runner = Runner() if runner is None else runner
        self._errand = Errand(self.runner, self.key)
        self._asked: Any = None
        self._answered: Any = None
        self._opened = document.openings
        end_with_session(self.runner)
        self._attention = attention()
        self._attention.param.watch(self._noticed, "here")
        document.param.watch(self._changed, "snapshot")
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

    def refusal(self, snapshot: Snapshot) -> str:
        """Return why this document cannot be answered at all; empty when it can."""
        return ""

    def job(self, snapshot: Snapshot) -> Job:
        """Return what computes the answer, in a worker thread."""
        raise NotImplementedError

    @property
    def answer(self) -> Answer | None:
        """The answer on screen, whether or not it is still about the document."""
        return None if self.findings is None else self.findings.answer

    @property
    def current(self) -> Answer | None:
        """The answer about the document as it is now, or None."""
        if self.findings is None or self._answered != self.question(self._document.snapshot):
            return None
        return self.findings.answer

    @property
    def is_asked(self) -> bool:
        """Whether the document still asks what was asked last."""
        return self._asked == self.question(self._document.snapshot)

    def show(self, findings: Findings[Answer]) -> None:
        """Put an answer on screen: to what is asked of its snapshot now."""
        self._answered, self._opened = self.question(findings.snapshot), self._document.openings
        self._report(findings=findings, stale=False)

    def refresh(self, force: bool = False) -> None:
        """Bring the answer up to date: at once when it is live or ``force`` is set, else offer to.

        The answer of a view that is not shown waits until the view is.
        """
        if not (self._attention.here or force):
            return
        snapshot: Snapshot = self._document.snapshot
        wanted = self.question(snapshot)
        if wanted == self._asked and not (force and not self._errand.is_out):
            return
        self._asked = wanted
        self._errand.drop()
        refusal = self.refusal(snapshot)
        if self.current is not None:  # undone back to what is on screen
            self._report(stale=False)
        elif refusal:
            self._report(stale=True, problem=refusal)
        elif force or self.is_live(snapshot):
            # Numbers of another network are taken away at once, those of this one if it takes a moment.
            self._report(stale=self.stale or self._is_of_another())
            self._start(snapshot)
        else:
            self._report(stale=True, offer=self.estimate(snapshot))

    def begin(self) -> None:
        """Answer what is quick while the page is being built, so that the picture comes with the page.

        What takes longer, or cannot be answered, is asked once the page is loaded, as later questions are.
        """
        snapshot: Snapshot = self._document.snapshot
        served = pn.state.curdoc is not None and pn.state.curdoc.session_context is not None
        if not (served and warm_up.done() and self.is_quick(snapshot) and not self.refusal(snapshot)):
            return
        with contextlib.suppress(PhiscopeError):
            answer = at_once(self.job(snapshot))
            self._asked = self.question(snapshot)
            self._arrive(snapshot, answer)

    def cancel(self) -> None:
        """Stop whatever is being computed with this runner."""
        self.runner.cancel()

    def forget(self) -> None:
        """Stop what was asked last; asking it again is a new question."""
        self._asked = None
        self._errand.drop()

    def _changed(self, _event: Any) -> None:
        self.refresh()

    def _noticed(self, _event: Any) -> None:
        self.refresh()

    def _start(self, snapshot: Snapshot) -> None:
        wanted = self._asked
        outcomes = Outcomes(
            found=partial(self._arrive, snapshot),
            refused=lambda reason: self._report(stale=True, problem=reason),
            cancelled=partial(self._stop, snapshot),
        )
        if self._errand.send(self.job(snapshot), outcomes, long=not self.is_quick(snapshot)) is None:
            self._asked = None  # built outside a server: the page asks again once it is loaded
            return
        # A result that comes at once replaces the old one without a flicker of grey.
        asyncio.get_running_loop().call_later(PATIENCE, self._grey, wanted)

    def _grey(self, wanted: Any) -> None:
        if self._asked is wanted and self.current is None:
            self.param.update(stale=True, foreign=self._is_of_another())

    def _arrive(self, snapshot: Snapshot, answer: Answer) -> None:
        self._answered, self._opened = self._asked, self._document.openings
        self._report(findings=Findings(snapshot, answer), stale=False)

    def _stop(self, snapshot: Snapshot) -> None:
        again = f"{tr('Cancelled; nothing is lost.')} {self.estimate(snapshot)}"
        self._report(stale=True, offer=again)

    def _report(self, **news: Any) -> None:
        """Tell the page, as one change; an offer or a problem that is not among the news is over."""
        foreign = news.get("stale", self.stale) and "findings" not in news and self._is_of_another()
        self.param.update(**({"offer": "", "problem": "", "foreign": foreign} | news))

    def _is_of_another(self) -> bool:
        """Whether the last answer is that of another network, not of an earlier step of this one."""
        if self.findings is None:
            return False
        same = self.findings.snapshot.origin == self._document.snapshot.origin
        return not same or self._document.openings != self._opened
