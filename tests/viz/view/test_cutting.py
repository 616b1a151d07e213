"""Partitions as drawings, and why φ_s is 0."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest

from engine.iit4.partitions import SystemPartition
from engine.iit4.purviews import analyse_purview
from engine.iit4.structure import unfold
from engine.iit4.system import candidate_system
from engine.substrate.substrate import Substrate
from viz.html.svg import drawing
from viz.paper.substrate import draw
from viz.theme import DARK, LIGHT
from viz.view.cutting import mechanism_cut_view, pair_numbers, part_numbers, system_cut_view
from viz.view.whyzero import why_zero_view


@pytest.fixture(scope="module")
def ab(substrate):
    return candidate_system(substrate, (0, 1, 1), "AB")


def seen(view, direction, system):
    analysis = analyse_purview(system, direction, *view)
    return analysis, mechanism_cut_view(
        system, direction, *view, analysis.specified, analysis.partition.parts
    )


@pytest.mark.parametrize("direction", ["cause", "effect"])
def test_time_runs_to_the_right(ab, direction):
    _, view = seen(("AB", "AB"), direction, ab)
    x = {unit.label: unit.x for unit in view.units}
    for edge in view.edges:
        assert x[edge.source] < x[edge.target]
    assert {unit.text for unit in view.units} == {"a", "A", "b", "B"}


def test_what_lies_in_different_parts_is_cut(ab):
    analysis, view = seen(("AB", "AB"), "effect", ab)
    numbers = pair_numbers(analysis.partition.parts)
    assert len(view.cut) == len(analysis.partition.cut) == 2
    for edge in view.edges:
        assert edge.cut == (numbers[edge.source] != numbers[edge.target])
    assert len(view.regions) == len(set(numbers.values()))
    middle = {k: [u.y for u in view.units if numbers[u.label] == k] for k in (1, 2)}
    assert min(middle[1]) > max(middle[2])


def test_a_connection_that_does_not_exist_is_not_drawn():
    swap = candidate_system(Substrate.from_rules({"A": "B", "B": "A"}), (1, 1))
    _, view = seen(("AB", "AB"), "effect", swap)
    assert {(e.source, e.target) for e in view.edges} == {("m:A", "z:B"), ("m:B", "z:A")}


def test_parts_of_a_system_are_outlined_unless_they_would_hold_others(substrate):
    one = SystemPartition((("A",), ("B",)), ("effect", "cause"))
    view = system_cut_view(substrate, (0, 1, 1), "AB", one)
    assert [region.text for region in view.regions] == ["1 →", "2 ←"]
    assert [(e.source, e.target) for e in view.edges if e.cut] == [("A", "B")]
    assert [u.label for u in view.units if u.background] == ["C"]
    line = Substrate.from_weights(np.ones((3, 3)), 1.0, list("ABC"))
    row = replace(line, units=tuple(replace(u, x=0.1 + 0.4 * i, y=0.5) for i, u in enumerate(line.units)))
    crossed = SystemPartition((("A", "C"), ("B",)), ("both", "both"))
    assert [r.units for r in system_cut_view(row, (0, 0, 0), "ABC", crossed).regions] == [("B",)]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_svg_is_well_formed_and_safe(ab, theme):
    analysis, view = seen(("AB", "AB"), "effect", ab)
    presses = {"m:A": ("unit:0", "<move> 'A'"), ("m:A", "z:B"): ("edge", "cut it")}
    text = drawing(view, theme, pair_numbers(analysis.partition.parts), presses)
    tree = ET.fromstring(text)
    pressed = {part.get("data-act"): part for part in tree.iter() if part.get("data-act")}
    assert pressed["unit:0"].get("aria-label") == "<move> 'A'"
    assert all(p.get("tabindex") == "0" and p.get("role") == "button" for p in pressed.values())
    cut = [g for g in tree.iter() if g.get("class") == "edge cut"]
    assert len(cut) == sum(edge.cut for edge in view.edges)
    # told by line style, and by scissors, not by colour alone
    assert all("stroke-dasharray" in ET.tostring(g, "unicode") for g in cut)
    assert text.count("✂") == len(cut)
    assert re.search(r"Cut: \w to \w", tree.get("aria-label"))


def test_the_same_view_goes_on_paper(ab, substrate):
    _, view = seen(("AB", "AB"), "cause", ab)
    axes = draw(view).axes[0]
    texts = [t.get_text() for t in axes.texts]
    cut = sum(edge.cut for edge in view.edges)
    # Every cut edge is dashed; scissors that would stand on top of others are left out.
    assert 1 <= texts.count("✂") <= cut
    dashed = [line for line in axes.lines if line.get_linestyle() == "--" and line.get_zorder() == 3]
    assert len(dashed) == cut
    assert {"a", "A", "b", "B", "part 1", "part 2"} <= set(texts)


def test_part_numbers_begin_with_one():
    assert part_numbers([("A", "C"), ("B",)]) == {"A": 1, "C": 1, "B": 2}


class TestWhyZero:
    @staticmethod
    def of(rules, state, formalism="iit4-2023", units=None):
        substrate = Substrate.from_rules(rules)
        return why_zero_view(substrate, unfold(substrate, state, units, formalism))

    def test_a_unit_without_output(self):
        view = self.of({"A": "B", "B": "A", "C": "A"}, (1, 1, 1))
        assert view.units == ("C",)
        assert "C has no output to AB" in view.sentence
        assert view.text == "no output to the rest"

    def test_a_unit_without_input(self):
        view = self.of({"A": "B | C", "B": "A", "C": "C"}, (1, 1, 1))
        assert view.units == ("C",)
        assert "C has no input from AB" in view.sentence

    def test_two_halves(self):
        view = self.of({"A": "B", "B": "A", "C": "D", "D": "C"}, (1, 1, 0, 0))
        assert "no connection with" in view.sentence
        assert len(view.units) == 2

    def test_a_lone_unit(self):
        view = self.of({"A": "B", "B": "A"}, (1, 0), units="A")
        assert "no connection with itself" in view.sentence
        assert view.units == ("A",)

    def test_reducible_names_the_cut_that_costs_nothing(self):
        view = self.of({"A": "A & B", "B": "A | B"}, (0, 1))
        assert re.search(r"costs nothing \([AB]→[AB]", view.sentence)
        assert view.units == ()

    def test_the_cap(self):
        view = self.of({"A": "B", "B": "A"}, (1, 0), "iit4-2026")
        assert "differentiation" in view.sentence
        assert (view.units, view.text) == (("A", "B"), "nothing to tell apart")

    def test_nothing_to_explain(self, substrate, structure):
        assert why_zero_view(substrate, structure).sentence == ""


def box(text):
    return [float(at) for at in ET.fromstring(text).get("viewBox").split()]


@pytest.mark.parametrize("units", ["AB", "ABC"])
def test_what_can_be_pressed_does_not_move_when_it_is_cut(substrate, units):
    presses = {"A": ("unit:0", "A, part 1: move it on")}
    parts = (("A",), tuple(units[1:]))
    cuts = [None, *(SystemPartition(parts, (way, "both")) for way in ("cause", "effect", "both"))]
    drawn = [system_cut_view(substrate, (0, 1, 1), units, cut) for cut in cuts]
    assert len({tuple(box(drawing(view, LIGHT, None, presses))) for view in drawn}) == 1
    assert len({tuple(box(drawing(view, LIGHT))) for view in drawn}) > 1
