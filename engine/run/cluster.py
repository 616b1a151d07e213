"""Running pieces on a Dask cluster: `pip install -e ".[cluster]"` in phiscope's folder.

Every worker keeps the control arrays of its running pieces in `_running`, so that cancel and progress reach a
piece while it computes (Dask's own cancel does not stop a running task).
"""

import time
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from engine.errors import PhiscopeError
from engine.run.jobs import Control, Piece, Watch, in_turn, new_control, share_done
from engine.words import tr

# seconds between two looks at progress and cancel on the workers
TICK = 0.25
# seconds that a scheduler has to answer
PATIENCE = 10

_running: dict[tuple[str, int], Control] = {}


class Cluster:
    """Runs pieces on the workers of a Dask cluster; if a worker is lost, only its piece runs again.

    Parameters
    ----------
    address : str
        Address of the scheduler, such as ``tcp://127.0.0.1:8786``.

    Raises
    ------
    PhiscopeError
        If `distributed` is not installed or no scheduler answers.
    """

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise PhiscopeError(
                tr(
                    "Running on a cluster needs an extra package: pip install -e '.[cluster]' in phiscope's "
                    "folder."
                ),
                field="scheduler",
            ) from error
        try:
            self.client = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise PhiscopeError(
                tr(
                    "No Dask scheduler answers at {address}: start one with 'dask scheduler', use its "
                    "address.",
                    address=address,
                ),
                field="scheduler",
            ) from error

    @property
    def workers(self) -> int:
        """The number of pieces that run at once; 1 if no worker has joined yet."""
        threads: Any = self.client.nthreads()
        return max(1, sum(threads.values()))

    def close(self) -> None:
        """Disconnect from the scheduler."""
        self.client.close()

    def run(self, pieces: Sequence[Piece], watch: Watch) -> list[Any]:
        """Run every piece, the most expensive first; return the results in order.

        Raises
        ------
        Cancelled
            If `watch.cancel` is set.
        """
        watch.check()
        job = uuid.uuid4().hex
        order = in_turn(pieces)
        futures = {
            i: self.client.submit(
                _work, job, i, pieces[i].run, pure=False, retries=3, key=f"phiscope-{job}-{i}"
            )
            for i in order
        }
        try:
            results = self._attend(job, futures, pieces, watch)
        except BaseException:
            self.client.cancel(list(futures.values()))
            self.client.run(_stop, job)
            raise
        return [results[i] for i in range(len(pieces))]

    def _attend(
        self, job: str, futures: dict[int, Any], pieces: Sequence[Piece], watch: Watch
    ) -> dict[int, Any]:
        """Wait for the pieces; meanwhile pass on results, report progress and look at `watch.cancel`."""
        results: dict[int, Any] = {}
        while len(results) < len(futures):
            time.sleep(TICK if results else TICK / 10)
            for i, future in futures.items():
                if i not in results and future.done():
                    results[i] = future.result()
                    watch.finished(i, results[i])
            watch.check()
            if watch.report is not None:
                steps = [pieces[i].steps if i in results else 0 for i in range(len(pieces))]
                progresses: Any = self.client.run(_progress, job, on_error="ignore")
                for progress in progresses.values():
                    for i, done in progress.items():
                        steps[i] = max(steps[i], done)
                watch.tell(share_done(pieces, steps))
        return results


def _work(job: str, index: int, run: Callable[[Control], Any]) -> Any:
    """Run one piece on a worker, where `_stop` and `_progress` can find its control array."""
    control = _running[job, index] = new_control()
    try:
        return run(control)
    finally:
        _running.pop((job, index), None)


def _stop(job: str) -> None:
    """Set the cancel flag of every running piece of a job; runs in the worker's event loop."""
    for (name, _), control in list(_running.items()):
        if name == job:
            control[0] = 1


def _progress(job: str) -> dict[int, int]:
    """Return the steps counted by the running pieces of a job on this worker, by index."""
    return {index: int(control[1]) for (name, index), control in list(_running.items()) if name == job}
