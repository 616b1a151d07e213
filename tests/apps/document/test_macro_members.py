"""Micro units go into macro units and out of them, background is apportioned, a history is taken whole."""

import pytest

from apps.document import macro_members, macros
from apps.document.document import Document
from apps.document.gestures import Regroup
from grain_cases import couples, preset


@pytest.fixture
def four():
    return Document(preset("grain-coarse-micro"), origin="grain-coarse-micro")


def names(document):
    return [(unit.label, unit.name) for unit in macros.units_of(document.snapshot)]


def put(document, labels, into=""):
    return document.change(macro_members.regroup, labels, into)


def test_a_unit_goes_from_one_macro_unit_into_another_and_undo_is_one_step(four):
    assert four.apply(Regroup(("B",), "β", {"B": (0.9, 0.1)}))
    assert names(four) == [("A", "A"), ("β", "AND(BCD)")]
    assert four.message == "B is now in β."
    place = four.substrate.units[1]
    assert (place.x, place.y) == (0.9, 0.1)
    four.undo()
    assert names(four) == [("α", "AND(AB)"), ("β", "AND(CD)")]
    assert (four.substrate.units[1].x, four.substrate.units[1].y) != (0.9, 0.1)


def test_out_of_its_macro_unit_it_is_a_unit_of_its_own(four):
    assert put(four, "A")
    assert names(four) == [("A", "A"), ("B", "B"), ("β", "AND(CD)")]
    assert put(four, "CD")
    assert names(four) == []
    assert four.substrate.macro is None


def test_a_macro_unit_that_loses_all_is_gone_and_a_micro_unit_that_grows_is_renamed(four):
    assert put(four, "AB", "β")
    assert names(four) == [("β", "AND(ABCD)")]
    four.undo()
    assert put(four, "A")
    assert put(four, "B", "A")
    assert names(four) == [("α", "AND(AB)"), ("β", "AND(CD)")]


def test_a_mapping_that_does_not_fit_is_all_and_a_sentence_says_so(four):
    four.change(macros.set_mapping, "α", "last:A")
    assert put(four, "C", "α")
    assert names(four)[0] == ("α", "A of ABC")
    assert put(four, "A")
    assert ("α", "AND(BC)") in names(four)
    assert "α is now ON when all of its states are" in four.message
    four.change(macros.flip, "α", 1)
    four.change(macros.flip, "α", 3)
    assert put(four, "A", "α")
    assert ("α", "AND(ABC)") in names(four)
    assert "α is now ON when all of its states are" in four.message


def test_a_unit_of_the_background_goes_in_and_is_background_no_longer(four):
    four.change(macros.leave_out, "β")
    assert four.change(macro_members.apportion, "α", "C")
    assert macros.unit_at(four.snapshot, "α").background == ("C",)
    assert put(four, "C", "α")
    assert macros.units_of(four.snapshot)[0].constituents == ("A", "B", "C")
    assert macros.units_of(four.snapshot)[0].background == ()


def test_background_belongs_to_one_macro_unit_and_is_taken_back():
    document = Document(couples(3, 0.2))
    for labels in ("AB", "CD"):
        document.change(macros.make_unit, labels)
    for label in "EF":
        document.change(macros.leave_out, label)
    assert document.change(macro_members.apportion, "α", "E")
    assert document.change(macro_members.apportion, "β", "E")
    assert [unit.background for unit in macros.units_of(document.snapshot)] == [(), ("E",)]
    assert document.change(macro_members.apportion, "β", "E")
    assert [unit.background for unit in macros.units_of(document.snapshot)] == [(), ()]
    assert not document.change(macro_members.apportion, "α", "C")
    assert "it can be one of both" in document.message


def test_a_history_is_taken_whole_and_its_last_state_is_the_present(four):
    assert not four.change(macro_members.put_history, [(0, 0, 0, 0)] * 3)
    assert "do not look so far back" in four.message
    four.change(macros.set_tau, "α", 2)
    assert not four.change(macro_members.put_history, [(0, 0, 0, 0)])
    assert four.message == "There is 1 state, and the macro units look 2 updates back."
    assert four.change(macro_members.put_history, [(0, 0, 0, 0), (1, 0, 0, 0), (0, 1, 1, 0)])
    assert macros.history_of(four.snapshot) == ((1, 0, 0, 0), (0, 1, 1, 0))
    assert four.state == (0, 1, 1, 0)


def test_what_is_not_there_is_refused(four):
    for labels, into in (("A", "γ"), ("Z", "α"), ("", "α")):
        assert not put(four, labels, into)
        assert four.refused
    assert not four.change(macro_members.apportion, "γ", "A")
    assert not four.change(macro_members.apportion, "α", "Z")
