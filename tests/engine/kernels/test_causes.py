import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from engine.iit4.repertoires import given_every_state
from engine.iit4.system import candidate_system
from engine.kernels.causes import cause_candidates
from strategies import binary_substrates, many_valued_substrates, reachable

pytestmark = pytest.mark.nojit


@settings(max_examples=25)
@given(reachable(st.one_of(binary_substrates(3), many_valued_substrates(2))))
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
