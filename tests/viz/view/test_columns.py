"""The positions of a transition's units and sets."""

from itertools import pairwise

import pytest

from engine.causation.account import account
from engine.substrate.substrate import Substrate
from viz.view.columns import SET_X, UNIT_X, places

VOTE = Substrate.from_rules({"A": "A", "B": "B", "C": "C", "D": "A & B | B & C | A & C"})


@pytest.fixture(scope="module")
def marks():
    moved = account(VOTE, (1, 1, 0, 0), (1, 1, 0, 1), "ABC", "ABCD").transition
    ends = [([("A", "B")], [("D",)]), ([("A",)], [("A", "D"), ("B", "D")])]
    return places(VOTE, moved, ends)


def test_units_stand_in_two_columns_from_the_top(marks):
    for column in ("before", "after"):
        units = [mark for mark in marks if mark.column == column and not mark.is_set]
        assert {mark.x for mark in units} == {UNIT_X[column]}
        assert all(above.y > below.y for above, below in pairwise(units))
        assert (units[0].y, units[-1].y) == (1.0, 0.0)


def test_texts_are_in_letter_case(marks):
    assert [mark.text for mark in marks if mark.column == "before"] == ["A", "B", "c", "AB"]
    assert [mark.text for mark in marks if mark.column == "after"] == ["A", "B", "c", "D", "AD", "BD"]


def test_sets_stand_inside_and_know_their_members(marks):
    for mark in marks:
        assert mark.is_set == (len(mark.units) > 1) == bool(mark.members)
        assert tuple(marks[i].units[0] for i in mark.members) == (mark.units if mark.is_set else ())
        assert all(marks[i].column == mark.column for i in mark.members)
        if mark.is_set:
            assert mark.x == SET_X[mark.column]


def test_no_set_stands_at_the_height_of_a_unit_or_of_another_set(marks):
    for column in ("before", "after"):
        own = [mark for mark in marks if mark.column == column]
        sets = [mark.y for mark in own if mark.is_set]
        assert len(set(sets)) == len(sets)
        assert all(abs(mark.y - y) > 0.04 for mark in own if not mark.is_set for y in sets)


def test_only_the_background_that_is_an_input_is_shown():
    moved = account(VOTE, (1, 1, 0, 0), (1, 1, 0, 1), "AB", "D").transition
    marks = places(VOTE, moved, [])
    assert [(m.units, m.background) for m in marks] == [
        (("A",), False), (("B",), False), (("C",), True), (("D",), False),
    ]  # fmt: skip
