from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from engine.errors import PhiscopeError
from engine.formalisms import formalism_of
from engine.iit4.integration import integrate
from engine.iit4.system import candidate_system
from engine.substrate.substrate import Substrate
from strategies import (
    binary_substrates,
    dense_tables,
    deterministic_substrates,
    many_valued_substrates,
    reachable,
)

PHI = {"rel": 1e-9, "abs": 1e-10}


def near(value):
    return pytest.approx(value, **PHI)


def relabelled(substrate, state, order):
    """The same system with its units in another order; `order[new] = old`."""
    n = substrate.n
    columns = substrate.tpm.reshape((2,) * n + (n,)).transpose(*(n - 1 - i for i in reversed(order)), n)
    tpm = columns.reshape(2**n, n)[:, order]
    return Substrate.from_tpm(tpm), tuple(state[i] for i in order)


def cut_matrix(system, partition):
    cut = np.zeros((system.n, system.n), bool)
    for a, b in partition.cut:
        cut[system.labels.index(a), system.labels.index(b)] = True
    return cut


def check_twin(substrate, state):
    tpm = naive.from_columns(substrate.columns, substrate.radix)
    expected = naive.phi_s(tpm, state, range(substrate.n))
    system = candidate_system(substrate, state)
    found = integrate(system)
    assert found[0].ii_c == near(max(expected["ii_c"], 0))
    assert found[0].ii_e == near(max(expected["ii_e"], 0))
    assert found[0].phi_s == near(expected["phi_s"])
    if expected["phi_s"] <= naive.TOLERANCE:
        assert found[0].phi_s == 0
        assert found[0].reason
        return
    assert found[0].reason is None
    assert {(f.cause_state, f.effect_state) for f in found} == set(expected["ties"])
    assert len(found[0].ties) == (len(found) if len(found) > 1 else 0)
    assert set(found[0].ties) <= set(expected["ties"])
    cause, effect, own = naive.candidate_system(tpm, state, range(substrate.n))
    for one in found:
        assert one.phi_s == near(expected["phi_s"])
        cut = cut_matrix(system, one.mip)
        phi_c, phi_e = naive.phi_of_cut(cause, effect, own, cut, one.cause_state, one.effect_state)
        assert (one.phi_c, one.phi_e) == (near(phi_c), near(phi_e))
        assert one.phi_s == near(min(phi_c, phi_e))
        _, ratio, *_ = naive.system_mip(cause, effect, own, one.cause_state, one.effect_state)
        assert one.normalized_phi_s == near(ratio)
        assert one.normalized_phi_s * cut.sum() == near(one.phi_s)


@pytest.mark.nojit
@settings(max_examples=40)
@given(reachable(binary_substrates(3)))
def test_naive_twin(situation):
    check_twin(*situation)


@settings(max_examples=25)
@given(reachable(many_valued_substrates(3)))
def test_naive_twin_of_units_with_more_states(situation):
    check_twin(*situation)


@settings(max_examples=15)
@given(reachable(dense_tables(4)))
def test_naive_twin_of_four_units(situation):
    check_twin(*situation)


@pytest.mark.slow
@settings(max_examples=25)
@given(reachable(binary_substrates(4, min_units=4)))
def test_naive_twin_of_four_units_of_any_kind(situation):
    check_twin(*situation)


@settings(max_examples=25)
@given(reachable(st.one_of(dense_tables(3), binary_substrates(3), deterministic_substrates(3))))
def test_relabelling_permutes_the_answer(situation):
    substrate, state = situation
    found = integrate(candidate_system(substrate, state))
    for order in permutations(range(substrate.n)):
        other = integrate(candidate_system(*relabelled(substrate, state, order)))
        assert other[0].phi_s == near(found[0].phi_s)
        assert other[0].ii_c == near(found[0].ii_c)
        assert other[0].ii_e == near(found[0].ii_e)
        assert other[0].reason == found[0].reason
        if found[0].phi_s > 0:
            moved = {
                (tuple(f.cause_state[i] for i in order), tuple(f.effect_state[i] for i in order))
                for f in found
            }
            assert {(f.cause_state, f.effect_state) for f in other} == moved


@settings(max_examples=25)
@given(reachable(binary_substrates(4)), st.randoms(use_true_random=False))
def test_no_partition_has_a_smaller_ratio(situation, random):
    substrate, state = situation
    system = candidate_system(substrate, state)
    found = integrate(system)[0]
    assert found.phi_s >= 0
    assert found.normalized_phi_s >= 0
    if found.phi_s == 0 or substrate.n == 1:
        return
    cause, effect, own = naive.candidate_system(
        naive.from_columns(substrate.columns, substrate.radix), state, range(substrate.n)
    )
    partitions = list(naive.directed_partitions(substrate.n))
    for parts, directions in random.sample(partitions, min(20, len(partitions))):
        cut = naive.is_cut(parts, directions)
        if cut.any():
            phi = min(naive.phi_of_cut(cause, effect, own, cut, found.cause_state, found.effect_state))
            assert found.normalized_phi_s <= phi / cut.sum() + 1e-10
            # the bound that lets searches stop early: φ_s <= N(θ') * any ratio
            assert found.phi_s <= len(found.mip.cut) * phi / cut.sum() + 1e-9


