import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from engine.iit4.mechanisms import irreducible_mechanisms
from engine.iit4.purviews import analyse_purview
from engine.iit4.system import candidate_system
from engine.substrate.substrate import Substrate
from strategies import binary_substrates, many_valued_substrates, rare_tables, reachable

DIRECTIONS = ("cause", "effect")


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-10)


def check_twin(substrate, state, direction, mechanism, purview):
    tpm = naive.from_columns(substrate.columns, substrate.radix)
    cause, effect, own = naive.candidate_system(tpm, state, range(substrate.n))
    tables = cause if direction == "cause" else effect
    expected = naive.purview_phi(direction, tables, own, mechanism, purview)
    system = candidate_system(substrate, state)
    names = system.labels
    labels = [names[i] for i in mechanism], [names[i] for i in purview]
    found = analyse_purview(system, direction, *labels)
    np.testing.assert_allclose(found.intact.sum(), 1)
    np.testing.assert_allclose(found.unconstrained.sum(), 1)
    np.testing.assert_allclose(found.partitioned.sum(), 1)
    assert found.intact.shape == tuple(substrate.radix[i] for i in purview)
    if not expected:
        assert found.ii == near(0)
        assert found.phi == 0
        return
    best = max(phi for phi, _, _ in expected.values())
    assert set(found.tied) == set(expected)
    assert found.phi == near(best)
    assert expected[found.specified][0] == near(best)
    assert found.ii == near(expected[found.specified][2])
    for z, (phi, ratio, _) in expected.items():
        one = analyse_purview(system, direction, *labels, state=z)
        assert one.phi == near(phi)
        assert one.specified == z
        size = len(mechanism) * len(purview) - sum(len(m) * len(p) for m, p in one.partition.parts)
        assert len(one.partition.cut) == size > 0
        assert one.phi == near(ratio * size)
        if one.before > 0 < one.after:
            assert float(one.intact[z]) * max(0.0, np.log2(one.before / one.after)) == near(phi)
        check_partition(one, mechanism, purview, names)


def check_partition(found, mechanism, purview, names):
    """The parts are a disintegrating partition, with a part for every unit."""
    parts = found.partition.parts
    assert sorted(u for m, _ in parts for u in m) == sorted(names[i] for i in mechanism)
    assert sorted(u for _, p in parts for u in p) == sorted(names[i] for i in purview)
    assert all(not p for m, p in parts if len(m) == len(mechanism))


def sides(substrate):
    positions = st.sets(st.integers(0, substrate.n - 1), min_size=1).map(lambda s: tuple(sorted(s)))
    return st.tuples(st.sampled_from(DIRECTIONS), positions, positions)


@pytest.mark.nojit
@settings(max_examples=60)
@given(
    reachable(st.one_of(binary_substrates(3), rare_tables(2))).flatmap(
        lambda s: st.tuples(st.just(s), sides(s[0]))
    )
)
def test_naive_twin(drawn):
    (substrate, state), side = drawn
    check_twin(substrate, state, *side)


@settings(max_examples=30)
@given(reachable(many_valued_substrates(3)).flatmap(lambda s: st.tuples(st.just(s), sides(s[0]))))
def test_naive_twin_of_units_with_more_states(drawn):
    (substrate, state), side = drawn
    check_twin(substrate, state, *side)


@pytest.mark.slow
@settings(max_examples=40)
@given(reachable(binary_substrates(4, min_units=4)).flatmap(lambda s: st.tuples(st.just(s), sides(s[0]))))
def test_naive_twin_of_four_units(drawn):
    (substrate, state), side = drawn
    check_twin(substrate, state, *side)


@settings(max_examples=25)
@given(reachable(binary_substrates(4)))
def test_the_lens_agrees_with_the_search(situation):
    system = candidate_system(*situation)
    for found in irreducible_mechanisms(system):
        mechanism = [system.labels[i] for i in found.mechanism]
        for direction, side in (("cause", found.cause), ("effect", found.effect)):
            for units, state in side.purviews:
                one = analyse_purview(system, direction, mechanism, [system.labels[i] for i in units], state)
                assert one.phi == near(side.phi)
                assert state in one.tied


@pytest.mark.nojit
def test_a_copy_gives_one_bit():
    ring = candidate_system(Substrate.from_rules({"A": "B", "B": "A"}), (1, 0))
    for direction in DIRECTIONS:
        found = analyse_purview(ring, direction, "A", "B")
        np.testing.assert_array_equal(found.intact, [0, 1])
        np.testing.assert_array_equal(found.unconstrained, [0.5, 0.5])
        np.testing.assert_array_equal(found.partitioned, [0.5, 0.5])
        assert (found.ii, found.phi, found.before, found.after) == (1, 1, 1, 0.5)
        assert found.specified == (1,)
        assert found.partition.cut == (("A", "B"),)
        assert analyse_purview(ring, direction, "A", "A").phi == 0


@pytest.mark.parametrize("value", [0, 1])
def test_a_constant_unit_specifies_nothing(value):
    system = candidate_system(Substrate.from_tpm([[value], [value]]), (value,))
    found = analyse_purview(system, "effect", "A", "A")
    assert (found.ii, found.phi) == (0, 0)
    assert np.isfinite(found.after)


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_an_impossible_state_may_be_asked_for(direction):
    swap = candidate_system(Substrate.from_rules({"A": "B", "B": "A"}), (1, 0))
    found = analyse_purview(swap, direction, "A", "B", state=(0,))
    assert (found.before, found.phi) == (0, 0)
    assert np.isfinite(found.after)
