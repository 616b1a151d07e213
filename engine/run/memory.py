"""How much memory unfolding a system takes, and whether it is there."""

import numpy as np
import psutil

from engine.errors import TooLargeError
from engine.iit4.system import CandidateSystem
from engine.words import tr


def check_memory(system: CandidateSystem, workers: int) -> int:
    """Return the bytes that unfolding needs; refuse when they are not free.

    Raises
    ------
    TooLargeError
        When the memory available now would not suffice.
    """
    needed = memory(system, workers)
    available = psutil.virtual_memory().available
    if needed > available:
        raise TooLargeError(
            tr(
                "Unfolding {units} units needs {needed:,} MB of memory and {available:,} MB are free: "
                "choose a smaller candidate system.",
                units=system.n,
                needed=needed >> 20,
                available=available >> 20,
            ),
            field="system",
        )
    return needed


def memory(system: CandidateSystem, workers: int) -> int:
    """Bytes at the peak: tables of both directions, and what each worker's sweep holds."""
    states = int(np.prod(system.radix, dtype=np.int64))
    patterns = int(np.prod([k + 1 for k in system.radix], dtype=np.int64))
    tables = 8 * patterns * (sum(system.radix) + 2 * system.n) + 4 * patterns * system.n * (system.n + 1)
    sweep = 8 * (6 * patterns + 4 * states)
    relations = 4 << min(2 * system.n, sum(system.radix))
    return tables + workers * sweep + relations
