import json
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from cards import example
from engine.errors import PhiscopeError, StateError, UnreachableStateError
from engine.formalisms import DEFAULT
from engine.iit4.integration import integrate
from engine.iit4.structure import unfold
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
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def relabelled(substrate, state, order):
    """The same system with its units in another order; `order[new] = old`."""
    n = substrate.n
    columns = substrate.tpm.reshape((2,) * n + (n,)).transpose(*(n - 1 - i for i in reversed(order)), n)
    labels = [substrate.labels[i] for i in order]
    return Substrate.from_tpm(columns.reshape(2**n, n)[:, order], labels=labels), tuple(
        state[i] for i in order
    )


def check_twin(substrate, state, units):
    tpm = naive.from_columns(substrate.columns, substrate.radix)
    inside = [substrate.index(label) for label in units]
    found = unfold(substrate, state, units)
    if found.phi_s == 0:
        return
    phi, expected = naive.structure(tpm, state, inside, substrate.cm)
    assert found.big_phi == near(phi)
    if len(found.integration.ties) > 1:
        return
    assert [d.mechanism for d in found.distinctions] == [
        tuple(found.units[i] for i in mechanism) for mechanism, *_ in expected
    ]
    for ours, (_, phi_d, cause, effect) in zip(found.distinctions, expected, strict=True):
        assert ours.phi == near(phi_d)
        for side, (positions, values) in ((ours.cause, cause), (ours.effect, effect)):
            assert side.units == tuple(found.units[i] for i in positions)
            assert side.state == values


def with_units(situations):
    def units(substrate):
        return st.sets(st.sampled_from(substrate.labels), min_size=1).map(sorted)

    return situations.flatmap(lambda pair: st.tuples(st.just(pair), units(pair[0])))


@settings(max_examples=40)
@given(with_units(reachable(st.one_of(binary_substrates(3), dense_tables(3), deterministic_substrates(3)))))
def test_naive_twin(drawn):
    (substrate, state), units = drawn
    check_twin(substrate, state, units)


@settings(max_examples=10)
@given(reachable(many_valued_substrates(2)))
def test_naive_twin_of_units_with_more_states(situation):
    check_twin(*situation, situation[0].labels)


def summary(found):
    """What does not depend on the order of the units."""

    def side(purview):
        return frozenset(zip(purview.units, purview.state, strict=True)), round(purview.phi, 9)

    return {
        (frozenset(d.mechanism), round(d.phi, 9), side(d.cause), side(d.effect)) for d in found.distinctions
    }


def tied(found):
    return found.ties["states"] or any(
        t.congruent for d in found.distinctions for s in (d.cause, d.effect) for t in s.ties
    )


