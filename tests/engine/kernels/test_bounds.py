from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.kernels.bounds import least_costs

pytestmark = pytest.mark.nojit
NEVER = np.zeros(2, np.int64)


def row_of(pattern, radix):
    row = 0
    for digit, base in zip(reversed(pattern), reversed(radix), strict=True):
        row = row * (base + 1) + digit
    return row


@given(st.lists(st.integers(1, 3), min_size=1, max_size=3), st.integers(0, 2**32 - 1))
def test_the_bound_is_the_least_cost_over_what_a_pattern_keeps(radix, seed):
    size = int(np.prod([base + 1 for base in radix]))
    costs = np.random.default_rng(seed).uniform(0, 5, (size, 2))
    least = least_costs(costs, np.array(radix), NEVER)
    assert least.shape == (size, len(radix) + 1, 2)
    for pattern in product(*(range(base + 1) for base in radix)):
        options = [(d, base) if d < base else (d,) for d, base in zip(pattern, radix, strict=True)]
        by_size = {k: [] for k in range(len(radix) + 1)}
        for fewer in product(*options):
            kept = sum(digit < base for digit, base in zip(fewer, radix, strict=True))
            by_size[kept].append(costs[row_of(fewer, radix)])
        found = least[row_of(pattern, radix)]
        nonempty = [cost for k in by_size if k for cost in by_size[k]]
        for k, own in ((0, nonempty), *((k, by_size[k]) for k in by_size if k)):
            if own:
                exact = np.min(own, axis=0)
                assert (found[k] <= exact).all()
                np.testing.assert_allclose(found[k], exact, rtol=1e-5, atol=1e-5)
            else:
                assert np.isinf(found[k]).all()


def test_a_search_that_is_stopped_bounds_nothing():
    assert np.isinf(least_costs(np.zeros((3, 1)), np.array([2]), np.array([1, 0]))).all()
