"""Distances between constellations of IIT 3.0: the extended earth mover's, solved lazily and exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import ot

from engine.iit3.concepts import Point
from engine.iit3.system import Array, CandidateSet
from engine.iit4.tolerance import TOLERANCE
from engine.kernels.iit3_causes import transport, workspace

Constellation = Mapping[int, Point]
"""Concepts by the bitmask of their mechanism."""
USED = 1e-14
"""Mass below this is rounding of the transport."""


@dataclass(frozen=True, slots=True)
class Move:
    """Mass that moves from a concept to one of the cut constellation; None is the null concept."""

    source: int | None
    target: int | None
    mass: float
    distance: float


class ConceptSpace:
    """Distances between concepts of a candidate set.

    Parameters
    ----------
    system : CandidateSet
    unconstrained : array, shape (n,)
        P(ON next) of its units if nothing is known of the present.
    """

    def __init__(self, system: CandidateSet, unconstrained: Array) -> None:
        self._system = system
        self._unconstrained = unconstrained

    def cause_distance(self, one: Point | None, other: Point | None) -> float:
        """Return the earth mover's distance of two cause repertoires, on the union of their purviews."""
        union = (one.cause.purview if one else 0) | (other.cause.purview if other else 0)
        size = int(self._system.layout.sizes[union])
        if size == 0:
            return 0.0
        difference = self._expanded(one, union) - self._expanded(other, union)
        return float(transport(difference, size, workspace(size)))

    def _expanded(self, at: Point | None, union: int) -> Array:
        """Return a cause repertoire over more units, on which it says nothing."""
        numbers = self._system.layout
        size = int(numbers.sizes[union])
        if at is None:
            return np.full(1 << size, 0.5**size)
        states = numbers.spread[union, : 1 << size]
        left = size - int(numbers.sizes[at.cause.purview])
        return at.repertoire[numbers.packed[at.cause.purview, states]] * 0.5**left

    def effect_distance(self, one: Point | None, other: Point | None) -> float:
        """Return the distance of two effect repertoires: a sum over units, as they are products."""
        return float(np.abs(self._effects(one) - self._effects(other)).sum())

    def _effects(self, at: Point | None) -> Array:
        return self._unconstrained if at is None else at.effects

    def from_null(self, at: Point) -> float:
        """Return the distance of a concept from the null concept."""
        return self.cause_distance(at, None) + self.effect_distance(at, None)

    def moves(
        self, before: Constellation, after: Constellation, stop: float = np.inf
    ) -> tuple[float, list[Move]]:
        """Return the extended earth mover's distance of two constellations, and what moves where.

        The lighter side gets the difference of masses at its null concept. The distance is a metric: concepts
        that did not change stay where they are, so they are left out. Distances of causes are first bounded
        by their marginals; those that the transport uses are made exact until all used ones are.

        Parameters
        ----------
        stop : float
            End as soon as the distance is known to be more; what is returned is then a lower bound, and no
            moves.
        """
        changed = [m for m in before if m not in after or not before[m].is_same(after[m], TOLERANCE)]
        new = [m for m in after if m in changed or m not in before]
        sources: list[Point | None] = [*(before[m] for m in changed), None]
        targets: list[Point | None] = [*(after[m] for m in new), None]
        masses = _balanced(sources, targets)
        if not masses[0].sum() > 0:
            return 0.0, []
        effects = np.array([[self.effect_distance(a, b) for b in targets] for a in sources])
        distances = effects + np.array([[_marginal_bound(a, b) for b in targets] for a in sources])
        exact = np.zeros(distances.shape, bool)
        exact[-1, -1] = True
        while True:
            plan = (
                ot.emd(*masses, distances)
                if min(distances.shape) > 1
                else np.outer(*masses) / masses[0].sum()
            )
            cost = float((plan * distances).sum())
            if cost > stop:
                return cost, []
            used = np.argwhere((plan > USED) & ~exact)
            if not used.size:
                return cost, _listed(plan, distances, sources, targets)
            for i, j in used:
                distances[i, j] = effects[i, j] + self.cause_distance(sources[i], targets[j])
                exact[i, j] = True


def _balanced(sources: Sequence[Point | None], targets: Sequence[Point | None]) -> tuple[Array, Array]:
    """Return the masses of both sides, the surplus at the null concept of the lighter one."""
    one, other = (np.array([at.phi if at else 0.0 for at in side]) for side in (sources, targets))
    surplus = one.sum() - other.sum()
    (other if surplus > 0 else one)[-1] = abs(surplus)
    return one, other


def _marginal_bound(one: Point | None, other: Point | None) -> float:
    """Return a lower bound of the distance of two causes: the difference of their marginals."""
    if one is None and other is None:
        return 0.0
    size = (one or other).marginals.size  # type: ignore[union-attr]
    uniform = np.full(size, 0.5)
    ours, theirs = (uniform if at is None else at.marginals for at in (one, other))
    return float(np.abs(ours - theirs).sum())


def _listed(
    plan: Array, distances: Array, sources: Sequence[Point | None], targets: Sequence[Point | None]
) -> list[Move]:
    def name(at: Point | None) -> int | None:
        return None if at is None else at.mechanism

    return [
        Move(name(sources[i]), name(targets[j]), float(plan[i, j]), float(distances[i, j]))
        for i, j in np.argwhere(plan > USED)
    ]
