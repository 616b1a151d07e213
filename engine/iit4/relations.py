"""Relations: how distinctions overlap (IIT 4.0 eqs 49-58, S3), counted and summed without listing them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heappush, heapreplace
from itertools import islice, product
from math import comb

import numpy as np

from engine.iit4.distinctions import Distinction, MaximalPurview
from engine.iit4.exact_sums import ExactSum, scaled, unscaled
from engine.iit4.listing import face_count, sets_of_degree
from engine.kernels.relations import signed_histogram

Pair = tuple[str, int]
"""A unit and its state."""
CHOICES = ("cause", "effect", "both")


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a relation.

    Attributes
    ----------
    choices : tuple of {"cause", "effect", "both"}
        The purviews that overlap, for each member.
    overlap : tuple of (unit, state)
        The pairs that they share.
    """

    choices: tuple[str, ...]
    overlap: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A set of distinctions whose purviews share (unit, state) pairs.

    Attributes
    ----------
    members : tuple of int
        Positions of the distinctions, ascending.
    overlap : tuple of (unit, state)
        The pairs that they share.
    phi : float
        φ_r in ibits.
    faces : tuple of Face
    """

    members: tuple[int, ...]
    overlap: tuple[Pair, ...]
    phi: float
    faces: tuple[Face, ...]

    @property
    def degree(self) -> int:
        """Number of distinctions bound together; 1 for a self-relation."""
        return len(self.members)


def exact_big_phi(relations: "Relations", distinctions: Sequence[Distinction]) -> ExactSum:
    """Return Φ = Σφ_d + Σφ_r (eq. 59) without overflow; `relations` are those of `distinctions`."""
    return relations.exact_sum + sum(d.phi for d in distinctions)


class Relations:
    """All relations among distinctions: counted and summed by closed forms, listed only on demand.

    Counts are exact integers. Sums are rounded once: they are accumulated as integers over 2**-1126.
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
    def _masks(self) -> list[int]:
        """Union of the purviews of every distinction, one bit for each (unit, state) pair in use."""
        order = sorted(frozenset().union(*self._unions)) if self._unions else []
        bit = {pair: 1 << i for i, pair in enumerate(order)}
        return [sum(bit[pair] for pair in z) for z in self._unions]

    @cached_property
    def _histogram(self) -> list[tuple[int, int]]:
        """(number of distinctions, signed number of sets of pairs in exactly so many), zeros left out."""
        pairs = max((mask.bit_length() for mask in self._masks), default=0)
        signed = signed_histogram(np.array(self._masks, np.int64), pairs) if pairs else np.zeros(1, np.int64)
        return [(size, int(times)) for size, times in enumerate(signed) if times]

    @cached_property
    def count(self) -> int:
        """Number of relations, exact (inclusion-exclusion over sets of pairs)."""
        larger = sum(times * ((1 << size) - size - 1) for size, times in self._histogram)
        return larger + len(self._self_relations)

    @cached_property
    def by_degree(self) -> dict[int, int]:
        """Number of relations of each degree, exact; degrees without relations are left out.

        The numbers are the coefficients of Σ_c h_c (1 + x)^c over the histogram h. They are read off its
        value at x = 2^(c_max + 1), which no coefficient reaches: c_max shifts and additions of long integers.
        """
        signed = dict(self._histogram)
        top = max(signed, default=0)
        value = 0
        for size in range(top, -1, -1):
            value += (value << (top + 1)) + signed.get(size, 0)
        counts = {1: len(self._self_relations)}
        digit = (1 << (top + 1)) - 1
        for degree in range(2, top + 1):
            counts[degree] = value >> (degree * (top + 1)) & digit
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
        total = sum(scaled(self._self_phi(i)) for i in self._self_relations)
        for densities in self._ascending_by_pair:
            last = len(densities) - 1
            total += sum(scaled(a) * ((1 << (last - j)) - 1) for j, a in enumerate(densities))
        return total

    @property
    def sum_phi(self) -> float:
        """Σφ_r in ibits; infinity if it exceeds the largest double (see `log2_sum_phi`)."""
        return float(self.exact_sum)

    @property
    def exact_sum(self) -> ExactSum:
        """Σφ_r as an exact value, for printing and adding even if it exceeds the largest double."""
        return ExactSum(self._exact_sum)

    @property
    def log2_sum_phi(self) -> float:
        """Log2 of Σφ_r, finite however large the sum; -inf if there are no relations."""
        return self.exact_sum.log2

    @cached_property
    def sum_by_degree(self) -> dict[int, float]:
        """Σφ_r of each degree in ibits."""
        sums = {1: sum(scaled(self._self_phi(i)) for i in self._self_relations)}
        for densities in self._ascending_by_pair:
            last = len(densities) - 1
            for j, a in enumerate(densities):
                for degree in range(2, last - j + 2):
                    sums[degree] = sums.get(degree, 0) + scaled(a) * comb(last - j, degree - 1)
        return {degree: unscaled(total) for degree, total in sorted(sums.items()) if total}

    def relation(self, members: Sequence[int]) -> Relation | None:
        """Return the relation among the distinctions at these positions, or None if they share no pair."""
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
        """Yield the relations of one degree in the order of their members, at most `limit` of them."""
        return islice((r for m in self.members_of_degree(degree) if (r := self.relation(m))), limit)

    def members_of_degree(self, degree: int) -> Iterator[tuple[int, ...]]:
        """Yield the members of the relations of one degree in order, without making their faces."""
        if degree == 1:
            return ((i,) for i in self._self_relations)
        return sets_of_degree(self._masks, degree)

    def outline(self, members: tuple[int, ...]) -> tuple[tuple[Pair, ...], float, int]:
        """Return overlap, φ_r in ibits and number of faces of a relation, without making the faces."""
        if len(members) == 1:
            cause, effect = self._sides[members[0]]
            return tuple(sorted(cause & effect)), self._self_phi(members[0]), 1
        overlap = tuple(sorted(frozenset.intersection(*(self._unions[i] for i in members))))
        phi = len(overlap) * min(self._densities[i] for i in members)
        return overlap, phi, face_count([self._sides[i] for i in members], overlap)

    def strongest(self, k: int, max_degree: int = 3) -> list[Relation]:
        """Return the relations of the largest φ_r, strongest first.

        Distinctions are taken in the order of falling φ_d / |z|, so the last of a set decides its φ_r, and
        the search ends when no later one can reach the k-th best.

        Parameters
        ----------
        k : int
            At most so many relations.
        max_degree : int
            Up to this degree.

        Returns
        -------
        list of Relation
        """
        order = sorted(range(len(self._unions)), key=lambda i: -self._densities[i])
        widest = max(map(len, self._unions), default=0)
        best: list[tuple[float, tuple[int, ...]]] = []
        for at, last in enumerate(order):
            if len(best) == k and (not k or widest * self._densities[last] <= best[0][0]):
                break
            for phi, members in self._scored(last, order[:at], max_degree):
                if len(best) < k:
                    heappush(best, (phi, members))
                elif phi > best[0][0]:
                    heapreplace(best, (phi, members))
        return self._relations(members for _, members in sorted(best, key=lambda b: (-b[0], b[1])))

    def touching(self, index: int, max_degree: int = 3, limit: int | None = None) -> list[Relation]:
        """Return the relations of one distinction, strongest first.

        Parameters
        ----------
        index : int
            Position of the distinction.
        max_degree : int
            Up to this degree.
        limit : int, optional
            At most so many relations.

        Returns
        -------
        list of Relation
        """
        others = [i for i in range(len(self._unions)) if i != index]
        found = sorted(self._scored(index, others, max_degree), key=lambda b: (-b[0], b[1]))
        return self._relations(members for _, members in found[:limit])

    def _relations(self, sets: Iterable[tuple[int, ...]]) -> list[Relation]:
        return [r for r in map(self.relation, sets) if r is not None]

    def _scored(
        self, index: int, others: Sequence[int], max_degree: int
    ) -> Iterator[tuple[float, tuple[int, ...]]]:
        """Yield (φ_r, members) of every relation of `index` with some of `others`, up to a degree."""
        cause, effect = self._sides[index]
        if cause & effect:
            yield self._self_phi(index), (index,)
        masks = self._masks
        level = [(masks[index], self._densities[index], (index,), 0)]
        for _ in range(max_degree - 1):
            wider = []
            for overlap, density, members, start in level:
                for at in range(start, len(others)):
                    common = overlap & masks[others[at]]
                    if common:
                        least = min(density, self._densities[others[at]])
                        wider.append((common, least, (*members, others[at]), at + 1))
            yield from ((common.bit_count() * least, tuple(sorted(m))) for common, least, m, _ in wider)
            level = wider


def _pairs(purview: MaximalPurview) -> frozenset[Pair]:
    return frozenset(zip(purview.units, purview.state, strict=True))