@settings(max_examples=40)
@given(reachable(st.one_of(binary_substrates(3), many_valued_substrates(2))))
def test_the_revision_caps_phi_s(situation):
    substrate, state = situation
    system = candidate_system(substrate, state)
    old, new = integrate(system), integrate(system, "iit4-2026")
    cause, effect, own = naive.candidate_system(
        naive.from_columns(substrate.columns, substrate.radix), state, range(substrate.n)
    )

    def cap(result):
        everything = naive.states(substrate.radix)
        now = [np.prod([cause[i][t][own[i]] for i in range(len(own))]) for t in everything]
        p_c = now[everything.index(result.cause_state)] / sum(now)
        p_e = np.prod([effect[i][own][result.effect_state[i]] for i in range(len(own))])
        return min(-np.log2(p_c), -np.log2(p_e), result.ii_c, result.ii_e)

    if old[0].reason:
        assert new[0].phi_s == 0
        assert new[0].reason == old[0].reason
        return
    # the cap depends on the pair of specified states only through their probabilities, equal among ties
    assert new[0].phi_s == near(max(0.0, min(old[0].phi_s, cap(new[0]))))
    assert new[0].normalized_phi_s == near(old[0].normalized_phi_s)
    assert (new[0].reason == "deterministic-cap") == (new[0].phi_s == 0)


@settings(max_examples=25)
@given(reachable(deterministic_substrates(3)))
def test_a_deterministic_system_has_no_phi_s_under_the_revision(situation):
    assert integrate(candidate_system(*situation), "iit4-2026")[0].phi_s == 0


@pytest.mark.nojit
class TestReasons:
    def test_a_cut_of_a_disconnected_system_costs_nothing(self, rng):
        left, right = rng.uniform(0.1, 0.9, (4, 2)), rng.uniform(0.1, 0.9, (4, 2))
        rows = np.arange(16)
        pairs = Substrate.from_tpm(np.hstack([left[rows & 3], right[rows >> 2]]))
        system = candidate_system(pairs, (0, 1, 1, 0))
        found = integrate(system)[0]
        assert found.phi_s == found.normalized_phi_s == 0
        assert found.reason == "not-strongly-connected"
        assert min(found.phi_c, found.phi_e) == 0
        assert integrate(candidate_system(pairs, (0, 1, 1, 0), "AB"))[0].reason != "not-strongly-connected"

    def test_a_unit_that_does_not_feed_itself(self):
        swap = Substrate.from_rules({"A": "B", "B": "A"})
        found = integrate(candidate_system(swap, (1, 0), "A"))[0]
        assert (found.phi_s, found.reason) == (0, "not-strongly-connected")

    def test_a_swap_loses_as_much_by_each_connection(self):
        found = integrate(candidate_system(Substrate.from_rules({"A": "B", "B": "A"}), (1, 0)))[0]
        assert found.reason is None
        assert found.cause_state == found.effect_state == (0, 1)
        assert found.ii_c == found.ii_e == 2
        # one cut costs 1, two cost 2: of equal ratios the larger φ
        assert found.phi_s == 2
        assert found.normalized_phi_s == 1
        assert set(found.mip.cut) == {("A", "B"), ("B", "A")}

    def test_noise_specifies_nothing(self):
        # connected in the TPM, but the present state of B says nothing about its past
        tpm = [[0.2, 0.5], [0.8, 0.5], [0.8, 0.5], [0.2, 0.5]]
        found = integrate(candidate_system(Substrate.from_tpm(tpm), (0, 1), "A"))[0]
        assert found.phi_s == 0
        assert found.reason == "no-cause"

    @pytest.mark.parametrize("formalism", ["iit4-2023", "iit4-2026"])
    def test_a_state_that_nothing_leads_to_specifies_with_probability_0(self, formalism):
        # with B and C as they are A becomes 1 whatever it was, so of the tied states the first, 0, has p = 0
        rules = Substrate.from_rules({"A": "A | B", "B": "A & !C", "C": "A | B"})
        found = integrate(candidate_system(rules, (1, 1, 1), "A"), formalism)[0]
        assert (found.phi_s, found.reason) == (0, "no-effect")

    def test_reducible(self):
        feeble = Substrate.from_rules({"A": "A & B", "B": "A | B"})
        found = integrate(candidate_system(feeble, (0, 1)))[0]
        assert (found.phi_s, found.reason) == (0, "reducible")
        assert min(found.phi_c, found.phi_e) == 0


def test_unknown_formalism():
    with pytest.raises(PhiscopeError, match="iit4-2026") as caught:
        formalism_of("iit5")
    assert caught.value.field == "formalism"
