"""Fig 1 of the IIT 4.0 paper as simple stand-ins of the engine's results, so that plots are tested alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations, product

import numpy as np
import pytest

from engine.functions import Logistic
from engine.substrate import Edge, Substrate, Unit

WEIGHTS = {
    ("A", "A"): -0.2, ("A", "B"): 0.7, ("A", "C"): 0.2, ("B", "A"): 0.7,
    ("B", "B"): -0.2, ("C", "B"): -0.8, ("C", "C"): 0.2,
}  # fmt: skip


@dataclass(frozen=True)
class Purview:
    units: tuple
    state: tuple
    phi: float
    ties: tuple = ()
    congruent: bool = True


@dataclass(frozen=True)
class Distinction:
    mechanism: tuple
    state: tuple
    phi: float
    cause: Purview
    effect: Purview

    def pairs(self, choice="both"):
        chosen = {"cause": [self.cause], "effect": [self.effect], "both": [self.cause, self.effect]}[choice]
        return [set(zip(p.units, p.state, strict=True)) for p in chosen]


@dataclass(frozen=True)
class Face:
    choices: tuple
    overlap: tuple


@dataclass(frozen=True)
class Relation:
    members: tuple
    overlap: tuple
    phi: float
    faces: tuple


class Relations:
    """All relations up to three distinctions, listed."""

    def __init__(self, distinctions):
        self.all = sorted(
            (r for k in (1, 2, 3) for c in combinations(range(len(distinctions)), k) if (r := relate(distinctions, c))),
            key=lambda r: -r.phi,
        )
        self.count = len(self.all)
        self.sum_phi = sum(r.phi for r in self.all)
        self.by_degree = dict(sorted(Counter(len(r.members) for r in self.all).items()))

    def strongest(self, k):
        return tuple(self.all[:k])

    def touching(self, index, max_degree=3, limit=None):
        found = [r for r in self.all if index in r.members and len(r.members) <= max_degree]
        return iter(found[:limit])


def relate(distinctions, members):
    chosen = [distinctions[i] for i in members]
    if len(members) == 1:
        (d,) = chosen
        shared = set.intersection(*d.pairs())
        share = d.phi / len(set.union(*d.pairs()))
        options = [("both",)]
    else:
        shared = set.intersection(*(set.union(*d.pairs()) for d in chosen))
        share = min(d.phi / len(set.union(*d.pairs())) for d in chosen)
        options = product(("cause", "effect", "both"), repeat=len(members))
    if not shared:
        return None
    faces = []
    for choices in options:
        common = set.intersection(*(p for d, c in zip(chosen, choices, strict=True) for p in d.pairs(c)))
        if common:
            faces.append(Face(tuple(choices), tuple(sorted(common))))
    return Relation(tuple(members), tuple(sorted(shared)), len(shared) * share, tuple(faces))


@dataclass(frozen=True)
class Mip:
    parts: tuple = (("A",), ("B",))
    directions: tuple = ("effect", "both")
    cut: tuple = (("A", "B"),)


@dataclass(frozen=True)
class Structure:
    units: tuple
    state: tuple
    distinctions: tuple
    relations: Relations
    phi_s: float = 0.17186
    mip: Mip | None = field(default_factory=Mip)
    reason: str | None = None
    incongruent: int = 0
    formalism: str = "iit4-2023"
    tie_rule: str = "largest"
    version: str = "0.1.0"

    @property
    def sum_phi_d(self):
        return sum(d.phi for d in self.distinctions)

    @property
    def big_phi(self):
        return self.sum_phi_d + self.relations.sum_phi

    @property
    def big_phi_range(self):
        return (self.big_phi, self.big_phi)


@dataclass(frozen=True)
class Candidate:
    units: tuple
    phi_s: float
    by: tuple = ()


@dataclass(frozen=True)
class Complexes:
    complexes: tuple
    excluded: tuple


def distinction(mechanism, state, phi, cause, effect):
    return Distinction(mechanism, state, phi, cause, effect)


@pytest.fixture
def substrate():
    places = {"A": (0.2, 0.75), "B": (0.75, 0.75), "C": (0.5, 0.2)}
    units = [Unit(label, Logistic(k=4.0), x=x, y=y) for label, (x, y) in places.items()]
    return Substrate(units, [Edge(a, b, w) for (a, b), w in WEIGHTS.items()], name="IIT 4.0 Fig 1", state=(0, 1, 1))


@pytest.fixture
def structure():
    b, big_a, ab = (("B",), (0,)), (("A",), (1,)), (("A", "B"), (1, 0))
    found = (
        distinction(("A",), (0,), 0.332728, Purview(*b, 0.51), Purview(*b, 0.332728)),
        distinction(("B",), (1,), 0.323594, Purview(*big_a, 0.42), Purview(*ab, 0.323594)),
        distinction(("A", "B"), (0, 1), 0.07144, Purview(*b, 0.07144), Purview(*ab, 0.13)),
    )
    return Structure(("A", "B"), (0, 1), found, Relations(found))


def dense(n):
    """Return a structure in which every subset of n units is a mechanism; purviews drawn with a seed."""
    rng = np.random.default_rng(7)
    labels = tuple("ABCDEFGH"[:n])
    found = []
    for size in range(1, n + 1):
        for mechanism in combinations(range(n), size):
            ends = []
            for _ in range(2):
                units = tuple(sorted(rng.choice(n, size=rng.integers(1, n + 1), replace=False)))
                purview = tuple(labels[i] for i in units)
                ends.append(Purview(purview, tuple(int(i % 2) for i in units), float(rng.uniform(0.01, 0.5))))
            names = tuple(labels[i] for i in mechanism)
            state = tuple(int(i % 2) for i in mechanism)
            found.append(Distinction(names, state, min(e.phi for e in ends), *ends))
    return Structure(labels, tuple(i % 2 for i in range(n)), tuple(found), Relations(found), mip=None)


@pytest.fixture(scope="session")
def dense4():
    return dense(4)


@pytest.fixture(scope="session")
def dense5():
    return dense(5)


@pytest.fixture
def empty():
    return Structure(("A", "B"), (0, 1), (), Relations(()), phi_s=0.0, mip=None, reason="not-strongly-connected")


@pytest.fixture
def found_complexes():
    return Complexes(
        (Candidate(("A", "B"), 0.17186), Candidate(("C",), 0.2122)),
        (Candidate(("A", "B", "C"), 0.13387, (("C",),)), Candidate(("A",), 0.03959, (("A", "B"),)),
         Candidate(("B",), 0.00316, (("A", "B"),)), Candidate(("A", "C"), 0.0, (("C",),))),
    )  # fmt: skip


