"""Several documents: each keeps its own history, and nothing anybody drew is ever lost."""

import pytest

from apps.document.document import Document
from apps.document.examples import FIRST, begun, first_substrate
from apps.document.read_file import read_bytes
from apps.document.snapshot import opened
from apps.workspace.documents.open_documents import MAX_NAME, MAX_TABS, OpenDocuments
from engine.substrate.substrate import Substrate


@pytest.fixture
def documents():
    return OpenDocuments(Document(first_substrate(), origin=FIRST))


def drawn(name, rules):
    return opened(Substrate.from_dict(Substrate.from_rules(rules).to_dict() | {"name": name}))


def test_each_tab_has_its_own_history(documents):
    document = documents.document
    document.toggle("A")
    first = document.snapshot
    assert documents.new()
    assert documents.names == ["The example of the IIT 4.0 paper", "Network 1"]
    assert (document.can_undo, document.substrate.labels, documents.active) == (False, ["A"], 1)
    document.toggle("A")
    documents.choose(0)
    assert document.snapshot == first
    document.undo()
    assert document.state == (0, 1, 1)
    documents.choose(1)
    assert document.state == (1,)
    document.undo()
    assert document.state == (0,)
    document.redo()
    documents.choose(0)
    assert document.can_redo
    document.redo()
    assert document.snapshot == first
    document.reset()
    assert document.state == (0, 1, 1)


def test_what_was_closed_comes_back_with_its_history(documents):
    document = documents.document
    document.toggle("A")
    documents.new()
    documents.close(0)
    assert "Reopen" in document.message
    assert (documents.names, documents.active, documents.closed) == (
        ["Network 1"],
        0,
        "The example of the IIT 4.0 paper",
    )
    documents.close(0)
    assert documents.names == ["Network 1"]
    assert not document.can_undo
    documents.reopen()
    documents.reopen()
    assert documents.active == 0
    assert document.state == (1, 1, 1)
    document.undo()
    assert document.state == (0, 1, 1)
    assert documents.closed == ""
    documents.reopen()
    assert len(documents.names) == 3


def test_closing_another_tab_leaves_the_page_as_it_is(documents):
    documents.new()
    documents.new()
    now = documents.document.snapshot
    documents.close(0)
    assert documents.document.snapshot is now
    assert documents.active == 1
    documents.close(1)
    assert documents.active == 0
    for nonsense in (-1, 7):
        documents.close(nonsense)
        documents.choose(nonsense)
        documents.rename(nonsense, "x")
    assert documents.names == ["Network 1"]


def test_a_tab_is_renamed_with_its_network_and_undone(documents):
    documents.rename(0, "  my \n net ")
    assert documents.names == ["my net"]
    assert documents.document.substrate.name == "my net"
    for refused in (" \n", "x" * (MAX_NAME + 1)):
        documents.rename(0, refused)
        assert documents.document.refused
    documents.document.undo()
    assert documents.names == ["The example of the IIT 4.0 paper"]


def test_there_is_room_for_so_many(documents):
    for _ in range(MAX_TABS - 1):
        assert documents.new()
    assert not documents.new()
    assert "close one" in documents.document.message
    documents.close(0)
    assert documents.new()
    documents.reopen()
    assert documents.document.refused
    assert documents.closed


def test_an_earlier_visit_takes_the_place_of_the_first_example(documents):
    ours = [drawn("one", {"A": "A"}), begun("xor-line")]
    assert documents.untouched
    assert documents.recover(ours, 1) == 0
    assert documents.names == ["one", "XOR line"]
    assert documents.document.snapshot is ours[1]
    documents.document.toggle("A")
    documents.document.reset()
    assert documents.document.snapshot == begun("xor-line")
    assert not documents.untouched


def test_an_earlier_visit_never_covers_what_is_on_the_page(documents):
    documents.document.toggle("A")
    now = documents.document.snapshot
    assert documents.recover([drawn("one", {"A": "A"}), now], 0) == 0
    assert documents.names == ["one", "The example of the IIT 4.0 paper"]
    assert documents.active == 1
    assert documents.document.snapshot is now
    documents.document.undo()
    assert documents.document.state == (0, 1, 1)
    assert documents.recover([drawn(f"n{i}", {"A": "A"}) for i in range(MAX_TABS)], 0) == 2


def test_a_file_opens_beside_what_was_drawn_and_says_what_it_assumed(documents):
    assert documents.show_file(read_bytes("pair.bnet", b"targets, factors\nA, B\nB, A\n"), "pair.bnet")
    assert documents.names == ["pair"]
    assert "Opened pair.bnet: 2 units and 2 edges." in documents.document.message
    assert "every unit is OFF" in documents.document.message
    assert documents.show_file(read_bytes("tpm.csv", b"0,0\n1,0\n0,1\n1,1\n"), "tpm.csv")
    assert documents.names == ["pair", "tpm"]
    assert "little-endian" in documents.document.message


def test_an_example_replaces_an_example_but_nothing_that_was_drawn(documents):
    document = documents.document
    assert not documents.is_own
    assert documents.show_example("marshall2023-fig2a")
    assert (len(documents.names), document.snapshot.origin) == (1, "marshall2023-fig2a")
    document.toggle(document.substrate.labels[0])
    assert not documents.is_own  # its state is not the network
    first, second = document.substrate.edges[0].source, document.substrate.edges[0].target
    document.set_weight(first, second, 0.123)
    drawn = document.snapshot
    assert documents.is_own
    assert documents.show_example("xor-line")
    assert (len(documents.names), document.snapshot.origin) == (2, "xor-line")
    assert "still open" in document.message
    documents.choose(0)
    assert document.snapshot == drawn
    assert not documents.show_example("none")
    assert document.refused
