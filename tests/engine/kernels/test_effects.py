import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from engine.iit4.repertoires import given_every_state
from engine.iit4.system import candidate_system
from engine.kernels.effects import _rough_information, effect_states
from engine.substrate.substrate import Substrate
from strategies import binary_substrates, many_valued_substrates, rare_tables, reachable

pytestmark = pytest.mark.nojit


def specified(system, mechanisms, control=(0, 0)):
    """{(mechanism, purview): {state: π_e(z'|m)}}."""
    control = np.array(control)
    rows, chances = effect_states(
        np.array(mechanisms),
        given_every_state(system.effect, system.radix),
        np.array(system.radix),
        np.array(system.state),
        np.array([naive.mask_of(np.flatnonzero(row)) for row in system.cm]),
        control,
    )
    assert control[0] or control[1] == len(mechanisms)
    out = {}
    for (mechanism, mask, row), chance in zip(rows.tolist(), chances.tolist(), strict=True):
        purview, state = tuple(naive.units_in(mask)), []
        for i in purview:
            row, digit = divmod(row, system.radix[i])
            state.append(digit)
        out.setdefault((tuple(naive.units_in(mechanism)), purview), {})[tuple(state)] = chance
    return out


@settings(max_examples=40)
@given(reachable(st.one_of(binary_substrates(3), many_valued_substrates(2), rare_tables(2))))
def test_the_specified_states_of_every_linked_pair(situation):
    substrate, state = situation
    system = candidate_system(substrate, state)
    _, tables, _ = naive.candidate_system(
        naive.from_columns(substrate.columns, substrate.radix), state, range(substrate.n)
    )
    expected = {}
    for mechanism in naive.nonempty_subsets(range(system.n)):
        for purview in naive.nonempty_subsets(range(system.n)):
            p, _, _, tied = naive.specified_purview("effect", tables, state, mechanism, purview)
            if tied and naive.linked("effect", system.cm, mechanism, purview):
                expected[mechanism, purview] = {z: p[z] for z in tied}
    found = specified(system, range(1, 1 << system.n))
    assert found.keys() == expected.keys()
    for pair, chances in found.items():
        assert chances == pytest.approx(expected[pair], rel=1e-9, abs=1e-12)


def test_a_search_that_is_stopped_specifies_nothing():
    system = candidate_system(Substrate.from_rules({"A": "B", "B": "A"}), (1, 0))
    assert specified(system, [1, 2, 3], control=(1, 0)) == {}


def test_rough_information_is_right_to_three_millionths(rng):
    p = np.concatenate((rng.uniform(0, 1, 700), [0.0, 0.0, 1.0, 1.0, 1e-300, 0.5]))
    mean = np.concatenate((rng.uniform(0, 1, 700), [0.0, 0.5, 1.0, 1e-5, 1e-301, 0.5]))
    rough = np.empty(p.size, np.float32)
    _rough_information(p, mean, rough)
    some = p > 0
    exact = np.zeros(p.size)
    exact[some] = p[some] * np.log2(p[some] / mean[some])
    np.testing.assert_allclose(rough, exact, atol=3e-6)


@pytest.mark.parametrize("gap", [0.0, 3e-11, 3e-9, 3e-6])
def test_states_tie_within_the_tolerance_of_ii_where_rough_values_cannot_tell(gap):
    """Two units of one input each: ii of state (1, 1) and of (1, 0) differ by about the gap."""
    half = [0.2, 0.5]
    substrate = Substrate.from_tpm([[0.1, half[0] - 0], [0.1, half[1]], [0.9, half[0]], [0.9, half[1] + gap]])
    system = candidate_system(substrate, (1, 1))
    found = specified(system, [3])[(0, 1), (0, 1)]
    _, tables, _ = naive.candidate_system(
        naive.from_columns(substrate.columns, substrate.radix), (1, 1), range(2)
    )
    _, _, _, tied = naive.specified_purview("effect", tables, (1, 1), (0, 1), (0, 1))
    assert set(found) == set(tied)
