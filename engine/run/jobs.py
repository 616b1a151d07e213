"""Running work in pieces: on all cores, with measured progress, cancelled within a tenth of a second.

An executor runs pieces and returns their results in order. `Threads` is the default, because the kernels
release the GIL; `engine.run.cluster.Cluster` uses many machines. `using` chooses an executor for a block of
code.
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
"""Shape (2,): a piece stops when entry 0 is set, and counts its steps in entry 1."""
# seconds between two looks at progress and cancel
TICK = 0.05


class Cancel(Protocol):
    """A request to stop that may come at any time, such as a `threading.Event`."""

    def is_set(self) -> bool:
        """Whether to stop."""
        ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a job that runs by itself.

    Parameters
    ----------
    run : callable(control)
        Returns the result. It looks at ``control[0]`` to see whether to stop, and counts ``control[1]`` up to
        `steps`. For a cluster it must be picklable.
    steps : int
        The count at the end.
    cost : float
        Predicted share of the work, in any unit.
    turn : int
        Pieces of a lower turn start first.
    """

    run: Callable[[Control], Any]
    steps: int
    cost: float
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Watch:
    """The listeners of a job; all are called from the thread that asked for the work.

    Parameters
    ----------
    phase : str
        Name of the work for people.
    report : callable(fraction, phase), optional
        Called with the share of the work that is done, 0 to 1.
    cancel : Cancel, optional
        Asked whether to stop.
    keep : callable(index, result), optional
        Called as each piece ends.
    """

    phase: str
    report: Report | None = None
    cancel: Cancel | None = None
    keep: Keep | None = None

    def tell(self, share: float) -> None:
        """Report the share of the work that is done, clipped to 0 to 1."""
        if self.report is not None:
            self.report(min(1.0, max(0.0, share)), self.phase)

    def check(self) -> None:
        """Raise `Cancelled` if `cancel` is set."""
        if self.cancel is not None and self.cancel.is_set():
            raise Cancelled(tr("Stopped."))

    def finished(self, index: int, result: Any) -> None:
        """Pass the result of the piece at `index` to `keep`."""
        if self.keep is not None:
            self.keep(index, result)


class Executor(Protocol):
    """Runs pieces and returns their results in order; raises `Cancelled` if `Watch.cancel` is set."""

    def run(self, pieces: Sequence[Piece], watch: Watch) -> list[Any]:
        """Run every piece and return the results in order."""
        ...


def new_control() -> Control:
    """Return a fresh control array, int64 of shape (2,): not stopped, no step done."""
    return np.zeros(2, np.int64)


def part_of(report: Report, start: float, share: float) -> Report:
    """Return the report of a part of a job: where the part starts, and its share of the whole."""
    return lambda fraction, phase: report(start + share * fraction, phase)


def share_done(pieces: Sequence[Piece], steps_done: Sequence[int]) -> float:
    """Return the share of the predicted cost that is done, 0 to 1.

    Parameters
    ----------
    pieces : sequence of Piece
    steps_done : sequence of int
        Steps that each piece has counted, aligned with `pieces`.

    Returns
    -------
    float
        1 if the pieces cost nothing.
    """
    total = sum(piece.cost for piece in pieces)
    done = sum(p.cost * min(1.0, d / p.steps) for p, d in zip(pieces, steps_done, strict=True))
    return done / total if total else 1.0


def in_turn(pieces: Sequence[Piece]) -> list[int]:
    """Return the indices of pieces as they are to start: of a turn the most expensive first."""
    return sorted(range(len(pieces)), key=lambda i: (pieces[i].turn, -pieces[i].cost))


class Threads:
    """Runs pieces on the cores of this machine, one thread a core by default."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1

    def run(self, pieces: Sequence[Piece], watch: Watch) -> list[Any]:
        """Run every piece, the most expensive first so that the cores end together; return results in order.

        Raises
        ------
        Cancelled
            If `watch.cancel` is set.
        """
        watch.check()
        controls = [new_control() for _ in pieces]
        order = in_turn(pieces)
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
        """Wait for the pieces; meanwhile pass on results, report progress and look at `watch.cancel`."""
        pending = set(futures)
        while pending:
            done, pending = wait(pending, timeout=TICK, return_when=FIRST_COMPLETED)
            for future in done:
                i = futures[future]
                watch.finished(i, future.result())
                controls[i][1] = pieces[i].steps
            watch.check()
            watch.tell(share_done(pieces, [int(control[1]) for control in controls]))


class Here:
    """Runs pieces in the calling thread, without reports.

    Parameters
    ----------
    control : Control, optional
        Of the piece that this work is part of, if it is.
    """

    def __init__(self, control: Control | None = None) -> None:
        self._control = new_control() if control is None else control

    def run(self, pieces: Sequence[Piece], watch: Watch) -> list[Any]:
        """Run every piece and return the results in order.

        Raises
        ------
        Cancelled
            If the piece that this work is part of is told to stop, or if `watch.cancel` is set.
        """
        results = []
        for piece in pieces:
            # Between pieces too: a small one is over before it looks at its control.
            if self._control[0]:
                raise Cancelled(tr("Stopped."))
            watch.check()
            results.append(piece.run(self._control))
        return results


_executor: ContextVar[Executor | None] = ContextVar("executor", default=None)


@contextmanager
def using(executor: Executor) -> Iterator[None]:
    """Run the pieces of all work inside the block on `executor`."""
    token = _executor.set(executor)
    try:
        yield
    finally:
        _executor.reset(token)


def in_use() -> Executor:
    """Return the executor that `using` chose for this block of code; `Threads` if it chose none."""
    return _executor.get() or Threads()


def run(pieces: Sequence[Piece], watch: Watch, here: bool = False) -> list[Any]:
    """Run every piece on the executor in use.

    Parameters
    ----------
    pieces : sequence of Piece
    watch : Watch
    here : bool
        In this thread instead: for work below 10 ms threads cost more than they save.

    Returns
    -------
    list
        Results in the order of `pieces`.

    Raises
    ------
    Cancelled
        If `watch.cancel` is set, as soon as the kernels have noticed.
    """
    return (Here() if here else in_use()).run(pieces, watch)
