"""Fig 1 of the IIT 4.0 paper, unfolded once, and a denser system."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from engine.iit4.structure import unfold
from engine.substrate.functions import Logistic
from engine.substrate.substrate import Edge, Substrate, Unit

WEIGHTS = {
    ("A", "A"): -0.2, ("A", "B"): 0.7, ("A", "C"): 0.2, ("B", "A"): 0.7,
    ("B", "B"): -0.2, ("C", "B"): -0.8, ("C", "C"): 0.2,
}  # fmt: skip
PLACES = {"A": (0.2, 0.75), "B": (0.75, 0.75), "C": (0.5, 0.2)}


@dataclass(frozen=True)
class Candidate:
    units: tuple
    phi_s: float


@dataclass(frozen=True)
class Complexes:
    """The complexes of Fig 1 with the numbers the paper prints."""

    complexes: tuple = (Candidate(("C",), 0.21), Candidate(("A", "B"), 0.17))
    excluded: tuple = (
        Candidate(("A", "B", "C"), 0.13), Candidate(("A",), 0.04),
        Candidate(("B",), 0.003), Candidate(("A", "C"), 0.0), Candidate(("B", "C"), 0.0),
    )  # fmt: skip


@pytest.fixture(scope="session")
def substrate():
    units = [Unit(label, Logistic(k=4.0), x=x, y=y) for label, (x, y) in PLACES.items()]
    return Substrate(units, [Edge(a, b, w) for (a, b), w in WEIGHTS.items()], name="IIT 4.0 Fig 1")


@pytest.fixture(scope="session")
def structure(substrate):
    return unfold(substrate, "aBC", ["A", "B"])


@pytest.fixture(scope="session")
def dense():
    weights = np.random.default_rng(1).normal(size=(5, 5))
    return unfold(Substrate.from_weights(weights, 1.0, list("ABCDE")), (0, 1, 0, 1, 1))


@pytest.fixture(scope="session")
def unconnected():
    substrate = Substrate([Unit("A", Logistic()), Unit("B", Logistic())], [Edge("A", "B")])
    return unfold(substrate, "aB")


@pytest.fixture(scope="session")
def found_complexes():
    return Complexes()
