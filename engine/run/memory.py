"""How much memory unfolding a system takes, and whether it is there."""

from collections.abc import Sequence
from math import prod

import psutil

from engine.errors import TooLargeError
from engine.words import tr


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
        When the memory available now would not suffice.
    """
    needed = memory(radix, workers)
    available = psutil.virtual_memory().available
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


def memory(radix: Sequence[int], workers: int) -> int:
    """Return the bytes at the peak: tables of both directions, and what each worker's sweep holds."""
    states, n = prod(radix), len(radix)
    patterns = prod(k + 1 for k in radix)
    tables = 8 * patterns * (sum(radix) + 2 * n) + 4 * patterns * n * (n + 1)
    sweep = 8 * (6 * patterns + 4 * states)
    relations = 4 << min(2 * n, sum(radix))
    return tables + workers * sweep + relations
