from math import pi

import pytest

from engine.functions import Logistic
from engine.substrate import Substrate, Unit
from viz.layout import circle, grid, outward, positions


def test_units_keep_their_own_places(substrate):
    assert positions(substrate) == {"A": (0.2, 0.75), "B": (0.75, 0.75), "C": (0.5, 0.2)}


def test_units_without_a_place_go_on_the_circle():
    substrate = Substrate([Unit("A", Logistic(), x=0.1, y=0.2), *(Unit(x, Logistic()) for x in "BC")])
    places = positions(substrate)
    assert places["A"] == (0.1, 0.2)
    assert places["B"] == circle("ABC")["B"]


@pytest.mark.parametrize("n", [1, 2, 3, 7, 117])
@pytest.mark.parametrize("layout", [circle, grid])
def test_layouts_stay_in_the_square_and_apart(layout, n):
    places = layout([f"U{i}" for i in range(n)])
    assert len(set(places.values())) == n
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places.values())


def test_the_circle_starts_at_the_top_and_a_pair_lies_side_by_side():
    assert circle("ABC")["A"] == (0.5, 0.9)
    assert circle("AB") == {"A": (0.1, 0.5), "B": (0.9, 0.5)}


def test_self_loops_point_away_from_the_others():
    assert outward("A", {"A": (0.0, 0.5), "B": (1.0, 0.5)}) == pytest.approx(pi)
    assert outward("A", {"A": (0.5, 0.5)}) == pi / 2
    assert outward("A", {"A": (0.5, 0.5), "B": (0.0, 0.5), "C": (1.0, 0.5)}) == pi / 2
