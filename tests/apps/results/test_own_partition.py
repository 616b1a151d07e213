"""Your own cut: what presses make of it, what it costs, and that it never beats the minimum."""

import re
from dataclasses import replace
from math import log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.document.document import Document
from apps.document.snapshot import opened
from apps.jobs.analysis import Analysis
from apps.jobs.runner import Runner
from apps.results.findings import Findings
from apps.results.own_partition import whole
from apps.results.pairs import (
    Pair,
    cut_pair_job,
    cut_system_job,
    first_pair,
    pair_job,
    pair_units,
    system_job,
)
from apps.selection.selection import MechanismRef, PurviewRef, Selection, UnitRef
from apps.views.explore.explain_steps import PickedPair
from engine import Substrate, unfold
from engine.errors import PhiscopeError
from strategies import binary_substrates, reachable


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-10)


def findings(substrate, state, units=None):
    snapshot = replace(opened(substrate), state=tuple(state), units=units)
    return Findings(snapshot, unfold(substrate, state, units))


@pytest.fixture(scope="module")
def fig1():
    weights = [[-0.2, 0.7, 0.2], [0.7, -0.2, 0], [0, -0.8, 0.2]]
    return findings(Substrate.from_weights(weights, k=4.0), (0, 1, 1), ("A", "B"))


class TestOwnPartition:
    def test_a_unit_goes_round_all_parts(self):
        partition = whole("ABC")
        assert not partition.cuts
        seen = []
        for _ in range(4):
            partition = partition.moved("B")
            seen.append(partition.parts)
        assert seen == [(("A", "C"), ("B",)), (("A", "B", "C"),), (("A", "C"), ("B",)), (("A", "B", "C"),)]
        three = whole("ABC").moved("B").moved("C").moved("C")
        assert three.parts == (("A",), ("B",), ("C",))
        assert three.moved("A").parts == (("A", "B"), ("C",))

    def test_a_part_goes_round_all_directions(self):
        partition = whole("AB").moved("B")
        assert set(partition.system.cut) == {("A", "B"), ("B", "A")}
        turned = partition.turned(0).turned(1).turned(1)
        assert turned.directions == ("effect", "cause")
        assert turned.system.cut == (("A", "B"),)

    def test_a_connection_is_cut_and_mended(self):
        partition = whole("ABC").snipped(("A", "B"))
        assert ("A", "B") in partition.system.cut
        assert not partition.snipped(("A", "B")).cuts

    @given(st.lists(st.tuples(st.sampled_from(("move", "turn", "snip")), st.integers(0, 11)), max_size=8))
    def test_whatever_is_pressed_it_stays_a_partition(self, presses):
        partition = whole("ABCD")
        pairs = [(a, b) for a in "ABCD" for b in "ABCD" if a != b]
        for kind, at in presses:
            if kind == "move":
                partition = partition.moved("ABCD"[at % 4])
            elif kind == "turn":
                partition = partition.turned(at % len(partition.directions))
            else:
                before = partition.cuts and pairs[at] in partition.system.cut
                partition = partition.snipped(pairs[at])
                now = partition.cuts and pairs[at] in partition.system.cut
                assert now != before
            assert sorted(unit for part in partition.parts for unit in part) == list("ABCD")
            assert all(partition.parts)
            assert len(partition.parts) == len(partition.directions)


@settings(max_examples=25)
@given(reachable(binary_substrates(3, min_units=2)), st.randoms(use_true_random=False))
def test_no_cut_of_your_own_beats_the_minimum(situation, random):
    found = findings(*situation)
    partition = whole(found.structure.units)
    for _ in range(4):
        partition = partition.moved(random.choice(partition.units))
        partition = partition.turned(random.randrange(len(partition.directions)))
        if partition.cuts:
            sliced = cut_system_job(found, partition.system)
            assert sliced.comparison.excess >= 0
            assert sliced.arithmetic.value >= 0


@settings(max_examples=25)
@given(reachable(binary_substrates(3)), st.randoms(use_true_random=False))
def test_no_cut_of_a_mechanism_beats_its_minimum(situation, random):
    found = findings(*situation)
    units = found.structure.units
    pair = Pair(units, units[:2], random.choice(("cause", "effect")))
    partition = whole(pair_units(pair))
    for _ in range(5):
        partition = partition.moved(random.choice(partition.units))
        sliced = cut_pair_job(
            found, pair, partition.mechanism(pair.mechanism, pair.purview) if partition.cuts else None
        )
        assert (sliced.comparison is None) == (not partition.cuts or bool(sliced.problem))
        if sliced.comparison is not None:
            assert sliced.comparison.excess >= 0


