"""Places of large networks: loops together, nothing on top of anything, always the same."""

from itertools import combinations
from math import hypot

from engine.substrate.substrate import Edge, Substrate
from viz.component_layout import by_component
from viz.layout import MOST_ON_CIRCLE, circle, positions


def rings(count, size):
    labels = tuple(f"U{i}_{j}" for i in range(count) for j in range(size))
    edges = [Edge(f"U{i}_{j}", f"U{i}_{(j + 1) % size}") for i in range(count) for j in range(size)]
    return labels, (*edges, *(Edge(f"U{i}_0", f"U{i + 1}_0") for i in range(count - 1)))


def apart(a, b):
    return hypot(a[0] - b[0], a[1] - b[1])


def test_the_units_of_a_loop_stand_together_and_no_two_units_on_one_place():
    labels, edges = rings(8, 5)
    places = by_component(labels, edges)
    assert set(places) == set(labels)
    assert all(0 <= v <= 1 for place in places.values() for v in place)
    assert min(apart(p, q) for p, q in combinations(places.values(), 2)) > 0.03
    for i in range(8):
        own = [places[f"U{i}_{j}"] for j in range(5)]
        others = [places[label] for label in labels if not label.startswith(f"U{i}_")]
        middle = (sum(x for x, _ in own) / 5, sum(y for _, y in own) / 5)
        assert max(apart(middle, p) for p in own) < min(apart(middle, p) for p in others)


def test_a_chain_leads_to_the_right_and_wraps():
    labels = tuple(f"U{i}" for i in range(30))
    places = by_component(labels, tuple(Edge(f"U{i}", f"U{i + 1}") for i in range(29)))
    rows = {y for _, y in places.values()}
    assert 2 <= len(rows) <= 8
    first = [label for label in labels if places[label][1] == max(rows)]
    assert [places[label][0] for label in first] == sorted(places[label][0] for label in first)


def test_a_large_loop_and_many_units_have_room_too():
    for count in (120, 400):
        labels = tuple(f"U{i}" for i in range(count))
        edges = (
            *(Edge(f"U{i}", f"U{(i + 1) % count}") for i in range(count)),
            *(Edge(f"U{i}", f"U{i * 7 % count}") for i in range(count)),
        )
        places = by_component(labels, edges)
        assert len(set(places.values())) == count
        assert by_component(labels, edges) == places


def test_small_networks_stay_on_a_circle_and_own_places_stay():
    small = Substrate.from_rules({f"U{i}": f"U{i - 1}" for i in range(1, MOST_ON_CIRCLE)} | {"U0": "U1"})
    assert positions(small) == circle(small.labels)
    large = Substrate.from_rules({f"U{i}": f"U{i - 1}" for i in range(1, 30)} | {"U0": "U1"})
    assert positions(large) == by_component(tuple(large.labels), tuple(large.edges))
