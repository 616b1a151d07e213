"""The search across grains: published complexes, verdicts, the twin that lists everything, and bad bounds."""

import json
import threading
import time
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings

import naive
from engine import complexes
from engine.errors import Cancelled, GrainError, PhiscopeError, UnreachableStateError
from engine.grain import Bounds, MacroUnit, grains, intrinsic, macro_system, plan
from engine.grain.admission import MOST_SYSTEMS
from engine.grain.bounds import mapping_tables
from engine.grain.records import NOT_SEARCHED
from engine.iit4.integration import integrate
from engine.substrate.substrate import Substrate
from grain_cases import couples, preset
from strategies import dense_tables, reachable, sparse_tables

ON = (1,) * 8


def names(systems):
    return [{unit.name for unit in system.units} for system in systems]


def exactly(value):
    return pytest.approx(value, abs=1e-10)


class TestPublished:
    """Marshall et al. 2024; counts and numbers of formalism §8."""

    def test_minimal_pair(self):
        found = grains(preset("grain-min-micro"), "ab")
        assert names(found.complexes) == [{"AND(AB)"}]
        assert found.complexes[0].phi_s == exactly(0.7883339770634886)
        admitted = found.verdict_of(("A",))
        assert (admitted.ok, admitted.reason, admitted.phi_s) == (True, None, 0)

    def test_coarse_grained_four(self):
        found = grains(preset("grain-coarse-micro"), "abcd")
        assert names(found.complexes) == [{"AND(AB)", "AND(CD)"}]
        assert found.complexes[0].phi_s == exactly(1.0040208141)

    @pytest.mark.parametrize(("tau", "systems"), [(1, 145), (2, 496)])
    def test_couples_that_watch_each_other(self, tau, systems):
        found = grains(preset("grain-couples-sfs"), "abcd", tau=tau)
        assert len(found.systems) == systems
        assert names(found.complexes) == [{"OR(AC)", "OR(BD)"}]
        assert found.complexes[0].phi_s == exactly(0.9224715414)
        assert found.verdict_of(("A", "C")).ok
        assert found.verdict_of(tuple("ABCD")).reason == "beaten"

    @pytest.mark.parametrize(("slug", "reason"), [("sfn", "not-integrated"), ("sfnn", "beaten")])
    def test_couples_apart(self, slug, reason):
        found = grains(preset(f"grain-couples-{slug}"), "abcd")
        assert names(found.complexes) == [{"A", "B"}, {"C", "D"}]
        verdict = found.verdict_of(("C", "A"))
        assert (verdict.ok, verdict.reason) == (False, reason)
        if reason == "beaten":
            assert verdict.phi_s == pytest.approx(0.00486, abs=5e-6)
            assert verdict.witness_phi_s == pytest.approx(0.02364, abs=5e-6)
            assert [unit.name for unit in verdict.witness] == ["A"]

    def test_three_couples(self):
        assert len(grains(couples(3, 0.25), (0,) * 6).systems) == 3083

    def test_black_boxes(self):
        found = grains(preset("grain-black-boxes"), ON)
        assert len(found.systems) == 15171
        assert names(found.complexes)[0] == {"C", "G", "OR(AB)", "OR(EF)"}
        assert found.complexes[0].phi_s == exactly(0.9883721100)

    def test_a_black_box_passes_among_micro_units_alone(self):
        box = MacroUnit("ABCD", 2, "last:C")
        verdict = intrinsic(preset("grain-black-boxes"), ON, box)
        assert (verdict.ok, verdict.reason) == (False, "beaten")
        assert verdict.phi_s == exactly(0.0299886649)
        assert verdict.witness_phi_s == exactly(0.0497581904)
        assert [unit.name for unit in verdict.witness] == ["AND(AB)", "C", "D"]
        assert intrinsic(preset("grain-black-boxes"), ON, box, within="micro").ok


