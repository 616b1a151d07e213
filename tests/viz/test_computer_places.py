"""The places of a computer's units."""

from itertools import combinations
from math import hypot

from engine.substrate.computer import computer, modules
from viz.computer_places import computer_places


def test_every_unit_has_its_place_and_rings_are_squares():
    places = computer_places()
    assert set(places) == set(computer(4).labels)
    assert min(hypot(p[0] - q[0], p[1] - q[1]) for p, q in combinations(places.values(), 2)) > 0.05
    for part in modules(4)[2].parts:
        xs, ys = zip(*(places[label] for label in part[:4]), strict=True)
        assert (len(set(xs)), len(set(ys))) == (2, 2)
