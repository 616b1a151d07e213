"""Complexes of IIT 3.0: printed ones, and what exclusion must hold to."""

import numpy as np
import pytest

from engine import Substrate
from engine.errors import TooLargeError
from engine.iit3.ranking import RankedSystem, complexes, select
from engine.iit3.structure import unfold


def found(substrate, state):
    return {"".join(each.units): each.big_phi for each in complexes(substrate, state).complexes}


def test_figure_17a_has_three_modules():
    rules = {"A": "B", "B": "A & C & E", "C": "D", "D": "A & C & E", "E": "F", "F": "A & C & E"}
    assert found(Substrate.from_rules(rules), "ABCDEF") == pytest.approx({"AB": 1.0, "CD": 1.0, "EF": 1.0})


def test_every_candidate_has_the_phi_of_its_own_unfolding():
    rng = np.random.default_rng(3)
    substrate, state = Substrate.from_weights(rng.normal(size=(4, 4)), k=1.0), (1, 0, 1, 1)
    result = complexes(substrate, state)
    assert len(result.candidates) == 11
    for each in result.candidates:
        assert each.big_phi == pytest.approx(unfold(substrate, state, each.units).big_phi)
    taken = [set(each.units) for each in result.complexes]
    assert all(not a & b for i, a in enumerate(taken) for b in taken[:i])
    for each in result.excluded:
        assert set(each.units) & set(each.by[0])
    assert result.to_dict()["candidates"] == 11


def test_sets_that_are_too_large_are_refused_where_they_are_connected():
    ring = Substrate.from_weights(np.roll(np.eye(9), 1, axis=0), k=1.0)
    with pytest.raises(TooLargeError, match="at most 8 units, and 9 of this network are connected"):
        complexes(ring, (0,) * 9)
    large = Substrate.from_weights(np.roll(np.eye(40), 1, axis=0), k=1.0)
    with pytest.raises(TooLargeError, match="All sets of 40 units are too many"):
        complexes(large, (0,) * 40)
    chain = Substrate.from_weights(np.diag([1.0] * 8, 1), k=1.0)
    result = complexes(chain, (0,) * 9)
    assert not result.complexes
    assert {each.reason for each in result.candidates} == {"not-strongly-connected"}


def test_overlapping_systems_that_tie_are_told():
    one, two, small = RankedSystem(("A", "B"), 1.0), RankedSystem(("B", "C"), 1.0), RankedSystem(("A",), 0.5)
    chosen, excluded, ties = select([one, two, small])
    assert chosen == (one,)
    assert ties == ((("A", "B"), ("B", "C")),)
    assert [each.units for each in excluded] == [("B", "C"), ("A",)]
    larger = RankedSystem(("A", "B", "C"), 1.0)
    assert select([one, two, larger])[0] == (larger,)
