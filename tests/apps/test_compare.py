"""The right side of a comparison: what it follows, where it comes from, how links carry it."""

from dataclasses import replace

import pytest

from apps.parts import edits
from apps.parts.compare_link import PACKED, put, written
from apps.parts.compare_other import EXAMPLE, GONE, OPEN, THIS, Other, followed, otherwise
from apps.parts.document import Document
from apps.parts.presets import FIRST, begun, first_substrate
from apps.parts.shelf import KEPT, MAX_TABS, Shelf
from apps.parts.snapshot import opened
from engine.dynamics import next_state
from engine.functions import Gate
from engine.substrate import Edge, Substrate, Unit


@pytest.fixture
def shelf():
    return Shelf(Document(first_substrate(), origin=FIRST))


@pytest.fixture
def other(shelf):
    return Other(shelf)


def test_it_begins_in_the_state_that_follows(shelf, other):
    left, right = shelf.document.snapshot, other.document.snapshot
    assert right == replace(left, state=next_state(left.substrate, left.state))
    assert right.state != left.state


def test_where_nothing_moves_one_unit_is_toggled():
    units = [Unit("A", Gate("COPY")), Unit("B", Gate("COPY"))]
    still = opened(Substrate(units, [Edge("A", "A"), Edge("B", "B")]))
    assert otherwise(still).state == (1, 0)


def test_it_goes_along_except_in_what_was_set_there(shelf, other):
    document = shelf.document
    other.document.set_state("ABC")
    other.document.set_rules(ties="smallest")
    document.set_weight("A", "B", 0.4)
    right = other.document.snapshot
    assert right.substrate == document.substrate
    assert (right.state, right.ties) == ((1, 1, 1), "smallest")
    document.set_rules(formalism="iit4-2026", ties="smallest")
    assert other.document.formalism == "iit4-2026"
    document.change(edits.delete, ("A",), ())
    assert other.document.snapshot.state == (1, 1)


def test_what_no_longer_fits_goes_along(shelf):
    now = shelf.document.snapshot
    right = replace(now, units=("A", "C"))
    after, _ = edits.delete(now, ("C",), ())
    assert followed(right, now, after).units == after.units


def test_a_kept_copy_stands_still_and_is_in_a_tab(shelf, other):
    document = shelf.document
    other.keep()
    assert shelf.names[1].endswith(KEPT)
    assert (shelf.active, other.base) == (0, f"{OPEN}1")
    before = other.document.substrate.edges
    document.set_weight("A", "B", 0.1)
    assert other.document.substrate.edges == before
    # set on the right, not in the tab
    other.document.set_state("abc")
    assert shelf.snapshots[1].state == (0, 1, 1)


def test_choosing_the_compared_tab_swaps_the_sides(shelf, other):
    other.keep()
    shelf.document.set_weight("A", "B", 0.1)
    left = shelf.document.snapshot
    shelf.choose(1)
    assert other.base == f"{OPEN}0"
    assert other.document.snapshot == left


def test_a_closed_tab_stays_on_the_right(shelf, other):
    other.keep()
    seen = other.document.snapshot
    shelf.close(1)
    assert (other.base, other.document.snapshot) == (GONE, seen)
    assert GONE in other.options()["Open networks"].values()


def test_other_tabs_may_come_and_go(shelf, other):
    shelf.new()
    shelf.choose(0)
    other.keep()
    assert other.base == f"{OPEN}2"
    shelf.close(1)
    assert other.base == f"{OPEN}1"


@pytest.mark.parametrize("base", [THIS, f"{EXAMPLE}iit4-fig6c-copy-ring", "kept"])
def test_exchange_loses_nothing(shelf, other, base):
    other.keep() if base == "kept" else other.choose(base)
    left, right = shelf.document.snapshot, other.document.snapshot
    other.exchange()
    assert (shelf.document.snapshot, other.document.snapshot) == (right, left)
    known = [*shelf.snapshots, other.document.snapshot]
    assert left in known
    assert right in known
    if base == THIS:
        shelf.document.undo()
        assert shelf.document.snapshot == left


def test_an_example_comes_under_the_rules_of_the_left(shelf, other):
    shelf.document.set_rules(formalism="iit4-2026")
    other.choose(f"{EXAMPLE}iit4-fig6c-copy-ring")
    example = begun("iit4-fig6c-copy-ring")
    assert other.document.snapshot == replace(example, formalism="iit4-2026")


@pytest.mark.parametrize("base", ["open:99", "open:x", "example:none", "nonsense", ""])
def test_what_there_is_not_changes_nothing(shelf, other, base):
    seen = other.document.snapshot
    other.choose(base)
    assert (other.base, other.document.snapshot) == (THIS, seen)


def test_a_full_row_of_tabs_keeps_nothing(shelf, other):
    while len(shelf.names) < MAX_TABS:
        assert shelf.new()
    other.keep()
    assert shelf.document.refused
    assert other.base == THIS


def test_every_option_can_be_chosen(other):
    for names in other.options().values():
        for base in names.values():
            other.choose(base)
            assert other.base == base


@pytest.mark.parametrize("base", [THIS, f"{EXAMPLE}iit4-fig6c-copy-ring", "kept"])
def test_a_link_brings_the_right_side_back(shelf, other, base):
    other.keep() if base == "kept" else other.choose(base)
    other.document.toggle("A")
    other.document.set_rules(ties="smallest")
    look = written(other)
    again = Other(Shelf(Document(first_substrate(), origin=FIRST)))
    put(again, look)
    seen, back = other.document.snapshot, again.document.snapshot
    assert (back.substrate.edges, back.state, back.system) == (seen.substrate.edges, seen.state, seen.system)
    assert (back.formalism, back.ties) == (seen.formalism, seen.ties)


@pytest.mark.parametrize(
    "look",
    [
        None, [], {"base": 3}, {"base": THIS, "state": [9, 9, 9]}, {"base": THIS, "state": "x" * 10},
        {"base": THIS, "units": [[]]}, {"base": THIS, "formalism": "iit9", "ties": 7},
        {"base": "example:../../etc/passwd"}, {PACKED: "1.AAAA"}, {PACKED: ""}, {PACKED: {}},
    ],
)  # fmt: skip
def test_a_forged_link_is_harmless(shelf, other, look):
    put(other, look)
    snapshot = other.document.snapshot
    assert snapshot.substrate == shelf.document.substrate
    assert all(0 <= value < 2 for value in snapshot.state)
