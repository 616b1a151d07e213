from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import naive
from engine.substrate.builders import from_tpm
from engine.substrate.functions import Gate, Logistic
from engine.substrate.network import Network
from engine.substrate.units import Edge, Unit
from strategies import binary_substrates, many_valued_substrates

PAIR = Network((Unit("A", Gate("COPY")), Unit("B", Gate("NOT"))), (Edge("B", "A"), Edge("A", "B")))


@given(st.one_of(binary_substrates(3), many_valued_substrates(3)))
def test_columns_are_the_tables_of_the_units(substrate):
    for row, reversed_state in enumerate(naive.states(substrate.radix[::-1])):
        state = dict(zip(substrate.labels, reversed_state[::-1], strict=True))
        start = 0
        for label, base in zip(substrate.labels, substrate.radix, strict=True):
            inputs, table = substrate.table(label)
            at = 0
            for name in reversed(inputs):
                at = at * substrate.radix[substrate.index(name)] + state[name]
            expected = table[at] if table.ndim == 2 else [1 - table[at], table[at]]
            np.testing.assert_allclose(substrate.columns[row, start : start + base], expected)
            start += base


def test_edges_and_weights_stand_from_row_to_column():
    network = Network((Unit("A", Logistic()), Unit("B", Logistic())), (Edge("A", "B", -0.5),))
    assert network.drawn.tolist() == [[0, 1], [0, 0]]
    assert network.weights.tolist() == [[0, -0.5], [0, 0]]
    assert network.cm.tolist() == [[0, 1], [0, 0]]


def test_states_and_units_are_read_in_network_order():
    assert PAIR.units_of("BA") == ("A", "B")
    assert PAIR.parse_state({"B": 1, "A": 0}) == (0, 1)
    assert PAIR.state_label((0, 1)) == "aB"
    assert PAIR.state_label((0, 1), ["B"]) == PAIR.state_label((1,), ["B"]) == "B"


def test_the_digest_is_of_the_dynamics_and_the_class_is_kept():
    drawn = replace(PAIR, name="drawn", units=(replace(PAIR.units[0], x=0.5), PAIR.units[1]))
    tables = from_tpm(Network, PAIR.tpm)
    assert type(drawn) is type(tables) is Network
    assert drawn.sha256 == tables.sha256 == PAIR.sha256
    assert replace(PAIR, units=PAIR.units[::-1]).sha256 != PAIR.sha256
