"""Hypothesis strategies for substrates and states: dense, logistic, deterministic and sparse."""

from string import ascii_uppercase

import numpy as np
from hypothesis import strategies as st

from engine.substrate.chains import chain_of
from engine.substrate.functions import Gate, Logistic, Rule, Table
from engine.substrate.substrate import Edge, Substrate, Unit

# Rounded, so that a failing example can be read and typed in.
probabilities = st.integers(0, 100).map(lambda percent: percent / 100)
weights = st.integers(-20, 20).map(lambda tenths: tenths / 10)


@st.composite
def dense_tables(draw, n):
    """Every unit depends on every unit; probabilities strictly between 0 and 1."""
    seed = draw(st.integers(0, 2**32 - 1))
    tpm = np.random.default_rng(seed).uniform(0.01, 0.99, (2**n, n))
    return Substrate.from_tpm(tpm)


@st.composite
def logistic(draw, n):
    """Weighted edges, some of weight 0, and a steepness and bias per unit."""
    labels = ascii_uppercase[:n]
    edges = [Edge(a, b, draw(weights)) for a in labels for b in labels]
    units = [Unit(x, Logistic(k=draw(st.sampled_from((0.5, 1.0, 4.0))), bias=draw(weights))) for x in labels]
    return Substrate(tuple(units), tuple(edges))


@st.composite
def gates(draw, n, noises=(0.0,)):
    """One gate per unit over a drawn set of inputs."""
    labels = ascii_uppercase[:n]
    units, edges = [], []
    for label in labels:
        gate = draw(st.sampled_from(("AND", "OR", "XOR", "NAND", "NOR", "XNOR", "MAJORITY", "NOT", "COPY")))
        most = 1 if gate in ("NOT", "COPY") else n
        inputs = draw(st.lists(st.sampled_from(labels), min_size=1, max_size=most, unique=True))
        units.append(Unit(label, Gate(gate, draw(st.sampled_from(noises)))))
        edges += [Edge(source, label) for source in inputs]
    return Substrate(tuple(units), tuple(edges))


@st.composite
def rare_tables(draw, n):
    """Every unit depends on every unit, with probabilities whose products underflow."""
    p = st.sampled_from((0.0, 1e-170, 3e-170, 1e-28, 1e-13, 3e-13, 0.1, 0.3, 0.5, 0.9))
    return Substrate.from_tpm([[draw(p) for _ in range(n)] for _ in range(2**n)])


@st.composite
def sparse_tables(draw, n):
    """Tables over at most two inputs, zeros and ones included."""
    labels = ascii_uppercase[:n]
    units, edges = [], []
    for label in labels:
        inputs = draw(st.lists(st.sampled_from(labels), max_size=min(2, n), unique=True))
        size = 2 ** len(inputs)
        p = draw(st.lists(probabilities, min_size=size, max_size=size))
        units.append(Unit(label, Table(tuple(inputs), tuple(p))))
        edges += [Edge(source, label) for source in inputs]
    return Substrate(tuple(units), tuple(edges))


def binary_substrates(max_units=4, min_units=1):
    """Return a strategy for substrates of binary units of every kind."""
    sizes = st.integers(min_units, max_units)
    return sizes.flatmap(
        lambda n: st.one_of(
            dense_tables(n), logistic(n), gates(n), gates(n, noises=(0.0, 0.05, 0.2)), sparse_tables(n)
        )
    )


def deterministic_substrates(max_units=4):
    """Return a strategy for substrates of noiseless gates."""
    return st.integers(1, max_units).flatmap(gates)


@st.composite
def many_valued_substrates(draw, max_units=3):
    """Table units with two to four states each."""
    n = draw(st.integers(1, max_units))
    labels = ascii_uppercase[:n]
    radix = [draw(st.integers(2, 4)) for _ in labels]
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    units, edges = [], []
    for label, base in zip(labels, radix, strict=True):
        inputs = draw(st.lists(st.sampled_from(range(n)), unique=True))
        rows = rng.dirichlet(np.ones(base), int(np.prod([radix[i] for i in inputs])))
        p = rows[:, 1].tolist() if base == 2 else [tuple(row) for row in rows.tolist()]
        units.append(Unit(label, Table(tuple(labels[i] for i in inputs), tuple(p)), base))
        edges += [Edge(labels[i], label) for i in inputs]
    return Substrate(tuple(units), tuple(edges))


def states(substrate):
    """Return a strategy for the states of a substrate."""
    return st.tuples(*(st.integers(0, base - 1) for base in substrate.radix))


def binary_substrates_with_states(max_units=4, min_units=1):
    """Return a strategy for (substrate, state) pairs."""
    return binary_substrates(max_units, min_units).flatmap(lambda s: st.tuples(st.just(s), states(s)))


@st.composite
def rules(draw, labels, depth=3):
    """Text of a rule over `labels`, with every operator, constants and spare parentheses."""
    leaf = st.sampled_from([*labels, "0", "1"])
    grow = st.recursive(
        leaf,
        lambda inner: st.one_of(
            inner.map(lambda a: f"!{a}" if len(a) == 1 else f"!({a})"),
            inner.map(lambda a: f"({a})"),
            st.tuples(inner, st.sampled_from("&|^"), inner).map(" ".join),
        ),
        max_leaves=2**depth,
    )
    return draw(grow)


def rule_units(labels, texts):
    """Return a substrate in which each label has its rule."""
    functions = [Rule(text) for text in texts]
    edges = [Edge(name, label) for label, f in zip(labels, functions, strict=True) for name in f.inputs]
    return Substrate(tuple(map(Unit, labels, functions)), tuple(edges))


def reachable(substrates):
    """Return a strategy for (substrate, state) pairs whose state has a cause: one step of some state."""

    def step(substrate, before, wish):
        row = 0
        for base, value in zip(reversed(substrate.radix), reversed(before), strict=True):
            row = row * base + value
        starts = np.cumsum((0, *substrate.radix[:-1]))
        odds = [substrate.columns[row, a : a + k] for a, k in zip(starts, substrate.radix, strict=True)]
        return tuple(v if p[v] > 0 else int(p.argmax()) for p, v in zip(odds, wish, strict=True))

    return substrates.flatmap(
        lambda s: st.tuples(st.just(s), st.builds(step, st.just(s), states(s), states(s)))
    )


def beside(substrate, count):
    """A substrate with a ring of so many units beside it, which it does not touch."""
    ring = Substrate.from_rules({f"ring{i}": f"ring{(i + 1) % count}" for i in range(count)})
    return Substrate((*substrate.units, *ring.units), (*substrate.edges, *ring.edges))


class Chained(Substrate):
    """A substrate whose gates are chains, however few inputs they have."""

    def function_at(self, unit):
        names = self.inputs(self.labels[unit])
        if self.tpm_rows is None and names:
            at = self.inputs_at(unit)
            return chain_of(self.units[unit].function, at, names, "") or self.local(unit)
        return self.local(unit)


def chained(substrate):
    """The same substrate with chains."""
    return Chained(substrate.units, substrate.edges)
