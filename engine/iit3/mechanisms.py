"""Mechanisms of IIT 3.0: repertoires under a cut, φ over every purview, maximal causes and effects."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from engine.iit3.layout import Ints
from engine.iit3.system import Array, CandidateSet
from engine.iit4.tolerance import TOLERANCE
from engine.kernels.iit3_causes import cause_row
from engine.kernels.iit3_tables import cause_repertoires, effect_phi, effect_probabilities
from engine.run.jobs import Control

TieRule = Literal["largest", "smallest"]
EVERY = 0
"""At the head of an order of purviews: find φ of each exactly."""


@dataclass(frozen=True, slots=True)
class Repertoires:
    """Repertoires of all mechanisms of a candidate set, under a cut or none.

    Attributes
    ----------
    causes : array
        Packed cause repertoires at [mechanism, offsets[purview] + state].
    marginals : array, shape (2**n, 2**n, n)
        P(unit ON) of the cause repertoire at [mechanism, purview, unit].
    effects : array, shape (2**n, n)
        P(unit ON next) at [mechanism, unit]; effect repertoires are products of these.
    """

    causes: Array
    marginals: Array
    effects: Array

    @property
    def kernel(self) -> tuple[Array, Array]:
        """The part that the search for causes takes."""
        return self.causes, self.marginals


@dataclass(frozen=True, slots=True)
class Rows:
    """φ of one mechanism in one direction over every purview, -1 where it is not maximal.

    `cuts`, shape (2**n, 2), has the bipartition: part of the mechanism, part of the purview.
    """

    phi: Array
    cuts: Ints


@dataclass(frozen=True, slots=True)
class Maximal:
    """A maximally irreducible cause or effect: its φ, purview, and all purviews tied with it, as bitmasks."""

    phi: float
    purview: int
    ties: tuple[int, ...]


NONE = Maximal(0.0, 0, ())


def repertoires(system: CandidateSet, source: int = 0) -> Repertoires:
    """Return all repertoires; units outside `source`, a bitmask, read uniform noise in place of its units."""
    whole, n, numbers = system.whole, system.n, system.layout
    visible = np.array([whole if source >> j & 1 else whole ^ source for j in range(n)])
    causes, marginals = cause_repertoires(
        system.table, system.mask, visible, numbers.offsets, numbers.spread, numbers.sizes
    )
    return Repertoires(causes, marginals, effect_probabilities(system.table, system.mask, visible))


def effect_rows(system: CandidateSet, made: Repertoires, mechanism: int) -> Rows:
    """Return φ of the effects of a mechanism over every purview.

    The bipartition follows from the half of the mechanism: each purview unit goes with the half that
    predicts it better, or is cut off alone if that half is empty.
    """
    phi, halves = effect_phi(made.effects, mechanism)
    cuts = np.zeros((phi.size, 2), np.int64)
    cuts[:, 0] = halves
    lost = np.abs(made.effects[mechanism] - made.effects)  # by (mechanism, unit)
    nearer = sum(
        (lost[halves, j] <= lost[mechanism ^ halves, j]).astype(np.int64) << j for j in range(system.n)
    )
    purviews = np.arange(phi.size)
    cuts[:, 1] = np.where(halves > 0, nearer & purviews, _cheapest(lost[0], purviews))
    return Rows(phi, cuts)


def _cheapest(lost: Array, purviews: npt.NDArray[np.int64]) -> Ints:
    """Return, for each purview, its unit that loses least, as a bitmask."""
    order = np.argsort(lost, kind="stable")
    found = np.zeros(purviews.size, np.int64)
    for j in order[::-1]:
        found[(purviews >> j & 1) == 1] = 1 << j
    return found


def all_cause_rows(system: CandidateSet, made: Repertoires, mechanism: int, control: Control) -> Rows:
    """Return φ of the causes of a mechanism over every purview, each exact."""
    sets = 1 << system.n
    order = np.concatenate(([EVERY], system.layout.largest))
    none = np.zeros((sets, 2), np.int64)
    known = np.full(sets, -1.0)
    return Rows(*cause_row(mechanism, known, none, 0, made.kernel, system.layout.kernel, order, control))


def new_cause_rows(
    system: CandidateSet, made: Repertoires, mechanism: int, known: Array, before: Rows, control: Control
) -> Rows:
    """Return φ of the causes of a mechanism under a cut, exact where it is maximal.

    Parameters
    ----------
    known : array, shape (2**n,)
        φ where the cut leaves it as it was, -1 where it is new, -2 where it is 0.
    before : Rows
        The same without the cut: its bipartitions are tried first.
    """
    first = int(before.phi.argmax())
    order = system.layout.largest
    return Rows(
        *cause_row(mechanism, known, before.cuts, first, made.kernel, system.layout.kernel, order, control)
    )


def maximal(phi: Array, system: CandidateSet, ties: TieRule) -> Maximal:
    """Return the purview of the largest φ; of tied ones the largest or smallest, then the first by index."""
    best = float(phi.max())
    if best <= TOLERANCE:
        return NONE
    order = system.layout.largest if ties == "largest" else system.layout.smallest
    tied = tuple(int(purview) for purview in order if phi[purview] >= best - TOLERANCE)
    return Maximal(float(phi[tied[0]]), tied[0], tied)
