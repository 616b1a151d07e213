"""Running work in pieces: both cores, true progress, cancel within a tenth of a second.

An executor runs pieces and returns their results in order. Threads are the default: kernels release the
GIL. `engine.run.cluster` has one for many machines; `using` chooses for a block of code.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from engine.errors import Cancelled
from engine.words import tr

Report = Callable[[float, str], None]
Keep = Callable[[int, Any], None]
Control = npt.NDArray[np.int64]
TICK = 0.05


class Cancel(Protocol):
    """Anything that can say that the person wants to stop, such as a `threading.Event`."""

    def is_set(self) -> bool:
        """Whether to stop."""
        ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a job: `run(control)` polls `control[0]` (stop) and counts `control[1]` up to `steps`.

    `cost` is its predicted share of the work, in any unit. For a cluster `run` must be picklable.
    """

    run: Callable[[Control], Any]
    steps: int
    cost: float


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on: `report(fraction, phase)`, `cancel`, and `keep(index, result)` as pieces end.

    All three are called from the thread that asked for the work.
    """

    phase: str
    report: Report | None = None
    cancel: Cancel | None = None
    keep: Keep | None = None

    def tell(self, share: float) -> None:
        """Report progress, kept within 0 to 1."""
        if self.report is not None:
            self.report(min(1.0, max(0.0, share)), self.phase)

    def check(self) -> None:
        """Raise `Cancelled` if a stop was asked for."""
        if self.cancel is not None and self.cancel.is_set():
            raise Cancelled(tr("Stopped."))

    def finished(self, index: int, result: Any) -> None:
        """Pass on the result of a piece."""
        if self.keep is not None:
            self.keep(index, result)


class Executor(Protocol):
    """Runs pieces and returns their results in order; raises `Cancelled` when stopped."""

    def run(self, pieces: Sequence[Piece], watch: Watch) -> list[Any]:
        """Run every piece."""
        ...


def new_control() -> Control:
    """Return a fresh (cancel, done) array."""
    return np.zeros(2, np.int64)


def share_done(pieces: Sequence[Piece], steps_done: Sequence[int]) -> float:
    """Share of the predicted cost that is done, from the steps that each piece counts."""
    total = sum(piece.cost for piece in pieces)
    done = sum(p.cost * min(1.0, d / p.steps) for p, d in zip(pieces, steps_done, strict=True))
    return done / total if total else 1.0


class Threads:
    """Runs pieces on the cores of this machine."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1

    def run(self, pieces: Sequence[Piece], watch: Watch) -> list[Any]:
        """Run every piece; the dearest first, so that the cores end together."""
        watch.check()
        controls = [new_control() for _ in pieces]
        order = sorted(range(len(pieces)), key=lambda i: -pieces[i].cost)
        pool = ThreadPoolExecutor(min(self.workers, max(1, len(pieces))), thread_name_prefix="phiscope")
        try:
            futures = {pool.submit(pieces[i].run, controls[i]): i for i in order}
            self._attend(futures, pieces, controls, watch)
            results = {i: future.result() for future, i in futures.items()}
            return [results[i] for i in range(len(pieces))]
        except BaseException:
            for control in controls:
                control[0] = 1
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    @staticmethod
    def _attend(
        futures: dict[Future, int], pieces: Sequence[Piece], controls: list[Control], watch: Watch
    ) -> None:
        """Wait; meanwhile keep what is finished, tell the progress and look for a stop."""
        pending = set(futures)
        while pending:
            done, pending = wait(pending, timeout=TICK, return_when=FIRST_COMPLETED)
            for future in done:
                i = futures[future]
                watch.finished(i, future.result())
                controls[i][1] = pieces[i].steps
            watch.check()
            watch.tell(share_done(pieces, [int(control[1]) for control in controls]))


_executor: ContextVar[Executor | None] = ContextVar("executor", default=None)


@contextmanager
def using(executor: Executor) -> Iterator[None]:
    """Run the pieces of everything inside the block on `executor`."""
    token = _executor.set(executor)
    try:
        yield
    finally:
        _executor.reset(token)


def run(pieces: Sequence[Piece], watch: Watch) -> list[Any]:
    """Run every piece on the executor in use and return their results in order.

    Raises
    ------
    Cancelled
        When `watch.cancel` is set, as soon as the kernels have noticed.
    """
    return (_executor.get() or Threads()).run(pieces, watch)


def run_here(pieces: Sequence[Piece], watch: Watch) -> list[Any]:
    """Run small pieces in this thread: below some 10 ms threads cost more than they save."""
    watch.check()
    return [piece.run(new_control()) for piece in pieces]
