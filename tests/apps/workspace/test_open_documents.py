"""Several documents: each keeps its own history, and nothing anybody drew is ever lost."""

import pytest

from apps.document.document import Document
from apps.document.examples import FIRST, begun, first_substrate
from apps.document.read_file import read_bytes
from apps.document.snapshot import opened
from apps.workspace.open_documents import MAX_NAME, MAX_TABS, Shelf
from engine.substrate.substrate import Substrate


@pytest.fixture
def shelf():
    return Shelf(Document(first_substrate(), origin=FIRST))


def drawn(name, rules):
    return opened(Substrate.from_dict(Substrate.from_rules(rules).to_dict() | {"name": name}))


def test_each_tab_has_its_own_history(shelf):
    document = shelf.document
    document.toggle("A")
    first = document.snapshot
    assert shelf.new()
    assert shelf.names == ["The example of the IIT 4.0 paper", "Network 1"]
    assert (document.can_undo, document.substrate.labels, shelf.active) == (False, ["A"], 1)
    document.toggle("A")
    shelf.choose(0)
    assert document.snapshot == first
    document.undo()
    assert document.state == (0, 1, 1)
    shelf.choose(1)
    assert document.state == (1,)
    document.undo()
    assert document.state == (0,)
    document.redo()
    shelf.choose(0)
    assert document.can_redo
    document.redo()
    assert document.snapshot == first
    document.reset()
    assert document.state == (0, 1, 1)


def test_what_was_closed_comes_back_with_its_history(shelf):
    document = shelf.document
    document.toggle("A")
    shelf.new()
    shelf.close(0)
    assert "Reopen" in document.message
    assert (shelf.names, shelf.active, shelf.closed) == (["Network 1"], 0, "The example of the IIT 4.0 paper")
    shelf.close(0)
    assert shelf.names == ["Network 1"]
    assert not document.can_undo
    shelf.reopen()
    shelf.reopen()
    assert shelf.active == 0
    assert document.state == (1, 1, 1)
    document.undo()
    assert document.state == (0, 1, 1)
    assert shelf.closed == ""
    shelf.reopen()
    assert len(shelf.names) == 3


def test_closing_another_tab_leaves_the_page_as_it_is(shelf):
    shelf.new()
    shelf.new()
    now = shelf.document.snapshot
    shelf.close(0)
    assert shelf.document.snapshot is now
    assert shelf.active == 1
    shelf.close(1)
    assert shelf.active == 0
    for nonsense in (-1, 7):
        shelf.close(nonsense)
        shelf.choose(nonsense)
        shelf.rename(nonsense, "x")
    assert shelf.names == ["Network 1"]


def test_a_tab_is_renamed_with_its_network_and_undone(shelf):
    shelf.rename(0, "  my \n net ")
    assert shelf.names == ["my net"]
    assert shelf.document.substrate.name == "my net"
    for refused in (" \n", "x" * (MAX_NAME + 1)):
        shelf.rename(0, refused)
        assert shelf.document.refused
    shelf.document.undo()
    assert shelf.names == ["The example of the IIT 4.0 paper"]


def test_there_is_room_for_so_many(shelf):
    for _ in range(MAX_TABS - 1):
        assert shelf.new()
    assert not shelf.new()
    assert "close one" in shelf.document.message
    shelf.close(0)
    assert shelf.new()
    shelf.reopen()
    assert shelf.document.refused
    assert shelf.closed


def test_an_earlier_visit_takes_the_place_of_the_first_example(shelf):
    ours = [drawn("one", {"A": "A"}), begun("xor-line")]
    assert shelf.untouched
    assert shelf.recover(ours, 1) == 0
    assert shelf.names == ["one", "XOR line"]
    assert shelf.document.snapshot is ours[1]
    shelf.document.toggle("A")
    shelf.document.reset()
    assert shelf.document.snapshot == begun("xor-line")
    assert not shelf.untouched


def test_an_earlier_visit_never_covers_what_is_on_the_page(shelf):
    shelf.document.toggle("A")
    now = shelf.document.snapshot
    assert shelf.recover([drawn("one", {"A": "A"}), now], 0) == 0
    assert shelf.names == ["one", "The example of the IIT 4.0 paper"]
    assert shelf.active == 1
    assert shelf.document.snapshot is now
    shelf.document.undo()
    assert shelf.document.state == (0, 1, 1)
    assert shelf.recover([drawn(f"n{i}", {"A": "A"}) for i in range(MAX_TABS)], 0) == 2


def test_a_file_opens_beside_what_was_drawn_and_says_what_it_assumed(shelf):
    assert shelf.show_file(read_bytes("pair.bnet", b"targets, factors\nA, B\nB, A\n"), "pair.bnet")
    assert shelf.names == ["pair"]
    assert "Opened pair.bnet: 2 units and 2 edges." in shelf.document.message
    assert "every unit is OFF" in shelf.document.message
    assert shelf.show_file(read_bytes("tpm.csv", b"0,0\n1,0\n0,1\n1,1\n"), "tpm.csv")
    assert shelf.names == ["pair", "tpm"]
    assert "little-endian" in shelf.document.message
