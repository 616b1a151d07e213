"""The account of the document's transition: live when small, on request with progress when large."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import param

from apps.parts.analysis import Analysis
from apps.parts.causation_moment import Moment, moment
from apps.parts.jobs import Report, Ticket
from apps.parts.painting import when_locked
from apps.parts.reach import ENGINE_UNITS, LIVE_SUBSTRATE, duration, dynamics
from apps.parts.snapshot import Snapshot
from engine.errors import Cancelled, PhiscopeError
from engine.words import tr

if TYPE_CHECKING:
    from engine.causation import Account

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

    def refresh(self, force: bool = False) -> None:
        """Bring the account up to date: at once when it is small or ``force`` is set, else offer to."""
        snapshot: Snapshot = self._document.snapshot
        wanted = asked(snapshot)
        if wanted == self._asked and not force:
            return
        self._asked = wanted
        if self.present is not None:  # undone back to what is on screen
            self._runner.cancel("account")
            self.param.update(stale=False, offer="", problem="")
        elif force or is_live(snapshot):
            self.param.update(offer="")
            self._start(snapshot, wanted)
        else:
            self._runner.cancel("account")
            self.param.update(stale=True, offer=offer(snapshot), problem="")

    def _is_answered(self) -> bool:
        return self.present is not None

    def _submit(self, snapshot: Snapshot) -> Ticket:
        return self._runner.submit(
            "account", lambda note, stop: account_job(snapshot, note, stop), long=not is_live(snapshot)
        )

    async def _follow(self, snapshot: Snapshot, wanted: tuple[Any, ...], ticket: Ticket) -> None:
        try:
            account = await self._runner.wait("account", ticket)
        except Cancelled:
            again = tr("Cancelled; nothing is lost.") + " " + offer(snapshot)
            when_locked(self._page, lambda: self._conclude(wanted, offer=again))
        except PhiscopeError as error:
            reason = str(error)
            when_locked(self._page, lambda: self._conclude(wanted, problem=reason, stale=True, offer=""))
        else:
            found = Found(snapshot, account)
            when_locked(
                self._page, lambda: self._conclude(wanted, found=found, stale=False, problem="", offer="")
            )


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
    from engine.causation import account

    now: Moment = moment(snapshot)
    return account(
        snapshot.substrate, now.before, now.after, now.causes, now.effects, report=note, cancel=stop
    )
