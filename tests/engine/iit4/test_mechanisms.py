import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.iit4 import mechanisms
from engine.iit4.system import candidate_system
from engine.run.jobs import new_control
from engine.substrate.substrate import Substrate
from strategies import binary_substrates, many_valued_substrates, reachable


def dense(n):
    return candidate_system(
        Substrate.from_tpm(np.random.default_rng(n).uniform(0.1, 0.9, (2**n, n))), (0,) * n
    )


def test_batches_cover_every_mechanism_once(monkeypatch):
    monkeypatch.setattr(mechanisms, "COST_A_PIECE", 3000)
    system = dense(5)
    batches = mechanisms.mechanism_batches(system)
    assert len(batches) > 3
    assert [mask for (start, stop), _ in batches for mask in range(start, stop)] == list(range(1, 32))
    costs = [mechanisms.mechanism_costs(system, is_cause) for is_cause in (True, False)]
    assert sum(cost for _, cost in batches) == pytest.approx(np.maximum(*costs).sum())


def test_the_cost_of_a_dense_system_counts_patterns_and_blocks():
    """3^n patterns, and 2^|M| blocks for each of 2^n purviews."""
    costs = mechanisms.mechanism_costs(dense(4), is_cause=False)
    sizes = np.bitwise_count(np.arange(16))
    np.testing.assert_allclose(costs[1:], 3**4 + 2.0 ** (sizes[1:] + 4))
    assert costs[0] == 0


@settings(max_examples=15)
@given(reachable(st.one_of(binary_substrates(3), many_valued_substrates(2))), st.data())
def test_pieces_add_up_to_the_whole_search(situation, data):
    system = candidate_system(*situation)
    count = 1 << system.n
    middle = data.draw(st.integers(1, count))
    for is_cause in (True, False):
        control = new_control()
        whole = mechanisms.search_piece(system, is_cause, (1, count), control)
        assert control[1] == 2 * (count - 1)
        parts = [
            mechanisms.search_piece(system, is_cause, batch, new_control())
            for batch in ((1, middle), (middle, count))
        ]
        for at in (0, 2):
            np.testing.assert_array_equal(np.concatenate([part[at] for part in parts]), whole[at])


def test_the_hash_is_of_the_dynamics_and_the_state():
    tpm = np.random.default_rng(3).uniform(size=(4, 2))
    one, same = (candidate_system(Substrate.from_tpm(tpm), (0, 1)) for _ in range(2))
    other = candidate_system(Substrate.from_tpm(tpm), (1, 1))
    named = candidate_system(Substrate.from_tpm(tpm, labels=["X", "Y"]), (0, 1))
    assert mechanisms.digest(one) == mechanisms.digest(same) == mechanisms.digest(named)
    assert mechanisms.digest(one) != mechanisms.digest(other)


@pytest.mark.nojit
def test_a_pair_of_copies_has_each_unit_as_the_cause_and_effect_of_the_other():
    system = candidate_system(Substrate.from_rules({"A": "B", "B": "A"}), (1, 0))
    found = mechanisms.irreducible_mechanisms(system)
    assert [f.mechanism for f in found] == [(0,), (1,)]
    assert found[0].cause == found[0].effect == mechanisms.Side(1.0, (((1,), (1,)),))
    assert found[1].cause == found[1].effect == mechanisms.Side(1.0, (((0,), (0,)),))
