"""The matrices: what a cell says is what the network does; a bad entry changes nothing and waits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.document.document import Document
from apps.document.snapshot import opened
from apps.editor.matrix_edits import tpm_table
from apps.editor.matrix_view import MatrixEditor
from apps.ui.matrix_grid import Grid, GridEntries, block, number, written
from engine.substrate.functions import Gate, Logistic, Table
from engine.substrate.substrate import Substrate, Unit

WEIGHTS = [[-0.2, 0.7, 0.2], [0.7, -0.2, 0.0], [0.0, -0.8, 0.2]]


@pytest.fixture
def document():
    document = Document(Substrate.from_weights(WEIGHTS, k=4.0, labels=["A", "B", "C"]))
    document.set_state("aBC")
    return document


@pytest.fixture
def editor(document):
    editor = MatrixEditor(document)
    editor.toggle.value = True
    return editor


def shown(editor):
    return editor._entries.view.grid


def say(editor, **message):
    editor._entries.view._handle_msg({"turn": shown(editor)["turn"], **message})


def enter(editor, row, column, text):
    say(editor, type="cells", cells=[[row, column, text]])


def kind(editor, name):
    editor._kind.value = name


def test_a_hidden_table_costs_nothing(document):
    editor = MatrixEditor(document)
    document.toggle("A")
    assert shown(editor) == {"turn": 0}


def test_weights_are_edited_and_undone(document, editor):
    assert shown(editor)["cells"] == [["-0.2", "0.7", "0.2"], ["0.7", "-0.2", ""], ["", "-0.8", "0.2"]]
    before = document.snapshot
    enter(editor, 1, 2, "0,35")
    assert document.substrate.weights[1, 2] == 0.35
    assert document.state == (0, 1, 1)
    assert shown(editor)["cells"][1][2] == "0.35"
    assert "New edge: B → C." in document.message
    document.undo()
    assert document.snapshot == before
    assert shown(editor)["cells"][1][2] == ""


def test_the_table_follows_the_drawing(document, editor):
    turn = shown(editor)["turn"]
    document.set_weight("A", "B", 0.5)
    assert shown(editor)["cells"][0][1] == "0.5"
    assert shown(editor)["turn"] == turn
    document.rename("A", "Left")
    assert shown(editor)["rows"] == ["Left", "B", "C"]
    assert shown(editor)["turn"] > turn


def test_a_bad_entry_is_marked_where_it_is_and_waits(document, editor):
    before = document.snapshot
    enter(editor, 0, 0, "<b>x")
    assert document.snapshot is before
    assert shown(editor)["cells"][0][0] == "<b>x"
    assert [(e["row"], e["column"]) for e in shown(editor)["errors"]] == [(0, 0)]
    assert shown(editor)["errors"][0]["text"].startswith("A → A: “<b>x” is no weight")
    enter(editor, 0, 1, "0.9")  # waits for the other
    assert document.snapshot is before
    document.toggle("A")  # changes elsewhere leave it alone
    assert shown(editor)["cells"][0][0] == "<b>x"
    enter(editor, 0, 0, "0.1")
    assert document.substrate.weights[0].tolist() == [0.1, 0.9, 0.2]
    assert shown(editor)["errors"] == []


def test_entries_can_be_taken_back(document, editor):
    enter(editor, 0, 0, "x")
    enter(editor, 0, 1, "y")
    say(editor, type="drop", cells=[[0, 0]])
    assert [(e["row"], e["column"]) for e in shown(editor)["errors"]] == [(0, 1)]
    say(editor, type="discard")
    assert shown(editor)["errors"] == []
    assert shown(editor)["cells"][0] == ["-0.2", "0.7", "0.2"]
    assert not document.refused


def test_what_waits_is_not_for_the_next_network(document, editor):
    enter(editor, 0, 0, "x")
    document.open_substrate(Substrate.from_weights(WEIGHTS, k=1.0))
    assert shown(editor)["errors"] == []
    assert shown(editor)["cells"][0][0] == "-0.2"


def test_a_block_from_a_spreadsheet_fills_cells_in_one_step(document, editor):
    before = document.snapshot
    say(editor, type="paste", row=0, column=1, text="1\t0\r\n\t0,5\r\n")
    assert document.substrate.weights.tolist() == [[-0.2, 1, 0], [0.7, 0, 0.5], [0, -0.8, 0.2]]
    document.undo()
    assert document.snapshot == before
    say(editor, type="paste", row=1, column=1, text="1\t2\t3")
    assert "1 rows and 3 columns" in shown(editor)["refusal"]
    say(editor, type="paste", row=0, column=0, text="1,x\n3,4")
    assert document.snapshot == before
    assert shown(editor)["cells"][1][:2] == ["3", "4"]
    assert len(shown(editor)["errors"]) == 1


def test_connectivity_is_ticked(document, editor):
    kind(editor, "Connectivity")
    assert shown(editor)["cells"] == [["1", "1", "1"], ["1", "1", "0"], ["0", "1", "1"]]
    enter(editor, 2, 0, "1")
    enter(editor, 0, 0, "0")
    assert ("C", "A") in document.snapshot.edge_pairs
    assert ("A", "A") not in document.snapshot.edge_pairs


def test_an_edited_tpm_makes_tables_and_undo_brings_the_units_back(document, editor):
    kind(editor, "TPM")
    grid = shown(editor)
    assert grid["rows"][:3] == ["abc", "Abc", "aBc"]
    assert grid["rows"][grid["current"]] == "aBC"
    assert "A, changes fastest" in grid["words"]
    assert "after abc comes Abc" in grid["words"]
    before = document.snapshot
    expected = document.substrate.tpm.copy()
    expected[6, 0] = 0.25
    enter(editor, 6, 0, "1/4")
    assert document.substrate.tpm == pytest.approx(expected)
    assert [type(unit.function) for unit in document.substrate.units] == [Table, Logistic, Logistic]
    assert document.message.startswith("A is now a table over A, B, C.")
    assert document.message.endswith("Undo brings back what the units were.")
    document.undo()
    assert document.snapshot == before
    document.toggle("A")
    assert shown(editor)["rows"][shown(editor)["current"]] == "ABC"


def test_distributions_of_many_states_wait_until_they_add_up():
    document = Document(Substrate((Unit("A", Table((), ((0.2, 0.3, 0.5),)), 3),)))
    editor = MatrixEditor(document)
    editor.toggle.value = True
    kind(editor, "TPM")
    enter(editor, 0, 0, "0.4")
    assert "add up" in shown(editor)["refusal"]
    assert shown(editor)["cells"][0] == ["0.4", "0.3", "0.5"]
    enter(editor, 0, 2, "0.3")
    assert shown(editor)["refusal"] == ""
    assert document.substrate.columns[0].tolist() == [0.4, 0.3, 0.3]


def test_a_long_tpm_is_shown_around_the_state_only():
    substrate = Substrate.from_weights(np.eye(7), k=2.0)
    grid = tpm_table(opened(substrate))
    assert not grid.editable
    assert "128 rows" in grid.words
    assert grid.rows[grid.current] == "abcdefg"
    assert grid.rows[1:4] == ("Abcdefg", "aBcdefg", "abCdefg")
    assert grid.values is not None
    assert grid.values[3] == pytest.approx(substrate.tpm[4])
    assert "65,536 rows" in tpm_table(opened(Substrate.from_weights(np.eye(16)))).words


def test_an_unfinished_drawing_says_why_it_has_no_tpm():
    grid = tpm_table(opened(Substrate((Unit("A", Gate("NOT")),))))
    assert grid.rows == ()
    assert "without inputs" in grid.words


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
def test_whatever_the_browser_sends_is_survived(document, editor, message):
    before = document.snapshot
    turn = shown(editor)["turn"]
    editor._entries.view._handle_msg(message and {"turn": turn, **message})
    assert document.snapshot is before


def test_an_entry_of_another_table_is_dropped(document, editor):
    before = document.snapshot
    editor._entries.view._handle_msg(
        {"turn": shown(editor)["turn"] - 1, "type": "cells", "cells": [[0, 0, "1"]]}
    )
    assert document.snapshot is before


@given(st.text(max_size=50), st.sampled_from(("weight", "bit", "probability")))
def test_any_text_is_a_number_of_its_kind_or_none(text, kind):
    value = number(text, kind)
    assert value is None or -1e6 <= value <= 1e6
    assert all(isinstance(cell, str) for line in block(text) for cell in line)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (" 0.5 ", "probability", 0.5),
        ("−2", "weight", -2.0),
        ("", "weight", 0.0),
        ("", "probability", None),
        ("1/3", "probability", 1 / 3),
        ("2", "bit", None),
        (".5e1", "weight", 5.0),
        ("1e7", "weight", None),
        ("٣", "weight", None),
    ],
)
def test_numbers_as_people_write_them(text, kind, value):
    assert number(text, kind) == value


@pytest.mark.parametrize(
    ("value", "text"), [(0.0179862099, "0.017986"), (1e-9, "1e-09"), (0.0, "0"), (-0.25, "-0.25"), (1.0, "1")]
)
def test_cells_are_short(value, text):
    assert written(value) == text


def test_a_table_that_is_to_be_read_only_takes_no_entry():
    sheet = GridEntries(lambda _values: pytest.fail("applied"))
    sheet.show(Grid("t", "", rows=("a",), columns=("b",), values=np.zeros((1, 1)), editable=False))
    sheet.view._handle_msg({"turn": sheet.view.grid["turn"], "type": "cells", "cells": [[0, 0, "1"]]})
    assert sheet.view.grid["cells"] == [["0"]]
