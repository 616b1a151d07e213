from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from engine.iit4.distinctions import congruent_distinctions
from engine.iit4.mechanisms import irreducible_mechanisms
from engine.iit4.system import candidate_system
from engine.substrate.substrate import Substrate
from strategies import (
    binary_substrates,
    dense_tables,
    deterministic_substrates,
    many_valued_substrates,
    reachable,
)


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-10)


def relabelled(substrate, state, order):
    """The same system with its units in another order; `order[new] = old`."""
    n = substrate.n
    columns = substrate.tpm.reshape((2,) * n + (n,)).transpose(*(n - 1 - i for i in reversed(order)), n)
    return Substrate.from_tpm(columns.reshape(2**n, n)[:, order]), tuple(state[i] for i in order)


def naive_distinctions(substrate, state):
    tpm = naive.from_columns(substrate.columns, substrate.radix)
    cause, effect, own = naive.candidate_system(tpm, state, range(substrate.n))
    return naive.distinctions(cause, effect, own, substrate.cm)


def check_twin(substrate, state):
    expected = naive_distinctions(substrate, state)
    found = irreducible_mechanisms(candidate_system(substrate, state))
    assert [f.mechanism for f in found] == [mechanism for mechanism, *_ in expected]
    for ours, (_, phi, (phi_c, causes), (phi_e, effects)) in zip(found, expected, strict=True):
        assert ours.cause.phi == near(phi_c)
        assert ours.effect.phi == near(phi_e)
        assert min(ours.cause.phi, ours.effect.phi) == near(phi)
        assert set(ours.cause.purviews) == set(causes)
        assert set(ours.effect.purviews) == set(effects)
        assert len(ours.cause.purviews) == len(causes)
        assert len(ours.effect.purviews) == len(effects)


@settings(max_examples=60)
@given(reachable(binary_substrates(3)))
def test_naive_twin(situation):
    check_twin(*situation)


@pytest.mark.nojit
@settings(max_examples=15)
@given(reachable(binary_substrates(2)))
def test_naive_twin_of_two_units(situation):
    check_twin(*situation)


@settings(max_examples=10)
@given(reachable(many_valued_substrates(2)))
def test_naive_twin_of_units_with_more_states(situation):
    check_twin(*situation)


@pytest.mark.slow
@settings(max_examples=3)
@given(reachable(st.one_of(dense_tables(4), binary_substrates(4, min_units=4))))
def test_naive_twin_of_four_units(situation):
    check_twin(*situation)


@settings(max_examples=25)
@given(reachable(st.one_of(binary_substrates(3), dense_tables(4), deterministic_substrates(3))))
def test_relabelling_permutes_the_answer(situation):
    substrate, state = situation
    found = irreducible_mechanisms(candidate_system(substrate, state))
    orders = list(permutations(range(substrate.n)))
    for order in orders[:: max(1, len(orders) // 6)]:
        at = {old: new for new, old in enumerate(order)}

        def moved(purviews, at=at):
            return {tuple(sorted((at[i], v) for i, v in zip(*p, strict=True))) for p in purviews}

        other = {
            f.mechanism: f
            for f in irreducible_mechanisms(candidate_system(*relabelled(substrate, state, order)))
        }
        assert other.keys() == {tuple(sorted(at[i] for i in f.mechanism)) for f in found}
        for f in found:
            twin = other[tuple(sorted(at[i] for i in f.mechanism))]
            for ours, theirs in ((f.cause, twin.cause), (f.effect, twin.effect)):
                assert theirs.phi == near(ours.phi)
                assert {tuple(zip(*p, strict=True)) for p in theirs.purviews} == moved(ours.purviews)


@settings(max_examples=25)
@given(reachable(binary_substrates(3)), st.data())
def test_only_congruent_ones_enter(situation, data):
    substrate, state = situation
    system = candidate_system(substrate, state)
    mechanisms = irreducible_mechanisms(system)
    some_state = st.tuples(*(st.integers(0, 1) for _ in state))
    specified = data.draw(some_state), data.draw(some_state)
    chosen = congruent_distinctions(system, mechanisms, specified)
    expected = naive.congruent_distinctions(
        [
            (
                f.mechanism,
                min(f.cause.phi, f.effect.phi),
                (f.cause.phi, f.cause.purviews),
                (f.effect.phi, f.effect.purviews),
            )
            for f in mechanisms
        ],
        *specified,
    )
    assert len(chosen) == len(expected)
    for ours, (mechanism, phi, cause, effect) in zip(chosen, expected, strict=True):
        assert ours.phi == phi > 0
        assert system.positions(ours.mechanism) == mechanism
        assert ours.state == tuple(state[i] for i in mechanism)
        for side, pick, system_state in (
            (ours.cause, cause, specified[0]),
            (ours.effect, effect, specified[1]),
        ):
            assert (system.positions(side.units), side.state) == pick
            for tie in side.ties:
                agrees = all(
                    system_state[i] == v for i, v in zip(system.positions(tie.units), tie.state, strict=True)
                )
                assert tie.congruent == agrees
                assert not agrees or len(tie.units) <= len(side.units)


@pytest.mark.nojit
class TestTies:
    """Three XORs: every pair has a two-unit cause and effect that tie with those of the same φ."""

    substrate = Substrate.from_rules({"A": "B ^ C", "B": "A ^ C", "C": "A ^ B"})

    def test_every_tied_purview_is_kept(self):
        check_twin(self.substrate, (0, 0, 0))

    def test_smallest_and_largest(self):
        system = candidate_system(Substrate.from_rules({"A": "A", "B": "A", "C": "A & B"}), (1, 1, 1))
        mechanisms = irreducible_mechanisms(system)
        specified = (1, 1, 1), (1, 1, 1)
        largest = congruent_distinctions(system, mechanisms, specified, "largest")
        smallest = congruent_distinctions(system, mechanisms, specified, "smallest")
        assert [d.mechanism for d in largest] == [d.mechanism for d in smallest]
        for big, small in zip(largest, smallest, strict=True):
            for a, b in ((big.cause, small.cause), (big.effect, small.effect)):
                assert len(a.units) >= len(b.units)
                assert {a.units, *(t.units for t in a.ties)} == {b.units, *(t.units for t in b.ties)}
                assert a.phi == b.phi

    def test_none_without_connections(self):
        noise = Substrate.from_tpm([[0.3, 0.6]] * 4)
        assert irreducible_mechanisms(candidate_system(noise, (0, 1))) == ()

    def test_order_is_by_size_then_by_unit(self, rng):
        system = candidate_system(Substrate.from_tpm(rng.uniform(0.1, 0.9, (8, 3))), (0, 1, 1))
        mechanisms = [f.mechanism for f in irreducible_mechanisms(system)]
        assert mechanisms == sorted(mechanisms, key=lambda m: (len(m), m))
