"""Concepts of IIT 3.0: mechanisms with a maximally irreducible cause and effect, as points and as results."""

from dataclasses import dataclass

import numpy as np

from engine.iit3.mechanisms import Maximal, Repertoires, Rows
from engine.iit3.system import Array, CandidateSet
from engine.substrate.masks import members


@dataclass(frozen=True, slots=True)
class Point:
    """A concept as a point of concept space, with its mass.

    Attributes
    ----------
    mechanism : int
        Bitmask.
    phi : float
        The smaller of φ of its cause and of its effect: its mass.
    cause, effect : Maximal
    repertoire : array, shape (2**k,)
        Cause repertoire over the purview of the cause, its first unit fastest.
    marginals : array, shape (n,)
        P(unit ON) of that repertoire, 0.5 outside of the purview.
    effects : array, shape (n,)
        P(unit ON next), the unconstrained one outside of the purview of the effect.
    """

    mechanism: int
    phi: float
    cause: Maximal
    effect: Maximal
    repertoire: Array
    marginals: Array
    effects: Array

    def is_same(self, other: "Point", tolerance: float) -> bool:
        """Whether nothing of the concept has changed."""
        return (
            abs(self.phi - other.phi) < tolerance
            and self.cause.purview == other.cause.purview
            and self.effect.purview == other.effect.purview
            and bool(np.abs(self.repertoire - other.repertoire).max() < tolerance)
            and bool(np.abs(self.effects - other.effects).max() < tolerance)
        )


def point(
    system: CandidateSet, made: Repertoires, mechanism: int, cause: Maximal, effect: Maximal
) -> Point | None:
    """Return the concept of a mechanism, None if its cause or its effect is reducible."""
    phi = min(cause.phi, effect.phi)
    if phi <= 0.0:
        return None
    numbers = system.layout
    start = numbers.offsets[cause.purview]
    repertoire = made.causes[mechanism, start : start + (1 << numbers.sizes[cause.purview])].copy()
    marginals = np.full(system.n, 0.5)
    effects = made.effects[0].copy()
    for i in members(cause.purview):
        marginals[i] = made.marginals[mechanism, cause.purview, i]
    for j in members(effect.purview):
        effects[j] = made.effects[mechanism, j]
    return Point(mechanism, phi, cause, effect, repertoire, marginals, effects)


@dataclass(frozen=True, slots=True)
class CoreRepertoire:
    """The maximally irreducible cause or effect (MICE) of a concept.

    Attributes
    ----------
    purview : tuple of str
    phi : float
    mip : tuple of pairs
        The minimum bipartition: (part of the mechanism, part of the purview), twice; either may be empty.
    repertoire, partitioned : tuple of float
        Probabilities of the states of the purview, its first unit fastest: of the whole mechanism, and of
        the parts multiplied.
    ties : tuple of tuples of str
        All purviews of the same φ, if there are several.
    """

    purview: tuple[str, ...]
    phi: float
    mip: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    repertoire: tuple[float, ...]
    partitioned: tuple[float, ...]
    ties: tuple[tuple[str, ...], ...]

    def to_dict(self) -> dict:
        """Return plain JSON types."""
        return {
            "purview": list(self.purview),
            "phi": self.phi,
            "mip": [[list(part), list(half)] for part, half in self.mip],
            "repertoire": list(self.repertoire),
            "partitioned": list(self.partitioned),
            "ties": [list(purview) for purview in self.ties],
        }


@dataclass(frozen=True, slots=True)
class Concept:
    """A mechanism with its core cause and core effect; φ is the smaller of theirs."""

    mechanism: tuple[str, ...]
    state: tuple[int, ...]
    phi: float
    cause: CoreRepertoire
    effect: CoreRepertoire

    def to_dict(self) -> dict:
        """Return plain JSON types."""
        return {
            "mechanism": list(self.mechanism),
            "state": list(self.state),
            "phi": self.phi,
            "cause": self.cause.to_dict(),
            "effect": self.effect.to_dict(),
        }


def concept(system: CandidateSet, made: Repertoires, at: Point, causes: Rows, effects: Rows) -> Concept:
    """Return a concept as a result, with the bipartitions found for it."""
    return Concept(
        mechanism=system.names(at.mechanism),
        state=tuple(system.state[i] for i in members(at.mechanism)),
        phi=at.phi,
        cause=_core(system, made, at.mechanism, at.cause, causes, _cause_of),
        effect=_core(system, made, at.mechanism, at.effect, effects, _effect_of),
    )


def _core(
    system: CandidateSet, made: Repertoires, mechanism: int, at: Maximal, rows: Rows, of
) -> CoreRepertoire:
    part, half = (int(mask) for mask in rows.cuts[at.purview])
    parts = ((part, half), (mechanism ^ part, at.purview ^ half))
    whole = of(system, made, mechanism, at.purview)
    one, other = (_spread(system, of(system, made, m, z), z, at.purview) for m, z in parts)
    return CoreRepertoire(
        purview=system.names(at.purview),
        phi=at.phi,
        mip=tuple((system.names(m), system.names(z)) for m, z in parts),
        repertoire=tuple(whole.tolist()),
        partitioned=tuple((one * other).tolist()),
        ties=tuple(system.names(purview) for purview in at.ties) if len(at.ties) > 1 else (),
    )


def _cause_of(system: CandidateSet, made: Repertoires, mechanism: int, purview: int) -> Array:
    numbers = system.layout
    start = numbers.offsets[purview]
    return made.causes[mechanism, start : start + (1 << numbers.sizes[purview])]


def _effect_of(_system: CandidateSet, made: Repertoires, mechanism: int, purview: int) -> Array:
    return product_of(made.effects[mechanism], members(purview))


def product_of(on: Array, units: tuple[int, ...]) -> Array:
    """Return the distribution of independent units, P(ON) of each given, the first of `units` fastest."""
    made = np.ones(1)
    for j in units:
        made = np.concatenate((made * (1.0 - on[j]), made * on[j]))
    return made


def _spread(system: CandidateSet, values: Array, part: int, purview: int) -> Array:
    """Return a distribution over part of a purview at every state of the purview."""
    numbers = system.layout
    states = numbers.spread[purview, : 1 << numbers.sizes[purview]]
    return values[numbers.packed[part, states]]
