from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.grain.bounds import mapping_tables
from engine.grain.listing import count_systems, systems_within

footprints = st.lists(st.integers(1, 31), max_size=9)


def listed(given_footprints, universe):
    """Every set of units whose footprints are disjoint and inside, one by one."""
    numbers = range(len(given_footprints))
    for size in range(1, len(given_footprints) + 1):
        for chosen in combinations(numbers, size):
            masks = [given_footprints[i] for i in chosen]
            union = 0
            for mask in masks:
                union |= mask
            if union.bit_count() == sum(map(int.bit_count, masks)) and union & ~universe == 0:
                yield chosen


@given(footprints, st.integers(0, 31))
def test_every_system_once(given_footprints, universe):
    found = list(systems_within(given_footprints, universe))
    assert len(found) == len(set(found))
    assert set(found) == set(listed(given_footprints, universe))
    weights = {mask: given_footprints.count(mask) for mask in given_footprints}
    assert count_systems(weights, universe) == len(found)


def test_a_count_that_is_too_large_stops_early():
    weights = {1 << i: 1 for i in range(40)}
    assert 1000 < count_systems(weights, (1 << 40) - 1, 1000) < 1 << 40
    assert count_systems(weights, (1 << 9) - 1, 1000) == 511


@pytest.mark.parametrize(
    ("tau", "mappings", "count"), [(1, "families", 23123), (2, "families", 98868), (1, "all", 308783)]
)
def test_the_worst_of_six_units(tau, mappings, count):
    """Formalism §8: every set of up to four of six units intrinsic."""
    weights = {}
    for size in range(1, 5):
        for places in combinations(range(6), size):
            units = [len(mapping_tables(size, t, mappings)) for t in range(1, tau + 1)]
            weights[sum(1 << i for i in places)] = sum(units)
    assert count_systems(weights, 63) == count
