"""Systems of units of any grain: how many there are, and each of them.

A footprint is the mask of a unit's constituents; the units of a system have footprints that are disjoint.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.run.jobs import Watch

System = tuple[int, ...]
"""Numbers of units, ascending."""


LOOK = 4096
"""Systems between two looks at a cancel flag: 10 ms."""


def watched(systems: Iterable[System], watch: Watch) -> Iterator[System]:
    """Return the systems, looking now and then whether to stop."""
    for done, system in enumerate(systems):
        if done % LOOK == 0:
            watch.check()
        yield system


def count_systems(weights: Mapping[int, int], universe: int, most: int | None = None) -> int:
    """Return how many systems there are, exactly.

    Parameters
    ----------
    weights : mapping
        Footprint to how many units have it.
    universe : int
        Mask of the units that may be used.
    most : int, optional
        Beyond so many the count may stop; it is then a lower bound above this.

    Returns
    -------
    int
        Nonempty systems.
    """
    by_highest: dict[int, list[tuple[int, int]]] = {}
    for footprint, weight in weights.items():
        if footprint & ~universe == 0:
            by_highest.setdefault(footprint.bit_length() - 1, []).append((footprint, weight))
    known = {0: 1}

    def count(mask: int) -> int:
        if mask not in known:
            highest = mask.bit_length() - 1
            total = count(mask & ~(1 << highest))
            for footprint, weight in by_highest.get(highest, ()):
                if footprint & ~mask == 0:
                    total += weight * count(mask & ~footprint)
            known[mask] = total
        return known[mask]

    # From few units to all: a count that is too large is known before the long part.
    for highest in range(universe.bit_length()):
        found = count(universe & (2 << highest) - 1) - 1
        if most is not None and found > most:
            return found
    return count(universe) - 1


def systems_within(footprints: Sequence[int], universe: int) -> Iterator[System]:
    """Return every nonempty system.

    Parameters
    ----------
    footprints : sequence of int
        Of each unit; units of one footprint stand side by side.
    universe : int
        Mask of the units that may be used.

    Returns
    -------
    iterator of tuple of int
        By the lowest unit of the universe that is used, then by the units.
    """
    by_lowest: dict[int, list[int]] = {}
    for number, footprint in enumerate(footprints):
        if footprint & ~universe == 0:
            by_lowest.setdefault(footprint & -footprint, []).append(number)

    def extend(mask: int, chosen: System) -> Iterator[System]:
        while mask:
            low = mask & -mask
            for number in by_lowest.get(low, ()):
                if footprints[number] & ~mask == 0:
                    grown = (*chosen, number)
                    yield grown
                    yield from extend(mask & ~footprints[number] & ~low, grown)
            mask &= ~low

    for system in extend(universe, ()):
        yield tuple(sorted(system))
