"""How much memory unfolding a system takes, and whether it is there.

Jobs of this process that run at the same time are counted together: each holds what it will need from its
start, when it has not allocated it yet.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import prod

import psutil

from engine.errors import TooLargeError
from engine.run import containers
from engine.words import tr

# Pairs that wait for their partition, in one piece of work.
CANDIDATES = 2 << 20


@dataclass(slots=True)
class Held:
    """What the running jobs of this process hold: needs in bytes, and how large it was without them."""

    needs: list[int] = field(default_factory=list)
    before: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def outstanding(self) -> int:
        """Return the bytes that running jobs are going to allocate."""
        grown = psutil.Process().memory_info().rss - self.before if self.needs else 0
        return max(0, sum(self.needs) - max(0, grown))


_held = Held()


def check_memory(radix: Sequence[int], workers: int) -> int:
    """Return the bytes that unfolding needs; refuse when they are not free.

    Parameters
    ----------
    radix : sequence of int
        States of each unit of the candidate system.
    workers : int
        Pieces that run at the same time.

    Raises
    ------
    TooLargeError
        When the memory available now, to the machine or its container, would not suffice beside the jobs that
        run already.
    """
    with _held.lock:
        return _checked(radix, workers)


@contextmanager
def holding_memory(radix: Sequence[int], workers: int) -> Iterator[int]:
    """Hold the bytes that unfolding needs while the block runs; refused as by `check_memory`."""
    with _held.lock:
        needed = _checked(radix, workers)
        if not _held.needs:
            _held.before = psutil.Process().memory_info().rss
        _held.needs.append(needed)
    try:
        yield needed
    finally:
        with _held.lock:
            _held.needs.remove(needed)


def _checked(radix: Sequence[int], workers: int) -> int:
    needed = memory(radix, workers)
    available = available_memory()
    if needed > available:
        raise TooLargeError(
            tr(
                "Unfolding {units} units needs {needed:,} MB of memory and {available:,} MB are free: "
                "choose a smaller candidate system.",
                units=len(radix),
                needed=needed >> 20,
                available=available >> 20,
            ),
            field="system",
        )
    return needed


def available_memory() -> int:
    """Return the bytes that are free, on the machine and in its container, and held by no job."""
    machine, container = psutil.virtual_memory().available, containers.room()
    free = machine if container is None else min(machine, container)
    return max(0, free - _held.outstanding())


def memory(radix: Sequence[int], workers: int) -> int:
    """Return the bytes at the peak: tables of both directions, and what each worker's sweep holds."""
    states, n = prod(radix), len(radix)
    patterns = prod(k + 1 for k in radix)
    # Twice the columns: while a table is averaged over one unit more, the last one is there too.
    tables = 8 * patterns * 2 * (sum(radix) + n) + 8 * sum(radix) * (1 << n)
    sweep = 8 * (5 * patterns + 4 * states + (8 << n)) + CANDIDATES
    relations = 4 << min(2 * n, sum(radix))
    return tables + workers * sweep + relations
