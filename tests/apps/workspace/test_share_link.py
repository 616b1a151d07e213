"""A link brings back the document, what is picked in it and how the page looked, and believes nothing."""

import pytest

from apps.document.document import Document
from apps.document.examples import FIRST, begun, first_substrate
from apps.document.link_text import decode, encode, shared
from apps.selection.selection import (
    EdgeRef,
    MechanismRef,
    PurviewRef,
    Selection,
)
from apps.workspace.documents.open_documents import OpenDocuments
from apps.workspace.share_link import KEY, Share


class Side:
    """A part of the page with a view: one of three tabs."""

    def __init__(self):
        self.at = 0

    def put(self, at):
        if type(at) is int and 0 <= at < 3:
            self.at = at


@pytest.fixture
def selection():
    return Selection()


@pytest.fixture
def page(selection):
    shelf = OpenDocuments(Document(first_substrate(), origin=FIRST))
    share, side = Share(shelf, selection), Side()
    share.view_states["side"] = (lambda: side.at, side.put)
    return shelf, share, side


def link(snapshot, view=None, selection=()):
    return KEY + encode(shared(snapshot, view, selection))


def test_what_is_copied_opens_as_it_was(page, selection):
    shelf, share, side = page
    shelf.document.toggle("A")
    side.at = 2
    selection.pick(MechanismRef(("B",)))
    selection.pick(EdgeRef("A", "B"))
    selection.pick(PurviewRef("cause", ("A", "B")))
    share.view.clicks += 1
    text = share.link.fragment
    assert decode(text[len(KEY) :])["view"] == {"side": 2}
    other_shelf = OpenDocuments(Document(first_substrate(), origin=FIRST))
    found, there = Selection(), Side()
    other = Share(other_shelf, found)
    other.view_states["side"] = (lambda: there.at, there.put)
    other.open(text)
    assert shared(other_shelf.document.snapshot) == shared(shelf.document.snapshot)
    assert there.at == 2
    assert (found.edge, found.mechanism) == (("A", "B"), ("B",))
    assert found.picked == PurviewRef("cause", ("A", "B"))
    found.know([("A",), ("B",)])
    assert found.distinction == 1


def test_a_link_opens_beside_what_was_drawn_and_once(page):
    shelf, share, _ = page
    shelf.document.toggle("A")
    mine = shelf.document.snapshot
    share.open(link(begun("xor-line")))
    assert shelf.names == ["The example of the IIT 4.0 paper", "XOR line"]
    assert "other tabs" in shelf.document.message
    shelf.choose(0)
    assert shelf.document.snapshot is mine
    # the same network by another link: one that the page has not dealt with
    share.open(link(begun("xor-line"), selection=["unit:A"]))
    assert (len(shelf.names), shelf.active) == (2, 1)


def test_a_link_takes_the_place_of_the_first_example(page):
    shelf, share, _ = page
    share.open(link(begun("xor-line")))
    assert shelf.names == ["XOR line"]


@pytest.mark.parametrize("view", [{"side": 9}, {"side": True}, {"side": "1"}, {"side": None}, {"else": 1}])
def test_a_view_that_makes_no_sense_is_passed_over(page, selection, view):
    shelf, share, side = page
    share.open(
        link(begun("xor-line"), view, ["unit:<b>", "edge:A>Z", "distinction:-1", "distinction:", "link:1"])
    )
    assert shelf.names == ["XOR line"]
    assert side.at == 0
    assert (selection.unit, selection.edge, selection.mechanism) == (None, None, None)
    assert selection.picked is None


def test_a_damaged_link_is_a_sentence_and_changes_nothing(page):
    shelf, share, _ = page
    before = shelf.document.snapshot
    share.open(link(begun("xor-line"))[:-9])
    assert shelf.document.refused
    assert shelf.document.snapshot is before
