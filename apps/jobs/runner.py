"""Background work: three pools of threads for the process, a runner for each of a session's answers.

Kernels release the GIL and poll a flag, so threads are enough (measured: 0.13 s longest wait of the page,
0.04 s to cancel). Parameters are set on the server's event loop only: a worker thread writes plain
attributes of its ticket, and the coroutine that waits for it copies them every tick.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError
from typing import Any

import panel as pn
import param

from apps.errors import sentence
from apps.jobs.pool import WORKERS, Job, Pool, Ticket
from engine.errors import Cancelled, PhiscopeError
from engine.run.jobs import Executor
from engine.words import tr

TICK = 0.1
_log = logging.getLogger(__name__)


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
        page = pn.state.curdoc
        self._owner = id(self if page is None else page)
        self._tickets: dict[str, Ticket] = {}
        self._stopped: dict[Ticket, Callable[[], object]] = {}
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
        ticket = self._tickets[key] = self._pools[long].submit(fn, self._owner)
        return ticket

    async def wait(self, key: str, ticket: Ticket, quiet: bool = False) -> Any:
        """Follow a submitted job; see `run`."""
        try:
            return await self._wait(ticket, quiet)
        finally:
            ticket.cancel.set()
            self._stopped.pop(ticket, None)
            if self._tickets.get(key) is ticket:
                del self._tickets[key]
            if not self._tickets and self.busy:
                self.param.update(busy=False, fraction=0.0, phase="", place=0)

    async def _wait(self, ticket: Ticket, quiet: bool) -> Any:
        loop, waiter = asyncio.get_running_loop(), asyncio.wrap_future(ticket.future)
        stopped = loop.create_future()
        # Whoever presses Cancel is answered at once, not at the next tick.
        self._stopped[ticket] = lambda: stopped.done() or stopped.set_result(None)
        while not waiter.done():
            await asyncio.wait({waiter, stopped}, timeout=TICK, return_when=asyncio.FIRST_COMPLETED)
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
                if ticket in self._stopped:
                    self._stopped[ticket]()

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
