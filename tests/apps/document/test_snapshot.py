"""The document as a value, and the rules that units keep when wires change."""

from dataclasses import replace

import pytest

from apps.document.snapshot import (
    as_table,
    default_function,
    editable,
    inputs_of,
    next_label,
    opened,
    renamed,
    same,
    set_edges,
    unit_of,
    wanted_inputs,
)
from cards import example
from engine.substrate.functions import Gate, Logistic, Rule, Table
from engine.substrate.substrate import Edge, Substrate, Unit

PAIR = Substrate((Unit("A", Logistic()), Unit("B", Rule("A & B"))), (Edge("A", "B", 0.5), Edge("B", "B")))


def test_a_file_opens_with_its_state_and_system():
    snapshot = opened(example("iit4-fig1"))
    assert (snapshot.state, snapshot.units, snapshot.system) == ((0, 1, 1), ("A", "B"), ("A", "B"))
    bare = opened(PAIR)
    assert (bare.state, bare.units, bare.system) == ((0, 0), None, ("A", "B"))
    assert bare.edge_pairs == {("A", "B"), ("B", "B")}
    moved = opened(example("ac-fig6-or-and"))
    before = moved.substrate.transition["before"]
    assert moved.state == tuple(moved.substrate.parse_state(before))


def test_labels_are_letters_and_then_numbered():
    assert next_label([]) == "A"
    assert next_label(["A", "C"]) == "B"
    assert next_label([chr(65 + i) for i in range(26)]) == "U1"


def test_what_a_unit_listens_to_and_does_as_a_table():
    assert inputs_of(PAIR, "B") == ("A", "B")
    assert inputs_of(PAIR, "A") == ()
    assert unit_of(PAIR, "B").function == Rule("A & B")
    assert as_table(PAIR, "B") == Table(("A", "B"), (0.0, 0.0, 0.0, 1.0))


def test_a_whole_tpm_becomes_tables_before_its_wiring_changes():
    assert editable(PAIR) == (PAIR, "")
    drawn = Substrate.from_weights([[1, 1], [1, 1]])
    rows = [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6], [0.7, 0.8]]
    tables, said = editable(Substrate(drawn.units, drawn.edges, tpm_rows=rows))
    assert tables.tpm_rows is None
    assert all(isinstance(unit.function, Table) for unit in tables.units)
    assert "one table per unit" in said


def test_names_change_where_they_stand_and_nowhere_else():
    assert renamed(Table(("A", "B"), (0.0,) * 4), {"A": "Z"}).inputs == ("Z", "B")
    assert renamed(Rule("A | B"), {"B": "Z"}) == Rule("A | Z")
    assert renamed(Rule("A | B"), {"A": "B", "B": "C"}) == Rule("B | C")
    assert renamed(Gate("OR"), {"A": "Z"}) == Gate("OR")


@pytest.mark.parametrize(
    ("kind", "function"),
    [
        ("gate", Gate("OR")),
        ("table", Table(("A", "B"), (0.0, 0.0, 0.0, 1.0))),
        ("logistic", Logistic(k=4.0)),
    ],
)
def test_another_kind_of_unit_starts_from_what_there_is(kind, function):
    assert default_function(kind, PAIR, "B") == function


def test_edges_follow_the_inputs_that_a_function_dictates():
    assert wanted_inputs(Rule("A & C")) == ("A", "C")
    assert wanted_inputs(Gate("OR")) is None
    kept = set_edges(PAIR.edges, "B", ("A", "C"))
    assert [(edge.source, edge.target, edge.weight) for edge in kept] == [("A", "B", 0.5), ("C", "B", 1.0)]


@pytest.mark.parametrize(
    "part", [{"ties": "smallest"}, {"candidates": "reachable-now"}, {"state_ties": "first"}, {"origin": "x"}]
)
def test_snapshots_with_another_reading_are_not_the_same(part):
    one = opened(Substrate.from_rules({"A": "B", "B": "A"}))
    assert same(one, replace(one, units=("A", "B")))
    assert not same(one, replace(one, **part))
