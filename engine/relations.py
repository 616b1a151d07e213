"""Relations: how distinctions overlap (IIT 4.0 eqs 49-58, S3); counted and summed without listing them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from itertools import combinations, islice, product
from math import comb, frexp, ldexp

import numpy as np

from engine.distinctions import Distinction, MaximalPurview
from engine.kernels.relations import signed_histogram

Pair = tuple[str, int]
CHOICES = ("cause", "effect", "both")
# every double is a multiple of 2**-1126, so sums over this denominator are exact
EXPONENT = 1126


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a relation: which purview of each member overlaps (cause, effect, both) and in what."""

    choices: tuple[str, ...]
    overlap: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A set of distinctions (indices, ascending) whose purviews share (unit, state) pairs; φ_r in ibits."""

    members: tuple[int, ...]
    overlap: tuple[Pair, ...]
    phi: float
    faces: tuple[Face, ...]

    @property
    def degree(self) -> int:
        """Number of distinctions bound together; 1 is a self-relation."""
        return len(self.members)


class Relations:
    """All relations among distinctions, by closed forms; listed only on demand.

    Counts are exact integers, sums are correctly rounded: they are accumulated as integers over 2**-1126.
    """

    def __init__(self, distinctions: Sequence[Distinction]) -> None:
        self._distinctions = tuple(distinctions)
        self._sides = [(_pairs(d.cause), _pairs(d.effect)) for d in distinctions]
        self._unions = [cause | effect for cause, effect in self._sides]
        self._densities = [d.phi / len(z) for d, z in zip(distinctions, self._unions, strict=True)]

    @cached_property
    def _self_relations(self) -> list[int]:
        return [i for i, (cause, effect) in enumerate(self._sides) if cause & effect]

    @cached_property
    def _histogram(self) -> list[tuple[int, int]]:
        """(number of distinctions, signed number of sets of pairs in exactly so many), zeros left out."""
        order = sorted(frozenset().union(*self._unions)) if self._unions else []
        bit = {pair: 1 << i for i, pair in enumerate(order)}
        masks = np.array([sum(bit[p] for p in z) for z in self._unions], np.int64)
        signed = signed_histogram(masks, len(order)) if order else np.zeros(1, np.int64)
        return [(size, int(times)) for size, times in enumerate(signed) if times]

    @cached_property
    def count(self) -> int:
        """Number of relations, exact (inclusion-exclusion over sets of pairs)."""
        larger = sum(times * ((1 << size) - size - 1) for size, times in self._histogram)
        return larger + len(self._self_relations)

    @cached_property
    def by_degree(self) -> dict[int, int]:
        """Number of relations of each degree, exact; degrees without relations are left out."""
        top = max((size for size, _ in self._histogram), default=0)
        counts = {1: len(self._self_relations)}
        for degree in range(2, top + 1):
            counts[degree] = sum(times * comb(size, degree) for size, times in self._histogram)
        return {degree: count for degree, count in counts.items() if count}

    @cached_property
    def _ascending_by_pair(self) -> list[list[float]]:
        """φ_d / |z| of the distinctions that contain each pair, ascending."""
        order = sorted(frozenset().union(*self._unions)) if self._unions else []
        return [
            sorted(a for a, z in zip(self._densities, self._unions, strict=True) if pair in z)
            for pair in order
        ]

    def _self_phi(self, index: int) -> float:
        cause, effect = self._sides[index]
        return len(cause & effect) * self._densities[index]

    @cached_property
    def _exact_sum(self) -> int:
        """Σφ_r over 2**-EXPONENT (eq. S3: for each pair, Σ_j a_j (2^(m-j) - 1), plus self-relations)."""
        total = sum(_scaled(self._self_phi(i)) for i in self._self_relations)
        for densities in self._ascending_by_pair:
            last = len(densities) - 1
            total += sum(_scaled(a) * ((1 << (last - j)) - 1) for j, a in enumerate(densities))
        return total

    @property
    def sum_phi(self) -> float:
        """Σφ_r in ibits; infinite when it exceeds the largest double (see `log2_sum_phi`)."""
        return _unscaled(self._exact_sum)

    @property
    def log2_sum_phi(self) -> float:
        """Log2 of Σφ_r, finite however large the sum; -inf for no relations."""
        return _log2(self._exact_sum)

    @cached_property
    def sum_by_degree(self) -> dict[int, float]:
        """Σφ_r of each degree in ibits."""
        sums = {1: sum(_scaled(self._self_phi(i)) for i in self._self_relations)}
        for densities in self._ascending_by_pair:
            last = len(densities) - 1
            for j, a in enumerate(densities):
                for degree in range(2, last - j + 2):
                    sums[degree] = sums.get(degree, 0) + _scaled(a) * comb(last - j, degree - 1)
        return {degree: _unscaled(total) for degree, total in sorted(sums.items()) if total}

    def relation(self, members: Sequence[int]) -> Relation | None:
        """Return the relation among these distinctions (indices), or None if they share nothing."""
        members = tuple(sorted(members))
        if len(members) == 1:
            overlap = self._sides[members[0]][0] & self._sides[members[0]][1]
        else:
            overlap = frozenset.intersection(*(self._unions[i] for i in members))
        if not overlap:
            return None
        phi = len(overlap) * min(self._densities[i] for i in members)
        return Relation(members, tuple(sorted(overlap)), phi, tuple(self._faces(members)))

    def _faces(self, members: tuple[int, ...]) -> Iterator[Face]:
        choices = [("both",)] if len(members) == 1 else [CHOICES] * len(members)
        for chosen in product(*choices):
            purviews = []
            for choice, i in zip(chosen, members, strict=True):
                purviews += self._sides[i] if choice == "both" else [self._sides[i][choice == "effect"]]
            overlap = frozenset.intersection(*purviews)
            if overlap:
                yield Face(chosen, tuple(sorted(overlap)))

    def of_degree(self, degree: int, limit: int | None = None) -> Iterator[Relation]:
        """Yield relations of one degree in index order, at most `limit` of them."""
        return islice(self._grow((), degree), limit)

    def _grow(self, members: tuple[int, ...], degree: int) -> Iterator[Relation]:
        """Extend a set that still shares a pair: sets that share nothing are never visited."""
        if len(members) == degree:
            relation = self.relation(members)
            if relation is not None:
                yield relation
            return
        for i in range(members[-1] + 1 if members else 0, len(self._distinctions)):
            if degree == 1 or frozenset.intersection(*(self._unions[j] for j in (*members, i))):
                yield from self._grow((*members, i), degree)

    def strongest(self, k: int, max_degree: int = 3) -> list[Relation]:
        """Return the k relations of the largest φ_r up to a degree, strongest first."""
        every = (r for degree in range(1, max_degree + 1) for r in self.of_degree(degree))
        return nlargest(k, every, key=lambda r: r.phi)

    def touching(self, index: int, max_degree: int = 3, limit: int | None = None) -> list[Relation]:
        """Return the relations of one distinction up to a degree, strongest first."""
        others = [
            i for i in range(len(self._distinctions)) if self._unions[i] & self._unions[index] and i != index
        ]
        sets = (
            (index, *rest) for degree in range(1, max_degree + 1) for rest in combinations(others, degree - 1)
        )
        found = [r for r in map(self.relation, sets) if r is not None]
        return sorted(found, key=lambda r: -r.phi)[:limit]


def _pairs(purview: MaximalPurview) -> frozenset[Pair]:
    return frozenset(zip(purview.units, purview.state, strict=True))


def _scaled(value: float) -> int:
    """Return value * 2**EXPONENT, exactly."""
    mantissa, exponent = frexp(value)
    return int(ldexp(mantissa, 53)) << (exponent - 53 + EXPONENT)


def _unscaled(total: int) -> float:
    """Return the double nearest to total * 2**-EXPONENT, infinite beyond the largest."""
    try:
        return total / (1 << EXPONENT)
    except OverflowError:
        return float("inf")


def _log2(total: int) -> float:
    if total == 0:
        return float("-inf")
    shift = max(0, total.bit_length() - 64)
    return float(np.log2(float(total >> shift))) + shift - EXPONENT
