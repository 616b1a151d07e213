import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from engine.errors import StateError, UnreachableStateError
from engine.iit4.system import candidate_system
from engine.substrate.substrate import Substrate
from strategies import binary_substrates, binary_substrates_with_states, many_valued_substrates, reachable

pytestmark = pytest.mark.nojit


def subsets(substrate):
    return st.lists(st.sampled_from(substrate.labels), min_size=1, unique=True)


def with_units(situations):
    return situations.flatmap(lambda pair: st.tuples(st.just(pair), subsets(pair[0])))


def as_columns(tables):
    """The engine's form of a naive TPM: rows with unit 0 fastest."""
    n = len(tables)
    return np.concatenate([t.transpose(*reversed(range(n)), n).reshape(-1, t.shape[-1]) for t in tables], 1)


@settings(max_examples=50)
@given(with_units(reachable(st.one_of(binary_substrates(4), many_valued_substrates(3)))))
def test_naive_twin(situation):
    (substrate, state), units = situation
    tpm = naive.from_columns(substrate.columns, substrate.radix)
    inside = sorted(substrate.index(label) for label in units)
    cause, effect, own = naive.candidate_system(tpm, state, inside)
    system = candidate_system(substrate, state, units)
    assert system.units == tuple(inside)
    assert system.state == own
    np.testing.assert_allclose(system.effect, as_columns(effect), atol=1e-14)
    np.testing.assert_allclose(system.cause, as_columns(cause), atol=1e-14)
    np.testing.assert_array_equal(system.cm, substrate.cm[np.ix_(inside, inside)])


@given(binary_substrates_with_states(3))
def test_unreachable_states_are_refused(situation):
    substrate, state = situation
    tpm = naive.from_columns(substrate.columns, substrate.radix)
    total = sum(
        np.prod([tpm[i][u][state[i]] for i in range(len(state))]) for u in naive.states(substrate.radix)
    )
    if total > 0:
        assert candidate_system(substrate, state).state == state
    else:
        with pytest.raises(UnreachableStateError, match="unreachable"):
            candidate_system(substrate, state)


@given(with_units(reachable(binary_substrates(4))))
def test_rows_are_distributions_and_cannot_be_written(situation):
    (substrate, state), units = situation
    system = candidate_system(substrate, state, units)
    for table in (system.cause, system.effect):
        for i in range(system.n):
            np.testing.assert_allclose(table[:, system.columns_of(i)].sum(axis=1), 1)
        with pytest.raises(ValueError, match="read-only"):
            table[0, 0] = 0.5


def test_the_whole_substrate_has_no_background():
    substrate = Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"})
    system = candidate_system(substrate, (0, 1, 1))
    np.testing.assert_array_equal(system.cause, substrate.columns)
    np.testing.assert_array_equal(system.effect, substrate.columns)
    assert system.row == 6
    assert system.present_columns == [0, 3, 5]
    assert system.positions(["C", "A"]) == (0, 2)


def test_units_come_in_the_order_of_the_substrate():
    substrate = Substrate.from_rules({"A": "B", "B": "A", "C": "A & C"})
    assert candidate_system(substrate, (1, 0, 0), ["C", "A"]).labels == ("A", "C")
    assert candidate_system(substrate, (1, 0, 0), "CA").labels == ("A", "C")


def test_connectedness():
    ring = Substrate.from_rules({"A": "B", "B": "A", "C": "A | C"})
    assert candidate_system(ring, (1, 0, 1), "AB").strongly_connected
    assert not candidate_system(ring, (1, 0, 1)).strongly_connected
    assert candidate_system(ring, (1, 0, 1), "C").strongly_connected
    assert not candidate_system(ring, (1, 0, 1), "A").strongly_connected


@pytest.mark.parametrize("units", [["X"], [], ["A", "A"]])
def test_bad_units(units):
    with pytest.raises(StateError) as caught:
        candidate_system(Substrate.from_rules({"A": "B", "B": "A"}), (0, 0), units)
    assert caught.value.field == "units"


@pytest.mark.parametrize(("n", "p"), [(2, 1e-170), (12, 1e-28)])
def test_a_state_of_small_probability_is_reachable(n, p):
    """Every state leads to it equally, so nothing is known of the background's past."""
    substrate = Substrate.from_tpm(np.full((2**n, n), p))
    system = candidate_system(substrate, (1,) * n, "A")
    np.testing.assert_allclose(system.cause, [[1 - p, p]] * 2)


def test_the_past_of_a_rare_background_is_inferred():
    """B is ON with 1e-170 or 3e-170: its present state says that A was probably ON."""
    rows = [[0.5, 1e-170 * (1 + 2 * a), 0.9 if a else 0.1] for _ in range(4) for a in (0, 1)]
    common = [[0.5, 0.1 * (1 + 2 * a), 0.9 if a else 0.1] for _ in range(4) for a in (0, 1)]
    rare, often = (candidate_system(Substrate.from_tpm(tpm), (0, 1, 1), "C") for tpm in (rows, common))
    np.testing.assert_allclose(rare.cause, often.cause, rtol=1e-14)
    was_on = 0.3 * 0.9 / (0.1 * 0.1 + 0.3 * 0.9)
    np.testing.assert_allclose(rare.cause[:, 1], 0.1 + 0.8 * was_on)
