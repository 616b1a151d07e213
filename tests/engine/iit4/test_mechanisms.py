import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from engine.iit4 import mechanisms
from engine.iit4.purviews import analyse_purview
from engine.iit4.system import candidate_system
from engine.substrate.substrate import Substrate
from strategies import (
    binary_substrates,
    gates,
    many_valued_substrates,
    rare_tables,
    reachable,
    sparse_tables,
)


@st.composite
def rings(draw, n):
    """Every unit follows its neighbours, more or less, as do rings of copies."""
    ahead, back, own = draw(st.tuples(*[st.sampled_from((0.0, 1.0, -1.0))] * 3))
    weights = np.zeros((n, n))
    for i in range(n):
        weights[i, (i + 1) % n] += ahead
        weights[i, (i - 1) % n] += back
        weights[i, i] += own
    return Substrate.from_weights(weights, k=draw(st.sampled_from((1.0, 4.0, 40.0))))


@st.composite
def copies(draw, n):
    """Every unit is a copy, noisy or not, of one unit, and every unit is copied."""
    sources = draw(st.permutations(range(n)))
    noise = draw(st.sampled_from((0.0, 0.1)))
    rows = np.arange(2**n)
    on = np.stack([rows >> source & 1 for source in sources], axis=1)
    return Substrate.from_tpm(np.where(on == 1, 1 - noise, noise))


@st.composite
def boolean_tables(draw, n):
    """Tables of 0 and 1 over all units."""
    return Substrate.from_tpm(
        np.random.default_rng(draw(st.integers(0, 2**32 - 1))).integers(0, 2, (2**n, n))
    )


def near(value):
    return pytest.approx(value, rel=1e-12, abs=1e-12)


@settings(max_examples=40)
@given(
    reachable(
        st.one_of(
            *(family(n) for family in (rings, copies, boolean_tables, rare_tables) for n in (2, 3)),
            binary_substrates(3, min_units=2),
            many_valued_substrates(2),
        )
    ),
    st.data(),
)
def test_naive_twin_of_every_kind_of_system_with_and_without_background(situation, data):
    substrate, state = situation
    units = sorted(data.draw(st.sets(st.integers(0, substrate.n - 1), min_size=1)))
    tpm = naive.from_columns(substrate.columns, substrate.radix)
    cause, effect, own = naive.candidate_system(tpm, state, units)
    expected = naive.distinctions(cause, effect, own, substrate.cm[np.ix_(units, units)])
    system = candidate_system(substrate, state, [substrate.labels[i] for i in units])
    found = mechanisms.irreducible_mechanisms(system)
    assert [f.mechanism for f in found] == [mechanism for mechanism, *_ in expected]
    for ours, (_, _, *sides) in zip(found, expected, strict=True):
        for side, (phi, purviews) in zip((ours.cause, ours.effect), sides, strict=True):
            assert side.phi == pytest.approx(phi, rel=1e-9, abs=1e-12)
            assert set(side.purviews) == set(purviews)


@settings(max_examples=6)
@given(
    reachable(
        st.one_of(
            *(family(5) for family in (rings, copies, boolean_tables, gates, sparse_tables)),
            binary_substrates(5, min_units=5),
        )
    )
)
def test_no_purview_of_five_units_beats_the_maximal_ones(situation):
    """Each is analysed alone, without a bound or a best so far."""
    system = candidate_system(*situation)
    found = {f.mechanism: f for f in mechanisms.irreducible_mechanisms(system)}
    for mechanism in list(naive.nonempty_subsets(range(5)))[::3]:
        largest = []
        for direction in ("cause", "effect"):
            phis = {
                (purview, z): phi
                for purview in naive.nonempty_subsets(range(5))
                if naive.linked(direction, system.cm, mechanism, purview)
                for z, phi in alone(system, direction, mechanism, purview)
            }
            largest.append(max(phis.values(), default=0.0))
            if mechanism in found:
                side = getattr(found[mechanism], direction)
                assert side.phi == near(largest[-1])
                assert set(side.purviews) == {key for key, phi in phis.items() if naive.close(phi, side.phi)}
        assert (min(largest) > 1e-9) == (mechanism in found)


def alone(system, direction, mechanism, purview):
    """Yield (state, φ) for every specified state of one purview."""
    names = [[system.labels[i] for i in units] for units in (mechanism, purview)]
    first = analyse_purview(system, direction, *names)
    if first.ii > 1e-10:
        for z in first.tied:
            yield z, analyse_purview(system, direction, *names, state=z).phi


@settings(max_examples=15)
@given(reachable(st.one_of(binary_substrates(3), many_valued_substrates(2))))
def test_the_search_is_the_same_in_this_thread_and_in_many_pieces_on_all_cores(situation):
    system = candidate_system(*situation)
    here = mechanisms.irreducible_mechanisms(system)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mechanisms, "COST_INLINE", 0.0)
        patch.setattr("engine.iit4.pieces.COST_A_PIECE", 300.0)
        assert mechanisms.irreducible_mechanisms(system) == here


@settings(max_examples=10)
@given(reachable(binary_substrates(3)))
def test_each_mechanism_is_passed_on_once_as_it_is_found(situation):
    system, told = candidate_system(*situation), []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mechanisms, "COST_INLINE", 0.0)
        patch.setattr("engine.iit4.pieces.COST_A_PIECE", 300.0)
        found = mechanisms.irreducible_mechanisms(system, found=told.append)
    passed_on = [each for part in told for each in part]
    assert sorted(passed_on, key=lambda each: (len(each.mechanism), each.mechanism)) == list(found)


@pytest.mark.nojit
def test_a_pair_of_copies_has_each_unit_as_the_cause_and_effect_of_the_other():
    system = candidate_system(Substrate.from_rules({"A": "B", "B": "A"}), (1, 0))
    found = mechanisms.irreducible_mechanisms(system)
    assert [f.mechanism for f in found] == [(0,), (1,)]
    assert found[0].cause == found[0].effect == mechanisms.Side(1.0, (((1,), (1,)),))
    assert found[1].cause == found[1].effect == mechanisms.Side(1.0, (((0,), (0,)),))
