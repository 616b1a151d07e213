"""States in tables: written in a column or a row, or as columns of their own, and the order they give."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.errors import PhiscopeError
from engine.substrate.states import parse_state

BITS = re.compile(r"([^01]*?)[\s(\[]*([01](?:[\s,;]*[01])*)[\s)\]]*")
NOW = re.compile(
    r"[ _.]?(?:\(t\)|\[t\]|t0?)|[ _.](?:now|present|current|before|prev|old|in|from)", re.IGNORECASE
)
NEXT = re.compile(
    r"'|[ _.]?(?:\(t ?\+ ?1\)|\[t ?\+ ?1\]|t ?\+ ?1|t1|tp1)|[ _.](?:next|future|after|new|out|to)",
    re.IGNORECASE,
)
LONGEST_SUFFIX = 9


def bits_of(words: Sequence[str], n: int) -> list[tuple[int, ...]] | None:
    """Return words as states of n binary units, or None if they are not all of them, each once.

    Parameters
    ----------
    words : sequence of str
        Such as ``10``, ``s10``, ``(1, 0)``; with ``1`` for ``01`` where a program dropped the noughts.
    n : int

    Returns
    -------
    list of tuple of int, or None
    """
    if len(words) != 2**n or any(len(word) > 4 * n + 40 for word in words):
        return None
    found = [BITS.fullmatch(word) for word in words]
    if not all(found) or len({match.group(1) for match in found if match}) > 1:
        return None
    digits = ["".join(re.findall("[01]", match.group(2))) for match in found if match]
    states = [tuple(map(int, word.zfill(n))) for word in digits]
    return states if all(len(state) == n for state in states) and len(set(states)) == 2**n else None


def letters_of(words: Sequence[str], labels: Sequence[str]) -> list[tuple[int, ...]] | None:
    """Return words such as ``aB`` as states of units, or None if they are not all of them, each once."""
    if len(words) != 2 ** len(labels):
        return None
    try:
        states = [parse_state(labels, (2,) * len(labels), word) for word in words]
    except PhiscopeError:
        return None
    return states if len(set(states)) == len(states) else None


def columns_of(values: NDArray[np.float64]) -> list[tuple[int, ...]] | None:
    """Return the rows of an array as states, or None if they are not all states, each once."""
    rows, n = values.shape
    if not n or rows != 2**n or not np.isin(values, (0, 1)).all():
        return None
    states = [tuple(map(int, row)) for row in values]
    return states if len(set(states)) == rows else None


def order_of(states: Sequence[tuple[int, ...]]) -> list[int]:
    """Return the positions of states sorted little-endian: the first unit fastest."""
    return sorted(range(len(states)), key=lambda i: states[i][::-1])


def big_endian(n: int) -> list[int]:
    """Return the positions of the little-endian states in a table whose last unit is the fastest."""
    return [int(f"{row:0{n}b}"[::-1], 2) for row in range(2**n)]


def pairs_of(names: Sequence[str]) -> tuple[list[str], list[int]] | None:
    """Return the labels of columns such as ``A_t, B_t, A_next, B_next``, and the columns in that order.

    None if the names are not those of units now and next: ``A, B, A', B'`` and ``A_t, A_next, B_t, B_next``
    are.
    """
    half, odd = divmod(len(names), 2)
    if odd or not half:
        return None
    for order in ([*range(2 * half)], [*range(0, 2 * half, 2), *range(1, 2 * half, 2)]):
        now, after = [names[i] for i in order[:half]], [names[i] for i in order[half:]]
        labels = [_stem(a, b) for a, b in zip(now, after, strict=True)]
        found = [label for label in labels if label]
        if len(set(found)) == half:
            return found, order
    return None


def _stem(now: str, after: str) -> str:
    """Return what two names have in common, if one says now (or nothing) and the other next."""
    for cut in range(len(after) - 1, max(0, len(after) - LONGEST_SUFFIX) - 1, -1):
        stem = after[:cut]
        if stem and NEXT.fullmatch(after[cut:]) and now.startswith(stem):
            rest = now[len(stem) :]
            if not rest or NOW.fullmatch(rest):
                return stem.strip(" _.")
    return ""
