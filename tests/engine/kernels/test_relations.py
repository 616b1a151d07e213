from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import naive
from engine.kernels.relations import sets_sharing, signed_histogram

pytestmark = pytest.mark.nojit


@given(st.lists(st.integers(1, 31), min_size=1, max_size=6))
def test_every_set_of_pairs_is_counted_with_its_sign(masks):
    expected = np.zeros(len(masks) + 1, int)
    for size in range(1, 6):
        for pairs in combinations(range(5), size):
            holders = sum(mask & naive.mask_of(pairs) == naive.mask_of(pairs) for mask in masks)
            expected[holders] += (-1) ** (size - 1)
    assert signed_histogram(np.array(masks), 5).tolist() == expected.tolist()


def test_three_distinctions_over_one_pair_have_four_relations():
    """Sets of two or more of three: 2^3 - 3 - 1."""
    histogram = signed_histogram(np.array([1, 1, 1]), 1)
    assert sum(times * (2**size - size - 1) for size, times in enumerate(histogram.tolist())) == 4


def test_more_sets_than_the_first_table_holds_are_all_found():
    """All of 12 distinctions share one pair: 12 sets of one and 66 of two with a thirteenth."""
    one = np.ones(12, np.uint64)
    members, phis = sets_sharing(np.uint64(1), 0.5, one, np.full(12, 0.25), 2, 0.0)
    assert len(members) == len({tuple(row) for row in members.tolist()}) == 12 + 66
    assert set(phis.tolist()) == {0.25}
    assert len(sets_sharing(np.uint64(1), 0.5, one, np.full(12, 0.25), 2, 0.25)[0]) == 0
