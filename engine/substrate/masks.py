"""Sets of units as ints, bit i being unit i: quick to join, to compare and to look up."""

from collections.abc import Iterable, Iterator


def bits(mask: int) -> Iterator[int]:
    """Yield the positions of a set in ascending order."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def members(mask: int) -> tuple[int, ...]:
    """Return the positions of a set in ascending order."""
    return tuple(i for i in range(mask.bit_length()) if mask >> i & 1)


def mask_of(units: Iterable[int]) -> int:
    """Return the set of some positions."""
    mask = 0
    for unit in units:
        mask |= 1 << unit
    return mask
