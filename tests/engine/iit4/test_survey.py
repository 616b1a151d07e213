"""Measures against unfolding each state."""

import threading
from itertools import product

import numpy as np
import pytest

from computers import WEAK, computer, run
from engine import complexes, unfold
from engine.errors import Cancelled
from engine.iit4.survey import Ask, measure, measure_all
from engine.substrate.dynamics import next_state
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import state_of


def test_measures_are_what_unfolding_each_state_gives():
    substrate = Substrate.from_rules({"A": "B | C", "B": "A & C", "C": "A ^ B"})
    states = list(product((0, 1), repeat=3))
    told = []
    found = measure_all([(substrate, s) for s in states], Ask(), report=lambda share, _: told.append(share))
    reached = {tuple(next_state(substrate, s)) for s in states}
    for state, measures in zip(states, found, strict=True):
        if state not in reached:
            assert (measures.phi_s, measures.reason) == (None, "unreachable")
            continue
        structure, search = unfold(substrate, state), complexes(substrate, state)
        assert (measures.phi_s, measures.big_phi) == (structure.phi_s, structure.big_phi)
        assert (measures.distinctions, measures.reason) == (len(structure.distinctions), structure.reason)
        best = search.complexes[0] if search.complexes else None
        assert measures.complex == (best.units if best else ())
        assert measures.complex_phi_s == (best.phi_s if best else 0.0)
    assert told[-1] == 1


def test_only_what_is_asked_for_is_measured():
    substrate = Substrate.from_weights([[0.3, 1.0], [-0.5, 0.2]], 1.0, ["A", "B"])
    found = measure((substrate, (1, 0)), Ask(structures=False, search=False))
    assert found.phi_s == unfold(substrate, (1, 0)).phi_s
    assert found.big_phi is found.distinctions is found.complex is None


def test_measuring_stops_when_asked():
    substrate = Substrate.from_weights(np.random.default_rng(0).normal(size=(5, 5)), 1.0)
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        measure_all([(substrate, state_of(r, substrate.radix)) for r in range(32)], Ask(), cancel=stop)


def test_states_of_a_large_substrate_are_measured():
    """The weak computer as it runs: its largest complexes are rings of its program, with φ_s = 2."""
    ring = ("T0/5", "T1/5", "T2/5", "T3/5")
    states = run(WEAK, "PQRS", (0, 1, 0, 1), 3)
    found = measure_all([(computer(WEAK), state) for state in states], Ask(units=ring))
    assert [each.phi_s for each in found] == pytest.approx([2.0] * 4)
    assert {each.complex_phi_s for each in found} == {2.0}
    assert all(len(each.complex) == 4 for each in found)
