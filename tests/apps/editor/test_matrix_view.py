"""The matrices: what a cell says is what the network does; a bad entry changes nothing and waits."""

import pytest

from apps.document.document import Document
from apps.editor.matrix_view import MatrixEditor
from engine.substrate.functions import Logistic, Table
from engine.substrate.substrate import Substrate, Unit
from parts import part
from wire import send

WEIGHTS = [[-0.2, 0.7, 0.2], [0.7, -0.2, 0.0], [0.0, -0.8, 0.2]]


@pytest.fixture
def document():
    document = Document(Substrate.from_weights(WEIGHTS, k=4.0, labels=["A", "B", "C"]))
    document.set_state("aBC")
    return document


@pytest.fixture
def face(document):
    face = MatrixEditor(document)
    face.toggle.value = True
    return face


def table(face):
    return part(face.view, "matrix-grid")


def shown(face):
    return table(face).grid


def say(face, **message):
    send(table(face), {"turn": shown(face)["turn"], **message})


def enter(face, row, column, text):
    say(face, type="cells", cells=[[row, column, text]])


def kind(face, name):
    part(face.view, "matrix-kind").value = name


def test_a_hidden_table_costs_nothing(document):
    face = MatrixEditor(document)
    face.toggle.value = True
    once = shown(face)
    face.toggle.value = False
    document.toggle("A")
    assert shown(face) == once


def test_weights_are_edited_and_undone(document, face):
    assert shown(face)["cells"] == [["-0.2", "0.7", "0.2"], ["0.7", "-0.2", ""], ["", "-0.8", "0.2"]]
    before = document.snapshot
    enter(face, 1, 2, "0,35")
    assert document.substrate.weights[1, 2] == 0.35
    assert document.state == (0, 1, 1)
    assert shown(face)["cells"][1][2] == "0.35"
    assert "New edge: B → C." in document.message
    document.undo()
    assert document.snapshot == before
    assert shown(face)["cells"][1][2] == ""


def test_the_table_follows_the_drawing(document, face):
    turn = shown(face)["turn"]
    document.set_weight("A", "B", 0.5)
    assert shown(face)["cells"][0][1] == "0.5"
    assert shown(face)["turn"] == turn
    document.rename("A", "Left")
    assert shown(face)["rows"] == ["Left", "B", "C"]
    assert shown(face)["turn"] > turn


def test_a_bad_entry_is_marked_where_it_is_and_waits(document, face):
    before = document.snapshot
    enter(face, 0, 0, "<b>x")
    assert document.snapshot is before
    assert shown(face)["cells"][0][0] == "<b>x"
    assert [(e["row"], e["column"]) for e in shown(face)["errors"]] == [(0, 0)]
    assert shown(face)["errors"][0]["text"].startswith("A → A: “<b>x” is no weight")
    enter(face, 0, 1, "0.9")  # waits for the other
    assert document.snapshot is before
    document.toggle("A")  # changes elsewhere leave it alone
    assert shown(face)["cells"][0][0] == "<b>x"
    enter(face, 0, 0, "0.1")
    assert document.substrate.weights[0].tolist() == [0.1, 0.9, 0.2]
    assert shown(face)["errors"] == []


def test_entries_can_be_taken_back(document, face):
    enter(face, 0, 0, "x")
    enter(face, 0, 1, "y")
    say(face, type="drop", cells=[[0, 0]])
    assert [(e["row"], e["column"]) for e in shown(face)["errors"]] == [(0, 1)]
    say(face, type="discard")
    assert shown(face)["errors"] == []
    assert shown(face)["cells"][0] == ["-0.2", "0.7", "0.2"]
    assert not document.refused


def test_what_waits_is_not_for_the_next_network(document, face):
    enter(face, 0, 0, "x")
    document.open_substrate(Substrate.from_weights(WEIGHTS, k=1.0))
    assert shown(face)["errors"] == []
    assert shown(face)["cells"][0][0] == "-0.2"


