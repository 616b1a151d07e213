"""A link brings back the document, what is picked in it and how the page looked, and believes nothing."""

from typing import get_args

import pytest

from apps.document.document import Document
from apps.document.examples import FIRST, begun, first_substrate
from apps.document.link_text import decode, encode, shared
from apps.selection import selection_text
from apps.selection.selection import (
    CandidateRef,
    CellRef,
    EdgeRef,
    MechanismRef,
    PurviewRef,
    RelationRef,
    Selection,
    SystemState,
    Thing,
    UnitRef,
)
from apps.workspace.open_documents import OpenDocuments
from apps.workspace.share_link import KEY, Share


class Side:
    """A part of the page with a view: one of three tabs."""

    def __init__(self):
        self.at = 0

    def put(self, at):
        if type(at) is int and 0 <= at < 3:
            self.at = at


@pytest.fixture
def page():
    documents = OpenDocuments(Document(first_substrate(), origin=FIRST))
    share, side = Share(documents, Selection()), Side()
    share.view_states["side"] = (lambda: side.at, side.put)
    return documents, share, side


def link(snapshot, view=None, selection=()):
    return KEY + encode(shared(snapshot, view, selection))


def test_what_is_copied_opens_as_it_was(page):
    documents, share, side = page
    documents.document.toggle("A")
    side.at = 2
    share._selection.pick(MechanismRef(("B",)))
    share._selection.pick(EdgeRef("A", "B"))
    share._selection.pick(PurviewRef("cause", ("A", "B")))
    share._copy(None)
    text = share.link.fragment
    assert decode(text[len(KEY) :])["view"] == {"side": 2}
    others = OpenDocuments(Document(first_substrate(), origin=FIRST))
    other, there = Share(others, Selection()), Side()
    other.view_states["side"] = (lambda: there.at, there.put)
    other.open(text)
    assert shared(others.document.snapshot) == shared(documents.document.snapshot)
    assert there.at == 2
    assert (other._selection.edge, other._selection.mechanism) == (("A", "B"), ("B",))
    assert other._selection.picked == PurviewRef("cause", ("A", "B"))
    other._selection.know([("A",), ("B",)])
    assert other._selection.distinction == 1


def test_a_link_opens_beside_what_was_drawn_and_once(page):
    documents, share, _ = page
    documents.document.toggle("A")
    mine = documents.document.snapshot
    share.open(link(begun("xor-line")))
    assert documents.names == ["The example of the IIT 4.0 paper", "XOR line"]
    assert "other tabs" in documents.document.message
    documents.choose(0)
    assert documents.document.snapshot is mine
    share._own = ""
    share.open(link(begun("xor-line")))
    assert (len(documents.names), documents.active) == (2, 1)


def test_a_link_takes_the_place_of_the_first_example(page):
    documents, share, _ = page
    share.open(link(begun("xor-line")))
    assert documents.names == ["XOR line"]


@pytest.mark.parametrize("view", [{"side": 9}, {"side": True}, {"side": "1"}, {"side": None}, {"else": 1}])
def test_a_view_that_makes_no_sense_is_passed_over(page, view):
    documents, share, side = page
    share.open(
        link(begun("xor-line"), view, ["unit:<b>", "edge:A>Z", "distinction:-1", "distinction:", "link:1"])
    )
    assert documents.names == ["XOR line"]
    assert side.at == 0
    assert (share._selection.unit, share._selection.edge, share._selection.mechanism) == (None, None, None)
    assert share._selection.picked is None


THINGS = [
    UnitRef("A"),
    EdgeRef("A", "B"),
    MechanismRef(("A", "C")),
    PurviewRef("effect", ("B",)),
    RelationRef((("A",), ("A", "B"))),
    CandidateRef(("B", "C")),
    CellRef((0, 1, 1), None),
    CellRef(None, "B"),
    SystemState((1, 1, 0)),
]


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: type(thing).__name__)
def test_every_kind_of_thing_comes_back(thing):
    selection = Selection()
    selection.pick(thing)
    assert selection_text.read(selection_text.written(selection), begun(FIRST))[-1] == thing
    assert {type(one) for one in THINGS} == set(get_args(Thing))


def test_a_damaged_link_is_a_sentence_and_changes_nothing(page):
    documents, share, _ = page
    before = documents.document.snapshot
    share.open(link(begun("xor-line"))[:-9])
    assert documents.document.refused
    assert documents.document.snapshot is before
