"""Running the job of a command: on this machine or a cluster, with or without the store, until Ctrl-C."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from engine.errors import PhiscopeError
from engine.run import jobs, store
from engine.words import tr, trn

CLEAR = "\r\x1b[K"
"""Begins the last line of a terminal anew."""


@dataclass(frozen=True, slots=True)
class Machines:
    """Where a command computes.

    Attributes
    ----------
    workers : int, optional
        Number of threads on this machine; None takes one per core.
    scheduler : str, optional
        Address of a Dask scheduler, whose cluster computes instead; None computes here.
    cache : bool
        Whether the finished pieces of long jobs are stored, so that they resume.
    """

    workers: int | None = None
    scheduler: str | None = None
    cache: bool = True

    @contextmanager
    def computing(self) -> Iterator[None]:
        """Run the engine's pieces of work in the block on these machines."""
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


def interruptible(
    job: Callable[[Callable[..., None], threading.Event], Any], machines: Machines, patience: float = 2.0
) -> Any:
    """Run ``job`` in a thread and return its value; Ctrl-C sets its cancel flag and tells what was kept.

    Parameters
    ----------
    job : callable
        Called as ``job(note, cancel)``: ``note(fraction, phase)`` shows progress on a terminal, ``cancel`` is
        an event that the kernels poll.
    machines : Machines
        Where to compute.
    patience : float
        Seconds that the job has to stop after Ctrl-C.

    Raises
    ------
    KeyboardInterrupt
        After Ctrl-C.
    """
    begun = time.time()
    cancel = threading.Event()
    box: list[Any] = []
    noting = sys.stderr.isatty()

    def note(fraction: float, phase: str = "") -> None:
        if noting:
            sys.stderr.write(f"{CLEAR}{fraction:4.0%} {phase}")
            sys.stderr.flush()

    def work() -> None:
        try:
            with machines.computing():
                box.append((job(note, cancel), None))
        except BaseException as error:  # the main thread raises it again
            box.append((None, error))

    thread = threading.Thread(target=work, daemon=True)
    try:
        thread.start()
        while thread.is_alive():
            thread.join(0.1)
    except KeyboardInterrupt:
        cancel.set()
        if thread.is_alive():  # else it had not begun
            thread.join(patience)
        if said := _kept_since(begun):
            sys.stderr.write(f"{CLEAR if noting else ''}phiscope: {said}\n")
            sys.stderr.flush()
        if thread.is_alive():
            # numba is compiling and cannot be stopped. Files are written atomically, so leaving is safe.
            os._exit(130)
        raise
    finally:
        if noting:
            sys.stderr.write(CLEAR)
    value, error = box[0]
    if error is not None:
        raise error
    return value


def _kept_since(begun: float) -> str:
    """Return what is kept of a job that was stopped, as a sentence; empty if nothing is.

    ``begun`` is when it began, in seconds since the epoch: the store has the time of each job's last use.
    """
    try:
        kept = next((each for each in store.kept_jobs() if each.done and each.used >= begun), None)
    except (OSError, PhiscopeError):  # nothing can be kept in a store that cannot be read
        return ""
    if kept is None:
        return ""
    return tr(
        "What is done is kept ({done:,} of {pieces:,} pieces); the same command goes on there.",
        done=kept.done,
        pieces=kept.pieces,
    )


def leave() -> None:
    """Cancel all that the server computes and reads; two seconds later its process is gone in any case."""
    from apps.document import outside
    from apps.jobs import runner
    from apps.ui import aside

    # Threads are waited for at the end, and numba cannot be stopped while it compiles. Files are written
    # atomically, so leaving is safe.
    late = threading.Timer(2.0, os._exit, (0,))
    late.daemon = True
    late.start()
    runner.close()
    aside.close()
    outside.close()


def kept_jobs() -> str:
    """Return a table of the jobs in the store, a line each."""
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
    """Remove the stored jobs whose key begins with ``key``, or all for ``"all"``; say how many there were.

    Raises
    ------
    PhiscopeError
        If ``key`` is empty, or no job begins with it.
    """
    if not key:
        raise PhiscopeError(tr("No job is named: give the beginning of its name, or all."), field="remove")
    count = store.remove(None if key == "all" else key)
    if not count and key != "all":
        said = tr("No kept job begins with {key}; phiscope jobs lists those that there are.", key=key)
        raise PhiscopeError(said, field="remove")
    return trn("Removed {n} job.", "Removed {n} jobs.", count)
