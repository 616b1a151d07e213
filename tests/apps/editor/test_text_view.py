"""The text face: what is typed reaches the document in one step, and no typed character is ever lost."""

import param
import pytest
from panel.util.parameters import edit_readonly

from apps.document.document import Document
from apps.document.link_text import encode, shared
from apps.editor.text_view import TextEditor
from apps.selection.selection import Selection
from apps.workspace.documents.open_documents import OpenDocuments
from apps.workspace.share_link import KEY, Share
from engine.substrate.functions import Gate, Rule
from engine.substrate.substrate import Substrate
from parts import part
from viz.layout import positions

RULES = {"A": "B & C", "B": "A | C", "C": "A ^ B"}


@pytest.fixture(autouse=True)
def no_clock(monkeypatch):
    """The pause after the last keystroke needs a server; `typed` ends it at once."""
    monkeypatch.setattr(param.parameterized, "async_executor", lambda _function: None)


@pytest.fixture
def document():
    return Document(Substrate.from_rules(RULES))


@pytest.fixture
def face(document):
    face = TextEditor(document)
    face.toggle.value = True
    return face


def typed(face, text):
    keystroke(face, text)
    face.settle()


def keystroke(face, text):
    with edit_readonly(area(face)):
        area(face).value_input = text


def area(face):
    return part(face.view, "script")


def said(face):
    return part(face.view, "problems").object


def rule(document, label):
    return document.substrate.units[document.substrate.index(label)].function


def test_a_hidden_text_costs_nothing_and_an_open_one_shows_the_network(document):
    face = TextEditor(document)
    assert face.text == ""
    face.toggle.value = True
    assert face.text == "A = B & C\nB = A | C\nC = A ^ B"


def test_valid_text_is_one_step_and_keeps_what_it_does_not_speak_of(document, face):
    document.set_state("AbC")
    document.set_units(["A", "B"])
    places = positions(document.substrate)
    before = document.snapshot
    typed(face, face.text.replace("B & C", "B & !C") + "\nD = MAJ(A, B, C)  # new")
    assert rule(document, "A") == Rule("B & !C")
    assert rule(document, "D") == Gate("MAJORITY")
    assert document.state == (1, 0, 1, 0)
    assert document.units == ("A", "B")
    after = positions(document.substrate)
    for label in "ABC":
        assert after[label] == pytest.approx(places[label], abs=1e-3)
    assert min(abs(after["D"][0] - x) + abs(after["D"][1] - y) for x, y in places.values()) > 0.2
    document.undo()
    assert document.snapshot == before


def test_a_burst_of_typing_is_one_step(document, face):
    for text in ("B", "B |", "B | C", "B | C | A"):
        typed(face, f"A = {text}\nB = A | C\nC = A ^ B")
    assert rule(document, "A") == Rule("B | C | A")
    document.undo()
    assert rule(document, "A") == Rule("B & C")
    assert not document.can_undo


def test_mistakes_are_listed_at_their_place_and_change_nothing(document, face):
    before = document.snapshot
    text = "A = B & <b>\nB = A | X\nC = A ^ B"
    typed(face, text)
    assert document.snapshot is before
    assert face.text == text
    assert "Line 2, column 9" in said(face)
    assert "<mark>X</mark>" in said(face)
    assert "<b>" not in said(face)
    assert area(face).error_state
    typed(face, "A = B & C\nB = A | C\nC = A ^ B")
    assert not area(face).error_state
    assert not document.can_undo


@pytest.mark.parametrize("text", ["", "\x00", "=" * 200, "A = " + "(" * 5000, "A" * 200_000, "A = A\nA = A"])
def test_any_text_is_survived(document, face, text):
    before = document.snapshot
    typed(face, text)
    assert document.snapshot is before
    assert area(face).error_state


def test_the_text_follows_the_document_with_its_comments(document, face):
    typed(face, "# three units\nA = B & C  # both\nB = A | C\nC = A ^ B")
    document.toggle("A")
    assert document.set_function("B", Rule("A & C"))
    assert face.text == "# three units\nA = B & C  # both\nB = A & C\nC = A ^ B"
    document.undo()
    assert "B = A | C" in face.text


def test_a_text_with_mistakes_outlives_changes_elsewhere(document, face):
    draft = "A = B & \nB = A | C\nC = A ^ B"
    typed(face, draft)
    document.set_function("C", Rule("A & B"))
    assert face.text == draft
    assert "Your text is kept" in said(face)
    give_up = part(face.view, "network-text")
    assert give_up.visible
    give_up.clicks += 1
    assert face.text == "A = B & C\nB = A | C\nC = A & B"
    assert not give_up.visible


def test_a_network_too_long_for_a_text_says_so(document, face):
    tpm = [[0.5 + 0.0001 * (i % 97)] * 12 for i in range(2**12)]
    document.open_substrate(Substrate.from_tpm(tpm))
    assert area(face).disabled
    assert "too long" in said(face)
    document.undo()
    assert face.text.startswith("A = B & C")
    assert not area(face).disabled


def test_a_link_restores_the_document_and_the_selection(document):
    document.set_state("aBC")
    document.set_units(["A", "C"])
    document.set_rules("iit4-2026", ties="smallest")
    text = encode(shared(document.snapshot, selection=["unit:B"]))
    other, selection = Document(Substrate.from_weights([[1.0]])), Selection()
    Share(OpenDocuments(other), selection).open(KEY + text)
    assert other.substrate.sha256 == document.substrate.sha256
    assert (other.state, other.units) == ((0, 1, 1), ("A", "C"))
    assert (other.formalism, other.ties) == ("iit4-2026", "smallest")
    assert selection.unit == "B"


@pytest.mark.parametrize("text", ["", "1.", "1.AAAA", "9.x", "<script>", "1." + "A" * 9000])
def test_a_bad_link_is_one_sentence_and_the_document_stays(document, text):
    before = document.snapshot
    Share(OpenDocuments(document), Selection()).open(KEY + text)
    assert document.snapshot is before
    assert document.refused
    assert document.message.count("\n") == 0


def test_a_link_from_nowhere_is_no_example(document):
    share = Share(OpenDocuments(document), Selection())
    share.open(KEY + encode(shared(document.snapshot) | {"origin": "../../etc/passwd"}))
    assert not document.refused
    assert document.snapshot.origin == ""


@pytest.fixture
def seen(document):
    """What a face that is ahead of its document draws."""
    drawn = []
    face = TextEditor(document, drawn.append)
    face.toggle.value = True
    return face, drawn


def test_a_keystroke_is_drawn_before_it_is_applied(document, seen):
    face, drawn = seen
    before = document.snapshot
    keystroke(face, face.text.replace("B & C", "B"))
    assert drawn[-1].substrate.units[0].function == Rule("B")
    assert document.snapshot is before
    face.settle()
    assert document.snapshot == drawn[-1]
    assert len(drawn) == 1


def test_what_was_drawn_ahead_is_taken_back_when_the_text_ends_with_a_mistake(document, seen):
    face, drawn = seen
    before = document.snapshot
    keystroke(face, face.text.replace("B & C", "B"))
    keystroke(face, face.text + " &")
    assert len(drawn) == 1
    face.settle()
    assert drawn[-1] is before
    assert document.snapshot is before
    keystroke(face, "A = B & C\nB = A | C\nC = A ^ B")
    face.settle()
    assert drawn[-1] == before
