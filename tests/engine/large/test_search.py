"""Complexes of large substrates: the computers of Findlay et al. 2024, and parts beside each other."""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from computers import FEEDBACK, TARGETS, WEAK, computer, run
from engine import complexes as by_formalism
from engine.errors import Cancelled, StateError, TooLargeError, UnreachableStateError
from engine.iit4.complexes import complexes as of_all_sets
from engine.iit4.ruled_out import RuledOut, Unsettled
from engine.iit4.structure import unfold
from engine.large.search import complexes
from engine.substrate import computer as builder
from engine.substrate.dynamics import walk
from engine.substrate.functions import Gate, Rule
from engine.substrate.substrate import Edge, Substrate, Unit
from strategies import beside
from wired import wired

PINS = Path(__file__).parents[2] / "data" / "feedback_computer.json"
UPDATES = range(18)


def lines_of(found):
    return {each.units: each.phi_s for each in found.complexes if len(each.units) > 1}


def check_counts(found):
    ruled = found.ruled_out
    assert ruled.sets == 2 ** len(found.state) - 1
    assert ruled.effects + ruled.causes + ruled.bounds + len(found.candidates) == ruled.sets
    assert ruled.is_complete


def test_small_substrates_are_searched_as_before():
    substrate, state = wired(np.random.default_rng(2), 5)
    plain, found = of_all_sets(substrate, state).to_dict(), complexes(substrate, state).to_dict()
    assert {**plain, "seconds": 0} == {**found, "seconds": 0}
    assert "ruled_out" not in found


@pytest.mark.parametrize("target", TARGETS)
def test_the_weak_computer_is_rings_and_single_units_in_every_state(target):
    """Sixteen rings with φ_s = 2; single units C0, X1, X2, T1R0 to T3R0, and T0R0 in some states."""
    weak = computer(WEAK)
    rings = {tuple(f"T{i}/{line}" for i in range(4)) for line in range(16)}
    for state in run(WEAK, target, (0, 1, 0, 1), 17):
        found = complexes(weak, state)
        assert lines_of(found) == pytest.approx(dict.fromkeys(rings, 2.0))
        single = {each.units[0] for each in found.complexes if len(each.units) == 1}
        assert single - {"T0R0"} == {"C0", "X1", "X2", "T1R0", "T2R0", "T3R0"}
        assert len(found.complexes) == 22 + ("T0R0" in single)
        check_counts(found)


def test_at_the_start_two_single_units_are_no_complexes():
    """A2 has no effect on itself (X1 = X2 = 0), and T0R0 no cause: the past of T0R1 is 50:50."""
    found = complexes(computer(WEAK), run(WEAK, "PQRS", (0, 1, 0, 1), 0)[0])
    assert len(found.complexes) == 22
    assert {("A2",), ("T0R0",)} & {each.units for each in found.candidates} == set()


def test_the_structure_of_a_ring_is_four_and_one_for_each_pair_alike():
    """Φ = 4 + [b0 = b2] + [b1 = b3]."""
    weak = computer(WEAK)
    state = run(WEAK, "PQRS", (0, 1, 0, 1), 3)[3]
    for line in range(16):
        ring = tuple(f"T{i}/{line}" for i in range(4))
        b = [state[weak.index(label)] for label in ring]
        found = unfold(weak, state, ring)
        assert found.phi_s == pytest.approx(2.0)
        assert found.big_phi == pytest.approx(4 + (b[0] == b[2]) + (b[1] == b[3]))


@pytest.mark.parametrize("update", UPDATES[1:])
def test_the_feedback_computer_has_the_pinned_systems(update):
    pins = json.loads(PINS.read_text(encoding="utf-8"))["updates"][str(update)]
    feedback = computer(FEEDBACK)
    found = complexes(feedback, run(FEEDBACK, "PQRS", (0, 1, 0, 1), update)[-1])
    positive = {" ".join(each.units): each.phi_s for each in found.candidates if each.phi_s > 0}
    assert positive == pytest.approx(pins, abs=1e-9)
    check_counts(found)


def test_loops_of_the_feedback_computer_overlap_and_tie():
    state = run(FEEDBACK, "PQRS", (0, 1, 0, 1), 1)[1]
    found = complexes(computer(FEEDBACK), state)
    phi = {each.units: each.phi_s for each in found.candidates}
    for line, value in {0: 2.0, 2: 2.0, 4: 2.0, 9: 2.0, 1: 0.158, 3: 0.158, 5: 0.158}.items():
        ring = tuple(f"T{i}/{line}" for i in range(4))
        loop = (*ring[:3], f"IR/{line}")
        assert phi[ring] == pytest.approx(value, abs=5e-4)
        assert phi[loop] == pytest.approx(value, abs=5e-4)
        assert phi.get((*ring, f"IR/{line}"), 0.0) == pytest.approx(2.0 if value == 2 else 0.0)
    assert {("T0/1", "T1/1", "T2/1", "T3/1"), ("T0/1", "T1/1", "T2/1", "IR/1")} <= {
        each.units for each in found.undecided
    }


