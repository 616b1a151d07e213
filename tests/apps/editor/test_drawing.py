"""The drawing between the editor and the document: gestures in, network and marks out."""

import pytest

from apps.document.document import Document
from apps.document.snapshot import opened
from apps.editor.drawing import NetworkDrawing, network
from apps.editor.marks import SystemMarks, glimpsed
from apps.jobs.analysis import Analysis
from apps.jobs.runner import Runner
from apps.results.findings import Findings
from apps.selection.selection import MechanismRef, Selection
from cards import example
from engine import unfold
from engine.iit4.integration import integrate
from engine.iit4.system import candidate_system
from viz.theme import DARK, LIGHT
from wire import Wire


@pytest.fixture
def document():
    return Document(example("iit4-fig1"), origin="iit4-fig1")


@pytest.fixture
def selection():
    return Selection()


@pytest.fixture
def analysis(document):
    return Analysis(document, Runner())


@pytest.fixture
def drawing(document, selection, analysis):
    return NetworkDrawing(document, selection, SystemMarks(document, selection, analysis))


def test_a_gesture_of_the_browser_is_an_edit_and_comes_back_drawn(document, drawing):
    wire = Wire(drawing.view)
    wire.send({"seq": 1, "type": "toggle", "label": "A", "state": 1})
    assert document.state == (1, 1, 1)
    assert [unit["on"] for unit in drawing.view.network["units"]] == [1, 1, 1]
    wire.send({"seq": 2, "type": "undo"})
    assert document.state == (0, 1, 1)
    assert drawing.view.seen == 2
    assert wire.told == []


def test_what_is_refused_is_said_on_the_drawing(document, drawing):
    wire = Wire(drawing.view)
    before = document.snapshot
    wire.send({"seq": 1, "type": "delete", "units": ["A", "B", "C"], "edges": []})
    assert document.snapshot is before
    assert wire.told == [{"say": document.message}]
    assert "at least one unit" in document.message


def test_what_is_selected_in_the_drawing_is_picked_on_the_page_and_back(selection, drawing):
    wire = Wire(drawing.view)
    wire.send({"seq": 1, "type": "select", "ids": ["unit:A", "unit:B"]})
    assert selection.unit == "B"
    assert drawing.view.selected == ["unit:A", "unit:B"]  # several stay selected
    wire.send({"seq": 2, "type": "edit", "id": "edge:A>B"})
    assert selection.edge == ("A", "B")
    selection.pick_unit("C")
    assert drawing.view.selected == ["unit:C"]
    selection.pick(None)
    assert drawing.view.selected == []


def test_marks_tell_of_the_system_the_result_and_what_is_lit(document, selection, analysis, drawing):
    assert drawing.view.marks["system"] == ["A", "B"]
    assert drawing.view.marks["background"] == ["C"]
    assert drawing.view.marks["cut"] == drawing.view.marks["regions"] == []
    snapshot = document.snapshot
    analysis.show(Findings(snapshot, unfold(snapshot.substrate, snapshot.state, snapshot.units)))
    assert drawing.view.marks["cut"] == [["A", "B"]]
    assert "0.17" in drawing.view.marks["regions"][0]["text"]
    selection.pick(MechanismRef(("B",)))
    assert drawing.view.marks["highlight"] == ["unit:B"]
    selection.guessing = True  # the drawing must not give the answer away
    assert drawing.view.marks["cut"] == []


def test_the_whole_network_is_shown_when_another_is_opened(document, drawing):
    before = drawing.view.fit
    document.toggle("A")
    assert drawing.view.fit == before
    document.load_preset("xor-line")
    assert drawing.view.fit == before + 1


def test_a_preview_changes_the_picture_alone(document, drawing):
    before = document.snapshot
    other = opened(example("xor-line"))
    drawing.preview(other)
    assert drawing.view.network == network(other)
    assert document.snapshot is before
    drawing.set_theme(DARK)
    assert drawing.view.theme == "dark"
    drawing.set_theme(LIGHT)
    assert drawing.view.theme == "light"


def test_a_large_system_shows_its_phi_and_cut_before_its_structure():
    snapshot = opened(example("iit4-fig1"))
    (found,) = integrate(candidate_system(snapshot.substrate, snapshot.state, snapshot.units))
    marks = glimpsed(Findings(snapshot, found))
    assert marks["cut"] == [["A", "B"]]
    assert marks["regions"][0]["units"] == ["A", "B"]
    assert "0.17" in marks["regions"][0]["text"]


def test_another_network_opens_with_nothing_picked(document, drawing, selection):
    selection.pick_edge("A", "B")
    document.set_weight("A", "B", 0.5)
    assert selection.edge == ("A", "B")
    document.load_preset("iit4-fig6a-bottleneck")
    assert ("A", "B") in document.snapshot.edge_pairs
    assert (selection.picked, selection.edge, drawing.view.selected) == (None, None, [])
    selection.pick_edge("A", "B")
    document.undo()
    assert (selection.picked, selection.edge, drawing.view.selected) == (None, None, [])
