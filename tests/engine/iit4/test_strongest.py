"""The strongest relations against every set of distinctions, tried one by one."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.iit4.strongest import Overlaps

pytestmark = pytest.mark.nojit

DISTINCTIONS = st.lists(
    st.tuples(st.integers(1, 31), st.integers(1, 4), st.integers(0, 2)), min_size=0, max_size=7
)


def of(distinctions):
    masks, densities, selves = zip(*distinctions, strict=True) if distinctions else ((), (), ())
    return Overlaps(np.array(masks, np.uint64), np.array(densities, float) / 4, [phi / 4 for phi in selves])


def every_set(overlaps, degree):
    """φ_r of every relation up to a degree, by definition."""
    found = {(i,): phi for i, phi in enumerate(overlaps.selves) if phi}
    for size in range(2, degree + 1):
        for members in combinations(range(len(overlaps.masks)), size):
            common = np.bitwise_and.reduce(overlaps.masks[list(members)])
            if common:
                found[members] = int(common).bit_count() * overlaps.densities[list(members)].min()
    return found


@given(DISTINCTIONS, st.integers(1, 4), st.integers(0, 12))
def test_the_strongest_are_those_of_the_largest_phi(distinctions, degree, k):
    overlaps = of(distinctions)
    expected = every_set(overlaps, degree)
    best = overlaps.strongest(k, degree)
    assert len(best) == len(set(best)) == min(k, len(expected))
    assert [expected[m] for m in best] == sorted(expected.values(), reverse=True)[:k]
    assert best == sorted(best, key=lambda m: (-expected[m], m))


@given(DISTINCTIONS.filter(len), st.integers(1, 4), st.integers(0, 12))
def test_those_of_one_distinction_are_all_that_have_it(distinctions, degree, limit):
    overlaps = of(distinctions)
    expected = every_set(overlaps, degree)
    for index in range(len(distinctions)):
        own = sorted((m for m in expected if index in m), key=lambda m: (-expected[m], m))
        assert overlaps.touching(index, degree) == own
        assert overlaps.touching(index, degree, limit) == own[:limit]


@given(DISTINCTIONS.filter(len))
def test_the_table_of_two_holds_what_is_found_one_by_one(distinctions):
    overlaps = of(distinctions)
    expected = every_set(overlaps, 2)
    table = overlaps.of_two()
    assert (table == table.T).all()
    found = {(i, j)[: 1 + (i < j)]: table[i, j] for i in range(len(table)) for j in range(i, len(table))}
    assert {members: phi for members, phi in found.items() if phi} == expected


def test_sixty_four_pairs_fit():
    """16 units of four states each: the last pair is the last bit."""
    overlaps = Overlaps(np.array([1 << 63, (1 << 63) + 1], np.uint64), np.array([1.0, 0.5]), (0.0, 0.0))
    assert overlaps.strongest(3, 2) == [(0, 1)]
