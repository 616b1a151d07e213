"""What is picked, as the texts of a link: every kind of thing comes back, nonsense is passed over."""

import json
from typing import get_args

import pytest

from apps.document.examples import FIRST, begun
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


def test_what_was_picked_last_comes_last():
    selection = Selection()
    selection.pick(EdgeRef("A", "B"))
    selection.pick(UnitRef("C"))
    selection.pick(PurviewRef("cause", ("A",)))
    texts = selection_text.written(selection)
    assert "unit:C" in texts
    assert json.loads(texts[-1])[1:] == ["cause", ["A"]]


@pytest.mark.parametrize(
    "text",
    [
        *("unit:Z", "edge:B>C", "", "[", "3", "{}", "[]", '["Nothing", "A"]', '["Selection"]'),
        '["Mechanism", ["Z"]]',
        '["Mechanism", []]',
        '["Mechanism", "AB"]',
        '["Purview", "both", ["A"]]',
        '["SystemState", [0, 1]]',
        '["SystemState", [0, 1, 2]]',
        '["SystemState", [false, 1, 1]]',
        '["Cell", [0, 1, 1], "Z"]',
        "[" * 5000,
    ],
)
def test_what_the_network_does_not_have_is_passed_over(text):
    assert selection_text.read([text, "unit:A"], begun(FIRST)) == [UnitRef("A")]
