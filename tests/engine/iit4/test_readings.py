"""The declared readings, and each against its naive twin."""

from itertools import product
from math import prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import naive
from engine.errors import PhiscopeError, UnreachableStateError
from engine.iit4.complexes import complexes
from engine.iit4.readings import CHOICES, DEFAULTS, Readings
from engine.iit4.structure import unfold
from engine.substrate.substrate import Substrate
from strategies import binary_substrates, dense_tables, deterministic_substrates, reachable, sparse_tables

SITUATIONS = reachable(st.one_of(deterministic_substrates(3), binary_substrates(3), sparse_tables(3)))
FOUR = reachable(st.one_of(deterministic_substrates(4), sparse_tables(4)))


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def test_the_defaults_are_the_first_of_each_choice():
    assert Readings() == DEFAULTS
    for key, choice in CHOICES.items():
        assert getattr(DEFAULTS, key) == choice.keys[0]
        assert choice.key == key
        for reading in choice.readings:
            assert Readings(**{key: reading.key}).to_dict() == (
                {} if reading.key == choice.keys[0] else {key: reading.key}
            )
            assert reading.taken in choice.said(reading.key)
    assert CHOICES.keys() == {"ties", "state_ties", "candidates"}


def test_an_unknown_reading_is_refused_with_those_there_are():
    with pytest.raises(PhiscopeError, match="state_ties cannot be 'last': use one of paper, first"):
        Readings(state_ties="last")


def check_twin(situation, units, ties, state_ties="paper"):
    substrate, state = situation
    tpm = naive.from_columns(substrate.columns, substrate.radix)
    inside = [substrate.index(label) for label in units]
    found = unfold(substrate, state, units, ties=ties, state_ties=state_ties)
    expected = naive.phi_s(tpm, state, inside, state_ties)
    if found.reason != "not-strongly-connected":
        assert found.phi_s == near(max(expected["phi_s"], 0.0))
    if found.phi_s == 0:
        return
    options = [
        (1 + sum(t.congruent for t in d.cause.ties)) * (1 + sum(t.congruent for t in d.effect.ties))
        for d in found.distinctions
    ]
    assume(ties != "max-phi" or prod(options) <= 200)
    phi, distinctions = naive.structure(tpm, state, inside, substrate.cm, ties, state_ties)
    assert found.big_phi == near(phi)
    assert found.tie_rule == ties
    assert found.big_phi_range[0] - 1e-9 <= found.big_phi <= found.big_phi_range[1] + 1e-9
    if ties == "max-phi" or len(found.integration.ties) > 1:
        return
    assert [(d.mechanism, d.cause.units, d.effect.units) for d in found.distinctions] == [
        tuple(tuple(found.units[i] for i in part) for part in (mechanism, cause[0], effect[0]))
        for mechanism, _, cause, effect in distinctions
    ]


def with_units(situations):
    def units(substrate):
        return st.sets(st.sampled_from(substrate.labels), min_size=1).map(
            lambda chosen: [label for label in substrate.labels if label in chosen]
        )

    return situations.flatmap(lambda pair: st.tuples(st.just(pair), units(pair[0])))


@pytest.mark.parametrize(
    ("ties", "state_ties"), [*product(CHOICES["ties"].keys, CHOICES["state_ties"].keys)], ids=str
)
@settings(max_examples=25)
@given(with_units(SITUATIONS))
def test_structures_are_those_of_the_naive_twin(ties, state_ties, drawn):
    check_twin(*drawn, ties, state_ties)


@settings(max_examples=15)
@given(with_units(FOUR))
def test_a_system_within_a_larger_substrate_follows_the_published_order_of_the_whole(drawn):
    check_twin(*drawn, "pyphi")


@pytest.mark.nojit
@pytest.mark.parametrize(
    ("candidates", "state_ties"), [*product(CHOICES["candidates"].keys, CHOICES["state_ties"].keys)], ids=str
)
@settings(max_examples=20)
@given(reachable(st.one_of(deterministic_substrates(3), dense_tables(3), sparse_tables(3))))
def test_complexes_are_those_of_the_naive_twin(candidates, state_ties, situation):
    substrate, state = situation
    tpm = naive.from_columns(substrate.columns, substrate.radix)
    names = substrate.labels
    kept = [
        units
        for units in naive.nonempty_subsets(range(substrate.n))
        if candidates == "all" or naive.reachable_now(tpm, state, units)
    ]
    phis = {units: naive.phi_s(tpm, state, units, state_ties)["phi_s"] for units in kept}
    found = complexes(substrate, state, candidates=candidates, state_ties=state_ties)
    left_out = {c.units for c in found.candidates if c.reason == "not-reachable-now"}
    assert found.evaluated == len(kept) == 2**substrate.n - 1 - len(left_out)
    for candidate in found.candidates:
        at = tuple(names.index(label) for label in candidate.units)
        assert candidate.phi_s == near(max(phis.get(at, 0.0), 0.0))
        assert (candidate.units in left_out) == (at not in phis)

    def big_phi(units):
        return naive.structure(tpm, state, units, substrate.cm, state_ties=state_ties)[0]

    expected = naive.complexes(phis, big_phi)
    assert {c.units for c in found.complexes} == {tuple(names[i] for i in units) for units in expected}


@settings(max_examples=20)
@given(SITUATIONS)
def test_no_other_reading_of_ties_has_a_larger_phi(situation):
    found = {ties: unfold(*situation, ties=ties) for ties in CHOICES["ties"].keys}
    best = found["max-phi"].big_phi
    for ties, structure in found.items():
        assert structure.big_phi <= best + 1e-9 * max(1.0, best)
        assert structure.phi_s == found["largest"].phi_s
        if ties != "pyphi":
            assert [d.mechanism for d in structure.distinctions] == [
                d.mechanism for d in found["largest"].distinctions
            ]


def test_readings_that_are_not_the_default_travel_with_the_result():
    xor = Substrate.from_rules({"A": "B ^ C", "B": "A ^ C", "C": "A ^ B"})
    assert "readings" not in unfold(xor, "abc").to_dict()
    assert "readings" not in complexes(xor, "abc").to_dict()
    read = unfold(xor, "abc", ties="max-phi", state_ties="first").to_dict()
    assert (read["tie_rule"], read["readings"]) == ("max-phi", {"ties": "max-phi", "state_ties": "first"})
    found = complexes(xor, "abc", candidates="reachable-now", ties="pyphi").to_dict()
    assert found["readings"] == {"ties": "pyphi", "candidates": "reachable-now"}


def test_a_candidate_whose_present_state_cannot_follow_is_left_out():
    """A copies B, which is OFF now; A is ON, so no state of A alone leads to it."""
    substrate = Substrate.from_rules({"A": "B", "B": "!A"})
    state = (1, 0)
    every = complexes(substrate, state)
    some = complexes(substrate, state, candidates="reachable-now")
    reasons = {c.units: c.reason for c in some.candidates}
    assert reasons["A",] == "not-reachable-now"
    assert some.to_dict()["candidates"] == every.to_dict()["candidates"] - 1
    with pytest.raises(UnreachableStateError):
        complexes(Substrate.from_rules({"A": "0"}), (1,), candidates="reachable-now")
