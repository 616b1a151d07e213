"""What a gesture may hold, piece by piece: the browser's numbers, places and labels are anyone's."""

import math

import pytest

from apps.editor import checks
from apps.editor.checks import GestureError, known

HAVE = known(
    {
        "units": [{"label": "A", "states": 2}, {"label": "B"}, {"label": "C", "states": 3}],
        "edges": [{"from": "A", "to": "B"}, {"from": "C", "to": "C"}],
    }
)


def test_what_is_known_is_read_off_the_drawing():
    assert HAVE.states == {"A": 2, "B": 2, "C": 3}
    assert HAVE.edges == {("A", "B"), ("C", "C")}
    assert HAVE.ids["unit:C"] == "C"
    assert HAVE.ids["edge:A>B"] == ("A", "B")


@pytest.mark.parametrize("value", [True, "0.5", None, math.nan, math.inf, -0.01, 1.01, [0.5]])
def test_a_place_is_a_number_from_0_to_1(value):
    assert checks.number(1, "x") == 1.0
    with pytest.raises(GestureError):
        checks.number(value, "x")


@pytest.mark.parametrize("value", [True, 0.5, "1", None, -1, 3, 1e300])
def test_a_state_is_a_whole_number_in_its_range(value):
    assert checks.integer(2.0, "state", 0, 2) == 2
    with pytest.raises(GestureError):
        checks.integer(value, "state", 0, 2)


@pytest.mark.parametrize("value", ["Z", "", None, 3, ["A"], "A" * 10_000])
def test_a_unit_is_one_that_there_is(value):
    assert checks.unit("A", HAVE) == "A"
    with pytest.raises(GestureError, match="no longer in the network"):
        checks.unit(value, HAVE)


def test_an_edge_has_two_ends_and_is_there():
    assert checks.pair(["A", "B"], HAVE) == ("A", "B")
    for value, said in ((["A"], "two ends"), ("AB", "two ends"), (["B", "A"], "no edge from B to A")):
        with pytest.raises(GestureError, match=said):
            checks.pair(value, HAVE)


def test_units_are_named_once_each_and_as_many_as_are_needed():
    assert checks.units({"units": ["B", "A", "B"]}, HAVE) == ("B", "A")
    with pytest.raises(GestureError, match="at least 2 units"):
        checks.units({"units": ["B", "B"]}, HAVE, least=2)
    with pytest.raises(GestureError, match="list of units"):
        checks.units({"units": ["A"] * 10_000}, HAVE)


def test_places_are_of_units_that_there_are():
    assert checks.places({"A": [0, 1.0]}, HAVE) == {"A": (0.0, 1.0)}
    for value in ({}, [], {"A": [0]}, {"A": "01"}, {"Z": [0, 0]}, {"A": [0, 2]}):
        with pytest.raises(GestureError):
            checks.places(value, HAVE)
