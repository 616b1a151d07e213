import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from engine.kernels.disintegration import evaluate, minimum_partition

pytestmark = pytest.mark.nojit
NEVER = np.zeros(2, np.int64)


def growing_costs(divided, choosers, seed):
    """Costs by block kept and chooser, larger for smaller blocks."""
    rng = np.random.default_rng(seed)
    weights = rng.integers(0, 4, (divided, choosers)) * rng.uniform(0.1, 1.0)
    lost = np.array([[not block >> i & 1 for i in range(divided)] for block in range(1 << divided)])
    return np.sqrt(lost @ weights)


def losses_of(costs):
    """Bits that each chooser loses by keeping only a block, shape (choosers, blocks)."""
    return np.ascontiguousarray((costs - costs[-1]).T)


@settings(max_examples=60)
@given(st.integers(1, 3), st.integers(1, 3), st.booleans(), st.integers(0, 2**32 - 1))
def test_the_minimum_partition_is_the_best_of_all_that_are_listed(divided, choosers, is_cause, seed):
    costs = growing_costs(divided, choosers, seed)
    found, choice = minimum_partition(losses_of(costs), is_cause, 0.5, 0.0)
    expected, _ = naive.smallest_ratio(naive.disintegration_losses(costs, is_cause))
    assert found == pytest.approx(expected, rel=1e-8, abs=1e-9)
    assert found == pytest.approx(sum(costs[block, b] - costs[-1, b] for b, block in enumerate(choice)))
    blocks = {int(block) for block in choice if block}
    assert sum(blocks) == np.bitwise_or.reduce(choice)
    assert blocks != {len(costs) - 1} or (is_cause and 0 in choice)


def test_a_pair_with_a_partition_that_costs_too_little_is_dropped():
    losses = losses_of(growing_costs(3, 3, 1))
    found, _ = minimum_partition(losses, False, 1.0, 0.0)
    assert found > 0
    dropped, _ = minimum_partition(losses, False, 1.0, 1e6)
    assert dropped == -1


@pytest.mark.parametrize(("selectivity", "cut"), [(1.0, 1), (1e-4, 2)])
def test_the_tolerance_is_applied_to_phi_and_not_to_bits(selectivity, cut):
    """Of mechanism AB and purview C, losing A costs 1 bit, and losing both 2 bits and 2e-7."""
    costs = np.array([[2.0 + 2e-7], [1.5], [1.0], [0.0]])
    found, choice = minimum_partition(losses_of(costs), False, selectivity, 0.0)
    assert 2 - int(choice[0]).bit_count() == cut
    assert found == costs[choice[0], 0]


@settings(max_examples=40)
@given(st.integers(1, 3), st.integers(1, 3), st.booleans(), st.floats(0.2, 1.2), st.integers(0, 2**32 - 1))
def test_a_pair_counts_if_its_phi_reaches_the_best_and_never_otherwise(
    divided, choosers, is_cause, share, seed
):
    """What the two-block filter drops has a φ below the best; what it leaves has the φ of the search."""
    n = max(divided, choosers)
    costs = growing_costs(divided, choosers, seed)
    mechanism = (1 << (choosers if is_cause else divided)) - 1
    units = range(divided if is_cause else choosers)
    # All binary; the purview is in state 0.
    pattern = sum(2 * 3**i for i in range(n) if i not in units)
    table = np.zeros((n, 3**n) if is_cause else (2 * n, 2**n))
    for block, row in enumerate(costs):
        kept = naive.units_in(block)
        at = sum((0 if i in kept else 2) * 3**i for i in range(n)) if is_cause else (2**n - 1) ^ block
        table[range(choosers) if is_cause else range(0, 2 * choosers, 2), at] = row
    f, _ = naive.smallest_ratio(naive.disintegration_losses(costs, is_cause))
    phi = 0.5 * f
    best = np.zeros(1 << n)
    best[mechanism] = phi * share
    (found,) = evaluate(
        np.array([[mechanism, pattern]]),
        np.array([[0.5, 1e9]]),
        table,
        np.full(n, 2),
        is_cause,
        best,
        NEVER,
    )
    if phi < 1e-9:
        assert found < 1e-8
    elif share > 1.0 + 1e-6:
        assert found == 0
    elif share < 1.0 - 1e-6:
        assert found == pytest.approx(phi, rel=1e-8)
    assert best[mechanism] == max(phi * share, found)
