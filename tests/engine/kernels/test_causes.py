import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from engine.iit4.repertoires import bits, given_every_state
from engine.iit4.system import candidate_system
from engine.kernels.causes import cause_candidates
from strategies import binary_substrates, many_valued_substrates, rare_tables, reachable

pytestmark = pytest.mark.nojit


def candidates(purviews, likelihood, radix, inputs, best=0.0, control=(0, 0)):
    """{(mechanism, pattern): (selectivity, bound)} of columns of P(unit in its present state | state)."""
    table = np.ascontiguousarray(given_every_state(likelihood, radix).T)
    control = np.array(control)
    pairs, values = cause_candidates(
        np.array(purviews),
        table,
        bits(table),
        np.array(radix),
        np.array(inputs),
        np.full(1 << len(radix), best),
        control,
    )
    assert control[0] or control[1] == len(purviews)
    return {(int(m), int(p)): (v[0], v[1]) for (m, p), v in zip(pairs, values, strict=True)}


@settings(max_examples=30)
@given(reachable(st.one_of(binary_substrates(3), many_valued_substrates(2), rare_tables(2))))
def test_candidates_are_the_specified_states_of_every_linked_pair_with_a_bound_of_phi(situation):
    substrate, state = situation
    system = candidate_system(substrate, state)
    inputs = [naive.mask_of(np.flatnonzero(column)) for column in system.cm.T]
    found = candidates(range(1, 1 << system.n), system.cause[:, system.present_columns], system.radix, inputs)
    tables, _, _ = naive.candidate_system(
        naive.from_columns(substrate.columns, substrate.radix), state, range(substrate.n)
    )
    for mechanism in naive.nonempty_subsets(range(system.n)):
        mask = naive.mask_of(mechanism)
        own = {naive.decoded(p, system.radix): v for (m, p), v in found.items() if m == mask}
        for purview in naive.nonempty_subsets(range(system.n)):
            if not naive.linked("cause", system.cm, mechanism, purview):
                assert all(units != purview for units, _ in own)
                continue
            _, select, _, tied = naive.specified_purview("cause", tables, state, mechanism, purview)
            assert {z for units, z in own if units == purview} <= set(tied)
            phis = naive.purview_phi("cause", tables, state, mechanism, purview)
            for z in tied:
                selectivity, bound = own.get((purview, z), (select[z], 0.0))
                assert selectivity == pytest.approx(select[z], rel=1e-9, abs=1e-12)
                assert bound >= phis[z][0] - 1e-8


def test_a_search_that_is_stopped_has_no_candidates():
    assert candidates([1], np.array([[0.1], [0.9]]), (2,), [1], control=(1, 0)) == {}


def test_pairs_that_cannot_reach_the_best_are_left_out():
    likelihood = np.array([[0.1, 0.3], [0.9, 0.4], [0.2, 0.6], [0.7, 0.8]])
    every = candidates([1, 2, 3], likelihood, (2, 2), [3, 3])
    middle = np.median([bound for _, bound in every.values()])
    fewer = candidates([1, 2, 3], likelihood, (2, 2), [3, 3], best=middle)
    assert fewer == {key: values for key, values in every.items() if values[1] >= middle - 1e-10}
    assert 0 < len(fewer) < len(every)


def test_states_that_tie_within_the_tolerance_of_ii_are_all_specified():
    """Of 1,024 states two are likely; 1.5e-8 of the likelihood is 6e-11 ibits."""
    likelihood = np.full((1024, 10), 0.5)
    likelihood[3, 0], likelihood[700, 0] = 0.9, 0.9 * (1 - 1.5e-8)
    found = candidates([1023], likelihood, (2,) * 10, [1023, *[0] * 9])
    assert [key[0] for key in found] == [1, 1]
    p = likelihood[:, 0] / likelihood[:, 0].sum()
    assert [selectivity for selectivity, _ in found.values()] == pytest.approx(p[[3, 700]], rel=1e-12)


def test_likelihoods_that_all_underflow_are_compared_by_their_logs():
    """Every product of three units' is below 1e-360, where doubles end."""
    columns = np.full((8, 3), 1e-120)
    columns[[1, 3]] = (2e-120, 2e-120, 1e-120), (3e-120, 3e-120, 2e-120)
    columns[4:] = columns[:4]
    found = candidates([0b11], columns, (2, 2, 2), [0b11] * 3)
    exact = [naive.exact_product(row) for row in columns[:4]]
    whole = {naive.decoded(p, (2, 2, 2)): v for (m, p), v in found.items() if m == 0b111}
    best = exact.index(max(exact))
    assert {key for key in whole if key[0] == (0, 1)} == {((0, 1), (best & 1, best >> 1))}
    selectivity, _ = whole[(0, 1), (best & 1, best >> 1)]
    assert selectivity == pytest.approx(float(max(exact) / sum(exact)))
