"""The right side of a comparison: what it follows, where it comes from, how links carry it."""

from dataclasses import replace

import pytest

from apps.document import edits, purview_choices
from apps.document.document import Document
from apps.document.examples import FIRST, begun, first_substrate
from apps.document.snapshot import opened
from apps.views.compare.right_in_link import (
    BROWSER,
    PACKED,
    TOO_LARGE,
    kept_right_side,
    put,
    right_side,
    written,
)
from apps.views.compare.right_side import EXAMPLE, GONE, OPEN, THIS, RightSide, followed, otherwise
from apps.workspace.documents.autosave import Autosave
from apps.workspace.documents.open_documents import KEPT, MAX_TABS, OpenDocuments
from apps.workspace.documents.stored_documents import StoredWindow, unpack
from engine.errors import PhiscopeError
from engine.iit4.distinctions import PurviewChoice
from engine.substrate.dynamics import next_state
from engine.substrate.functions import Gate
from engine.substrate.substrate import Edge, Substrate, Unit


@pytest.fixture
def shelf():
    return OpenDocuments(Document(first_substrate(), origin=FIRST))


@pytest.fixture
def other(shelf):
    return RightSide(shelf)


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
    again = RightSide(OpenDocuments(Document(first_substrate(), origin=FIRST)))
    put(again, look)
    seen, back = other.document.snapshot, again.document.snapshot
    assert (back.substrate.edges, back.state, back.system) == (seen.substrate.edges, seen.state, seen.system)
    assert (back.formalism, back.ties) == (seen.formalism, seen.ties)


def test_links_made_before_states_had_names_are_read(other):
    put(other, {"base": THIS, "state": [1, 0, 1], "units": ["A", "B"], "ties": "smallest"})
    right = other.document.snapshot
    assert (right.state, right.units, right.ties) == ((1, 0, 1), ("A", "B"), "smallest")


@pytest.mark.parametrize(
    "look",
    [
        None, [], {"base": 3}, {"base": THIS, "state": [9, 9, 9]}, {"base": THIS, "state": "x" * 10},
        {"base": THIS, "units": [[]]}, {"base": THIS, "formalism": "iit9", "ties": 7},
        {"base": THIS, "state": {"A": 1}}, {"base": THIS, "state": {"A": 1, "B": "x", "C": 0}},
        {"base": THIS, "by_hand": [{}]}, {"base": THIS, "by_hand": 3}, {"base": "example:../../etc/passwd"},
        {PACKED: "1.AAAA"}, {PACKED: ""}, {PACKED: {}},
    ],
)  # fmt: skip
def test_a_forged_link_is_harmless(shelf, other, look):
    put(other, look)
    snapshot = other.document.snapshot
    assert snapshot.substrate == shelf.document.substrate
    assert all(0 <= value < 2 for value in snapshot.state)


AB = PurviewChoice(("A",), "effect", ("B",))


def test_choices_by_hand_stay_on_their_side(shelf, other):
    left = shelf.document
    other.document.set_state("aBC")
    left.change(purview_choices.choose, AB)
    assert other.document.snapshot.by_hand == ()
    other.exchange()
    assert (left.snapshot.by_hand, other.document.snapshot.by_hand) == ((), (AB,))
    left.change(edits.move, {"A": (0.2, 0.3)})
    assert other.document.snapshot.by_hand == (AB,)
    assert written(other)["by_hand"] == [AB.to_dict()]
    again = RightSide(OpenDocuments(Document(first_substrate(), origin=FIRST)))
    put(again, written(other))
    assert again.document.snapshot.by_hand == (AB,)
    left.set_weight("A", "B", 0.1)
    assert other.document.snapshot.by_hand == ()
    assert "on the right" in other.document.message
    left.undo()
    left.undo()
    left.undo()
    assert left.snapshot.by_hand == (AB,)
    other.keep()
    assert other.document.snapshot.by_hand == (AB,)
    other.document.set_state("ABC")
    assert other.document.snapshot.by_hand == ()
    assert other.document.message.count("on the right") == 1


class Window:
    """A compare page, and what the browser is given to keep of it."""

    def __init__(self, text=None):
        self.shelf = OpenDocuments(Document(first_substrate(), origin=FIRST))
        self.other = RightSide(self.shelf)
        self.text = None
        autosave = Autosave(self.shelf)
        autosave.view.keep = lambda text, *_: setattr(self, "text", text)
        watched = (self.other, "base"), (self.other.document, "snapshot")
        autosave.add("right", kept_right_side(self.other), *watched)
        autosave.recover(StoredWindow() if text is None else unpack([text]))


@pytest.mark.parametrize("base", [THIS, f"{EXAMPLE}iit4-fig6c-copy-ring", "kept", "closed"])
def test_the_right_side_outlives_a_reload(base):
    window = Window()
    assert window.text is None
    other = window.other
    if base in {"kept", "closed"}:
        other.keep()
    else:
        other.choose(base)
    other.document.toggle("A")
    other.document.set_rules(ties="smallest")
    if base == "closed":
        window.shelf.document.toggle("A")
        window.shelf.close(1)
    again = Window(window.text).other
    seen, back = other.document.snapshot, again.document.snapshot
    assert again.base == other.base
    assert (back.substrate.edges, back.state, back.system) == (seen.substrate.edges, seen.state, seen.system)
    assert (back.formalism, back.ties, back.origin) == (seen.formalism, seen.ties, seen.origin)


def test_the_right_side_goes_through_other_pages_and_back_to_nothing(shelf, other):
    window = Window()
    window.other.document.set_state("ABC")
    text = window.text
    seen = []
    explore = Autosave(shelf)  # where there is no right side
    explore.view.keep = lambda text, *_: seen.append(text)
    explore.recover(unpack([text]))
    shelf.document.toggle("A")
    assert Window(seen[-1]).other.document.state == (1, 1, 1)
    window.other.choose(THIS)
    assert unpack([window.text]).view == {}
    assert Window(window.text).other.untouched


def test_what_was_opened_meanwhile_is_compared_as_it_came():
    window = Window()
    window.other.document.set_state("ABC")
    later = Window()
    later.shelf.new()
    autosave = Autosave(later.shelf)
    autosave.add("right", kept_right_side(later.other))
    autosave.recover(unpack([window.text]))
    assert later.other.document.state == (1,)


def test_a_right_side_that_is_too_large_is_said_once(shelf, other, monkeypatch):
    monkeypatch.setattr("apps.views.compare.right_in_link.BROWSER", replace(BROWSER, encoded=40))
    other.keep()
    autosave = Autosave(shelf)
    kept = []
    autosave.view.keep = lambda text, *_: kept.append(text)
    autosave.add("right", kept_right_side(other), (other.document, "snapshot"))
    autosave.recover(StoredWindow())
    other.document.toggle("A")
    assert len(kept) >= 2
    assert all(unpack([text]).view == {} for text in kept)
    assert shelf.document.message.count(TOO_LARGE) == 1
    with pytest.raises(PhiscopeError):
        kept_right_side(other)[0]()
    assert right_side(other)[0]()
