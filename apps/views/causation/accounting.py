"""The account of the document's transition: live when small, on request with progress when large."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import param

from apps.document.questions import ENGINE_UNITS, dynamics
from apps.document.snapshot import Snapshot
from apps.jobs.analysis import Analysis
from apps.jobs.limits import LIVE_SUBSTRATE, duration
from apps.jobs.runner import Report
from apps.views.causation.transition import Moment, moment
from engine.words import tr

if TYPE_CHECKING:
    from engine.causation.account import Account

LIVE_SIDE = 5
SECONDS_AT_MOST = 20.0  # measured by the engine for 22 units together, two cores
MOST = 22
GROWTH = 3.0  # per further unit


@dataclass(frozen=True, slots=True)
class Found:
    """An account with the snapshot it is about."""

    snapshot: Snapshot
    account: Account


class Accounting(Analysis):
    """Keeps the account on screen in step with the document.

    It steers the progress bar, the notes and the drawing as `Analysis` does on the explore page; there is
    no Φ-structure here.
    """

    key: ClassVar[str] = "account"
    found = param.Parameter(default=None, allow_refs=False, doc="The last account there was.")

    @property
    def account(self) -> Account | None:
        """The account on screen, whether or not it is still about the document."""
        return None if self.found is None else self.found.account

    @property
    def present(self) -> Account | None:
        """The account of the document as it is now, if there is one."""
        found = self.found
        if found is None or asked(found.snapshot) != asked(self._document.snapshot):
            return None
        return found.account

    def question(self, snapshot: Snapshot) -> tuple[Any, ...]:
        """Return everything the account depends on."""
        return asked(snapshot)

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether the account is small enough to recompute at every change."""
        return is_live(snapshot)

    def _is_answered(self) -> bool:
        return self.present is not None

    def _offer(self, snapshot: Snapshot) -> str:
        return offer(snapshot)

    def _look_ahead(self, snapshot: Snapshot, wanted: tuple[Any, ...]) -> None:
        """Do nothing: no part of an account is known before the whole."""

    def _job(self, snapshot: Snapshot, note: Report, stop: threading.Event) -> Account:
        return account_job(snapshot, note, stop)

    def _arrive(self, wanted: tuple[Any, ...], snapshot: Snapshot, result: Account) -> None:
        found = Found(snapshot, result)
        self._conclude(wanted, found=found, stale=False, problem="", offer="")


def asked(snapshot: Snapshot) -> tuple[Any, ...]:
    """Return everything the account depends on."""
    return (*dynamics(snapshot), moment(snapshot))


def is_live(snapshot: Snapshot) -> bool:
    """Whether the account is small enough to recompute at every change."""
    now = moment(snapshot)
    return max(len(now.causes), len(now.effects)) <= LIVE_SIDE and snapshot.substrate.n <= LIVE_SUBSTRATE


def offer(snapshot: Snapshot) -> str:
    """Return what to say before a long computation, in place of a result."""
    now, n = moment(snapshot), snapshot.substrate.n
    a, b = len(now.causes), len(now.effects)
    if n > ENGINE_UNITS:
        return tr(
            "{n} units can be drawn but not computed: the limit is {limit}. Delete units.",
            n=n,
            limit=ENGINE_UNITS,
        )
    if a + b > MOST:
        return tr(
            "{a} causes and {b} effects are too many: untick some, at most {most} together can be computed.",
            a=a,
            b=b,
            most=MOST,
        )
    takes = duration(SECONDS_AT_MOST * GROWTH ** (a + b - MOST))
    return tr("{a} causes and {b} effects: the account takes {duration}.", a=a, b=b, duration=takes)


def account_job(snapshot: Snapshot, note: Report, stop: threading.Event) -> Account:
    """Compute the account of the document's transition; runs in a worker thread."""
    from engine.causation.account import account

    now: Moment = moment(snapshot)
    return account(
        snapshot.substrate, now.before, now.after, now.causes, now.effects, report=note, cancel=stop
    )
