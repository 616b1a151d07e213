"""The choice among survivors is that among all sets."""

import numpy as np
import pytest
from hypothesis import given, settings

from engine.iit4.complexes import complexes
from engine.iit4.readings import Readings
from engine.large import settling
from engine.large.settling import Settling
from engine.large.surroundings import Surroundings
from engine.large.survivors import survivors
from engine.run.costs import Growth
from engine.substrate.substrate import Substrate
from strategies import many_valued_substrates, reachable
from wired import QUIET, searched, weighted, wired


def same(chosen, whole):
    """Whether two choices are the same sets with the same φ_s."""
    for found, expected in zip(chosen, (whole.complexes, whole.excluded, whole.undecided), strict=True):
        assert {each.units for each in found} == {each.units for each in expected}
        values = {each.units: each.phi_s for each in expected}
        for each in found:
            assert each.phi_s == pytest.approx(values[each.units], abs=1e-12)


@pytest.mark.parametrize("formalism", ["iit4-2023", "iit4-2026"])
def test_complexes_are_those_of_all_sets(formalism):
    rng = np.random.default_rng(8)
    for _ in range(40):
        substrate, state = wired(rng, int(rng.integers(4, 7)))
        whole = complexes(substrate, state, formalism)
        _, found, chosen = searched(substrate, state, formalism)
        same(chosen, whole)
        assert found.skipped == 0


@settings(max_examples=30)
@given(reachable(many_valued_substrates(3)))
def test_units_of_more_states_are_settled_too(situation):
    same(searched(*situation)[2], complexes(*situation))


def test_readings_are_followed():
    rng = np.random.default_rng(9)
    readings = Readings(ties="largest", state_ties="first", candidates="reachable-now")
    for _ in range(30):
        substrate, state = wired(rng, int(rng.integers(4, 7)))
        whole = complexes(substrate, state, candidates="reachable-now", state_ties="first")
        same(searched(substrate, state, readings=readings)[2], whole)


def test_bounds_leave_the_complexes_as_they_are(monkeypatch):
    """Bounds are met from two units on here: what they skip is no complex."""
    monkeypatch.setattr(settling, "SMALL_SET", 1)
    monkeypatch.setattr(settling, "SETS_A_PIECE", 2)
    rng = np.random.default_rng(10)
    skipped = 0
    for make in (wired, weighted) * 30:
        substrate, state = make(rng, int(rng.integers(4, 7)))
        whole = complexes(substrate, state)
        _, found, chosen = searched(substrate, state)
        skipped += found.skipped
        same((chosen[0], (), chosen[2]), whole_without_excluded(whole))
    assert skipped > 20


def whole_without_excluded(whole):
    class Kept:
        complexes, excluded, undecided = whole.complexes, (), whole.undecided

    return Kept


def test_a_set_too_large_for_phi_s_stays_open_with_its_bound(monkeypatch):
    monkeypatch.setattr(settling, "SMALL_SET", 2)
    monkeypatch.setattr(settling, "LARGEST_SET", 3)
    ring = Substrate.from_rules({"A": "E", "B": "A", "C": "B", "D": "C", "E": "D", "F": "G", "G": "F"})
    here = Surroundings(ring, (0, 1, 0, 0, 1, 1, 0))
    found = survivors(here, QUIET)
    search = Settling(here, "iit4-2023", Readings(), QUIET)
    chosen = search.settle(found.sets)
    assert [each.units for each in chosen[0]] == [("F", "G")]
    (open_set,) = search.unsettled(found.left)
    assert open_set.units == open_set.at_least == ("A", "B", "C", "D", "E")
    assert open_set.at_most == pytest.approx(5.0)  # a bit, times five units


def test_what_would_take_too_long_stays_open(monkeypatch):
    monkeypatch.setattr(settling, "SMALL_SET", 2)
    monkeypatch.setattr(settling, "PATIENCE", 1.5)
    monkeypatch.setattr(settling, "PHI_S", Growth(3, 1.0, 3.0))
    rings = Substrate.from_rules({"A": "C", "B": "A", "C": "B", "D": "F", "E": "D", "F": "E"})
    here = Surroundings(rings, (0, 1, 0, 0, 1, 1))
    search = Settling(here, "iit4-2023", Readings(), QUIET)
    found = survivors(here, QUIET)
    chosen = search.settle(found.sets)
    assert [each.units for each in chosen[0]] == [("A", "B", "C")]
    assert [each.units for each in search.unsettled(found.left)] == [("D", "E", "F")]
