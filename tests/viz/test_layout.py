from math import hypot, pi

import networkx as nx
import numpy as np
import pytest

from engine.errors import PhiscopeError
from engine.substrate.functions import Logistic
from engine.substrate.substrate import Edge, Substrate, Unit
from viz.layout import align, circle, distribute, force, grid, layered, outward, positions


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


def wired(pairs, n=None):
    labels = sorted(set("".join(pairs))) if n is None else [f"U{i}" for i in range(n)]
    return Substrate([Unit(x, Logistic()) for x in labels], [Edge(*pair) for pair in pairs])


def columns(substrate):
    """The labels from left to right, one string per column, each from the top."""
    places = layered(substrate)
    xs = sorted({x for x, _ in places.values()})
    return [
        "".join(sorted((v for v in places if places[v][0] == x), key=lambda v: -places[v][1])) for x in xs
    ]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        (["AB", "BC"], ["A", "B", "C"]),
        (["AB", "BC", "AC"], ["A", "B", "C"]),
        (["AB", "BC", "CA"], ["A", "B", "C"]),
        (["AA", "AB"], ["A", "B"]),
        (["DB", "BC", "CB", "CE"], ["D", "B", "C", "E"]),
        (["AC", "BD"], ["AB", "CD"]),
        (["AD", "BC"], ["AB", "DC"]),
        (["AB", "BC", "CB", "BD", "CD"], ["A", "B", "C", "D"]),
    ],
)
def test_causes_lie_left_of_effects_and_loops_unroll(pairs, expected):
    assert columns(wired(pairs)) == expected


def test_units_without_edges_form_one_column():
    assert columns(wired([], 3)) == ["U0U1U2"]
    assert layered(wired([], 1)) == {"U0": (0.5, 0.5)}


def some_wiring(n, seed):
    rng = np.random.default_rng(seed)
    pairs = {(f"U{a}", f"U{b}") for a, b in rng.integers(0, n, (2 * n, 2))}
    return wired(sorted(pairs), n)


@pytest.mark.parametrize("n", [1, 2, 3, 10, 128])
@pytest.mark.parametrize("layout", [layered, force])
def test_wired_layouts_are_the_same_each_time_and_leave_a_margin(layout, n):
    substrate = some_wiring(n, n)
    places = layout(substrate)
    assert layout(some_wiring(n, n)) == places
    assert list(places) == substrate.labels
    assert len(set(places.values())) == n
    assert all(0.08 - 1e-6 <= v <= 0.92 + 1e-6 for place in places.values() for v in place)


def test_an_acyclic_drawing_has_every_arrow_to_the_right():
    rng = np.random.default_rng(7)
    pairs = sorted({(f"U{a}", f"U{b}") for a, b in rng.integers(0, 12, (30, 2)) if a < b})
    substrate = wired(pairs, 12)
    assert nx.is_directed_acyclic_graph(nx.DiGraph(pairs))
    places = layered(substrate)
    assert all(places[a][0] < places[b][0] for a, b in pairs)


def test_springs_bring_connected_units_together():
    two = wired(["AB", "BC", "CA", "DE", "EF", "FD"])
    places = force(two)

    def gap(a, b):
        return hypot(places[a][0] - places[b][0], places[a][1] - places[b][1])

    assert max(gap("A", "B"), gap("D", "E")) < min(gap(a, b) for a in "ABC" for b in "DEF")


PLACES = {"A": (0.1, 0.9), "B": (0.2, 0.3), "C": (0.9, 0.5)}


@pytest.mark.parametrize(
    ("how", "axis", "value"),
    [
        *(("left", 0, 0.1), ("right", 0, 0.9), ("centre", 0, 0.5)),
        *(("top", 1, 0.9), ("bottom", 1, 0.3), ("middle", 1, 0.6)),
    ],
)
def test_aligned_units_share_one_coordinate_and_keep_the_other(how, axis, value):
    after = align(PLACES, how)
    assert [place[axis] for place in after.values()] == pytest.approx([value] * 3)
    assert [place[1 - axis] for place in after.values()] == [place[1 - axis] for place in PLACES.values()]


def test_distributed_units_keep_their_order_and_ends():
    assert distribute(PLACES, "horizontal") == {"A": (0.1, 0.9), "B": (0.5, 0.3), "C": (0.9, 0.5)}
    assert distribute(PLACES, "vertical") == {"A": (0.1, 0.9), "B": (0.2, 0.3), "C": (0.9, 0.6)}
    assert distribute({"A": (0.3, 0.4)}, "vertical") == {"A": (0.3, 0.4)}


def test_nothing_selected_stays_nothing_and_unknown_orders_are_refused():
    assert align({}, "left") == distribute({}, "vertical") == {}
    with pytest.raises(PhiscopeError, match="left, right, centre, top, bottom, middle"):
        align(PLACES, "diagonal")
    with pytest.raises(PhiscopeError, match="horizontal or vertical"):
        distribute(PLACES, "left")
