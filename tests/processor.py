"""A bound on how long something keeps the processor, which others on the machine do not reach.

Seconds of the thread that acts: neither another program nor another thread of this one counts. The caches and
the clock are shared all the same, and once made a reading of 0.6 s twice as long. What takes too long is
tried again, twice; what grows without end takes too long each time.
"""

import time
from collections.abc import Callable

TRIES = 3


def _seconds(act: Callable[[], object]) -> float:
    started = time.thread_time()
    act()
    return time.thread_time() - started


def soon(limit: float, act: Callable[[], object]) -> None:
    """Check that ``act`` keeps the processor for at most ``limit`` seconds."""
    took: list[float] = []
    while len(took) < TRIES:
        took.append(_seconds(act))
        if took[-1] <= limit:
            return
    raise AssertionError(f"It took {took} s of the processor, not {limit} s.")
