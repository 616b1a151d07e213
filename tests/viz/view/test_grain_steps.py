"""The four steps from TPM to TPM: what each draws and says, on the page and in print."""

import numpy as np
import pytest

from engine.grain import MacroUnit
from engine.grain.steps import steps
from engine.substrate.substrate import Substrate
from grain_cases import couples, preset
from viz.html.grain_steps import steps_markup
from viz.paper.grain_steps import draw
from viz.paper.page import size_mm
from viz.theme import LIGHT
from viz.view.grain_steps import grain_steps_view


def viewed(substrate, units, history=None, label=None):
    state = history[-1] if history else (0,) * substrate.n
    return grain_steps_view(substrate, steps(substrate, state, units, label, history))


@pytest.fixture(scope="module")
def four():
    coarse = preset("grain-coarse-micro")
    found = steps(coarse, coarse.state, coarse.macro.units)
    return grain_steps_view(coarse, found), found


def test_the_coarse_four_in_four_steps(four):
    view, found = four
    assert view.title == "α = AND(AB)"
    titles = [step.title for step in view.steps]
    assert titles == ["1 Discount", "2 Sequences", "3 Background", "4 Compress"]
    discount, sequences, background, compress = view.steps
    assert {edge.target for edge in discount.picture.edges} == {"A", "B"}
    assert "changes nothing" in discount.said
    assert sequences.table.columns == ("ab", "Ab", "aB", "AB ●", "α₁")
    np.testing.assert_allclose(sequences.table.values[:, -1], found.discounted[:, :2].prod(axis=1))
    assert "No unit lies outside" in background.said
    assert background.table.values.shape == (16, 2)
    assert "α₀ = ab 0.3333, Ab 0.3333, aB 0.3333; α₁ = AB 1" in compress.said
    assert compress.table.rows == ("α₀β₀", "α₁β₀", "α₀β₁", "α₁β₁")
    assert {(e.source, e.target) for e in compress.picture.edges} == {("α", "α"), ("β", "α")}


def test_updates_are_unrolled_and_a_background_that_belongs_to_a_unit_keeps_its_inputs():
    units = [MacroUnit("AB", 2, "last:A", ("C",), "α")]
    view = viewed(couples(2, 0.25), units, [(0, 1, 0, 0), (1, 0, 1, 0)])
    discount, sequences, background, _ = view.steps
    assert "C of α sees ABC alone." in discount.said
    assert all(edge.source != "D" for edge in discount.picture.edges if edge.target == "C")
    assert not [edge for edge in discount.picture.edges if edge.target == "D"]
    drawn = {unit.label for unit in sequences.picture.units}
    assert drawn == {f"{x}@{t}" for x in "ABCD" for t in (0, 1)} | {"A@2", "B@2"}
    assert sequences.picture.regions[0].units == ("A@1", "B@1", "A@2", "B@2")
    assert len(sequences.table.columns) == 17
    assert background.said.startswith("Effects: CD as they are, Cd. Causes:")
    assert view.note == ""


def test_of_many_states_the_row_of_the_present_is_shown_and_what_was_assumed():
    view = viewed(couples(3, 0.1), [MacroUnit("AB", 3, "last:B", label="α")])
    assert view.note == "The history is assumed constant."
    sequences = view.steps[1]
    assert sequences.table.rows == ("abcdef",)
    assert "64 rows" in sequences.table.sentence
    assert sequences.table.columns == ("α₁",)
    assert "These are 64" in sequences.said


def test_markup_escapes_names_and_marks_the_present(four):
    view, _ = four
    html = steps_markup(view, LIGHT)
    assert html.count("<table>") == 4
    assert html.count("aria-current") == 4
    assert html.count("<svg") == 4
    nasty = Substrate.from_tpm(np.full((4, 2), 0.5), labels=["'a", "C"])
    html = steps_markup(viewed(nasty, [MacroUnit(["'a", "C"], label="α")]), LIGHT)
    assert "'a" not in html
    assert "&#x27;a" in html


@pytest.mark.parametrize("width", [85, 120, 178])
def test_print_has_every_step_in_its_width(four, width):
    view, _ = four
    figure = draw(view, width)
    assert size_mm(figure)[0] == pytest.approx(width)
    texts = [text.get_text() for axes in figure.axes for text in axes.texts]
    texts += [child.get_text() for axes in figure.axes for child in axes.get_children()
              if hasattr(child, "get_text")]  # fmt: skip
    for step in view.steps:
        assert step.title in texts
