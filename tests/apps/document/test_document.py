"""The document: every change can be undone, every refusal leaves it as it was and says why."""

import json
from dataclasses import replace

import pytest

from apps.document import document as documents
from apps.document import edits
from apps.document.document import Document
from apps.document.examples import first_substrate
from apps.document.gestures import (
    AddUnit,
    Connect,
    Delete,
    MoveUnits,
    Reconnect,
    Redo,
    SetWeight,
    Toggle,
    Undo,
)
from apps.document.snapshot import as_table, inputs_of, unit_of
from apps.workspace.documents.open_documents import OpenDocuments
from apps.workspace.documents.open_file import FileOpener
from engine.substrate.functions import Gate, Logistic, Rule, Table
from engine.substrate.substrate import Substrate
from engine.words import speaking

WEIGHTS = [[-0.2, 0.7, 0.2], [0.7, -0.2, 0.0], [0.1, -0.8, 0.2]]


@pytest.fixture
def document():
    return Document(Substrate.from_weights(WEIGHTS, k=4.0, labels=["A", "B", "C"]))


@pytest.fixture
def ruled():
    return Document(Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"}))


def test_gestures_build_a_network_and_undo_takes_it_apart(document):
    start = document.snapshot
    assert document.apply(AddUnit(0.5, 0.9))
    assert document.substrate.labels == ["A", "B", "C", "D"]
    assert unit_of(document.substrate, "D").function == Logistic(k=4.0)
    assert document.apply(Connect("D", "D"))
    assert document.apply(Connect("A", "D"))
    assert document.apply(Toggle("D", 1))
    assert document.state == (0, 0, 0, 1)
    assert inputs_of(document.substrate, "D") == ("A", "D")
    for _ in range(4):
        document.apply(Undo())
    assert document.snapshot == start
    assert not document.can_undo
    for _ in range(4):
        document.apply(Redo())
    assert document.state == (0, 0, 0, 1)
    assert not document.can_redo


def test_adding_and_deleting_keeps_the_others_in_place(document):
    before = {
        unit.label: edits.positions(document.substrate)[unit.label] for unit in document.substrate.units
    }
    document.apply(AddUnit(0.9, 0.1))
    document.apply(Delete(("B",), ()))
    after = edits.positions(document.substrate)
    assert after["A"] == pytest.approx(before["A"], abs=1e-3)
    assert after["D"] == (0.9, 0.1)


def test_refusal_changes_nothing_and_says_why(document):
    before = document.snapshot
    assert not document.set_state("aB")
    assert document.snapshot is before
    assert document.refused
    assert "state" in document.message
    assert not document.change(edits.delete, ["A", "B", "C"])
    assert not document.rename("A", "B")
    assert not document.rename("A", "no & way")
    assert not document.set_units([])
    assert not document.set_weight("A", "B", float("nan"))
    assert not document.set_rules(formalism="iit9")
    assert document.snapshot is before
    assert not document.can_undo
    document.toggle("A")
    assert not document.refused


def test_slider_drag_is_one_step(document, monkeypatch):
    now = [0.0]
    monkeypatch.setattr(documents.time, "monotonic", lambda: now[0])
    for weight in (0.6, 0.5, 0.4):
        now[0] += 0.1
        document.set_weight("A", "B", weight)
    now[0] += 5
    document.set_weight("A", "B", 0.3)
    document.undo()
    assert edits.weight_of(document.substrate, "A", "B") == 0.4
    document.undo()
    assert edits.weight_of(document.substrate, "A", "B") == 0.7


def test_a_drag_of_an_edge_is_one_step_however_long_it_rests(document, monkeypatch):
    now = [0.0]
    monkeypatch.setattr(documents.time, "monotonic", lambda: now[0])
    for stroke, weights in ((3, (0.6, 0.5)), (9, (0.4, 0.3))):
        for weight in weights:
            assert document.apply(SetWeight("A", "B", weight, stroke))
            now[0] += 60 if weight == weights[0] else 0.01
    for expected in (0.5, 0.7):
        document.undo()
        assert edits.weight_of(document.substrate, "A", "B") == expected
    assert not document.can_undo
    assert not document.apply(SetWeight("B", "C", 1.0, 12))
    assert document.refused


def test_the_field_and_the_drawing_have_strokes_of_their_own(document):
    document.apply(SetWeight("A", "B", 0.5, 4))
    document.set_weight("A", "B", 0.4, -4)
    document.undo()
    assert edits.weight_of(document.substrate, "A", "B") == 0.5


def test_deleting_a_unit_repairs_who_listened(ruled):
    assert ruled.apply(Delete(("C",), ()))
    assert ruled.substrate.labels == ["A", "B"]
    assert unit_of(ruled.substrate, "A").function == Rule("B & 0")
    assert "Deleted C with 4 edges." in ruled.message
    assert "B & 0" in ruled.message
    assert ruled.substrate.tpm.shape == (4, 2)


def test_table_units_gain_and_lose_inputs(document):
    document.set_function("C", as_table(document.substrate, "C"))
    before = document.substrate.tpm.copy()
    assert inputs_of(document.substrate, "C") == ("A", "C")
    document.apply(Connect("B", "C"))
    table = unit_of(document.substrate, "C").function
    assert isinstance(table, Table)
    assert table.inputs == ("A", "C", "B")
    assert "new input B" in document.message
    assert document.substrate.tpm == pytest.approx(before)
    document.change(edits.disconnect, "B", "C")
    assert document.substrate.tpm == pytest.approx(before)


def test_a_rule_that_gains_an_input_names_it(ruled):
    ruled.apply(Connect("A", "A"))
    assert unit_of(ruled.substrate, "A").function == Rule("(B & C) | A")
    assert "(B & C) | A" in ruled.message


def test_a_tpm_becomes_tables_when_the_wiring_changes():
    rows = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
    document = Document(replace(Substrate.from_weights([[0, 1], [1, 0]], labels=["A", "B"]), tpm_rows=rows))
    before = document.substrate.tpm.copy()
    assert document.apply(AddUnit(0.1, 0.1))
    assert document.substrate.tpm_rows is None
    assert "one table per unit" in document.message
    assert document.substrate.tpm[:4, :2] == pytest.approx(before)


def test_rename_follows_everywhere(ruled):
    ruled.set_units(["A", "B"])
    assert ruled.rename("A", "Left")
    assert ruled.units == ("Left", "B")
    assert unit_of(ruled.substrate, "B").function == Rule("Left | C")
    assert ("Left", "C") in ruled.snapshot.edge_pairs


def test_functions_decide_their_edges(document):
    assert document.set_function("A", Rule("B & !C"))
    assert inputs_of(document.substrate, "A") == ("B", "C")
    assert not document.set_function("A", Rule("B & Z"))
    assert "Z" in document.message
    assert document.set_function("B", Gate("XOR", noise=0.1))


def test_reconnect_keeps_the_weight(document):
    document.apply(Reconnect("A", "C", "B", "C"))
    assert edits.weight_of(document.substrate, "B", "C") == 0.2
    assert ("A", "C") not in document.snapshot.edge_pairs


def test_moves_stay_on_the_page_and_change_no_dynamics(document):
    digest = document.substrate.sha256
    document.apply(MoveUnits({"A": (3.0, -2.0)}))
    assert (document.substrate.units[0].x, document.substrate.units[0].y) == (1.0, 0.0)
    assert document.substrate.sha256 == digest


def test_save_and_open_again(document):
    document.toggle("B")
    document.set_units(["A", "B"])
    saved = document.save_bytes()
    other = Document(Substrate.from_rules({"X": "X"}))
    FileOpener(OpenDocuments(other)).replace("mine.json", saved)
    assert other.state == (0, 1, 0)
    assert other.units == ("A", "B")
    assert other.substrate.sha256 == document.substrate.sha256
    other.undo()
    assert other.substrate.labels == ["X"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[1, 2]",
        json.dumps({"format": "phiscope-substrate", "version": 1, "units": []}).encode(),
    ],
)
def test_a_malformed_file_is_a_sentence_and_leaves_the_drawing(document, data):
    before = document.snapshot
    FileOpener(OpenDocuments(document)).replace("broken.json", data)
    assert document.refused
    assert document.snapshot is before
    assert "broken.json" in document.message
    assert "\n" not in document.message


