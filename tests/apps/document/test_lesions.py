"""The lesion as an edit: undone in one step, kept in files, steady in its state, marked for the drawing."""

import pytest

from apps.document.document import Document
from apps.document.lesions import make_lesion
from apps.document.link_text import decode, encode, restored, shared
from apps.editor.marks import SystemMarks
from apps.jobs.analysis import Analysis
from apps.jobs.runner import Runner
from apps.selection.selection import Selection
from apps.workspace.documents.open_documents import OpenDocuments
from apps.workspace.documents.open_file import FileOpener
from engine.substrate.lesions import lesioned
from engine.substrate.substrate import Substrate


@pytest.fixture
def document():
    document = Document(Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"}))
    document.set_state("aBc")
    return document


def test_a_lesion_is_one_step_and_leaves_the_candidate_system(document):
    before = document.snapshot
    assert document.change(make_lesion, "B")
    assert lesioned(document.substrate) == ("B",)
    assert document.units == ("A", "C")
    assert document.message.startswith("B is lesioned: it stays ON for good.")
    assert "A's rule is now 1 & C." in document.message
    assert not document.change(make_lesion, "B")
    document.undo()
    assert document.snapshot == before


def test_a_lesioned_unit_stays_in_its_state(document):
    document.change(make_lesion, "B")
    assert not document.toggle("B")
    assert "undo the lesion" in document.message
    assert not document.set_state("abc")
    assert document.set_state("ABC")
    assert document.toggle("A")


def test_a_lesion_survives_saving_and_links(document):
    document.change(make_lesion, "B")
    other = Document(Substrate.from_rules({"X": "X"}))
    FileOpener(OpenDocuments(other)).replace("hurt.json", document.save_bytes())
    assert lesioned(other.substrate) == ("B",)
    assert (other.state, other.units) == (document.state, document.units)
    snapshot, *_ = restored(decode(encode(shared(document.snapshot))))
    assert lesioned(snapshot.substrate) == ("B",)


def test_the_only_unit_of_a_system_leaves_it_to_the_others(document):
    document.set_units(["B"])
    assert document.change(make_lesion, "B")
    assert document.units == ("A", "C")
    alone = Document(Substrate.from_rules({"X": "X"}))
    assert not alone.change(make_lesion, "X")
    assert "only unit" in alone.message


def test_the_drawing_tells_background_and_lesion_apart(document):
    marks = SystemMarks(document, Selection(), Analysis(document, Runner()))
    document.set_units(["A", "B"])
    assert (marks.all()["background"], marks.all()["lesioned"]) == (["C"], [])
    document.change(make_lesion, "B")
    assert (marks.all()["background"], marks.all()["lesioned"]) == (["C"], ["B"])
