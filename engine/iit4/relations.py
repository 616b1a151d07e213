"""Relations: how distinctions overlap (IIT 4.0 eqs 49-58, S3), counted and summed without listing them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import islice
from math import comb
from operator import and_

import numpy as np
from numpy.typing import NDArray

from engine.iit4.distinctions import Distinction, MaximalPurview
from engine.iit4.exact_sums import ExactSum, scaled, unscaled
from engine.iit4.listing import face_count, sets_of_degree
from engine.iit4.strongest import Overlaps
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
        self._names: dict[int, tuple[Pair, ...]] = {}
        self._densities = [d.phi / len(z) for d, z in zip(distinctions, self._unions, strict=True)]

    def __eq__(self, other: object) -> bool:
        """Whether they are the relations of the same distinctions, from which all of them follow."""
        return isinstance(other, Relations) and self._distinctions == other._distinctions

    def __hash__(self) -> int:
        """Return the hash of the distinctions."""
        return hash(self._distinctions)

    @cached_property
    def _overlaps(self) -> Overlaps:
        selves = [
            len(cause & effect) * a for (cause, effect), a in zip(self._sides, self._densities, strict=True)
        ]
        return Overlaps(np.array(self._masks, np.uint64), np.array(self._densities, float), selves)

    @cached_property
    def _self_relations(self) -> list[int]:
        return [i for i, (cause, effect) in enumerate(self._sides) if cause & effect]

    @cached_property
    def _pairs_in_use(self) -> list[Pair]:
        return sorted(frozenset().union(*self._unions))

    @cached_property
    def _side_masks(self) -> list[tuple[int, int]]:
        """Cause and effect purview of every distinction, one bit for each (unit, state) pair in use."""
        bit = {pair: 1 << i for i, pair in enumerate(self._pairs_in_use)}
        return [(sum(bit[z] for z in cause), sum(bit[z] for z in effect)) for cause, effect in self._sides]

    @cached_property
    def _masks(self) -> list[int]:
        """Union of the purviews of every distinction, one bit for each (unit, state) pair in use."""
        return [cause | effect for cause, effect in self._side_masks]

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
        return [
            sorted(a for a, z in zip(self._densities, self._unions, strict=True) if pair in z)
            for pair in self._pairs_in_use
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
            cause, effect = self._side_masks[members[0]]
            overlap = cause & effect
        else:
            overlap = reduce(and_, (self._masks[i] for i in members))
        if not overlap:
            return None
        phi = overlap.bit_count() * min(self._densities[i] for i in members)
        return Relation(members, self._named(overlap), phi, tuple(self._faces(members, overlap)))

    def _faces(self, members: tuple[int, ...], overlap: int) -> list[Face]:
        """Every choice of cause, effect or both for each member that leaves a pair of the overlap."""
        found: list[tuple[tuple[str, ...], int]] = [((), overlap)]
        for i in members:
            cause, effect = self._side_masks[i]
            sides = (
                ((CHOICES[2], cause & effect),)
                if len(members) == 1
                else ((CHOICES[0], cause), (CHOICES[1], effect), (CHOICES[2], cause & effect))
            )
            found = [
                ((*chosen, choice), common & side)
                for chosen, common in found
                for choice, side in sides
                if common & side
            ]
        return [Face(chosen, self._named(common)) for chosen, common in found]

    def _named(self, mask: int) -> tuple[Pair, ...]:
        """The pairs of a mask, in order; a few hundred masks make up thousands of faces."""
        if mask not in self._names:
            self._names[mask] = tuple(pair for i, pair in enumerate(self._pairs_in_use) if mask >> i & 1)
        return self._names[mask]

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
        return self._relations(self._overlaps.strongest(k, max_degree))

    def of_two(self) -> NDArray[np.float64]:
        """Return φ_r of every two distinctions in ibits, shape (D, D), 0 where there is no relation.

        On the diagonal stand the self-relations.
        """
        return self._overlaps.of_two()

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
        return self._relations(self._overlaps.touching(index, max_degree, limit))

    def _relations(self, sets: Iterable[tuple[int, ...]]) -> list[Relation]:
        return [r for r in map(self.relation, sets) if r is not None]


def _pairs(purview: MaximalPurview) -> frozenset[Pair]:
    return frozenset(zip(purview.units, purview.state, strict=True))