def slow_search(substrate, state, size, tau, within):
    """φ_s of every system of intrinsic units, each from its own macro system, and the sets that pass."""
    n = substrate.n
    history = [state] * tau

    def phi_of(units):
        system = macro_system(substrate, units, history)
        if not system.has_cause or not system.strongly_connected:
            return 0.0
        return integrate(system)[0].phi_s

    micro = [MacroUnit((label,)) for label in substrate.labels]
    admitted = {(i,): [micro[i]] for i in range(n)}

    def systems(inside, but=None):
        places = [at for at in admitted if set(at) <= set(inside) and at != but]
        for count in range(1, n + 1):
            for chosen in combinations(places, count):
                if len({i for at in chosen for i in at}) == sum(map(len, chosen)):
                    yield from product(*(admitted[at] for at in chosen))

    for k in range(1, size + 1):
        passed = []
        for at in combinations(range(n), k):
            own = phi_of([micro[i] for i in at])
            rivals = [
                phi_of(units)
                for units in systems(at)
                if set(units) != {micro[i] for i in at}
                and (within == "all" or all(unit in micro for unit in units))
            ]
            if own > 1e-10 and all(own > phi and not naive.close(own, phi) for phi in rivals):
                passed.append(at)
        for at in passed:
            labels = tuple(substrate.labels[i] for i in at)
            more = [
                MacroUnit(labels, t, tuple(table))
                for t in range(1, tau + 1)
                for table in mapping_tables(k, t, "families")
                if k > 1 or t > 1
            ]
            admitted[at] = [*(admitted[at] if k == 1 else []), *more]
    passed = {at for at in admitted if len(at) > 1}
    return {frozenset(strip(unit) for unit in units): phi_of(units) for units in systems(range(n))}, passed


def strip(unit):
    return unit.constituents, unit.tau, unit.table


@settings(max_examples=6)
@given(reachable(dense_tables(3)))
def test_naive_twin(situation):
    check_twin(*situation, tau=1, within="all")
    check_twin(*situation, tau=2, within="micro")


@settings(max_examples=8)
@given(reachable(sparse_tables(3)))
def test_naive_twin_with_ties(situation):
    check_twin(*situation, tau=1, within="all")


def check_twin(substrate, state, tau, within):
    found = grains(substrate, state, size=3, tau=tau, within=within)
    expected, passed = slow_search(substrate, state, 3, tau, within)
    assert {frozenset(strip(unit) for unit in system.units) for system in found.systems} == expected.keys()
    for system in found.systems:
        assert system.phi_s == exactly(expected[frozenset(strip(unit) for unit in system.units)])
    assert {v.constituents for v in found.verdicts if v.ok and len(v.constituents) > 1} == {
        tuple(substrate.labels[i] for i in at) for at in passed
    }
    check_bookkeeping(found)


def check_bookkeeping(found):
    """Every system with φ_s > 0 is a complex, excluded or undecided, and complexes do not overlap."""
    groups = [found.complexes, [each.system for each in found.excluded], found.undecided]
    assert sum(map(len, groups)) == sum(system.phi_s > 0 for system in found.systems)
    used = [label for system in found.complexes for label in system.constituents]
    assert len(used) == len(set(used))
    for each in found.excluded:
        assert each.system.constituents & each.by.constituents
        assert each.by.phi_s >= each.system.phi_s - 1e-9


@settings(max_examples=10)
@given(reachable(dense_tables(4)))
def test_units_of_size_one_are_the_complexes_of_iit4(situation):
    substrate, state = situation
    found = grains(substrate, state, size=1)
    expected = complexes(substrate, state)
    assert {system.constituents: exactly(system.phi_s) for system in found.systems} == {
        frozenset(c.units): c.phi_s for c in expected.candidates
    }
    assert [s.constituents for s in found.complexes] == [frozenset(c.units) for c in expected.complexes]


@settings(max_examples=10)
@given(reachable(dense_tables(4)))
def test_a_verdict_is_that_of_the_search(situation):
    """Whatever else is searched, and whatever the largest size is once it is one less than the unit's."""
    substrate, state = situation
    found = grains(substrate, state, size=4)
    for constituents in ("AB", "ACD", "ABCD"):
        expected = found.verdict_of(tuple(constituents))
        verdict = intrinsic(
            substrate, state, MacroUnit(constituents), bounds=Bounds(size=len(constituents) - 1)
        )
        assert (verdict.ok, verdict.reason, verdict.witness) == (
            expected.ok,
            expected.reason,
            expected.witness,
        )
        assert verdict.phi_s == exactly(expected.phi_s)


