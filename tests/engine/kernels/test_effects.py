import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from engine.iit4.repertoires import given_every_state
from engine.iit4.system import candidate_system
from engine.kernels.effects import effect_candidates
from strategies import binary_substrates, many_valued_substrates, reachable

pytestmark = pytest.mark.nojit


@settings(max_examples=25)
@given(reachable(st.one_of(binary_substrates(3), many_valued_substrates(2))))
def test_candidates_are_the_specified_states_of_every_purview(situation):
    substrate, state = situation
    system = candidate_system(substrate, state)
    outputs = np.array([naive.mask_of(np.flatnonzero(row)) for row in system.cm])
    mechanisms, control = np.arange(1, 1 << system.n), np.zeros(2, np.int64)
    starts, patterns, probability, information = effect_candidates(
        mechanisms,
        given_every_state(system.effect, system.radix),
        np.array(system.radix),
        np.array(system.state),
        outputs,
        control,
    )
    assert control[1] == len(mechanisms) == len(starts) - 1
    _, tables, _ = naive.candidate_system(
        naive.from_columns(substrate.columns, substrate.radix), state, range(substrate.n)
    )
    for at, mask in enumerate(mechanisms.tolist()):
        found = {
            naive.decoded(int(patterns[x]), system.radix): (probability[x], information[x])
            for x in range(starts[at], starts[at + 1])
        }
        mechanism = naive.units_in(mask)
        reached = naive.units_in(int(np.bitwise_or.reduce(outputs[list(mechanism)])))
        expected = {}
        for purview in naive.nonempty_subsets(reached):
            p, _, ii, tied = naive.specified_purview("effect", tables, state, mechanism, purview)
            expected |= {(purview, z): (p[z], ii[z]) for z in tied}
        assert found.keys() == expected.keys()
        for key, values in found.items():
            assert values == pytest.approx(expected[key], rel=1e-9, abs=1e-12)
