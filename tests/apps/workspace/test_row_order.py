"""Which order the rows of a file were read in is said while there is another, which is one click away."""

import pytest

from apps.document.document import Document
from apps.document.examples import first_substrate
from apps.workspace.open_documents import OpenDocuments
from apps.workspace.open_file import FileOpener
from apps.workspace.row_order import RowOrderNote
from engine import Substrate
from parts import part

TABLE = b"A,B,C\n0,0,0\n0,0,1\n1,0,1\n1,0,0\n1,1,0\n1,1,1\n1,1,1\n1,1,0\n"
LITTLE, BIG = (Substrate.read(text, "mine.csv").sha256 for text in (TABLE, b"# big-endian\n" + TABLE))


@pytest.fixture
def opening():
    return FileOpener(OpenDocuments(Document(first_substrate("iit4-fig1"), origin="iit4-fig1")))


@pytest.fixture
def note(opening):
    return RowOrderNote(opening)


def shown(opening):
    return opening.document.substrate.sha256


def test_the_other_order_takes_the_place_of_the_first_and_undo_brings_that_back(opening, note):
    assert not note.view.visible
    opening.replace("mine.csv", TABLE)
    assert note.view.visible
    assert "A fastest, Abc → abC" in note.view[0].object
    assert "C fastest, Abc → ABc" in note.view[0].object
    assert shown(opening) == LITTLE
    part(note.view, "other-order").clicks += 1
    assert shown(opening) == BIG
    assert not note.view.visible
    opening.document.undo()
    assert shown(opening) == LITTLE


def test_the_note_goes_when_it_is_answered_or_about_another_network(opening, note):
    opening.replace("mine.csv", TABLE)
    part(note.view, "keep-order").clicks += 1
    assert not note.view.visible
    assert shown(opening) == LITTLE
    opening.replace("mine.csv", TABLE)
    assert note.view.visible
    opening.document.load_preset("xor-line")
    assert not note.view.visible
    opening.replace("said.csv", b"# big-endian\n" + TABLE)
    assert not note.view.visible
    assert shown(opening) == BIG
