"""Running what a command asks for: here or on a cluster, kept or not, and always stoppable."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from engine.run import jobs, store
from engine.words import tr, trn


@dataclass(frozen=True, slots=True)
class Machines:
    """Where to compute: on `workers` cores of this machine or on the Dask cluster of `scheduler`.

    `cache` says whether finished pieces of long jobs are kept.
    """

    workers: int | None = None
    scheduler: str | None = None
    cache: bool = True

    @contextmanager
    def computing(self) -> Iterator[None]:
        """Compute what is inside the block there."""
        if not self.cache:
            os.environ["PHISCOPE_CACHE"] = "off"
        if self.scheduler is None:
            with jobs.using(jobs.Threads(self.workers)):
                yield
            return
        from engine.run.cluster import Cluster

        cluster = Cluster(self.scheduler)
        try:
            with jobs.using(cluster):
                yield
        finally:
            cluster.close()


def interruptible(job: Callable[[Callable[..., None], threading.Event], Any], machines: Machines) -> Any:
    """Run ``job`` in a thread and return its value, so that Ctrl-C reaches the cancel flag of the kernels."""
    cancel = threading.Event()
    box: list[Any] = []
    noting = sys.stderr.isatty()

    def note(fraction: float, phase: str = "") -> None:
        if noting:
            sys.stderr.write(f"\r\x1b[K{fraction:4.0%} {phase}")
            sys.stderr.flush()

    def work() -> None:
        try:
            with machines.computing():
                box.append((job(note, cancel), None))
        except BaseException as error:  # carried over to the main thread, which raises it again
            box.append((None, error))

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(0.1)
    except KeyboardInterrupt:
        cancel.set()
        thread.join(2.0)
        if thread.is_alive():
            # numba is compiling, which nothing stops; files are written whole or not at all, so just leave
            os._exit(130)
        raise
    finally:
        if noting:
            sys.stderr.write("\r\x1b[K")
    value, error = box[0]
    if error is not None:
        raise error
    return value


def kept_jobs() -> str:
    """List the long jobs that are kept, a line each."""
    if store.folder() is None:
        return tr("Nothing is kept: PHISCOPE_CACHE is off.")
    rows = [
        f"{kept.key[:12]}  {kept.done:>5}/{kept.pieces:<5} {kept.bytes / 1e6:8.1f} MB  "
        f"{time.strftime('%Y-%m-%d %H:%M', time.localtime(kept.used))}  {kept.title}"
        for kept in store.kept_jobs()
    ]
    if not rows:
        return tr("No job is kept.")
    job, pieces, size, used, title = tr("job"), tr("pieces"), tr("size"), tr("last used"), tr("title")
    return "\n".join([f"{job:<14}{pieces:<11}{size:>11}  {used:<16}  {title}", *rows])


def remove_jobs(key: str) -> str:
    """Remove the kept jobs whose name starts with `key`, or all of them."""
    count = store.remove("" if key == "all" else key)
    return trn("Removed {n} job.", "Removed {n} jobs.", count)
