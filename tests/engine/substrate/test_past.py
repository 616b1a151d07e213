from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import TooLargeError, UnreachableStateError
from engine.substrate.functions import Gate, Rule, Table
from engine.substrate.past import Past
from engine.substrate.substrate import Edge, Substrate, Unit
from strategies import binary_substrates, chained, gates, many_valued_substrates, reachable


@given(reachable(st.one_of(binary_substrates(5), many_valued_substrates(3))), st.data())
def test_it_is_the_posterior_over_all_states(situation, data):
    substrate, state = situation
    units = data.draw(st.lists(st.sampled_from(range(substrate.n)), unique=True))
    offsets = np.concatenate(([0], np.cumsum(substrate.radix)[:-1]))
    likely = substrate.columns[:, offsets + np.array(state)].prod(axis=1)
    joint = likely.reshape(substrate.radix, order="F") / likely.sum()
    others = tuple(unit for unit in range(substrate.n) if unit not in units)
    expected = joint.sum(axis=others).transpose(np.argsort(np.argsort(units)) if units else [])
    np.testing.assert_allclose(Past(substrate, state).of(units), expected, atol=1e-12)


def test_many_small_probabilities_do_not_underflow():
    tables = [Table(("A",), (1e-28, 0.5))] * 20 + [Table(("A",), (0.5, 1e-28))] * 20
    units = [Unit("A", Table((), (0.5,))), *(Unit(f"U{i}", table) for i, table in enumerate(tables))]
    substrate = Substrate(tuple(units), tuple(Edge("A", unit.label) for unit in units[1:]))
    assert Past(substrate, (1,) * 41).of([0]) == pytest.approx([0.5, 0.5])
    assert Past(substrate, (1,) * 40 + (0,)).of([0]) == pytest.approx([1e-28, 1], rel=1e-9, abs=0)


def test_what_no_state_leads_to_is_refused():
    with pytest.raises(UnreachableStateError):
        Past(Substrate.from_rules({"A": "B", "C": "B", "B": "B"}), (0, 1, 0))


@given(reachable(st.integers(2, 6).flatmap(lambda n: gates(n, noises=(0.0, 0.1)))), st.data())
def test_chains_say_the_same_as_tables(situation, data):
    substrate, state = situation
    units = data.draw(st.lists(st.sampled_from(range(substrate.n)), unique=True))
    plain, chains = Past(substrate, state), Past(chained(substrate), state)
    np.testing.assert_allclose(chains.of(units), plain.of(units), atol=1e-12)
    for unit in range(substrate.n):
        chain = chained(substrate).function_at(unit)
        some = [each for each in chain.inputs if each in units]
        expected = np.zeros(chain.values)
        for own in np.ndindex((2,) * len(some)):
            expected[chain.value(dict(zip(some, own, strict=True)))] += plain.of(some)[own]
        np.testing.assert_allclose(chains.value(chain, some), expected, atol=1e-12)


@given(st.integers(2, 5).flatmap(gates), st.data())
def test_chains_find_the_same_states_unreachable(substrate, data):
    state = tuple(data.draw(st.integers(0, 1)) for _ in substrate.labels)
    try:
        Past(substrate, state)
    except UnreachableStateError:
        with pytest.raises(UnreachableStateError):
            Past(chained(substrate), state)
    else:
        Past(chained(substrate), state)


def fan(gate, state_of_x):
    """Thirty coins that X reads and a copy of the first of them."""
    coins = [Unit(f"U{i}", Table((), (0.5,))) for i in range(30)]
    edges = [Edge(coin.label, "X") for coin in coins]
    units = (*coins, Unit("X", gate), Unit("Y", Rule("U0")))
    return Past(Substrate(units, (*edges, Edge("U0", "Y"))), (*[0] * 30, state_of_x, 0))


def test_a_gate_of_thirty_inputs_is_inferred_exactly():
    past = fan(Gate("OR"), 0)
    assert past.pinned == dict.fromkeys(range(30), 0) | past.pinned
    past = fan(Gate("OR"), 1)  # U0 was OFF, so that one of 29 coins was ON
    assert past.pinned[0] == 0
    assert past.of([1]) == pytest.approx([1 - 2**28 / (2**29 - 1), 2**28 / (2**29 - 1)])
    assert fan(Gate("MAJORITY"), 0).largest < 2**12
    assert fan(Gate("XOR"), 1).of([1, 2]) == pytest.approx(np.full((2, 2), 0.25))


def test_a_function_that_is_no_factor_is_refused_when_it_is_asked_about():
    names = [f"U{i}" for i in range(20)]
    mixed = " | ".join(f"{a} & {b}" for a, b in pairwise(names))
    rules = {name: name for name in names} | {"X": mixed, "A": "B", "B": "A"}
    substrate = Substrate.from_rules(rules)
    past = Past(substrate, (*[0] * 20, 0, 1, 0))
    assert past.of([21]).tolist() == [1.0, 0.0]
    assert past.of([0]).tolist() == [1.0, 0.0]  # X says nothing more: U0 is a copy of itself
    noisy = Substrate(
        (*(Unit(name, Table((), (0.5,))) for name in names), *substrate.units[20:]), substrate.edges
    )
    past = Past(noisy, (*[0] * 20, 0, 1, 0))
    with pytest.raises(TooLargeError, match="Unit X has 20 inputs"):
        past.of([0])


def test_the_limit_of_memory_is_named():
    """Sixty units that each read three others at random, all noisy: no order sums them out cheaply."""
    rng = np.random.default_rng(3)
    names = [f"U{i}" for i in range(120)]
    wiring = {name: tuple(rng.choice(names, 3, replace=False).tolist()) for name in names}
    units = tuple(Unit(name, Table(read, tuple(rng.uniform(0.1, 0.9, 8)))) for name, read in wiring.items())
    edges = tuple(Edge(source, name) for name, read in wiring.items() for source in read)
    past = Past(Substrate(units, edges), (0,) * 120)
    with pytest.raises(
        TooLargeError, match=r"units together, .* a table of [\d,]+ MB, and the limit is 32 MB"
    ):
        past.of([0])
