"""Running pieces in processes, for work that is mostly Python, of which threads would share one core."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from typing import Any, Self

from engine.errors import Cancelled
from engine.run.jobs import TICK, Piece, Watch, in_turn, new_control, share_done
from engine.words import tr


def _started() -> None:
    # Ctrl-C goes to the whole terminal; the process that asked decides what to do.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that asked is gone, which else would leave it waiting for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _run(piece: Piece) -> Any:
    return piece.run(new_control())


class Processes:
    """Runs pieces in processes, which stay from one call to the next until `close`.

    Pieces and their results must be picklable. A piece that has begun is finished, so pieces of a second or
    less let the whole stop within that time.

    Parameters
    ----------
    workers : int, optional
        Number of processes; one for each core by default.
    """

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    def run(self, pieces: Sequence[Piece], watch: Watch) -> list[Any]:
        """Run every piece, the most expensive first; return results in order.

        Raises
        ------
        Cancelled
            If `watch.cancel` is set.
        """
        watch.check()
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.workers, mp_context=context, initializer=_started)
        order = in_turn(pieces)
        futures = {self._pool.submit(_run, pieces[i]): i for i in order}
        try:
            self._attend(futures, pieces, watch)
        except BaseException:
            for future in futures:
                future.cancel()
            raise
        results = {i: future.result() for future, i in futures.items()}
        return [results[i] for i in range(len(pieces))]

    @staticmethod
    def _attend(futures: dict[Future, int], pieces: Sequence[Piece], watch: Watch) -> None:
        pending = set(futures)
        steps = [0] * len(pieces)
        while pending:
            done, pending = wait(pending, timeout=TICK, return_when=FIRST_COMPLETED)
            for future in done:
                i = futures[future]
                if future.cancelled():
                    raise Cancelled(tr("Stopped."))
                watch.finished(i, future.result())
                steps[i] = pieces[i].steps
            watch.check()
            if done:
                watch.tell(share_done(pieces, steps))

    def close(self) -> None:
        """End the processes, once the pieces that have begun are finished."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End the processes."""
        self.close()