def test_a_longer_grain_of_one_unit_needs_phi():
    pair = preset("grain-min-micro")
    assert intrinsic(pair, "ab", MacroUnit("A")).ok
    assert intrinsic(pair, "ab", MacroUnit("A", 2)).reason == "not-integrated"
    assert not any(
        u.tau > 1 and u.constituents == ("A",) for s in grains(pair, "ab", tau=2).systems for u in s.units
    )
    couple = preset("grain-couples-sfs")
    assert intrinsic(couple, "abcd", MacroUnit("A", 2)).ok


def test_a_tie_fails_and_is_reported():
    substrate = Substrate.from_rules({"A": "B & C", "B": "A & B", "C": "B & C"})
    verdict = grains(substrate, "ABC", size=3).verdict_of(tuple("ABC"))
    assert (verdict.ok, verdict.reason) == (False, "tied")
    assert verdict.phi_s == verdict.witness_phi_s == exactly(2)
    assert len(verdict.witness) == 2


def test_the_result_says_what_was_searched():
    found = grains(preset("grain-min-micro"), "ab", tau=2)
    content = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert content["bounds"] == {"size": 4, "tau": 2, "mappings": "families", "within": "all"}
    assert content["not_searched"] == ["apportionment", "meso"]
    assert found.not_searched == NOT_SEARCHED
    assert content["history_assumed"] is True
    assert content["complexes"][0]["units"][0]["mapping"] == "all"
    assert content["systems"] == len(found.systems)
    assert all("ibits" not in key for key in content)


def test_a_plan_counts_before_the_search():
    counted = plan(preset("grain-couples-sfs"), "abcd", Bounds(tau=2))
    assert counted.systems == 496
    assert counted.seconds > 0
    assert len(counted.verdicts) == 15


def test_more_systems_than_may_be_tried_are_refused_before_the_first():
    substrate = Substrate.from_weights(np.random.default_rng(1).normal(0, 1, (7, 7)), k=0.2)
    with pytest.raises(
        GrainError, match="4,130 systems, more than 3,000; with units of at most 1 "
    ) as refused:
        grains(substrate, (0, 1, 0, 0, 1, 0, 0), size=2, tau=2, limit=3000)
    assert refused.value.field == "size"
    assert MOST_SYSTEMS == 200_000


@pytest.mark.parametrize(
    ("options", "match"),
    [
        ({"size": 0}, "size is 0"),
        ({"tau": 1.5}, "tau is 1.5"),
        ({"mappings": "some"}, "mappings cannot be 'some'; use one of families, all"),
        ({"within": "macro"}, "within cannot be 'macro'"),
        ({"limit": 100}, "145 systems, more than 100; with units of at most 1 there are 15"),
        ({"tau": 2, "history": ["abcd"]}, "1 states; give 2"),
        ({"history": ["Abcd"]}, "ends in Abcd"),
    ],
)
def test_bad_bounds_are_refused_in_one_sentence(options, match):
    with pytest.raises(GrainError, match=match):
        grains(preset("grain-couples-sfs"), "abcd", **options)


def test_other_refusals():
    with pytest.raises(UnreachableStateError):
        grains(Substrate.from_rules({"A": "B", "B": "A & B"}), "aB")
    with pytest.raises(PhiscopeError, match="formalism"):
        grains(preset("grain-min-micro"), "ab", formalism="iit3")
    with pytest.raises(GrainError, match="A has more than two states"):
        grains(Substrate.from_tpm(np.full((3, 3), 1 / 3), radix=(3,)), (0,))


@pytest.mark.parametrize("after", [0, 0.05])
def test_a_stop(after):
    event, substrate = (
        threading.Event(),
        Substrate.from_tpm(np.random.default_rng(2).uniform(0.1, 0.9, (256, 8))),
    )
    grains(preset("grain-min-micro"), "ab")
    set_at = []

    def stop():
        set_at.append(time.perf_counter())
        event.set()

    timer = threading.Timer(after, stop) if after else None
    if timer is None:
        stop()
    else:
        timer.start()
    with pytest.raises(Cancelled):
        grains(substrate, (0,) * 8, size=3, tau=2, cancel=event)
    assert time.perf_counter() - set_at[0] < 10


def test_progress_goes_forward():
    shares = []
    grains(couples(3, 0.25), (0,) * 6, report=lambda share, phase: shares.append((share, phase)))
    assert [share for share, _ in shares] == sorted(share for share, _ in shares)
    assert all(0 <= share <= 1 and phase for share, phase in shares)
