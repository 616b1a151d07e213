"""What a unidirectional cut A ⇥ B leaves of a constellation: exact if nothing is new, else bounded.

A unit of B reads uniform noise in place of the units of A. A mechanism inside A keeps its causes and loses
the effects in B; one inside B keeps its effects and loses the causes in A. Only a mechanism that the cut
splits can change otherwise: its effects are known in closed form, its causes are searched for anew over split
purviews.
"""

from dataclasses import dataclass

import numpy as np

from engine.iit3.concepts import Point, point
from engine.iit3.constellations import ConceptSpace, Constellation
from engine.iit3.mechanisms import (
    Maximal,
    Repertoires,
    Rows,
    TieRule,
    effect_rows,
    maximal,
    new_cause_rows,
    repertoires,
)
from engine.iit3.system import Array, CandidateSet
from engine.iit4.tolerance import TOLERANCE
from engine.kernels.iit3_tables import farthest_from_uniform
from engine.run.jobs import Control


@dataclass(frozen=True, slots=True)
class Uncut:
    """A candidate set with its concepts, and φ of every mechanism over every purview."""

    system: CandidateSet
    made: Repertoires
    causes: dict[int, Rows]
    effects: dict[int, Rows]
    concepts: Constellation
    ties: TieRule
    space: ConceptSpace
    worth: dict[int, float]

    @property
    def information(self) -> float:
        """Conceptual information: what all concepts are worth, φ times the distance from the null concept."""
        return sum(self.worth.values())


@dataclass(frozen=True, slots=True)
class Split:
    """A mechanism that a cut splits: its effect under the cut, and the most that it can be worth there."""

    mechanism: int
    effect: Maximal
    most: float


@dataclass(frozen=True, slots=True)
class CutBounds:
    """A cut from the units of `source` to all others, with a lower bound of what it costs.

    `splits` are the mechanisms that are still to be searched, those whose search may tell most first.
    """

    source: int
    least: float
    kept: dict[int, Point]
    splits: tuple[Split, ...]


def _whole(rows: Rows, inside: int) -> Array:
    """Return φ over the purviews within a set of units, 0 over the others."""
    purviews = np.arange(rows.phi.size)
    return np.where(purviews & ~inside, 0.0, rows.phi)


def kept(uncut: Uncut, made: Repertoires, mechanism: int, source: int) -> Point | None:
    """Return what is left of a concept that the cut does not split."""
    system, at = uncut.system, uncut.concepts[mechanism]
    if mechanism & source:
        effect = maximal(_whole(uncut.effects[mechanism], source), system, uncut.ties)
        return point(system, made, mechanism, at.cause, effect)
    cause = maximal(_whole(uncut.causes[mechanism], system.whole ^ source), system, uncut.ties)
    return point(system, made, mechanism, cause, at.effect)


def bounds(uncut: Uncut, source: int) -> CutBounds:
    """Return what is cheap to know of a cut: unsplit concepts exactly, an upper bound of all split ones.

    A concept is worth φ times its distance from the null concept. φ is at most that of the effect, which is
    known, and the distance of the cause at most that of any cause repertoire from the uniform one.
    """
    system = uncut.system
    made = repertoires(system, source)
    numbers = system.layout
    farthest = farthest_from_uniform(made.causes, numbers.offsets, numbers.sizes)
    left: dict[int, Point] = {}
    splits: list[Split] = []
    worth = 0.0
    for mechanism in range(1, system.whole + 1):
        if mechanism & source and mechanism & ~source:
            effect = maximal(effect_rows(system, made, mechanism).phi, system, uncut.ties)
            if effect.phi > TOLERANCE:
                reach = _effect_reach(made, mechanism, effect.purview) + farthest[mechanism]
                splits.append(Split(mechanism, effect, effect.phi * reach))
        elif mechanism in uncut.concepts:
            at = kept(uncut, made, mechanism, source)
            if at is not None:
                left[mechanism] = at
                worth += at.phi * uncut.space.from_null(at)
    splits.sort(key=lambda each: each.most - uncut.worth.get(each.mechanism, 0.0), reverse=True)
    least = uncut.information - worth - sum(each.most for each in splits)
    return CutBounds(source, least, left, tuple(splits))


def _effect_reach(made: Repertoires, mechanism: int, purview: int) -> float:
    lost = np.abs(made.effects[mechanism] - made.effects[0])
    return float(sum(lost[j] for j in range(lost.size) if purview >> j & 1))


def cut_rows(uncut: Uncut, made: Repertoires, mechanism: int, source: int, control: Control) -> Rows:
    """Return φ of the causes of a split mechanism: as before within B, 0 within A, new over both."""
    system = uncut.system
    purviews = np.arange(system.whole + 1)
    inside = (purviews & source) == 0
    known = np.where(inside | ((purviews & ~source) != 0), -1.0, -2.0)
    before = uncut.causes.get(mechanism)
    if before is None:
        before = Rows(np.full(purviews.size, -1.0), np.zeros((purviews.size, 2), np.int64))
    else:
        known[inside] = before.phi[inside]
    known[0] = -2.0
    return new_cause_rows(system, made, mechanism, known, before, control)


def after(uncut: Uncut, cut: CutBounds, best: float, control: Control) -> Constellation | None:
    """Return the constellation under a cut, None as soon as the cut is known to cost more than `best`."""
    made = repertoires(uncut.system, cut.source)
    found = dict(cut.kept)
    least = cut.least
    for split in cut.splits:
        if least > best + TOLERANCE or control[0]:
            return None
        rows = cut_rows(uncut, made, split.mechanism, cut.source, control)
        cause = maximal(rows.phi, uncut.system, uncut.ties)
        at = point(uncut.system, made, split.mechanism, cause, split.effect)
        least += split.most
        if at is not None:
            found[split.mechanism] = at
            least -= at.phi * uncut.space.from_null(at)
    return dict(sorted(found.items()))
