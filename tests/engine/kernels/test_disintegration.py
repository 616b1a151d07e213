import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from engine.kernels.bounds import least_costs
from engine.kernels.disintegration import minimum_partition

pytestmark = pytest.mark.nojit
NEVER = np.zeros(2, np.int64)


def growing_costs(divided, choosers, seed):
    """Costs by block kept and chooser, larger for smaller blocks."""
    rng = np.random.default_rng(seed)
    weights = rng.integers(0, 4, (divided, choosers)) * rng.uniform(0.1, 1.0)
    lost = np.array([[not block >> i & 1 for i in range(divided)] for block in range(1 << divided)])
    return np.sqrt(lost @ weights)


@settings(max_examples=60)
@given(st.integers(1, 3), st.integers(1, 3), st.booleans(), st.integers(0, 2**32 - 1))
def test_the_minimum_partition_is_the_best_of_all_that_are_listed(divided, choosers, is_cause, seed):
    costs = growing_costs(divided, choosers, seed)
    # A digit of 1 drops a unit, so the table of patterns has the blocks in reverse.
    table = np.ascontiguousarray(costs[::-1])
    least = least_costs(table, np.ones(divided, np.int64), NEVER)
    rows = np.arange(len(costs) - 1, -1, -1)
    found, choice = minimum_partition(table, least, rows, np.arange(choosers), is_cause, 0.5, 0.0)
    expected, _ = naive.smallest_ratio(naive.disintegration_losses(costs, is_cause))
    assert found == pytest.approx(expected, rel=1e-8, abs=1e-9)
    assert found == pytest.approx(sum(costs[block, b] - costs[-1, b] for b, block in enumerate(choice)))
    blocks = {int(block) for block in choice if block}
    assert sum(blocks) == np.bitwise_or.reduce(choice)
    assert blocks != {len(costs) - 1} or (is_cause and 0 in choice)


def test_a_pair_that_cannot_reach_the_best_purview_is_dropped():
    costs = growing_costs(3, 3, 1)[::-1].copy()
    least = least_costs(costs, np.ones(3, np.int64), NEVER)
    rows, choosers = np.arange(7, -1, -1), np.arange(3)
    found, _ = minimum_partition(costs, least, rows, choosers, False, 1.0, 0.0)
    assert found > 0
    dropped, _ = minimum_partition(costs, least, rows, choosers, False, 1.0, 1e6)
    assert dropped == -1