@settings(max_examples=30)
@given(reachable(st.one_of(dense_tables(4), binary_substrates(3), deterministic_substrates(3))))
def test_relabelling_permutes_the_answer(situation):
    substrate, state = situation
    found = unfold(substrate, state)
    orders = list(permutations(range(substrate.n)))
    for order in orders[:: max(1, len(orders) // 6)]:
        other = unfold(*relabelled(substrate, state, order))
        assert other.phi_s == near(found.phi_s)
        assert other.reason == found.reason
        if not found.reason and not found.ties["states"]:
            assert other.big_phi_range == near(found.big_phi_range)
            assert len(other.distinctions) == len(found.distinctions)
            assert other.sum_phi_d == near(found.sum_phi_d)
            assert other.incongruent == found.incongruent
        if not found.reason and not tied(found):
            assert other.big_phi == near(found.big_phi)
            assert other.relations.count == found.relations.count
            assert summary(other) == summary(found)


@pytest.mark.nojit
@settings(max_examples=30)
@given(reachable(binary_substrates(3)))
def test_theorems(situation):
    found = unfold(*situation)
    system = candidate_system(*situation)
    assert found.phi_s >= 0
    assert (found.phi_s == 0) == (found.reason is not None)
    assert all(d.phi == min(d.cause.phi, d.effect.phi) > 0 for d in found.distinctions)
    assert found.big_phi == near(found.sum_phi_d + found.relations.sum_phi)
    assert len(found.distinctions) + found.incongruent < 2**system.n
    assert found.relations.count < 2 ** len(found.distinctions)
    specified = dict(zip(found.units, found.integration.cause_state, strict=True))
    for d in found.distinctions:
        assert all(specified[u] == v for u, v in zip(d.cause.units, d.cause.state, strict=True))


@settings(max_examples=20)
@given(reachable(binary_substrates(3)))
def test_the_revision_changes_only_the_system(situation):
    old, new = unfold(*situation), unfold(*situation, formalism="iit4-2026")
    assert new.formalism == "iit4-2026"
    assert new.phi_s <= old.phi_s + 1e-12
    if len(integrate(candidate_system(*situation))) == 1:
        assert new.distinctions == old.distinctions
        assert new.big_phi == old.big_phi


@settings(max_examples=20)
@given(reachable(binary_substrates(3)))
def test_results_are_plain_json(situation):
    found = unfold(*situation)
    again = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert again == found.to_dict()
    assert again["phi_s"] == found.phi_s
    assert again["relations"]["count"] == found.relations.count
    assert again["big_phi"] == found.big_phi
    assert [d["mechanism"] for d in again["distinctions"]] == [list(d.mechanism) for d in found.distinctions]


@settings(max_examples=10)
@given(reachable(binary_substrates(3)))
def test_the_same_twice(situation):
    first, second = (unfold(*situation).to_dict() for _ in range(2))
    assert {**first, "seconds": 0} == {**second, "seconds": 0}


@pytest.mark.nojit
class TestArguments:
    swap = Substrate.from_rules({"A": "B", "B": "A", "C": "A & C"})

    def test_states_in_any_form(self):
        for state in ((1, 0, 0), "Abc", {"A": 1, "B": 0, "C": 0}):
            found = unfold(self.swap, state, "AB")
            assert (found.units, found.state, found.labels) == (("A", "B"), (1, 0), ("A", "B", "C"))
            assert found.phi_s == 2
        assert found.substrate_sha256 == self.swap.sha256
        assert found.version
        assert found.seconds > 0

    def test_refusals(self):
        with pytest.raises(PhiscopeError, match="formalism"):
            unfold(self.swap, "Abc", formalism="iit3")
        with pytest.raises(PhiscopeError, match="ties cannot be 'first': use one of largest, smallest"):
            unfold(self.swap, "Abc", ties="first")
        with pytest.raises(PhiscopeError, match="state_ties cannot be 'largest'"):
            unfold(self.swap, "Abc", state_ties="largest")
        with pytest.raises(StateError):
            unfold(self.swap, "AB")
        with pytest.raises(StateError):
            unfold(self.swap, "Abc", ["X"])
        with pytest.raises(UnreachableStateError):
            unfold(self.swap, "abC")

    def test_tie_rules_choose_among_the_same(self):
        xor = Substrate.from_rules({"A": "B ^ C", "B": "A ^ C", "C": "A ^ B"})
        largest, smallest = unfold(xor, "abc"), unfold(xor, "abc", ties="smallest")
        assert largest.tie_rule == "largest"
        assert smallest.tie_rule == "smallest"
        assert largest.big_phi_range == smallest.big_phi_range
        assert largest.phi_s == smallest.phi_s == 1.5


def test_thousands_of_tied_states_of_an_unconnected_system_cost_nothing():
    """Seven voters of three states and their winner: every one of 8,748 states ties."""
    vote = example("ac-fig11-three-candidates")
    result = unfold(vote, vote.state)
    assert result.reason == "not-strongly-connected"
    assert result.phi_s == 0.0
    assert result.ties["states"] == []


@pytest.fixture
def in_pieces(monkeypatch):
    monkeypatch.setattr("engine.iit4.mechanisms.COST_INLINE", 0)
    monkeypatch.setattr("engine.iit4.pieces.COST_A_PIECE", 1e3)


@pytest.mark.usefixtures("in_pieces")
def test_distinctions_are_told_as_they_are_found():
    told = []
    weights = np.random.default_rng(7).normal(size=(5, 5))
    found = unfold(Substrate.from_weights(weights, k=1.0), (1, 0, 1, 1, 0), found=told.append)
    assert told  # in one part where all pieces ended before the first was heard of
    assert {each for part in told for each in part} == set(found.distinctions)


@pytest.mark.usefixtures("in_pieces")
@pytest.mark.parametrize("ties", ["max-phi", "pyphi"])
def test_what_depends_on_all_distinctions_is_not_told_before(ties):
    told = []
    substrate = Substrate.from_rules({"A": "B | C", "B": "A & C", "C": "A"})
    unfold(substrate, "Abc", ties=ties, found=told.append)
    xor = Substrate.from_rules({"A": "B ^ C", "B": "A ^ C", "C": "A ^ B"})
    assert len(integrate(candidate_system(xor, (0, 0, 0)), DEFAULT)) > 1
    unfold(xor, "abc", found=told.append)
    assert told == []
