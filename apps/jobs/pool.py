"""A pool of threads for the jobs of all sessions, in which each session has its turn."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from typing import Any

from engine.errors import Cancelled
from engine.run.jobs import Executor, Threads, using
from engine.words import speaking, spoken

WORKERS = 2

Report = Callable[[float, str], None]
Job = Callable[[Report, threading.Event], Any]


def at_once(job: Job) -> Any:
    """Do a job in this thread and return its answer; nobody hears of its progress or can stop it."""
    return job(lambda _fraction, _phase: None, threading.Event())


class Ticket:
    """One submitted job: what the worker writes and the event loop reads; it speaks as who submitted it."""

    __slots__ = ("cancel", "fraction", "future", "job", "language", "owner", "phase", "started")

    def __init__(self, job: Job, owner: Hashable) -> None:
        self.job, self.owner = job, owner
        self.cancel = threading.Event()
        self.future: Future[Any] = Future()
        self.fraction = 0.0
        self.phase = ""
        self.language = spoken()
        self.started = False

    def report(self, fraction: float, phase: str = "") -> None:
        """Note progress; called by the engine in the worker thread."""
        self.fraction = min(1.0, max(0.0, float(fraction)))
        self.phase = phase


class Pool:
    """A few threads shared by every session.

    Whose last job began longest ago is served first, so that ten jobs of one session do not go before the one
    of another. A ``polite`` pool lets everything else on the machine go first, and of its threads a single
    session takes all but one.
    """

    def __init__(
        self, workers: int = WORKERS, polite: bool = False, machines: Executor | None = None
    ) -> None:
        self._machines = machines or Threads()
        self._most = max(1, workers - 1) if polite else workers
        self._executor = ThreadPoolExecutor(
            max_workers=workers,
            thread_name_prefix="phiscope",
            initializer=_step_back if polite else None,
        )
        self._queue: list[Ticket] = []
        self._begun: list[Ticket] = []
        self._turns = count(1)
        self._served: dict[Hashable, int] = {}
        self._lock = threading.Lock()

    def submit(self, job: Job, owner: Hashable = None) -> Ticket:
        """Queue ``job`` and return its ticket; ``owner`` is the session it is for, if it is for one."""
        ticket = Ticket(job, object() if owner is None else owner)
        with self._lock:
            self._queue.append(ticket)
        self._executor.submit(self._work)
        return ticket

    def _work(self) -> None:
        # As many calls are submitted as jobs; one that finds nothing it may take leaves its job to the thread
        # that its owner is using, which looks again.
        while (ticket := self._take()) is not None:
            try:
                if ticket.future.set_running_or_notify_cancel():
                    self._run(ticket)
            finally:
                with self._lock:
                    self._begun.remove(ticket)

    def _run(self, ticket: Ticket) -> None:
        try:
            if ticket.cancel.is_set():
                raise Cancelled
            with using(self._machines), speaking(ticket.language):
                outcome = ticket.job(ticket.report, ticket.cancel)
        except BaseException as error:  # whoever waits for the future is told
            ticket.future.set_exception(error)
        else:
            ticket.future.set_result(outcome)

    def _take(self) -> Ticket | None:
        """Take the job whose turn it is, None if there is none."""
        with self._lock:
            ready = [each for each in self._queue if self._running(each.owner) < self._most]
            if not ready:
                return None
            ticket = min(ready, key=self._turn)
            self._queue.remove(ticket)
            self._begun.append(ticket)
            ticket.started = True
            self._served[ticket.owner] = next(self._turns)
            waiting = {each.owner for each in (*self._queue, *self._begun)}
            self._served = {owner: at for owner, at in self._served.items() if owner in waiting}
            return ticket

    def _running(self, owner: Hashable) -> int:
        return sum(each.owner == owner for each in self._begun)

    def _turn(self, ticket: Ticket) -> tuple[int, int]:
        """What comes first: fewest running, then served longest ago; else in the order of the queue."""
        return self._running(ticket.owner), self._served.get(ticket.owner, 0)

    def place(self, ticket: Ticket) -> int:
        """How many turns until ``ticket`` starts: 0 once it has."""
        with self._lock:
            waiting = [other for other in self._queue if not other.cancel.is_set() or other is ticket]
            waiting.sort(key=self._turn)
        return waiting.index(ticket) + 1 if ticket in waiting else 0

    def close(self) -> None:
        """Cancel everything and accept no more work."""
        with self._lock:
            waiting, self._queue = self._queue, []
            for ticket in (*waiting, *self._begun):
                ticket.cancel.set()
        for ticket in waiting:
            ticket.future.cancel()
        self._executor.shutdown(wait=False, cancel_futures=True)


def _step_back() -> None:
    """Let everything else on this machine go first; threads the engine starts from here inherit it."""
    if sys.platform == "linux":  # elsewhere the priority belongs to the whole process
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
