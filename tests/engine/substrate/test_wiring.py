import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.substrate.functions import Gate, Logistic, Rule, Table
from engine.substrate.wiring import by_input, complaint, with_input, without_input


@given(st.lists(st.integers(2, 4), max_size=2), st.integers(2, 4), st.integers(0, 2**32 - 1))
def test_a_new_input_changes_nothing_and_losing_it_gives_the_table_back(radix, states, seed):
    names = tuple("AB"[: len(radix)])
    p = np.random.default_rng(seed).uniform(size=int(np.prod(radix, dtype=int))).round(3).tolist()
    table = Table(names, tuple(p))
    wider, note = with_input(table, "N", "T", states)
    assert isinstance(wider, Table)
    assert wider.inputs == (*names, "N")
    assert wider.p == table.p * states
    assert "N" in note
    back, _ = without_input(wider, "N", "T", dict(zip(wider.inputs, (*radix, states), strict=True)))
    assert isinstance(back, Table)
    assert back.inputs == names
    np.testing.assert_allclose(back.p, table.p)


def test_the_axis_of_an_input_holds_its_states():
    """Inputs with 2, 3 and 2 states, the first fastest: entry = first + 2 * second + 6 * third."""
    cube = by_input(np.arange(12.0), (2, 3, 2), 1)
    assert cube.shape == (2, 3, 2, 1)
    for third, second, first in np.ndindex(2, 3, 2):
        assert cube[third, second, first, 0] == first + 2 * second + 6 * third


def test_rules_take_a_new_input_as_an_alternative_and_a_lost_one_as_0():
    assert with_input(Rule("A & !B"), "C", "T")[0] == Rule("(A & !B) | C")
    assert with_input(Rule("0"), "C", "T")[0] == Rule("C")
    assert without_input(Rule("A & !B", 0.1), "B", "T", {})[0] == Rule("A & !0", 0.1)


@pytest.mark.parametrize("function", [Logistic(), Gate("AND")])
def test_functions_of_every_edge_stay_as_they_are(function):
    assert with_input(function, "A", "T") == without_input(function, "A", "T", {}) == (function, "")


def test_only_a_gate_with_the_wrong_number_of_inputs_complains():
    assert "exactly one input" in complaint(Gate("NOT"), 2, "T")
    assert "without inputs" in complaint(Gate("AND"), 0, "T")
    assert complaint(Gate("AND"), 2, "T") == complaint(Logistic(), 0, "T") == ""
