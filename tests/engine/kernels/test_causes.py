import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from engine.iit4.repertoires import given_every_state
from engine.iit4.system import candidate_system
from engine.kernels.causes import cause_candidates
from strategies import binary_substrates, many_valued_substrates, rare_tables, reachable

pytestmark = pytest.mark.nojit


@settings(max_examples=40)
@given(reachable(st.one_of(binary_substrates(3), many_valued_substrates(2), rare_tables(2))))
def test_candidates_are_the_specified_states_of_every_purview(situation):
    substrate, state = situation
    system = candidate_system(substrate, state)
    likelihood = given_every_state(system.cause[:, system.present_columns], system.radix).T
    inputs = np.array([naive.mask_of(np.flatnonzero(column)) for column in system.cm.T])
    mechanisms, control = np.arange(1, 1 << system.n), np.zeros(2, np.int64)
    starts, patterns, selectivity, information = cause_candidates(
        mechanisms, np.ascontiguousarray(likelihood), np.array(system.radix), inputs, control
    )
    assert control[1] == len(mechanisms) == len(starts) - 1
    tables, _, _ = naive.candidate_system(
        naive.from_columns(substrate.columns, substrate.radix), state, range(substrate.n)
    )
    for at, mask in enumerate(mechanisms.tolist()):
        found = {
            naive.decoded(int(patterns[x]), system.radix): (selectivity[x], information[x])
            for x in range(starts[at], starts[at + 1])
        }
        mechanism = naive.units_in(mask)
        feeding = naive.units_in(int(np.bitwise_or.reduce(inputs[list(mechanism)])))
        expected = {}
        for purview in naive.nonempty_subsets(feeding):
            _, select, ii, tied = naive.specified_purview("cause", tables, state, mechanism, purview)
            expected |= {(purview, z): (select[z], ii[z]) for z in tied}
        assert found.keys() == expected.keys()
        for key, values in found.items():
            assert values == pytest.approx(expected[key], rel=1e-9, abs=1e-12)


def test_a_search_that_is_stopped_has_no_candidates():
    stopped = np.array([1, 0])
    starts, patterns, *_ = cause_candidates(
        np.array([1]), np.array([[0.1, 0.9, 0.5]]), np.array([2]), np.array([1]), stopped
    )
    assert starts.tolist() == [0, 0]
    assert patterns.size == stopped[1] == 0


def test_states_that_tie_within_the_tolerance_of_ii_are_all_specified():
    """Of 1,024 states two are likely; 1.5e-8 of the likelihood is 6e-11 ibits."""
    likelihood = np.full((1024, 1), 0.5)
    likelihood[3], likelihood[700] = 0.9, 0.9 * (1 - 1.5e-8)
    radix = np.full(10, 2)
    table = np.ascontiguousarray(given_every_state(likelihood, radix).T)
    _, patterns, _, information = cause_candidates(
        np.array([1]), table, radix, np.array([1023]), np.zeros(2, np.int64)
    )
    whole = [x for x, pattern in enumerate(patterns) if len(naive.decoded(int(pattern), radix)[0]) == 10]
    assert len(whole) == 2
    assert 0 < abs(np.diff(information[whole])[0]) < 1e-10


def test_likelihoods_that_all_underflow_are_compared_by_their_logs():
    """Three units exclude each other's causes with 1e-200: every product is at most 1e-400."""
    columns = np.full((4, 3), 1.0)
    columns[[0, 1, 2], [0, 1, 2]] = 1e-200
    columns[3] = (1e-200, 3e-200, 1e-200)
    columns[:3] *= 1e-150
    table = np.ascontiguousarray(given_every_state(columns, (2, 2)).T)
    _, patterns, selectivity, information = cause_candidates(
        np.array([0b111]), table, np.array([2, 2]), np.array([0b11] * 3), np.zeros(2, np.int64)
    )
    exact = [naive.exact_product(row) for row in columns]
    whole = {naive.decoded(int(p), (2, 2)): x for x, p in enumerate(patterns)}
    best = exact.index(max(exact))
    at = whole[(0, 1), (best & 1, best >> 1)]
    share = float(max(exact) / sum(exact))
    assert selectivity[at] == pytest.approx(share)
    assert information[at] == pytest.approx(share * np.log2(4 * share))
