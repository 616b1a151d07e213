"""Φ-folds: all relations that touch one distinction or one unit, counted and summed without listing them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from engine.iit4.distinctions import Distinction
from engine.iit4.exact_sums import ExactSum
from engine.iit4.relations import Pair, Relation, Relations


@dataclass(frozen=True, slots=True)
class Fold:
    """The relations that touch a distinction or a unit.

    Attributes
    ----------
    by_degree : dict
        Exact number of relations of each degree; zeros are left out.
    sum_phi : float
        Σφ_r in ibits.
    """

    by_degree: dict[int, int]
    sum_phi: float

    @property
    def count(self) -> int:
        """Number of relations, exact."""
        return sum(self.by_degree.values())


def fold_of_distinction(relations: Relations, distinctions: Sequence[Distinction], index: int) -> Fold:
    """Return the fold of a distinction: all relations minus those among the other distinctions.

    Parameters
    ----------
    relations : Relations
        Of `distinctions`.
    distinctions : sequence of Distinction
    index : int
        Position of the distinction.

    Returns
    -------
    Fold
    """
    without = Relations([d for i, d in enumerate(distinctions) if i != index])
    counts = {degree: n - without.by_degree.get(degree, 0) for degree, n in relations.by_degree.items()}
    rest = relations.exact_sum.scaled - without.exact_sum.scaled
    return Fold({degree: n for degree, n in counts.items() if n}, float(ExactSum(rest)))


def fold_of_unit(relations: Relations, distinctions: Sequence[Distinction], unit: str) -> Fold:
    """Return the fold of a unit: the relations whose purviews overlap over it, in either of its states.

    Every set of two or more distinctions that contain the same (unit, state) pair is a relation; sets that
    contain two pairs of the unit are counted once, by inclusion-exclusion.

    Parameters
    ----------
    relations : Relations
        Of `distinctions`.
    distinctions : sequence of Distinction
    unit : str
        Label.

    Returns
    -------
    Fold
    """
    unions = [_pairs(d) for d in distinctions]
    states = sorted({pair for z in unions for pair in z if pair[0] == unit})
    counts: dict[int, int] = {}
    total = 0
    for size in range(1, len(states) + 1):
        for pairs in combinations(states, size):
            sign = -1 if size % 2 == 0 else 1
            holding = [d for d, z in zip(distinctions, unions, strict=True) if z.issuperset(pairs)]
            for degree in range(2, len(holding) + 1):
                counts[degree] = counts.get(degree, 0) + sign * comb(len(holding), degree)
            within = Relations(holding)
            total += sign * (within.exact_sum.scaled - _self_sum(within))
    alone = [r for r in relations.of_degree(1) if any(label == unit for label, _ in r.overlap)]
    by_degree = {1: len(alone)} | counts
    exact = ExactSum(total)
    for relation in alone:
        exact = exact + relation.phi
    return Fold({degree: n for degree, n in by_degree.items() if n}, float(exact))


def strongest_of_unit(relations: Relations, distinctions: Sequence[Distinction], unit: str, k: int,
                      max_degree: int = 3) -> list[Relation]:  # fmt: skip
    """Return the relations of largest φ_r that overlap over a unit, strongest first.

    Parameters
    ----------
    relations : Relations
        Of `distinctions`.
    distinctions : sequence of Distinction
    unit : str
        Label.
    k : int
        At most so many relations.
    max_degree : int
        Up to this degree.

    Returns
    -------
    list of Relation
    """
    unions = [_pairs(d) for d in distinctions]
    found: dict[tuple[int, ...], Relation] = {}
    for pair in sorted({pair for z in unions for pair in z if pair[0] == unit}):
        holding = [i for i, z in enumerate(unions) if pair in z]
        # Self-relations over other units are among them, at most one for each distinction.
        part = Relations([distinctions[i] for i in holding]).strongest(k + len(holding), max_degree)
        for relation in part:
            members = tuple(holding[i] for i in relation.members)
            whole = relations.relation(members)
            if whole is not None and any(label == unit for label, _ in whole.overlap):
                found[members] = whole
    return sorted(found.values(), key=lambda r: (-r.phi, r.members))[:k]


def _pairs(distinction: Distinction) -> frozenset[Pair]:
    sides = (distinction.cause, distinction.effect)
    return frozenset(pair for side in sides for pair in zip(side.units, side.state, strict=True))


def _self_sum(relations: Relations) -> int:
    total = ExactSum(0)
    for relation in relations.of_degree(1):
        total = total + relation.phi
    return total.scaled