def test_the_feedback_computer_starts_where_no_state_leads():
    starts = [run(FEEDBACK, "PQRS", tuple(i >> k & 1 for k in range(4)), 0)[0] for i in range(16)]
    reached = 0
    for state in starts:
        try:
            complexes(computer(FEEDBACK), state)
        except UnreachableStateError:
            continue
        reached += 1
    assert reached == 2


def test_parts_beside_each_other_are_searched_as_if_alone():
    rng = np.random.default_rng(4)
    for _ in range(10):
        substrate, state = wired(rng, 5)
        whole = of_all_sets(substrate, state)
        found = complexes(beside(substrate, 17), (*state, *[0, 1] * 8, 0))
        ring = tuple(f"ring{i}" for i in range(17))
        assert {c.units for c in found.complexes} == {c.units for c in whole.complexes}
        assert {c.units for c in found.excluded} == {c.units for c in whole.excluded}
        (open_set,) = found.ruled_out.unsettled  # a ring of 17 is too large for φ_s
        assert open_set.units == ring


def test_what_stays_open_is_part_of_the_answer():
    found = complexes(beside(Substrate.from_rules({"A": "B", "B": "A"}), 17), (1, 0, *[0] * 17))
    said = found.to_dict()["ruled_out"]
    assert said["complete"] is False
    assert [len(each["units"]) for each in said["open"]] == [17]
    assert said["sets"] == 2**19 - 1
    json.dumps(found.to_dict(), allow_nan=False)


def test_an_answer_is_complete_if_nothing_is_open():
    open_set = Unsettled(("A",), ("A",), None)
    assert not RuledOut(1, 0, 0, 0, (open_set,), 1).is_complete
    assert RuledOut(1, 0, 1, 0, (), 1).to_dict() == {
        "sets": 1,
        "effects": 0,
        "causes": 1,
        "bounds": 0,
        "complete": True,
        "open": [],
        "largest_table": 1,
    }


def test_a_gate_of_many_inputs_is_searched():
    """A clock of forty units: each copies the last, but one that is on when none is; all fall apart."""
    names = [f"U{i}" for i in range(40)]
    units = (Unit("U0", Gate("NOR")), *(Unit(name, Rule(names[i])) for i, name in enumerate(names[1:])))
    edges = (
        *(Edge(name, "U0") for name in names),
        *(Edge(a, b) for a, b in pairwise(names)),
    )
    clock = Substrate(units, edges)
    found = complexes(clock, (1, *[0] * 39))
    assert found.ruled_out.largest_table <= 2**8
    assert found.ruled_out.is_complete


@pytest.mark.slow
def test_thousands_of_units_are_searched():
    """Two hundred fifty-six rings of eight units: five seconds a state."""
    large = builder.computer(8)
    program = [[int(line * 37 % 256 >> i & 1) for i in range(8)] for line in range(256)]
    state = list(walk(large, builder.start(large, program, [1, 0, 1, 1, 0, 0, 1, 0]), 5))[-1]
    found = complexes(large, state)
    assert sum(len(each.units) == 8 and each.units[0][0] == "T" for each in found.complexes) == 256
    check_counts(found)


def test_the_formalisms_search_this_way():
    swap = beside(Substrate.from_rules({"A": "B", "B": "A"}), 17)
    found = by_formalism(swap, (1, 0, *[0] * 17), formalism="iit4-2026")
    assert found.formalism == "iit4-2026"
    assert found.complexes == ()


def test_bad_input_is_refused():
    weak = computer(WEAK)
    with pytest.raises(StateError, match="The state has 3 values for 117 units; give one per unit"):
        complexes(weak, (0, 1, 0))

    class Stop:
        def is_set(self):
            return True

    with pytest.raises(Cancelled):
        complexes(weak, run(WEAK, "PQRS", (0, 1, 0, 1), 1)[1], cancel=Stop())


def test_memory_above_the_limit_is_refused():
    rng = np.random.default_rng(1)
    labels = [f"U{i}" for i in range(40)]
    edges = [Edge(str(a), label, 0.1) for label in labels for a in rng.choice(labels, 13, replace=False)]
    dense = Substrate(Substrate.from_weights(np.eye(40), labels=labels).units, tuple(edges))
    with pytest.raises(TooLargeError, match="the limit is 32 MB"):
        complexes(dense, (0,) * 40)
