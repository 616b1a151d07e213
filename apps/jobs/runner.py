"""Background work: three pools of threads for the process, one runner per session.

Kernels release the GIL and poll a flag, so threads are enough (measured: 0.13 s longest wait of the page,
0.04 s to cancel). Parameters are set on the server's event loop only: a worker thread writes plain
attributes of its ticket, and the coroutine that waits for it copies them every tick.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import Any

import panel as pn
import param

from apps.errors import sentence
from engine.errors import Cancelled, PhiscopeError
from engine.run.jobs import Executor, Threads, using
from engine.words import tr

TICK = 0.1
WORKERS = 2

Report = Callable[[float, str], None]
Job = Callable[[Report, threading.Event], Any]

_log = logging.getLogger(__name__)


class Ticket:
    """One submitted job: what the worker writes and the event loop reads."""

    __slots__ = ("cancel", "fraction", "future", "phase", "started")

    def __init__(self) -> None:
        self.cancel = threading.Event()
        self.future: Future[Any] | None = None
        self.fraction = 0.0
        self.phase = ""
        self.started = False

    def report(self, fraction: float, phase: str = "") -> None:
        """Note progress; called by the engine in the worker thread."""
        self.fraction = min(1.0, max(0.0, float(fraction)))
        self.phase = phase


class Pool:
    """A few threads shared by every session, first come first served."""

    def __init__(
        self, workers: int = WORKERS, polite: bool = False, machines: Executor | None = None
    ) -> None:
        self._machines = machines or Threads()
        self._executor = ThreadPoolExecutor(
            max_workers=workers,
            thread_name_prefix="phiscope",
            initializer=_step_back if polite else None,
        )
        self._queue: list[Ticket] = []
        self._begun: set[Ticket] = set()
        self._lock = threading.Lock()

    def submit(self, job: Job) -> Ticket:
        """Queue ``job`` and return its ticket."""
        ticket = Ticket()
        with self._lock:
            self._queue.append(ticket)
        ticket.future = self._executor.submit(self._work, ticket, job)
        return ticket

    def _work(self, ticket: Ticket, job: Job) -> Any:
        with self._lock:
            self._queue.remove(ticket)
            self._begun.add(ticket)
        ticket.started = True
        try:
            if ticket.cancel.is_set():
                raise Cancelled
            with using(self._machines):
                return job(ticket.report, ticket.cancel)
        finally:
            with self._lock:
                self._begun.discard(ticket)

    def place(self, ticket: Ticket) -> int:
        """How many turns until ``ticket`` starts: 0 once it has."""
        with self._lock:
            waiting = [other for other in self._queue if not other.cancel.is_set() or other is ticket]
        return waiting.index(ticket) + 1 if ticket in waiting else 0

    def close(self) -> None:
        """Cancel everything and accept no more work."""
        with self._lock:
            for ticket in (*self._queue, *self._begun):
                ticket.cancel.set()
        self._executor.shutdown(wait=False, cancel_futures=True)


def _step_back() -> None:
    """Let everything else on this machine go first; threads the engine starts from here inherit it."""
    if sys.platform == "linux":  # elsewhere the priority belongs to the whole process
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)


class Shared:
    """The pools of this process: long jobs never keep the live answers of others waiting."""

    def __init__(self, workers: int = WORKERS, machines: Executor | None = None) -> None:
        self.live = Pool(WORKERS)
        self.files = Pool(1)  # reading holds the interpreter: two at once would take as long
        self.long = Pool(workers, polite=True, machines=machines)


_shared: list[Shared] = []
_shared_lock = threading.Lock()


def configure(workers: int, machines: Executor | None = None) -> None:
    """Set how many long jobs run at once, and where, before the first job."""
    with _shared_lock:
        _shared[:] = [Shared(workers, machines)]


def shared() -> Shared:
    """Return the pools of this process."""
    with _shared_lock:
        if not _shared:
            _shared.append(Shared())
        return _shared[0]


def close() -> None:
    """Cancel all that is computed in this process, and accept no more."""
    with _shared_lock:
        for each in _shared:
            for pool in (each.live, each.files, each.long):
                pool.close()


class Runner(param.Parameterized):
    """Runs the jobs of one session; its parameters say how the oldest of them is doing.

    A job is ``fn(report, cancel)``. A newer job with the same key cancels the older one, whose ``run``
    then raises `Cancelled`, so that quick edits coalesce and the latest wins.
    """

    busy = param.Boolean(default=False, doc="A job has been running for longer than one tick.")
    fraction = param.Number(default=0.0, bounds=(0, 1))
    phase = param.String(default="")
    place = param.Integer(default=0, doc="Place in the queue; 0 = running.")

    def __init__(self, pool: Pool | None = None, **params: Any) -> None:
        super().__init__(**params)
        self._pools = (pool, pool) if pool else (shared().live, shared().long)
        self._tickets: dict[str, Ticket] = {}
        self._closed = False

    async def run(self, key: str, fn: Job, long: bool = True, quiet: bool = False) -> Any:
        """Run ``fn`` in the pool and return its value.

        Of a ``quiet`` job the parameters say nothing.
        Raises `Cancelled` when it was cancelled or replaced, and `PhiscopeError` with a sentence when it
        failed.
        """
        return await self.wait(key, self.submit(key, fn, long), quiet)

    def submit(self, key: str, fn: Job, long: bool = True) -> Ticket:
        """Start ``fn`` in place of the job ``key``, for `wait` to follow; does not wait for a free moment."""
        if self._closed:
            raise Cancelled
        self.cancel(key)
        ticket = self._tickets[key] = self._pools[long].submit(fn)
        return ticket

    async def wait(self, key: str, ticket: Ticket, quiet: bool = False) -> Any:
        """Follow a submitted job; see `run`."""
        try:
            return await self._wait(ticket, quiet)
        finally:
            ticket.cancel.set()
            if self._tickets.get(key) is ticket:
                del self._tickets[key]
            if not self._tickets and self.busy:
                self.param.update(busy=False, fraction=0.0, phase="", place=0)

    async def _wait(self, ticket: Ticket, quiet: bool) -> Any:
        assert ticket.future is not None
        waiter = asyncio.wrap_future(ticket.future)
        while not waiter.done():
            await asyncio.wait({waiter}, timeout=TICK)
            if ticket.cancel.is_set():
                # The worker stops at its next poll; the page does not wait for it.
                waiter.add_done_callback(_swallow)
                raise Cancelled
            if not waiter.done() and not quiet:
                self._show(ticket)
        return _outcome(waiter)

    def _show(self, ticket: Ticket) -> None:
        place = 0 if ticket.started else max(pool.place(ticket) for pool in self._pools)
        phase = ticket.phase if ticket.started else tr("waiting for a free worker")
        self.param.update(busy=True, fraction=ticket.fraction, phase=phase, place=place)

    def cancel(self, key: str | None = None) -> None:
        """Cancel the job ``key``, or all jobs of this session."""
        for name, ticket in list(self._tickets.items()):
            if key is None or name == key:
                ticket.cancel.set()

    def close(self) -> None:
        """Cancel everything and accept no more: the session is gone."""
        self._closed = True
        self.cancel()


def _swallow(waiter: asyncio.Future[Any]) -> None:
    """Retrieve the outcome of an abandoned job, so that asyncio does not report it as never retrieved."""
    if not waiter.cancelled():
        waiter.exception()


def _outcome(waiter: asyncio.Future[Any]) -> Any:
    try:
        return waiter.result()
    except (PhiscopeError, Cancelled):
        raise
    except (CancelledError, asyncio.CancelledError):
        raise Cancelled from None
    except MemoryError as error:
        raise PhiscopeError(tr("Not enough memory for this system; choose fewer units.")) from error
    except Exception as error:
        _log.exception("a job failed")
        raise PhiscopeError(sentence(error)) from error


def end_with_session(runner: Runner) -> None:
    """Cancel the jobs of this session when its browser tab is gone."""
    close = runner.close
    pn.state.on_session_destroyed(lambda _context, close=close: close())
