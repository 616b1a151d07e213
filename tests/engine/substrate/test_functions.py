import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import SubstrateError, TPMError
from engine.substrate.functions import GATES, Gate, Logistic, Rule, Table, gate_output, p_on, table_rows
from engine.substrate.tpm import all_states

EXPECTED = {
    "AND": all,
    "OR": any,
    "XOR": lambda on: sum(on) % 2 == 1,
    "PARITY": lambda on: sum(on) % 2 == 1,
    "NAND": lambda on: not all(on),
    "NOR": lambda on: not any(on),
    "XNOR": lambda on: sum(on) % 2 == 0,
    "MAJORITY": lambda on: sum(on) > len(on) / 2,
    "THRESHOLD": lambda on: sum(on) >= 2,
    "COPY": lambda on: on[0],
    "NOT": lambda on: not on[0],
}


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("n_inputs", [1, 2, 3])
def test_gates_count_their_inputs(gate, n_inputs):
    function = Gate(gate, n=2 if gate == "THRESHOLD" else None)
    states = list(product((0, 1), repeat=n_inputs))
    on = np.array([sum(state) for state in states])
    if gate in ("NOT", "COPY") and n_inputs > 1:
        with pytest.raises(SubstrateError, match="exactly one input"):
            gate_output(function, on, n_inputs, "U")
    else:
        found = gate_output(function, on, n_inputs)
        assert found.tolist() == [bool(EXPECTED[gate](state)) for state in states]


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=3), st.floats(0, 5), st.floats(-3, 3))
def test_a_logistic_unit_sums_its_inputs_as_minus_1_and_1(weights, k, bias):
    """IIT 4.0 eq. 60."""
    states = all_states((2,) * len(weights))
    names = "ABC"[: len(weights)]
    found = p_on(Logistic(k, bias), states, names, np.array(weights))
    for p, state in zip(found, states.tolist(), strict=True):
        field = sum(w if s else -w for w, s in zip(weights, state, strict=True))
        assert p == pytest.approx(1 / (1 + math.exp(-(k * field + bias))))


@given(st.floats(0, 1))
def test_noise_flips_the_output(noise):
    states = all_states((2, 2))
    for function in (Gate("AND", noise), Rule("A & B", noise)):
        found = p_on(function, states, "AB", np.ones(2))
        assert found == pytest.approx([noise] * 3 + [1 - noise])


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Table(("A", "A"), (0.5,)), "names an input twice"),
        (lambda: Table((), (1.5,)), "probabilities go from 0 to 1"),
        (lambda: Table((), ((0.5, 0.2, 0.2),)), "add up to 1"),
        (lambda: Table((), ()), "complete it"),
        (lambda: Gate("IF"), "unknown"),
        (lambda: Gate("THRESHOLD"), "how many inputs"),
        (lambda: Gate("AND", n=2), "n is for THRESHOLD"),
        (lambda: Gate("AND", noise=2), "from 0 to 1"),
        (lambda: Logistic(k=math.nan), "from -1e"),
    ],
)
def test_parameters_out_of_range_are_refused(make, words):
    with pytest.raises(SubstrateError, match=words):
        make()


def test_a_table_has_one_row_for_each_state_of_its_inputs():
    three = Table(("A",), ((0.2, 0.3, 0.5), (1.0, 0.0, 0.0)))
    assert table_rows(three, (2,), 3).shape == (2, 3)
    for radix, states in (((3,), 3), ((2,), 2), ((2,), 4)):
        with pytest.raises(TPMError):
            table_rows(three, radix, states, "U")
