"""Random sparse substrates, in states that follow from some state, and what the large search says of them."""

import numpy as np

from engine.formalisms import DEFAULT
from engine.iit4.readings import DEFAULTS
from engine.large.settling import Settling
from engine.large.surroundings import Surroundings
from engine.large.survivors import survivors
from engine.run.jobs import Watch
from engine.substrate.dynamics import next_state
from engine.substrate.functions import Gate, Table
from engine.substrate.substrate import Edge, Substrate, Unit

QUIET = Watch("")


def wired(rng, n, most=3):
    """A substrate of one to three inputs a unit, with noise in two of five, and a state that has a cause."""
    noisy = rng.random() < 0.4
    names = [f"U{i}" for i in range(n)]
    units, edges = [], []
    for name in names:
        read = sorted(rng.choice(n, size=rng.integers(1, most + 1), replace=False).tolist())
        p = rng.integers(0, 2, size=1 << len(read)).astype(float)
        if noisy and rng.random() < 0.5:
            p = np.clip(p, 0.1, 0.9) if rng.random() < 0.5 else rng.random(len(p))
        units.append(Unit(name, Table(tuple(names[i] for i in read), tuple(p.tolist()))))
        edges += [Edge(names[i], name) for i in read]
    substrate = Substrate(tuple(units), tuple(edges))
    before = tuple(rng.integers(0, 2, size=n).tolist())
    return substrate, next_state(substrate, before, rng)


def gated(rng, n):
    """The same of gates, each over any of the units."""
    names = [f"U{i}" for i in range(n)]
    units, edges = [], []
    for name in names:
        gate = str(rng.choice(["AND", "OR", "XOR", "NOR", "MAJORITY", "NAND"]))
        units.append(Unit(name, Gate(gate, float(rng.choice([0.0, 0.0, 0.1])))))
        read = rng.choice(names, rng.integers(1, min(n, 4) + 1), replace=False)
        edges += [Edge(str(each), name) for each in read]
    substrate = Substrate(tuple(units), tuple(edges))
    before = tuple(rng.integers(0, 2, size=n).tolist())
    return substrate, next_state(substrate, before, rng)


def weighted(rng, n):
    """The same of logistic units that all read each other, more or less."""
    return Substrate.from_weights(rng.normal(0, 1, (n, n)) ** 3, k=0.5), tuple(rng.integers(0, 2, n).tolist())


def searched(substrate, state, formalism=DEFAULT, readings=DEFAULTS):
    """The survivors of a search as if the substrate were large, and its settling."""
    here = Surroundings(substrate, state)
    found = survivors(here, QUIET)
    settling = Settling(here, formalism, readings, QUIET)
    return found, settling, settling.settle(found.sets)
