"""What the tests of actual causation share: transitions to draw, and how the naive twins see them."""

import numpy as np
from hypothesis import strategies as st

import naive
from engine.substrate.functions import Table
from engine.substrate.substrate import Edge, Substrate, Unit
from strategies import states


@st.composite
def transitions(draw, substrates, most=3):
    """A substrate, a state before, a possible one after, and units that may be causes and effects."""
    substrate = draw(substrates)
    before = draw(states(substrate))
    tpm = naive.from_columns(substrate.columns, substrate.radix)
    after = tuple(draw(st.sampled_from(np.flatnonzero(unit[before]).tolist())) for unit in tpm)
    labels = st.sampled_from(substrate.labels)
    chosen = [draw(st.lists(labels, min_size=1, max_size=most, unique=True)) for _ in range(2)]
    return substrate, before, after, *map(substrate.units_of, chosen)


def in_naive_terms(substrate, before, after, causes, effects):
    at = [tuple(map(substrate.index, units)) for units in (causes, effects)]
    return naive.from_columns(substrate.columns, substrate.radix), before, after, *at


def inputs_to(unit, n):
    """Coin tosses that feed one unit."""
    labels = [f"I{i}" for i in range(n)]
    coins = [Unit(label, Table((), (0.5,))) for label in labels]
    return Substrate((*coins, unit), tuple(Edge(label, unit.label) for label in labels))