def test_a_block_from_a_spreadsheet_fills_cells_in_one_step(document, face):
    before = document.snapshot
    say(face, type="paste", row=0, column=1, text="1\t0\r\n\t0,5\r\n")
    assert document.substrate.weights.tolist() == [[-0.2, 1, 0], [0.7, 0, 0.5], [0, -0.8, 0.2]]
    document.undo()
    assert document.snapshot == before
    say(face, type="paste", row=1, column=1, text="1\t2\t3")
    assert "1 rows and 3 columns" in shown(face)["refusal"]
    say(face, type="paste", row=0, column=0, text="1,x\n3,4")
    assert document.snapshot == before
    assert shown(face)["cells"][1][:2] == ["3", "4"]
    assert len(shown(face)["errors"]) == 1


def test_connectivity_is_ticked(document, face):
    kind(face, "connectivity")
    assert shown(face)["cells"] == [["1", "1", "1"], ["1", "1", "0"], ["0", "1", "1"]]
    enter(face, 2, 0, "1")
    enter(face, 0, 0, "0")
    assert ("C", "A") in document.snapshot.edge_pairs
    assert ("A", "A") not in document.snapshot.edge_pairs


def test_an_edited_tpm_makes_tables_and_undo_brings_the_units_back(document, face):
    kind(face, "tpm")
    grid = shown(face)
    assert grid["rows"][:3] == ["abc", "Abc", "aBc"]
    assert grid["rows"][grid["current"]] == "aBC"
    assert "A, changes fastest" in grid["words"]
    assert "after abc comes Abc" in grid["words"]
    before = document.snapshot
    expected = document.substrate.tpm.copy()
    expected[6, 0] = 0.25
    enter(face, 6, 0, "1/4")
    assert document.substrate.tpm == pytest.approx(expected)
    assert [type(unit.function) for unit in document.substrate.units] == [Table, Logistic, Logistic]
    assert document.message.startswith("A is now a table over A, B, C.")
    assert document.message.endswith("Undo brings back what the units were.")
    document.undo()
    assert document.snapshot == before
    document.toggle("A")
    assert shown(face)["rows"][shown(face)["current"]] == "ABC"


def test_distributions_of_many_states_wait_until_they_add_up():
    document = Document(Substrate((Unit("A", Table((), ((0.2, 0.3, 0.5),)), 3),)))
    face = MatrixEditor(document)
    face.toggle.value = True
    kind(face, "tpm")
    enter(face, 0, 0, "0.4")
    assert "add up" in shown(face)["refusal"]
    assert shown(face)["cells"][0] == ["0.4", "0.3", "0.5"]
    enter(face, 0, 2, "0.3")
    assert shown(face)["refusal"] == ""
    assert document.substrate.columns[0].tolist() == [0.4, 0.3, 0.3]


@pytest.mark.parametrize(
    "message",
    [
        None,
        {"turn": 1},
        {"type": "cells"},
        {"type": "cells", "cells": [[99, 0, "1"], [0, -1, "1"], [True, 0, "1"], ["0", 0, "1"], [0, 0, 5], 7]},
        {"type": "paste", "row": 0, "column": 99, "text": "1"},
        {"type": "paste", "row": 0, "column": 0, "text": "1\t" * 200_000},
        {"type": "drop", "cells": [[0], [[], {}], [0, 0, 0]]},
        {"type": "cells", "cells": [[0, 0, "9" * 10_000]]},
        {"type": "cells", "cells": [[0, 0, "1e999"], [0, 1, "nan"], [0, 2, "1/0"]]},
    ],
)
def test_whatever_the_browser_sends_is_survived(document, face, message):
    before = document.snapshot
    turn = shown(face)["turn"]
    send(table(face), message and {"turn": turn, **message})
    assert document.snapshot is before


def test_an_entry_of_another_table_is_dropped(document, face):
    before = document.snapshot
    say(face, turn=shown(face)["turn"] - 1, type="cells", cells=[[0, 0, "1"]])
    assert document.snapshot is before
