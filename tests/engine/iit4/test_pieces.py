import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.iit4 import pieces
from engine.iit4.system import candidate_system
from engine.run.jobs import new_control
from engine.substrate.substrate import Substrate
from strategies import binary_substrates, many_valued_substrates, rare_tables, reachable

SIDES = (True, False)


def dense(n):
    return candidate_system(
        Substrate.from_tpm(np.random.default_rng(n).uniform(0.1, 0.9, (2**n, n))), (0,) * n
    )


@pytest.mark.nojit
def test_causes_go_through_purviews_of_two_units_first():
    order = pieces.search_order(4, is_cause=True)
    assert sorted(order.tolist()) == list(range(1, 16))
    assert np.bitwise_count(order).tolist() == [2] * 6 + [1] * 4 + [3] * 4 + [4]
    assert pieces.search_order(2, is_cause=False).tolist() == [1, 2, 3]


@pytest.mark.nojit
@pytest.mark.parametrize("is_cause", SIDES)
def test_batches_cover_every_mask_once_at_about_equal_cost(monkeypatch, is_cause):
    monkeypatch.setattr(pieces, "COST_A_PIECE", 3000.0)
    costs = pieces.costs_in_order(dense(5), is_cause)
    assert costs.shape == (31,)
    found = pieces.batches(costs)
    assert len(found) > 3
    assert [at for (start, stop), _ in found for at in range(start, stop)] == list(range(31))
    assert sum(cost for _, cost in found) == pytest.approx(costs.sum())
    assert all(3000 <= cost <= 3000 + costs.max() for _, cost in found[:-1])


@pytest.mark.nojit
def test_long_work_has_no_more_than_a_few_hundred_pieces():
    found = pieces.batches(np.full(1 << 14, 1e6))
    assert 150 < len(found) <= pieces.MOST_PIECES
    assert len(pieces.batches(np.full(1 << 14, 1e8))) > 1000


@pytest.mark.nojit
def test_a_sparse_system_costs_less_than_a_dense_one():
    """In a ring of copies a purview feeds, and a mechanism is fed by, as many units as it has."""
    ring = candidate_system(Substrate.from_rules({"A": "D", "B": "A", "C": "B", "D": "C"}), (0,) * 4)
    for is_cause in SIDES:
        sparse, full = (pieces.costs_in_order(system, is_cause) for system in (ring, dense(4)))
        assert (sparse[:-1] < full[:-1]).all()
        assert sparse[-1] == full[-1]


@settings(max_examples=25)
@given(reachable(st.one_of(binary_substrates(4), many_valued_substrates(2), rare_tables(3))), st.data())
def test_pieces_add_up_to_the_whole_search_whether_they_share_the_best_or_not(situation, data):
    system = candidate_system(*situation)
    last = (1 << system.n) - 1
    middle = data.draw(st.integers(0, last))
    for is_cause in SIDES:
        control = new_control()
        whole = pieces.search_piece(system, is_cause, (0, last), np.zeros(last + 1), control)
        assert control[1] == last
        shared = np.zeros(last + 1)
        for best in (lambda: np.zeros(last + 1), lambda shared=shared: shared):
            parts = [
                pieces.search_piece(system, is_cause, batch, best(), new_control())
                for batch in ((middle, last), (0, middle))
                if batch[0] < batch[1]
            ]
            for found, expected in zip(pieces.settle(parts), whole, strict=True):
                np.testing.assert_array_equal(found, expected)


@pytest.mark.nojit
def test_ties_are_kept_and_ordered_by_pattern():
    one = np.array([2, 1, 1]), np.array([5, 7, 3]), np.array([0.5, 0.3, 0.3 - 1e-12])
    two = np.array([2, 1]), np.array([9, 2]), np.array([0.4, 0.2])
    mechanisms, patterns, phi = pieces.settle([one, two])
    assert mechanisms.tolist() == [1, 1, 2]
    assert patterns.tolist() == [3, 7, 5]
    assert phi.tolist() == [0.3 - 1e-12, 0.3, 0.5]
    assert pieces.settle([tuple(np.empty(0, kind) for kind in (np.int64, np.int64, float))])[0].size == 0


@pytest.mark.nojit
def test_a_stopped_piece_ends_with_nothing():
    system = dense(3)
    for is_cause in SIDES:
        found = pieces.search_piece(system, is_cause, (0, 7), np.zeros(8), np.array([1, 0]))
        assert [len(array) for array in found] == [0, 0, 0]


@pytest.mark.nojit
def test_the_hash_is_of_the_dynamics_and_the_state():
    tpm = np.random.default_rng(3).uniform(size=(4, 2))
    one, same = (candidate_system(Substrate.from_tpm(tpm), (0, 1)) for _ in range(2))
    other = candidate_system(Substrate.from_tpm(tpm), (1, 1))
    named = candidate_system(Substrate.from_tpm(tpm, labels=["X", "Y"]), (0, 1))
    assert pieces.digest(one) == pieces.digest(same) == pieces.digest(named)
    assert pieces.digest(one) != pieces.digest(other)
