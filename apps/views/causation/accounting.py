"""The account of the document's transition: live when small, on request with progress when large."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from apps.document.snapshot import Snapshot
from apps.document.transition import moment
from apps.jobs import offers
from apps.jobs.background_answer import BackgroundAnswer
from apps.jobs.pool import Job, Report
from apps.results.limits import LIVE_SIDE, is_light

if TYPE_CHECKING:
    from engine.causation.account import Account


class Accounting(BackgroundAnswer["Account"]):
    """Keeps the account on screen in step with the document."""

    key: ClassVar[str] = "account"

    def question(self, snapshot: Snapshot) -> Any:
        """Return everything the account depends on."""
        return (*snapshot.dynamics, moment(snapshot))

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether the account is small enough to recompute at every change."""
        now = moment(snapshot)
        return max(len(now.causes), len(now.effects)) <= LIVE_SIDE and is_light(snapshot.substrate.n)

    def refusal(self, snapshot: Snapshot) -> str:
        """Return why a network or a transition is too large."""
        now = moment(snapshot)
        return offers.too_few_occurrences(snapshot, now) or offers.too_many_occurrences(
            len(now.causes), len(now.effects)
        )

    def estimate(self, snapshot: Snapshot) -> str:
        """Return what the account takes."""
        now = moment(snapshot)
        return offers.accounting(len(now.causes), len(now.effects))

    def job(self, snapshot: Snapshot) -> Job:
        """Return what computes the account."""
        return partial(account_job, snapshot)


def account_job(snapshot: Snapshot, note: Report, stop: threading.Event) -> Account:
    """Compute the account of the document's transition; runs in a worker thread."""
    from engine.causation.account import account

    now = moment(snapshot)
    return account(
        snapshot.substrate, now.before, now.after, now.causes, now.effects, report=note, cancel=stop
    )
