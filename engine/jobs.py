"""Running work in pieces: both cores, true progress, cancel within a tenth of a second."""

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from engine.errors import Cancelled

Report = Callable[[float, str], None]
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

    `cost` is its predicted share of the work, in any unit.
    """

    run: Callable[[Control], Any]
    steps: int
    cost: float


def new_control() -> Control:
    """Return a fresh (cancel, done) array."""
    return np.zeros(2, np.int64)


def check(cancel: Cancel | None) -> None:
    """Raise `Cancelled` if a stop was asked for."""
    if cancel is not None and cancel.is_set():
        raise Cancelled("Stopped.")


def run(
    pieces: Sequence[Piece], phase: str, report: Report | None = None, cancel: Cancel | None = None
) -> list[Any]:
    """Run every piece on all cores and return their results in order.

    Raises
    ------
    Cancelled
        As soon as `cancel` is set and the kernels have noticed; also sets their flags on Ctrl-C.
    """
    check(cancel)
    controls = [new_control() for _ in pieces]
    workers = min(os.cpu_count() or 1, len(pieces))
    # dearest first, so that the cores end together
    order = sorted(range(len(pieces)), key=lambda i: -pieces[i].cost)
    pool = ThreadPoolExecutor(workers, thread_name_prefix="phiscope")
    try:
        futures = {i: pool.submit(pieces[i].run, controls[i]) for i in order}
        _watch(list(futures.values()), pieces, controls, phase, (report, cancel))
        return [futures[i].result() for i in range(len(pieces))]
    except BaseException:
        for control in controls:
            control[0] = 1
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _watch(
    futures: list[Future],
    pieces: Sequence[Piece],
    controls: list[Control],
    phase: str,
    person: tuple[Report | None, Cancel | None],
) -> None:
    """Wait for the futures; meanwhile tell the progress and look for a stop."""
    report, cancel = person
    total = sum(piece.cost for piece in pieces)
    pending = set(futures)
    while pending:
        done, pending = wait(pending, timeout=TICK, return_when=FIRST_COMPLETED)
        for future in done:
            future.result()
        check(cancel)
        if report is not None:
            share = sum(
                piece.cost * min(1.0, control[1] / piece.steps)
                for piece, control in zip(pieces, controls, strict=True)
            )
            report(min(1.0, share / total), phase)


def warm_up(report: Report | None = None) -> float:
    """Compile (or load from disk) every kernel by running a small network; return the seconds it took."""
    from engine.structure import unfold
    from engine.substrate import Substrate

    started = time.perf_counter()
    substrate = Substrate.from_weights([[-0.2, 0.7, 0.2], [0.7, -0.2, 0.0], [0.1, -0.8, 0.2]], k=4.0)
    result = unfold(substrate, (0, 1, 1), report=report)
    _ = result.relations.count
    return time.perf_counter() - started