def test_the_cut_of_the_paper_is_the_minimum(fig1):
    found = cut_system_job(fig1, whole("AB").snipped(("A", "B")).system)
    assert "You found it" in found.comparison.sentence
    assert round(found.arithmetic.value, 2) == 0.17
    other = cut_system_job(fig1, whole("AB").snipped(("B", "A")).system)
    assert other.comparison.excess == pytest.approx(0.5260 - 0.1719, abs=1e-4)
    assert "0.3541 more than the minimum partition, 3.06 times" in other.comparison.sentence


def test_nothing_cut_yet(fig1):
    assert cut_system_job(fig1, None).arithmetic is None
    pair = Pair(("A", "B"), ("A", "B"))
    partition = whole(pair_units(pair))
    assert cut_pair_job(fig1, pair, None).problem == ""
    left_whole = cut_pair_job(fig1, pair, partition.moved("z:B").mechanism("AB", "AB"))
    assert "stays whole" in left_whole.problem
    assert left_whole.comparison is None


def test_the_pair_follows_the_distinctions_and_stays_within_the_system(fig1):
    assert first_pair(fig1, 1, "effect") == Pair(("B",), ("A", "B"), "effect")
    assert first_pair(fig1, None, "cause") == Pair(("A",), ("B",), "cause")
    pair = Pair(("A",), ("A", "B"))
    assert pair.toggled("mechanism", "A", ("A", "B")) == pair
    assert pair.toggled("purview", "A", ("A", "B")).purview == ("B",)
    assert pair.within(("B",)) is None


def test_any_pair_shows_all_states_and_their_information(fig1):
    # Albantakis et al. 2023, Fig 2: aB over AB
    view = pair_job(fig1, Pair(("A", "B"), ("A", "B"), "effect"))
    shown = view.repertoire
    assert shown.states == ("ab", "Ab", "aB", "AB")
    assert len(view.information) == 4
    assert view.tied == (1,)
    for p, q, ii in zip(shown.intact, shown.unconstrained, view.information, strict=True):
        assert ii == near(p * log2(p / q))
    assert sum(shown.partitioned) == near(1)
    assert view.arithmetic.value == pytest.approx(0.0714, abs=5e-5)
    assert view.why == ""
    assert all("φ" in text for text in (view.screen_text, view.arithmetic.title))


def test_a_pair_says_why_its_phi_is_zero():
    rules = findings(Substrate.from_rules({"A": "B", "B": "A", "C": "A & B"}), (1, 1, 1))
    assert "no output to the purview" in pair_job(rules, Pair(("A", "C"), ("B",), "effect")).why
    assert "more likely than chance" in pair_job(rules, Pair(("C",), ("A",), "effect")).why
    both = pair_job(rules, Pair(("A", "B"), ("A", "B"), "effect"))
    assert "costs nothing" in both.why
    assert both.arithmetic.value == 0


def test_too_large_a_pair_is_refused_in_a_sentence():
    ring = Substrate.from_weights(np.eye(11, k=1) + np.eye(11, k=-10), k=1.0)
    found = findings(ring, (0,) * 11, tuple(ring.labels[:1]))
    with pytest.raises(PhiscopeError, match="take some of them out"):
        pair_job(found, Pair(tuple(ring.labels), tuple(ring.labels)))


def test_phi_s_step_by_step(fig1):
    view = system_job(fig1)
    assert round(view.arithmetic.value, 2) == 0.17
    assert view.why == ""
    assert view.drawing.cut == (("A", "B"),)
    apart = system_job(findings(Substrate.from_rules({"A": "B", "B": "A", "C": "A"}), (1, 1, 1)))
    assert apart.arithmetic.value == 0
    assert re.search(r"C has no output to AB", apart.why)


def test_the_pair_is_what_was_picked_last(fig1):
    analysis, selection = Analysis(Document(fig1.snapshot.substrate), Runner()), Selection()
    analysis.findings = fig1
    selection.know(d.mechanism for d in fig1.structure.distinctions)
    picked = PickedPair(analysis, selection)
    assert picked.of(fig1) == Pair(("A",), ("B",), "effect")
    selection.pick(MechanismRef(("B",)))
    assert picked.pair == Pair(("B",), ("A", "B"), "effect")
    selection.pick(PurviewRef("cause", ("A",)))
    assert picked.pair == Pair(("B",), ("A",), "cause")
    selection.pick(UnitRef("A"))
    selection.pick(None)
    picked.change(lambda pair: pair.toggled("mechanism", "A", ("A", "B")))
    assert picked.pair == Pair(("A", "B"), ("A",), "cause")
