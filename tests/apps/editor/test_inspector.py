"""The inspector: each kind of function has its fields; reordered inputs change nothing; all is undone."""

from typing import Any

import numpy as np
import pytest

from apps.document import edits
from apps.document.document import Document
from apps.document.gestures import SetWeight
from apps.document.snapshot import as_rule, unit_of
from apps.editor.inspector import Inspector
from apps.editor.unit_function import with_slope
from apps.selection.selection import Selection
from engine.substrate.functions import Gate, Logistic, Rule, Table
from engine.substrate.substrate import Edge, Substrate, Unit
from parts import part
from wire import edit, send


@pytest.fixture
def document():
    units = (
        Unit("A", Logistic(4.0, -2.0)),
        Unit("B", Gate("COPY")),
        Unit("C", Table(("A", "B"), (0.1, 0.2, 0.3, 0.4))),
        Unit("D", Rule("A & !C", 0.1)),
    )
    pairs = ("BA", "AB", "AC", "BC", "AD", "CD")
    return Document(Substrate(units, tuple(Edge(a, b) for a, b in pairs)))


@pytest.fixture
def selection():
    return Selection()


@pytest.fixture
def inspector(document, selection):
    return Inspector(document, selection)


def field(inspector, hook) -> Any:
    return part(inspector.view, hook)


def words(inspector):
    return field(inspector, "unit-inputs").object


def function(document, label):
    return unit_of(document.substrate, label).function


def test_a_logistic_unit_has_a_slope_and_a_threshold(document, inspector, selection):
    selection.pick_unit("A")
    assert field(inspector, "unit-threshold").value == 0.5
    field(inspector, "unit-k").value = 2.0
    assert function(document, "A") == Logistic(2.0, -1.0)
    field(inspector, "unit-threshold").value = -0.25
    assert function(document, "A") == Logistic(2.0, 0.5)
    field(inspector, "unit-k").value = 0.0
    assert function(document, "A") == Logistic(0.0, 0.5)
    field(inspector, "unit-bias").value = 0.75
    assert function(document, "A") == Logistic(0.0, 0.75)
    assert with_slope(Logistic(0.0, 0.75), 2.0) == Logistic(2.0, 0.75)


def test_noise_and_gates_are_live(document, inspector, selection):
    selection.pick_unit("D")
    field(inspector, "unit-noise").value = 0.2
    assert function(document, "D") == Rule("A & !C", 0.2)
    field(inspector, "unit-kind").value = "gate"
    field(inspector, "unit-gate").value = "MAJORITY"
    field(inspector, "unit-gate").value = "THRESHOLD"
    field(inspector, "unit-n").value = 1
    assert function(document, "D") == Gate("THRESHOLD", 0.0, 1)
    assert "order does not matter" in words(inspector)


def test_what_a_copy_listens_to_is_chosen(document, inspector, selection):
    selection.pick_unit("B")
    assert "1. A" in words(inspector)
    field(inspector, "unit-source").value = "C"
    assert {a for a, b in document.snapshot.edge_pairs if b == "B"} == {"C"}
    assert document.message == "B listens to C alone now; the edges from A are gone."
    assert "1. C" in words(inspector)
    document.undo()
    assert field(inspector, "unit-source").value == "A"


def test_a_table_is_edited_row_by_row_and_its_inputs_reordered(document, inspector, selection):
    selection.pick_unit("C")
    grid = field(inspector, "unit-table").grid
    assert (grid["rows"], grid["columns"]) == (["ab", "Ab", "aB", "AB"], ["P(ON)"])
    assert "A changes fastest" in words(inspector)
    before = document.substrate.tpm.copy()
    field(inspector, "sooner-1").clicks += 1
    assert function(document, "C") == Table(("B", "A"), (0.1, 0.3, 0.2, 0.4))
    assert (document.substrate.tpm == before).all()
    assert "B changes fastest" in words(inspector)
    sheet = field(inspector, "unit-table")
    send(sheet, {"type": "cells", "turn": sheet.grid["turn"], "cells": [[1, 0, "0.9"]]})
    assert function(document, "C") == Table(("B", "A"), (0.1, 0.9, 0.2, 0.4))
    assert field(inspector, "unit-table") is sheet
    assert sheet.grid["cells"][1] == ["0.9"]
    document.undo()
    assert field(inspector, "unit-table").grid["cells"][1] == ["0.3"]


