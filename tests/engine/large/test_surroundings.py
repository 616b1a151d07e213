"""Local functions, with any inputs outside, against the TPM over all states."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import UnreachableStateError
from engine.iit4.system import conditioned, to_here
from engine.large.surroundings import Surroundings
from engine.substrate.masks import bits, mask_of
from engine.substrate.substrate import Substrate
from strategies import chained, many_valued_substrates, reachable
from wired import gated, wired


def systems(rng, count, make, of=lambda substrate: substrate):
    """Pairs of a candidate system by the TPM, and from its surroundings."""
    for _ in range(count):
        substrate, state = make(rng, int(rng.integers(5, 9)))
        there, here = to_here(substrate, state), Surroundings(of(substrate), state)
        for inside in rng.integers(1, 1 << substrate.n, size=20).tolist():
            yield conditioned(substrate, state, tuple(bits(inside)), there), here.system(inside)


def test_a_thousand_systems_are_what_a_tpm_gives():
    for whole, found in systems(np.random.default_rng(16), 60, wired):
        np.testing.assert_allclose(found.effect, whole.effect, atol=1e-14)
        np.testing.assert_allclose(found.cause, whole.cause, atol=1e-13)
        assert (found.units, found.state, found.cm.tolist()) == (whole.units, whole.state, whole.cm.tolist())


def test_chains_give_the_same_systems():
    for whole, found in systems(np.random.default_rng(17), 30, gated, chained):
        np.testing.assert_allclose(found.effect, whole.effect, atol=1e-14)
        np.testing.assert_allclose(found.cause, whole.cause, atol=1e-13)


@given(reachable(many_valued_substrates(3)), st.integers(1, 7))
def test_units_of_more_states_give_the_same_systems(situation, some):
    substrate, state = situation
    inside = some & (1 << substrate.n) - 1 or 1
    whole = conditioned(substrate, state, tuple(bits(inside)), to_here(substrate, state))
    found = Surroundings(substrate, state).system(inside)
    np.testing.assert_allclose(found.effect, whole.effect, atol=1e-14)
    np.testing.assert_allclose(found.cause, whole.cause, atol=1e-13)
    assert found.radix == whole.radix


def possible_pasts(substrate, state):
    probability = to_here(substrate, state)
    for before in product((0, 1), repeat=substrate.n):
        if probability[sum(value << i for i, value in enumerate(before))] > 0:
            yield before


@pytest.mark.parametrize("make", [wired, gated])
def test_edges_are_inputs_that_may_make_a_difference(make):
    """By the definitions: for some values of other inputs, those outside now, or in some possible past."""
    rng = np.random.default_rng(18)
    for _ in range(15):
        substrate, state = make(rng, 5)
        here, chains = Surroundings(substrate, state), Surroundings(chained(substrate), state)
        inside = int(rng.integers(1, 32))
        pasts = list(possible_pasts(substrate, state))
        for unit in range(5):
            inputs, table = substrate.local(unit)
            effects, causes = set(), set()
            for values in product((0, 1), repeat=5):
                for each in inputs:
                    if not inside >> each & 1:
                        continue
                    other = [1 - v if i == each else v for i, v in enumerate(values)]
                    p, q = (table[tuple(s[i] for i in inputs)][1] for s in (values, other))
                    if p == q:
                        continue
                    if all(values[i] == state[i] for i in inputs if not inside >> i & 1):
                        effects.add(each)
                    outside = [i for i in inputs if not inside >> i & 1]
                    if any(all(values[i] == past[i] for i in outside) for past in pasts):
                        causes.add(each)
            assert here.effect_inputs(unit, inside) == mask_of(effects)
            assert chains.effect_inputs(unit, inside) == mask_of(effects)
            assert here.is_forced(unit, inside) == (not effects)
            assert here.cause_inputs(unit, inside) == mask_of(causes)
            # Chains may take a past for possible that is not.
            assert not mask_of(causes) & ~chains.cause_inputs(unit, inside)


def test_averaged_causes_lose_what_background_and_units_share():
    """The regression of the issue: averaged over C, W and D, the cause of B does not depend on A."""
    rules = {"A": "B", "B": "A ^ C ^ W", "C": "A", "W": "0", "D": "!(C ^ W)"}
    substrate = Substrate.from_rules(rules)
    here = Surroundings(substrate, (0, 1, 0, 0, 0))
    assert here.averaged_inputs(1, 0b00111) == 0
    assert here.averaged_inputs(1, 0b00011) == 1
    assert here.cause_inputs(1, 0b00111) == 0b101


def test_what_no_state_leads_to_is_refused():
    substrate = Substrate.from_rules({"A": "B", "C": "B", "B": "B"})
    with pytest.raises(UnreachableStateError):
        Surroundings(substrate, (0, 1, 0))
