"""Lecture mode: what goes and comes back, how large the rest is, covered numbers, a presenter's keys."""

import pytest

from apps.document.document import Document
from apps.document.examples import FIRST, first_substrate, presets
from apps.workspace.documents.open_documents import OpenDocuments
from apps.workspace.lecture.lecture import LEAST, MOST, Lecture, size_in
from parts import part
from wire import send


class Part:
    def __init__(self, visible):
        self.visible = visible


@pytest.fixture
def documents():
    return OpenDocuments(Document(first_substrate(), origin=FIRST))


@pytest.fixture
def parts():
    return [Part(True), Part(False)]


@pytest.fixture
def sizes():
    return []


@pytest.fixture
def lecture(documents, parts, sizes):
    return Lecture(documents, lambda: parts, sizes.append)


def test_what_is_hidden_comes_back_as_it_was(lecture, parts, sizes):
    lecture.toggle()
    assert lecture.keys.lecturing
    assert not any(part.visible for part in parts)
    lecture.cover()
    assert lecture.keys.covered
    send(lecture.keys, {"act": "leave"})
    assert [part.visible for part in parts] == [True, False]
    assert not lecture.keys.lecturing
    assert not lecture.keys.covered
    assert sizes == [1.0]


def test_type_grows_with_the_window_within_bounds(lecture, sizes):
    lecture.enter()
    for window in ([1440, 900], [3840, 2160], [320, 200], ["a", 1], [1440], 7, [True, 2]):
        send(lecture.keys, {"window": window})
    assert sizes == [1.35, MOST, LEAST]
    assert size_in(1920, 1080) == 1.62


def test_numbers_are_covered_by_a_key_and_again_with_each_change_of_the_network(lecture, documents):
    lecture.enter()
    send(lecture.keys, {"act": "cover"})
    assert (lecture.keys.covered, lecture.keys.changes) == (True, 0)
    documents.document.toggle("A")
    assert lecture.keys.changes == 1
    send(lecture.keys, {"act": "cover"})
    documents.document.toggle("A")
    assert (lecture.keys.covered, lecture.keys.changes) == (False, 1)


def test_outside_a_lecture_its_keys_do_nothing(lecture, documents, sizes):
    before = documents.document.snapshot
    for said in ({"act": "next"}, {"act": "leave"}, {"window": [1440, 900]}, {"act": ["next"]}, "next", None):
        send(lecture.keys, said)
    assert documents.document.snapshot is before
    assert sizes == []


def test_the_keys_of_a_presenter_go_through_the_examples(lecture, documents):
    slugs = [preset.slug for preset in presets()]
    lecture.enter()
    at = slugs.index(documents.document.snapshot.origin)
    send(lecture.keys, {"act": "next"})
    assert documents.document.snapshot.origin == slugs[(at + 1) % len(slugs)]
    send(lecture.keys, {"act": "previous"})
    assert documents.document.snapshot.origin == slugs[at]


def test_the_pen_is_taken_put_down_and_wiped_and_does_not_outlast_the_lecture(lecture):
    _, pen = lecture.unseen
    send(lecture.keys, {"act": "pen"})
    assert not pen.writing
    lecture.enter()
    wiped, cleared = pen.wiped, pen.cleared
    send(lecture.keys, {"act": "pen"})
    assert (pen.writing, pen.wiped) == (True, wiped)
    send(lecture.keys, {"act": "pen"})
    assert (pen.writing, pen.wiped) == (False, wiped)
    lecture.draw()
    send(lecture.keys, {"act": "wipe"})
    assert (pen.writing, pen.wiped) == (False, wiped + 1)
    lecture.draw()
    lecture.leave()
    assert (pen.writing, pen.cleared) == (False, cleared + 1)


def test_every_network_in_every_view_has_a_sheet_of_its_own(lecture, documents):
    _, pen = lecture.unseen
    lecture.turn_to("explore")
    first = pen.sheet
    lecture.go(1)
    assert pen.sheet != first
    lecture.go(-1)
    assert pen.sheet == first
    documents.document.set_state(tuple(1 - each for each in documents.document.snapshot.state))
    assert pen.sheet == first
    lecture.turn_to("complexes")
    assert pen.sheet != first


def test_what_wipes_is_offered_while_there_is_ink(lecture):
    _, pen = lecture.unseen
    lecture.enter()
    eraser = part(lecture.bar, "lecture-wipe")
    assert not eraser.visible
    pen.inked = True
    assert eraser.visible
    pen.inked = False
    assert not eraser.visible


@pytest.mark.parametrize(
    ("said", "lecturing", "covered"),
    [
        ("covered", True, True),
        ("open", True, False),
        ("", False, False),
        (None, False, False),
        ([], False, False),
    ],
)
def test_a_tab_that_is_loaded_anew_goes_on_with_its_lecture(lecture, said, lecturing, covered):
    for _ in range(2):
        send(lecture.keys, {"resume": said})
        assert (lecture.keys.lecturing, lecture.keys.covered) == (lecturing, covered)
