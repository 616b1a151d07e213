"""The matrix faces: what an edited table says is what the network then does, and what was lost is said."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Edge, Substrate, Unit
from engine.errors import PhiscopeError
from engine.substrate.functions import Gate, Logistic, Rule, Table
from engine.substrate.matrices import tpm_grid, with_connectivity, with_tpm, with_weights
from engine.substrate.tpm import all_states
from engine.substrate.wiring import reordered, with_input, without_input
from strategies import binary_substrates, many_valued_substrates, probabilities

ANY = st.one_of(binary_substrates(), many_valued_substrates())


@pytest.fixture
def mixed():
    """One unit of each kind, with places and a state."""
    return Substrate(
        (
            Unit("A", Logistic(2.0), x=0.1, y=0.2),
            Unit("B", Gate("OR", 0.1), x=0.3, y=0.4),
            Unit("C", Table(("A", "B"), (0.1, 0.2, 0.3, 0.4))),
            Unit("D", Rule("A & !C")),
        ),
        (
            *(Edge("B", "A", -0.5), Edge("A", "A", 0.25), Edge("A", "B"), Edge("C", "B")),
            *(Edge("A", "C"), Edge("B", "C"), Edge("A", "D"), Edge("C", "D")),
        ),
        name="mixed",
        state=(1, 0, 1, 0),
    )


def functions(substrate):
    return {unit.label: unit.function for unit in substrate.units}


def test_rows_are_named_in_letter_case_with_the_first_unit_fastest(mixed):
    grid = tpm_grid(mixed)
    assert grid.rows[:5] == ("abcd", "Abcd", "aBcd", "ABcd", "abCd")
    assert grid.columns == ("A", "B", "C", "D")
    assert grid.values is mixed.tpm


def test_beyond_two_states_there_is_a_column_per_state():
    substrate = Substrate((Unit("A", Table((), ((0.2, 0.3, 0.5),)), 3), Unit("B", Table((), (0.5,)))))
    grid = tpm_grid(substrate)
    assert grid.rows[:2] == ("A=0,B=0", "A=1,B=0")
    assert grid.columns == ("A=0", "A=1", "A=2", "B=0", "B=1")
    assert grid.values.shape == (6, 5)


def test_a_grid_that_no_hand_could_edit_is_refused():
    with pytest.raises(PhiscopeError, match="2,048 rows"):
        tpm_grid(Substrate.from_weights(np.eye(11)))


@given(ANY)
def test_tables_that_were_not_edited_change_nothing(substrate):
    assert with_tpm(substrate, tpm_grid(substrate).values) == (substrate, ())
    assert with_weights(substrate, substrate.weights) == (substrate, ())
    assert with_connectivity(substrate, substrate.drawn) == (substrate, ())


@given(binary_substrates(max_units=3), st.data())
def test_an_edited_tpm_is_the_tpm_of_the_network(substrate, data):
    n = substrate.n
    tpm = substrate.tpm.copy()
    for _ in range(data.draw(st.integers(1, 4))):
        tpm[data.draw(st.integers(0, 2**n - 1)), data.draw(st.integers(0, n - 1))] = data.draw(probabilities)
    after, _ = with_tpm(substrate, tpm)
    assert after.labels == substrate.labels
    assert after.tpm == pytest.approx(tpm, abs=1e-11)
    for i in range(n):
        if (tpm[:, i] == substrate.tpm[:, i]).all():
            assert after.units[i] == substrate.units[i]


@given(many_valued_substrates(max_units=2), many_valued_substrates(max_units=2))
def test_an_edited_tpm_of_any_states_is_the_tpm_of_the_network(one, other):
    if one.radix == other.radix:
        after, _ = with_tpm(one, tpm_grid(other).values)
        assert after.columns == pytest.approx(other.columns, abs=1e-9)


def test_one_edited_cell_makes_one_table_and_says_which_edges_came_and_went(mixed):
    tpm = mixed.tpm.copy()
    tpm[0, 3] = 0.5
    after, notes = with_tpm(mixed, tpm)
    assert functions(after) == functions(mixed) | {"D": after.units[3].function}
    assert after.units[3].function.inputs == ("A", "B", "C", "D")
    assert notes == ("D is now a table over A, B, C, D.", "New edges: B → D, D → D.")
    assert (after.state, after.name, after.units[1].x) == (mixed.state, "mixed", 0.3)
    flat = tpm.copy()
    flat[:, 0] = 0.5
    after, notes = with_tpm(mixed, flat)
    assert after.units[0].function == Table((), (0.5,))
    assert notes[0] == "A is now a table that reads no unit."
    assert notes[-1] == "Removed edges: A → A, B → A."
    assert after.edges[:2] == (Edge("A", "B"), Edge("C", "B"))


def test_kept_edges_keep_their_weights(mixed):
    tpm = mixed.tpm.copy()
    tpm[:, 0] = 1 - tpm[:, 0]
    after, notes = with_tpm(mixed, tpm)
    assert after.edges == mixed.edges
    assert notes == ("A is now a table over A, B.",)


def test_rows_that_won_over_the_functions_become_tables():
    substrate = replace(Substrate.from_rules({"A": "B", "B": "A"}), tpm_rows=[[0.1, 0.2]] * 4)
    after, notes = with_tpm(substrate, [[0.1, 0.3]] * 4)
    assert after.tpm.tolist() == [[0.1, 0.3]] * 4
    assert after.tpm_rows is None
    assert notes[0] == "The TPM of the file is now one table per unit."
    after, notes = with_connectivity(substrate, [[0, 0], [1, 0]])
    assert after.tpm.tolist() == [[0.1, 0.2]] * 4
    assert "Removed edge: A → B." in notes


def test_an_unfinished_drawing_takes_a_tpm_whole():
    substrate = Substrate((Unit("A", Gate("AND")), Unit("B", Logistic())))
    after, notes = with_tpm(substrate, [[0, 0.5], [1, 0.5], [0, 0.5], [1, 0.5]])
    assert functions(after) == {"A": Table(("A",), (0, 1)), "B": Table((), (0.5,))}
    assert "New edge: A → A." in notes


@pytest.mark.parametrize(
    ("tpm", "word"),
    [
        ([[0.5]] * 2, "for 1 units and there are 2"),
        ([[0.5, 2]] * 4, "0 to 1"),
        ([[0.5, 0.5]] * 3, "give 4"),
        ([["x", 0.5]] * 4, "not numbers"),
        ([[float("nan"), 0.5]] * 4, "finite"),
        ([[0.5, 0.5], [0.5]], "equally long"),
    ],
)
def test_what_is_no_tpm_is_refused(tpm, word):
    with pytest.raises(PhiscopeError, match=word):
        with_tpm(Substrate.from_rules({"A": "B", "B": "A"}), tpm)


def test_edited_weights_draw_and_remove_edges(mixed):
    weights = mixed.weights.copy()
    weights[0, 0], weights[1, 0], weights[3, 0] = 0, 0.75, -1
    after, notes = with_weights(mixed, weights)
    assert {(e.source, e.weight) for e in after.edges if e.target == "A"} == {("B", 0.75), ("D", -1.0)}
    assert functions(after) == functions(mixed)
    assert notes == ("New edge: D → A.", "Removed edge: A → A.")
    assert after.state == mixed.state


def test_weights_into_other_units_say_that_they_change_nothing(mixed):
    weights = mixed.weights.copy()
    weights[0, 1] = 3
    after, notes = with_weights(mixed, weights)
    assert notes == ("B is not a logistic unit: weights into it change nothing.",)
    assert after.sha256 == mixed.sha256


def test_an_edge_of_weight_0_stays_while_its_entry_is_0():
    substrate = Substrate((Unit("A", Logistic()),), (Edge("A", "A", 0.0),))
    assert with_weights(substrate, [[0]]) == (substrate, ())
    assert with_weights(substrate, [[2]])[0].edges == (Edge("A", "A", 2.0),)


def test_tables_and_rules_follow_their_inputs(mixed):
    cm = mixed.drawn.copy()
    cm[1, 2], cm[3, 2], cm[2, 3], cm[3, 3] = 0, 1, 0, 1
    after, notes = with_connectivity(mixed, cm)
    assert after.units[2].function.inputs == ("A", "D")
    assert after.units[2].function.p == pytest.approx((0.2, 0.3, 0.2, 0.3))
    assert after.units[3].function == Rule("(A & !0) | D")
    assert (after.drawn == cm).all()
    assert notes == (
        "C's table is averaged over B.",
        "C's table has a new input D that changes nothing yet: edit its rows.",
        "D's rule has 0 in place of C: A & !0.",
        "D's rule is now (A & !0) | D: edit it if you meant another.",
        "New edges: D → C, D → D.",
        "Removed edges: B → C, C → D.",
    )
    assert [e.weight for e in after.edges if e.target == "A"] == [-0.5, 0.25]


def test_a_gate_left_with_too_few_or_many_inputs_says_so():
    substrate = Substrate((Unit("A", Gate("NOT")), Unit("B", Gate("COPY"))), (Edge("B", "A"), Edge("A", "B")))
    after, notes = with_connectivity(substrate, [[1, 0], [1, 0]])
    assert any("exactly one input, and has 2" in note for note in notes)
    assert any("without inputs" in note for note in notes)
    assert (after.drawn == [[1, 0], [1, 0]]).all()


@given(ANY, st.data())
def test_any_edited_connectivity_is_what_is_drawn(substrate, data):
    n = substrate.n
    bits = data.draw(st.lists(st.integers(0, 1), min_size=n * n, max_size=n * n))
    cm = np.array(bits).reshape(n, n)
    after, _ = with_connectivity(substrate, cm)
    assert (after.drawn == cm).all()
    assert with_connectivity(after, cm) == (after, ())
    if all(isinstance(unit.function, Table) for unit in after.units):
        assert (after.cm <= cm).all()


@given(many_valued_substrates())
def test_a_lost_input_is_averaged_whatever_its_states(substrate):
    radix = dict(zip(substrate.labels, substrate.radix, strict=True))
    for unit in substrate.units:
        inputs = unit.function.inputs
        rows = all_states(tuple(radix[x] for x in inputs)).tolist()
        for at, lost in enumerate(inputs):
            rest = tuple(radix[x] for x in inputs if x != lost)
            shorter, note = without_input(unit.function, lost, unit.label, radix)
            assert lost in note
            for state, p in zip(all_states(rest).tolist(), shorter.p, strict=True):
                same = [
                    q
                    for row, q in zip(rows, unit.function.p, strict=True)
                    if row[:at] + row[at + 1 :] == state
                ]
                assert p == pytest.approx(tuple(np.mean(same, axis=0)) if unit.states > 2 else np.mean(same))


@pytest.mark.parametrize(
    ("table", "word"),
    [([[1, 2]], "2 rows"), ([[1, 2], [3, 1e7]], "A|B"), ([["x", 1], [2, 3]], "not numbers"), ([], "empty")],
)
def test_what_are_no_weights_is_refused(table, word):
    substrate = Substrate.from_rules({"A": "B", "B": "A"})
    with pytest.raises(PhiscopeError, match=word):
        with_weights(substrate, table)
    with pytest.raises(PhiscopeError, match="cm"):
        with_connectivity(substrate, table)


@given(many_valued_substrates(), st.randoms())
def test_reordered_inputs_change_no_behaviour(substrate, random):
    radix = dict(zip(substrate.labels, substrate.radix, strict=True))
    units = []
    for unit in substrate.units:
        order = random.sample(unit.function.inputs, len(unit.function.inputs))
        function = reordered(unit.function, order, [radix[name] for name in unit.function.inputs])
        assert function.inputs == tuple(order)
        units.append(replace(unit, function=function))
    after = replace(substrate, units=tuple(units))
    assert (after.columns == substrate.columns).all()


def test_an_order_has_each_input_once():
    with pytest.raises(PhiscopeError, match="each of them once"):
        reordered(Table(("A", "B"), (0, 0, 0, 1)), ("A", "A"), (2, 2))


def test_a_table_that_would_grow_beyond_any_tpm_is_refused():
    table = Table(tuple(f"U{i}" for i in range(16)), (0.5,) * 2**16)
    with pytest.raises(PhiscopeError, match="131,072 rows"):
        with_input(table, "B", "A")
