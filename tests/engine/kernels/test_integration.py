import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from engine.kernels.integration import mean_joint, minimum_partition, partition_loss
from strategies import many_valued_substrates

pytestmark = pytest.mark.nojit
DIRECTIONS = ("cause", "effect", "both")
seeds = st.integers(0, 2**32 - 1)


def growing_costs(n, seed):
    """Costs that rise with every input that is noised, as those of a system near its maximum do."""
    rng = np.random.default_rng(seed)
    weights = rng.integers(0, 4, (n, n)) * rng.uniform(0.1, 1.0)
    noised = np.array([[not kept >> i & 1 for i in range(n)] for kept in range(1 << n)])
    return np.sqrt(noised @ weights)


@settings(max_examples=30)
@given(many_valued_substrates(3))
def test_the_mean_joint_distribution_is_that_of_every_row_averaged(substrate):
    radix, columns = substrate.radix, substrate.columns
    starts = np.cumsum((0, *radix[:-1]))
    expected = [
        np.mean([np.prod([row[a + v] for a, v in zip(starts, state[::-1], strict=True)]) for row in columns])
        for state in naive.states(radix[::-1])
    ]
    found = mean_joint(columns, np.array(radix), np.zeros(2, np.int64))
    np.testing.assert_allclose(found, expected, atol=1e-14)


@settings(max_examples=40)
@given(st.integers(2, 4), seeds)
def test_the_minimum_partition_is_the_best_of_all_that_are_listed(n, seed):
    costs = growing_costs(n, seed)
    listed = [
        naive.directed_partition_loss(costs, parts, directions)
        for parts, directions in naive.directed_partitions(n)
    ]
    f, edges = naive.smallest_ratio([loss for loss in listed if loss[1]])
    parts, directions = minimum_partition(costs, 0.5, np.zeros(2, np.int64))
    found, cut = partition_loss(costs, parts, directions)
    assert found == pytest.approx(f, rel=1e-8, abs=1e-9)
    if f > 1e-8:
        assert cut == edges
    named = [naive.units_in(int(part)) for part in parts]
    assert sorted(i for part in named for i in part) == list(range(n))
    assert len(named) > 1
    assert (found, cut) == pytest.approx(
        naive.directed_partition_loss(costs, named, [DIRECTIONS[d] for d in directions])
    )