def test_new_wires_show_in_the_order_of_inputs(document, inspector, selection):
    selection.pick_unit("C")
    document.change(edits.connect, "D", "C")
    assert "1. A, 2. B, 3. D" in words(inspector)
    assert len(field(inspector, "unit-table").grid["rows"]) == 8


def test_a_column_of_a_tpm_is_edited_as_a_table(document, selection):
    rows = np.random.default_rng(0).uniform(size=(4, 2)).tolist()
    drawn = Substrate.from_weights([[1, 1], [1, 1]], labels=["A", "B"])
    document = Document(Substrate(drawn.units, drawn.edges, tpm_rows=rows))
    inspector = Inspector(document, selection)
    selection.pick_unit("B")
    sheet = field(inspector, "unit-table")
    send(sheet, {"type": "cells", "turn": sheet.grid["turn"], "cells": [[3, 0, "0.5"]]})
    rows[3][1] = 0.5
    assert document.substrate.tpm == pytest.approx(np.array(rows))


def test_a_lesioned_unit_says_what_it_is(document, inspector, selection):
    selection.pick_unit("A")
    field(inspector, "lesion-unit").clicks += 1
    assert "it is OFF for good" in field(inspector, "lesioned-note").object
    document.undo()
    assert field(inspector, "unit-k").value == 4.0


def test_a_rule_that_makes_no_sense_changes_nothing(document, inspector, selection):
    selection.pick_unit("D")
    before = document.snapshot
    for text in ("A &", "A & Z", "<b>"):
        field(inspector, "unit-text").value = text
        assert document.snapshot is before
        assert document.message


@pytest.mark.parametrize(
    ("gate", "rule"),
    [
        (Gate("AND", 0.1), Rule("A & B", 0.1)),
        (Gate("XNOR"), Rule("!(A ^ B)")),
        (Gate("NOR"), Rule("!(A | B)")),
        (Logistic(), Rule("A | B")),
    ],
)
def test_a_gate_becomes_the_rule_that_says_the_same(gate, rule):
    assert as_rule(gate, ("A", "B")) == rule


@pytest.fixture
def weighed():
    return Document(Substrate.from_weights([[0.2, 0.7], [0.4, 0.0]], k=4.0, labels=["A", "B"]))


def test_a_drag_of_the_number_is_one_step_and_the_fields_stay(weighed, selection):
    inspector = Inspector(weighed, selection)
    selection.pick_edge("A", "B")
    number, slider = field(inspector, "weight-number"), field(inspector, "weight-slider")
    for value in (0.75, 1.25):
        edit(number, drag=5, value=value)
    assert edits.weight_of(weighed.substrate, "A", "B") == 1.25
    assert (slider.value, slider.end) == (1.25, 1.25)
    edit(number, drag=6, value=0.5)
    assert field(inspector, "weight-number") is number
    weighed.undo()
    assert edits.weight_of(weighed.substrate, "A", "B") == 1.25
    weighed.undo()
    assert edits.weight_of(weighed.substrate, "A", "B") == 0.7
    assert not weighed.can_undo


def test_a_drag_in_the_drawing_moves_the_fields_on_screen(weighed, selection):
    inspector = Inspector(weighed, selection)
    selection.pick_edge("A", "B")
    number, slider = field(inspector, "weight-number"), field(inspector, "weight-slider")
    for weight in (0.75, -1.5):
        weighed.apply(SetWeight("A", "B", weight, 3))
    assert field(inspector, "weight-number") is number
    assert (number.value, slider.value, slider.start) == (-1.5, -1.5, -1.5)
    selection.pick_edge("B", "A")
    assert field(inspector, "weight-number") is not number
    assert field(inspector, "weight-number").value == 0.4


def test_a_refused_weight_leaves_the_fields_as_the_document_is(weighed, selection):
    inspector = Inspector(weighed, selection)
    selection.pick_edge("A", "B")
    edit(field(inspector, "weight-number"), value=1e9)
    assert weighed.refused
    assert field(inspector, "weight-number").value == 0.7
