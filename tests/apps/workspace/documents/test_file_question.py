"""A table is opened only when somebody says so, by the reading chosen; until then nothing changes."""

import pytest

from apps.document.document import Document
from apps.document.examples import FIRST, first_substrate
from apps.workspace.documents.file_question import LONGEST, FileQuestion
from apps.workspace.documents.open_documents import OpenDocuments
from apps.workspace.documents.open_file import FileOpener
from engine import Substrate
from wire import send

TABLE = b"A,B,C\n0,0,0\n0,0,1\n1,0,1\n1,0,0\n1,1,0\n1,1,1\n1,1,1\n1,1,0\n"
LITTLE, BIG = (Substrate.read(text, "mine.csv").sha256 for text in (TABLE, b"# big-endian\n" + TABLE))
PAIR = b"targets, factors\nA, B\nB, A\n"


@pytest.fixture
def opening():
    return FileOpener(OpenDocuments(Document(first_substrate(), origin=FIRST)))


@pytest.fixture
def question(opening):
    return FileQuestion(opening)


def shown(opening):
    return opening.document.substrate.sha256


@pytest.mark.parametrize(("take", "found"), [(0, LITTLE), (1, BIG)])
def test_the_chosen_reading_is_opened_in_one_step(opening, question, take, found):
    before = opening.document.snapshot
    opening.replace("mine.csv", TABLE)
    assert opening.document.snapshot is before
    assert question.asked["title"] == "Open mine.csv?"
    assert [each["title"] for each in question.asked["readings"]] == [
        "A changes fastest",
        "C changes fastest",
    ]
    send(question, {"number": question.asked["number"], "take": take})
    assert question.asked is None
    assert shown(opening) == found
    assert "Opened mine.csv" in opening.document.message
    opening.document.undo()
    assert opening.document.snapshot == before


def test_cancel_leaves_everything(opening, question):
    before = opening.document.snapshot
    opening.replace("mine.csv", TABLE)
    send(question, {"number": question.asked["number"], "take": None})
    assert question.asked is None
    assert opening.document.snapshot is before
    assert opening.document.message == "mine.csv was not opened; nothing changed."
    assert not opening.document.can_undo


def test_dropped_files_wait_for_the_answer(opening, question):
    opening.document.toggle("A")
    opening.beside("one.csv", lambda: TABLE)
    opening.beside("pair.bnet", lambda: PAIR)
    opening.beside("two.csv", lambda: TABLE)
    assert question.asked["title"] == "Open one.csv?"
    assert opening.document.substrate.labels == ["A", "B", "C"]
    first = question.asked["number"]
    send(question, {"number": first, "take": 1})
    assert question.asked["title"] == "Open two.csv?"
    assert opening.document.substrate.labels == ["A", "B"]
    send(question, {"number": first, "take": 1})  # a second press of the same button
    assert question.asked["title"] == "Open two.csv?"
    send(question, {"number": question.asked["number"], "take": None})
    assert question.asked is None


def test_a_newer_file_for_the_same_place_is_asked_about_instead(opening, question):
    opening.replace("mine.csv", TABLE)
    opening.replace("pair.bnet", PAIR)
    assert question.asked is None
    assert opening.document.substrate.labels == ["A", "B"]


def test_other_messages_are_no_answer(opening, question):
    send(question, {"number": 0, "take": 0})
    opening.replace("mine.csv", TABLE)
    number = question.asked["number"]
    before = opening.document.snapshot
    wrong = [{"number": number, "take": take} for take in (2, -1, "0", True)]
    for message in (None, "take", {}, {"take": 0}, *wrong):
        send(question, message)
    assert question.asked["number"] == number
    assert opening.document.snapshot is before


def test_texts_of_the_file_are_shortened(opening, question):
    opening.replace("n" * 240 + ".csv", b"A" * 60 + b"," + b"B" * 60 + b"\n0,0\n0,1\n1,0\n1,1\n")
    texts = [question.asked["title"], *(text for _, text in question.asked["parts"])]
    assert max(map(len, texts)) <= LONGEST + 10
