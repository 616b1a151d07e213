"""Figures of details: weights, relations, partitions by hand, counterfactuals, why φ_s is 0."""

import pytest
from matplotlib.patches import Rectangle

from engine.causation.account import account
from engine.causation.counterfactuals import analyse_link
from engine.causation.why_not import best_purview
from engine.iit4.cuts import cut_system
from engine.iit4.integration import integrate
from engine.iit4.partitions import SystemPartition
from engine.iit4.structure import unfold
from engine.iit4.system import candidate_system
from engine.substrate.substrate import Substrate
from viz.paper import link, matrix, relations, scissors, whyzero
from viz.paper.page import subscripted
from viz.theme import PAPER
from viz.view.arithmetic import system_arithmetic
from viz.view.cutting import part_numbers, system_cut_view
from viz.view.link import lens_view, nearest
from viz.view.matrix import KEY, TICKS, matrix_view
from viz.view.relations import relations_view
from viz.view.scissors import Sliced, scissors_view
from viz.view.whyzero import explained_view

AND = Substrate.from_rules({"A": "A", "B": "B", "C": "A & B"})


def texts(figure):
    return [text.get_text() for axes in figure.axes for text in axes.texts]


def test_the_matrix_has_a_cell_for_each_edge(substrate):
    view = matrix_view(substrate)
    assert view.note == KEY
    assert {(m.row, m.column): m.text for m in view.marks} == {
        (0, 0): "−0.2", (0, 1): "0.7", (0, 2): "0.2", (1, 0): "0.7",
        (1, 1): "−0.2", (2, 1): "−0.8", (2, 2): "0.2",
    }  # fmt: skip
    assert max(view.marks, key=lambda m: m.strength).text == "−0.8"
    assert [m.text for m in view.marks if m.inhibitory] == ["−0.2", "−0.2", "−0.8"]
    figure = matrix.draw(view)
    assert sum(isinstance(patch, Rectangle) for patch in figure.axes[0].patches) == 9 + 7
    assert {"A", "B", "C", "−0.8"} <= set(texts(figure))


def test_without_logistic_units_the_matrix_has_ticks():
    view = matrix_view(AND)
    assert view.note == TICKS
    assert {mark.text for mark in view.marks} == {"✓"}
    assert not any(mark.inhibitory for mark in view.marks)


@pytest.mark.parametrize(("width", "listed"), [(178, True), (85, False)])
def test_a_wide_page_lists_the_faces_of_relations(structure, width, listed):
    found = texts(relations.draw(relations_view(structure, 3), width))
    assert "Relations (aB): 7" in found
    assert any(text.startswith("of 3: 1 to 1 of 1") for text in found)
    assert any(" over " in text for text in found) == listed


@pytest.mark.parametrize("revealed", [False, True])
def test_a_partition_by_hand_is_drawn_with_its_cost(substrate, revealed):
    system = candidate_system(substrate, (0, 1, 1), "AB")
    least = integrate(system)[0]
    states = least.cause_state, least.effect_state
    own, minimum = (
        cut_system(system, SystemPartition((("A",), ("B",)), sides), *states)
        for sides in (("both", "both"), ("cause", "effect"))
    )
    drawings = [
        (system_cut_view(substrate, (0, 1, 1), "AB", cut.partition), part_numbers(cut.partition.parts))
        for cut in (own, minimum)
    ]
    steps = system_arithmetic(own, system.state, "iit4-2023", minimum=False)
    view = Sliced("aB", *drawings[0], steps, "", *drawings[1], scissors_view(own, minimum), revealed)
    found = texts(scissors.draw(view))
    assert view.said in found
    assert (view.best_title in found) == revealed
    assert found.count("your cut") == revealed
    assert any(text.startswith("1. ") for text in found)


def test_a_causal_link_has_its_counterfactuals():
    moved = account(AND, (1, 1, 0), (1, 1, 1), "AB", "C").transition
    view = lens_view(analyse_link(AND, moved, "effect", "AB", "C"))
    assert [(each.state, each.probability) for each in view.what_ifs] == [
        ("AB", 1.0), ("ab", 0.0), ("Ab", 0.0), ("aB", 0.0),
    ]  # fmt: skip
    found = texts(link.draw(view))
    assert {"AB", "ab", "as it was", "never"} <= set(found)
    patches = [patch for patch in link.draw_what_ifs(view).axes[0].patches if isinstance(patch, Rectangle)]
    shares = [bar.get_width() / box.get_width() for box, bar in zip(patches[::2], patches[1::2], strict=True)]
    assert shares == pytest.approx([each.probability for each in view.what_ifs])


def test_an_occurrence_without_a_link_says_why():
    moved = account(AND, (1, 0, 0), (1, 0, 0), "AB", "ABC").transition
    lost = best_purview(AND, moved, "effect", "AB")
    assert lost.alpha <= 0
    view = nearest(lost, analyse_link(AND, moved, "effect", "AB", lost.purview))
    found = texts(link.draw_why_not(view))
    assert "not less" in found
    assert view.chances[view.missing][1] >= view.chances[0][1] - 1e-9


def test_why_phi_s_is_zero_is_drawn():
    chain = Substrate.from_rules({"A": "B", "B": "A", "C": "A"})
    view = explained_view(chain, (1, 1, 1), unfold(chain, (1, 1, 1)))
    figure = whyzero.draw(view)
    found = texts(figure)
    assert subscripted(view.title) in found
    assert "C has no output to AB" in " ".join(found)
    outlined = [region for region in view.drawing.regions if region.units == ("C",)]
    assert len(outlined) == 1
    assert outlined[0].text in found
    assert figure.axes[0].theme == PAPER
