"""What a unit does, as fields: slopes, tables and the one input of a copy."""

import pytest

from apps.document.document import Document
from apps.document.snapshot import opened
from apps.editor.unit_function import FunctionRows, listen_to, table_grid, with_slope
from engine.errors import PhiscopeError
from engine.substrate.functions import Gate, Logistic, Rule, Table
from engine.substrate.substrate import Edge, Substrate, Unit
from parts import part


def test_another_slope_keeps_the_threshold():
    assert with_slope(Logistic(4.0, -2.0), 2.0) == Logistic(2.0, -1.0)
    assert with_slope(Logistic(4.0, -2.0), 0.0) == Logistic(0.0, -2.0)
    assert with_slope(Logistic(0.0, 0.75), 2.0) == Logistic(2.0, 0.75)


def test_a_table_names_its_rows_by_the_states_of_the_inputs():
    grid = table_grid("C", Table(("A", "B"), (0.1, 0.2, 0.3, 0.4)), (2, 2))
    assert grid.rows == ("ab", "Ab", "aB", "AB")
    assert grid.columns == ("P(ON)",)
    assert grid.values.ravel().tolist() == [0.1, 0.2, 0.3, 0.4]
    assert table_grid("C", Table((), (0.5,)), ()).rows == ("always",)


def test_a_copy_listens_to_one_unit_and_a_rule_names_its_own():
    units = (Unit("A", Logistic()), Unit("B", Gate("COPY")), Unit("C", Rule("A")))
    snapshot = opened(Substrate(units, (Edge("A", "B"), Edge("C", "B"), Edge("A", "C"))))
    changed, said = listen_to(snapshot, "B", "C")
    assert {source for source, target in changed.edge_pairs if target == "B"} == {"C"}
    assert said == "B listens to C alone now; the edges from A are gone."
    assert listen_to(changed, "B", "C")[1] == ""
    with pytest.raises(PhiscopeError, match="names its inputs itself"):
        listen_to(snapshot, "C", "B")


def test_a_change_is_expected_before_it_is_made():
    """So that the inspector does not build the fields anew under the person's hands."""
    document = Document(Substrate((Unit("A", Rule("!A", 0.1)),), (Edge("A", "A"),)))
    expected = []
    rows = FunctionRows(document, "A", expected.append)
    entry, noise = rows.fields(document.substrate.units[0].function)
    noise.value = 0.2
    assert expected == [Rule("!A", 0.2)]
    assert document.substrate.units[0].function == Rule("!A", 0.2)
    entry.value = "A &"
    assert entry.error_state
    assert document.substrate.units[0].function == Rule("!A", 0.2)
    words = rows.below(document.substrate.units[0].function)
    assert "1. A" in part(words[0], "unit-inputs").object