def test_a_file_of_50_megabytes_is_refused(document):
    FileOpener(OpenDocuments(document)).replace("huge.json", b" " * 50_000_000)
    assert document.refused
    assert "50 MB" in document.message


def test_presets_and_reset(document):
    assert document.load_preset("iit4-fig1")
    assert document.units == ("A", "B")
    opened = document.snapshot
    document.toggle("A")
    document.reset()
    assert document.snapshot == opened
    document.undo()
    assert document.state == (1, 1, 1)
    assert not document.load_preset("../../etc/passwd")
    assert document.refused


def test_only_opening_and_restoring_count_as_another_network(document):
    document.toggle("A")
    document.apply(AddUnit(0.5, 0.9))
    document.undo()
    assert document.openings == 0
    document.reset()
    document.open_substrate(Substrate.from_weights(WEIGHTS, k=1.0))
    assert document.openings == 2


def test_the_english_notes_of_an_example_are_said_in_english_only():
    document = Document(first_substrate(), origin="iit4-fig1")
    document.load_preset("xor-line")
    assert "parity of its neighbours" in document.message
    with speaking("de"):
        document.load_preset("xor-line")
        assert document.message == ""
        document.open_substrate(document.substrate)  # one's own: its notes are one's own too
        assert "parity of its neighbours" in document.message
