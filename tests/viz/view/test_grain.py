"""Macro beside micro as a view model: which is larger, in words, and where macro units are drawn."""

import pytest

from engine import unfold as unfold_micro
from engine.grain import MacroUnit
from engine.grain.unfolding import unfold
from grain_cases import couples, preset
from viz.view.grain import grain_view, macro_edges, macro_regions, sentence


def view_of(substrate, state, units, verdicts=None):
    return grain_view(substrate, unfold(substrate, state, units), 0.02, ("A", "B"), 0.0441, verdicts or {})


def test_the_sentence_says_which_is_larger():
    assert sentence(1.004, 0.0441, "AB", 0.0202, "ABCD") == (
        "As these units 1.004, as micro units 0.0441 (AB): these units have more. "
        "All of ABCD as one system of micro units: 0.0202."
    )
    assert sentence(0.01, 0.0441, "AB", 0.0441, "AB").endswith("(AB): the micro units have more.")
    assert sentence(0.5, 0.5, "AB", 0.5, "AB").endswith("both have as much.")


def test_macro_units_stand_where_their_constituents_are_and_have_edges_of_their_own():
    substrate = preset("grain-coarse-micro")
    view = view_of(substrate, substrate.state, substrate.macro.units, {"α": "No verdict."})
    assert [(unit.label, unit.x, unit.y) for unit in view.macro.units] == [
        ("α", 0.22, 0.5),
        ("β", 0.78, 0.5),
    ]
    assert {(edge.source, edge.target) for edge in view.macro.edges} == {(a, b) for a in "αβ" for b in "αβ"}
    assert view.units[0].verdict == "No verdict."
    assert [region.kind for region in view.micro.regions] == ["macro", "macro"]
    assert "α = AND(AB)." in view.screen_text


def test_units_among_each_other_are_drawn_on_a_circle():
    substrate = couples(2, 0.25)
    a, b, c, d = substrate.labels
    units = [MacroUnit((a, d)), MacroUnit((b, c))]
    marks = view_of(substrate, (0, 0, 0, 0), units).macro.units
    assert abs(marks[0].x - marks[1].x) + abs(marks[0].y - marks[1].y) > 0.3


def test_background_has_an_outline_of_its_own_and_micro_units_none():
    units = (MacroUnit(("A",), label="A"), MacroUnit(("B", "C"), background=("D",), label="α"))
    assert [(each.kind, each.units, each.text) for each in macro_regions(units)] == [
        ("macro", ("B", "C"), "α = AND(BC)"),
        ("excluded", ("D",), "background of α"),
    ]


def test_a_structure_of_micro_units_has_no_grain():
    substrate = preset("grain-min-micro")
    structure = unfold_micro(substrate, substrate.state)
    assert macro_edges(structure) == ()
    with pytest.raises(ValueError, match="no grain"):
        grain_view(substrate, structure, 0.0, ("A",), 0.0, {})
