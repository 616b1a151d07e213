import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from engine.iit4.repertoires import bits, given_present_state
from engine.iit4.system import candidate_system
from engine.kernels.effect_bounds import effect_candidates
from engine.substrate.substrate import Substrate
from strategies import binary_substrates, many_valued_substrates, reachable

pytestmark = pytest.mark.nojit


def candidates(system, rows, chances):
    """{(mechanism, pattern): (selectivity, bound, φ at the easy partition)} in order."""
    costs = bits(given_present_state(system.effect, system.radix, system.state))
    pairs, values = effect_candidates(
        np.array(rows, np.int64).reshape(-1, 3),
        np.array(chances, float),
        np.ascontiguousarray(costs.T),
        np.array(system.radix),
    )
    return {tuple(pair): tuple(v) for pair, v in zip(pairs.tolist(), values.tolist(), strict=True)}


def row_of(state, radix):
    row = 0
    for value, base in zip(reversed(state), reversed(radix), strict=True):
        row = row * base + value
    return row


@settings(max_examples=25)
@given(reachable(st.one_of(binary_substrates(3), many_valued_substrates(2))))
def test_no_bound_is_below_phi_and_only_pairs_without_phi_are_left_out(situation):
    substrate, state = situation
    system = candidate_system(substrate, state)
    _, tables, _ = naive.candidate_system(
        naive.from_columns(substrate.columns, substrate.radix), state, range(substrate.n)
    )
    rows, chances, phis = [], [], []
    for mechanism in naive.nonempty_subsets(range(system.n)):
        for purview in naive.nonempty_subsets(range(system.n)):
            p, *_ = naive.specified_purview("effect", tables, state, mechanism, purview)
            for z, (phi, _, _) in naive.purview_phi("effect", tables, state, mechanism, purview).items():
                radix = [system.radix[i] for i in purview]
                rows.append((naive.mask_of(mechanism), naive.mask_of(purview), row_of(z, radix)))
                chances.append(p[z])
                phis.append((rows[-1][0], purview, z, phi))
    found = {
        (mechanism, *naive.decoded(pattern, system.radix)): values
        for (mechanism, pattern), values in candidates(system, rows, chances).items()
    }
    assert found.keys() <= {tuple(key) for *key, _ in phis}
    for (*key, phi), chance in zip(phis, chances, strict=True):
        selectivity, bound, easy = found.get(tuple(key), (chance, 0.0, 0.0))
        assert selectivity == chance
        assert bound >= max(phi, easy) - 1e-8


def test_the_most_promising_candidates_of_a_mechanism_come_first(rng):
    system = candidate_system(Substrate.from_tpm(rng.uniform(0.1, 0.9, (32, 5))), (0, 1, 0, 1, 1))
    likely = [int(p > 0.5) for p in system.effect[system.row, 1::2]]
    rows = [
        (mechanism, purview, row_of([likely[i] for i in naive.units_in(purview)], [2] * purview.bit_count()))
        for mechanism in (15, 31)
        for purview in range(1, 32)
    ]
    found = candidates(system, rows, rng.uniform(0.1, 0.9, len(rows)))
    assert [mechanism for mechanism, _ in found] == sorted(mechanism for mechanism, _ in found)
    for mechanism in (15, 31):
        easy = [values[2] for (m, _), values in found.items() if m == mechanism]
        assert len(easy) > 8
        assert easy[:8] == sorted(easy, reverse=True)[:8]


def test_no_state_is_no_candidate():
    assert candidates(candidate_system(Substrate.from_rules({"A": "A"}), (1,)), [], []) == {}
