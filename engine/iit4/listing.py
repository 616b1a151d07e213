"""Listing relations: the sets of distinctions with a common pair, lazily and without dead ends."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from engine.substrate.masks import bits


def sets_of_degree(masks: Sequence[int], degree: int) -> Iterator[tuple[int, ...]]:
    """Yield the sets of `degree` masks with a common bit, as ascending indices, in lexicographic order.

    A set is extended only while enough later masks share a bit with all of it, so every step leads to a set
    that is yielded: the first of 1.5 million come as fast as the first of ten.

    Parameters
    ----------
    masks : sequence of int
        For each distinction the (unit, state) pairs of its purviews, as bits.
    degree : int

    Yields
    ------
    tuple of int
    """
    width = max((mask.bit_length() for mask in masks), default=0)
    holders = [sum(1 << i for i, mask in enumerate(masks) if mask >> bit & 1) for bit in range(width)]

    def grow(members: tuple[int, ...], common: int) -> Iterator[tuple[int, ...]]:
        if len(members) == degree:
            yield members
            return
        start = members[-1] + 1 if members else 0
        for i in range(start, len(masks)):
            shared = common & masks[i]
            missing = degree - len(members) - 1
            if any((holders[bit] >> (i + 1)).bit_count() >= missing for bit in bits(shared)):
                yield from grow((*members, i), shared)

    yield from grow((), (1 << width) - 1)


def face_count(sides: Sequence[tuple[frozenset, frozenset]], overlap: Sequence) -> int:
    """Return the number of faces of a relation (IIT 4.0 eqs 49-58).

    For each member a face takes its cause, its effect or both; the chosen purviews must share a pair. There
    are up to 3^members faces, so they are counted by inclusion-exclusion over sets of pairs.

    Parameters
    ----------
    sides : sequence of (cause pairs, effect pairs)
        Sets of (unit, state) pairs of each member.
    overlap : sequence
        The pairs that all members share.

    Returns
    -------
    int
    """
    total = 0
    for size in range(1, len(overlap) + 1):
        for pairs in combinations(overlap, size):
            ways = 1
            for cause, effect in sides:
                in_cause, in_effect = cause.issuperset(pairs), effect.issuperset(pairs)
                ways *= in_cause + in_effect + (in_cause and in_effect)
            total += ways if size % 2 else -ways
    return total
