"""Strongly connected components of sets of units, which are ints."""

from collections.abc import Callable, Mapping

from engine.substrate.masks import bits


def strong_components(mask: int, inputs: Callable[[int], int]) -> list[int]:
    """Return the strongly connected components of some units.

    Parameters
    ----------
    mask : int
        The units.
    inputs : callable
        From a position to the set of its inputs; those outside of `mask` are left out.

    Returns
    -------
    list of int
    """
    sources = {unit: inputs(unit) & mask for unit in bits(mask)}
    targets = dict.fromkeys(sources, 0)
    for unit, read in sources.items():
        for source in bits(read):
            targets[source] |= 1 << unit
    found = []
    rest = mask
    while rest:
        rest = _trimmed(rest, sources, targets, found)
        if rest:
            start = rest & -rest
            whole = _closure(start, sources, rest) & _closure(start, targets, rest)
            found.append(whole)
            rest &= ~whole
    return found


def _trimmed(rest: int, sources: Mapping[int, int], targets: Mapping[int, int], found: list[int]) -> int:
    """Move units without inputs or outputs among the others to `found`, as long as there are some."""
    changed = rest
    while changed:
        changed = 0
        for unit in bits(rest):
            others = rest & ~(1 << unit)
            if not (sources[unit] & others and targets[unit] & others):
                found.append(1 << unit)
                rest = others
                changed |= sources[unit] | targets[unit]
        changed &= rest
    return rest


def _closure(start: int, nexts: Mapping[int, int], within: int) -> int:
    reached, new = start, start
    while new:
        lowest = new & -new
        new ^= lowest
        more = nexts[lowest.bit_length() - 1] & within & ~reached
        reached |= more
        new |= more
    return reached
