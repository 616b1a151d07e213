"""Functions of many inputs against their tables, which twelve inputs still have."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import TooLargeError
from engine.substrate.chains import chain_of
from engine.substrate.functions import Gate, Logistic, Rule, p_on
from engine.substrate.substrate import Edge, Substrate, Unit
from engine.substrate.tpm import all_states

NAMES = [f"U{i}" for i in range(20)]
gates = st.one_of(
    st.builds(
        Gate,
        st.sampled_from(("AND", "OR", "XOR", "NAND", "NOR", "XNOR", "MAJORITY", "PARITY")),
        noises := st.sampled_from((0.0, 0.1)),
    ),
    st.builds(Gate, st.just("THRESHOLD"), noises, st.integers(0, 8)),
)


@st.composite
def joined_literals(draw, count):
    literals = [f"!{name}" if draw(st.booleans()) else name for name in NAMES[:count]]
    text = f" {draw(st.sampled_from('&|^'))} ".join(literals)
    return Rule(f"!({text})" if draw(st.booleans()) else text, draw(noises))


@given(st.integers(1, 7).flatmap(lambda n: st.tuples(st.just(n), st.one_of(gates, joined_literals(n)))))
def test_a_chain_is_its_table(case):
    count, function = case
    chain = chain_of(function, range(count), NAMES[:count], "X")
    states = all_states((2,) * count)
    table = p_on(function, states, NAMES[:count], np.ones(count), "X")
    ends = [chain.value(dict(enumerate(state.tolist()))) for state in states]
    np.testing.assert_allclose(chain.output[ends, 1], table)
    assert chain.is_constant == bool(np.ptp(table) < 1e-12)


@given(gates, st.lists(st.integers(0, 5), unique=True, max_size=5), st.tuples(*[st.integers(0, 1)] * 6))
def test_some_inputs_are_taken_after_the_others(gate, kept, state):
    chain = chain_of(gate, range(6), NAMES[:6], "X")
    value = chain.value({unit: state[unit] for unit in range(6) if unit not in kept})
    found = chain.table(kept, np.eye(chain.values)[value])
    for own in product((0, 1), repeat=len(kept)):
        whole = dict(enumerate(state)) | dict(zip(kept, own, strict=True))
        np.testing.assert_allclose(found[own], chain.output[chain.value(whole)])


@given(gates, st.integers(0, 63), st.tuples(*[st.integers(0, 1)] * 6))
def test_values_that_are_reached(gate, free, state):
    chain = chain_of(gate, range(6), NAMES[:6], "X")
    fixed = {unit: state[unit] for unit in range(6) if not free >> unit & 1}
    start = np.arange(chain.values) == chain.value(fixed)
    others = [unit for unit in range(6) if unit not in fixed]
    expected = {
        chain.value(fixed | dict(zip(others, own, strict=True)))
        for own in product((0, 1), repeat=len(others))
    }
    assert set(np.flatnonzero(chain.reached(start, free)).tolist()) == expected


@pytest.mark.parametrize(
    "rule", ["U0 & (U1 | U2)", "U0 & !U0", "!(U0 & U1) & U2", "U0 & 1", "!!(U0 & U1)", "!(!(U0 ^ U1))"]
)
def test_other_rules_are_no_chains(rule):
    function = Rule(rule)
    assert chain_of(function, range(len(function.inputs)), function.inputs, "X") is None


def test_logistic_units_are_no_chains():
    assert chain_of(Logistic(), [0], ["A"], "X") is None


def wide(function, count=20, reverse=False):
    """A unit X that reads so many units, which keep their states."""
    units = [Unit(name, Rule(name)) for name in NAMES[:count]]
    names = NAMES[:count][::-1] if reverse else NAMES[:count]
    edges = [Edge(name, name) for name in NAMES[:count]] + [Edge(name, "X") for name in names]
    return Substrate((*units, Unit("X", function)), tuple(edges))


def test_the_digest_is_that_of_the_function_however_it_is_written():
    names = NAMES[:20]
    alike = [
        wide(Gate("AND")),
        wide(Rule(" & ".join(names))),
        wide(Rule(" & ".join(names[::-1])), reverse=True),
        wide(Rule(f"!({' | '.join(f'!{name}' for name in names)})")),
    ]
    assert len({each.sha256 for each in alike}) == 1
    others = [wide(Gate("OR")), wide(Gate("AND", 0.1)), wide(Gate("THRESHOLD", n=19)), wide(Gate("AND"), 19)]
    assert len({each.sha256 for each in [alike[0], *others]}) == 5
    negated = [f"!{name}" for name in names]
    assert wide(Rule(" ^ ".join([*names[2:], *negated[:2]]))).sha256 == wide(Gate("PARITY")).sha256
    assert wide(Gate("XNOR")).sha256 == wide(Rule(" ^ ".join([*names[1:], negated[0]]))).sha256


def test_a_gate_that_is_always_on_has_no_inputs():
    substrate = wide(Gate("THRESHOLD", n=0))
    assert not substrate.cm[:, 20].any()
    assert substrate.function_at(20)[1].tolist() == [0.0, 1.0]
    assert substrate.sha256 == wide(Rule("1")).sha256


def test_thirty_inputs_without_such_a_structure_are_refused():
    names = [f"V{i}" for i in range(30)]
    rules = {name: name for name in names} | {"X": " | ".join(f"{a} & {b}" for a, b in pairwise(names))}
    substrate = Substrate.from_rules(rules)
    with pytest.raises(TooLargeError, match="Unit X has 30 inputs; use at most 16, or make it a gate"):
        substrate.function_at(30)
