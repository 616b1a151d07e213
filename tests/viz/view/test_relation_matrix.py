"""Relations of two as a matrix: its numbers are those of the relations, on screen and on paper."""

from functools import cache
from itertools import combinations, pairwise

import numpy as np
import pytest

from cards import example
from engine import Substrate, unfold
from printed import collisions, outside, said, small
from viz.paper.relation_matrix import draw
from viz.screen.relation_matrix import RelationMatrixPlot
from viz.shapes.lettering import width
from viz.theme import DARK, LIGHT
from viz.view.relation_matrix import MOST_NAMES, MechanismGroup, apart, relation_matrix_view
from viz.view.structure import StructurePick


@cache
def of_three():
    network = example("iit4-fig1")
    return unfold(network, network.state)


@cache
def of_many():
    weights = np.random.default_rng(7).uniform(-1, 1, (6, 6))
    return unfold(Substrate.from_weights(weights, k=2.0), (1, 0, 1, 1, 0, 1))


@pytest.mark.parametrize("structure", [of_three, of_many])
def test_each_cell_is_the_phi_of_that_relation(structure):
    found, view = structure(), relation_matrix_view(structure())
    for i, j in combinations(range(len(found.distinctions)), 2):
        relation = found.relations.relation((i, j))
        assert view.phi[i, j] == view.phi[j, i] == (0.0 if relation is None else relation.phi)
    for i in range(len(found.distinctions)):
        relation = found.relations.relation((i,))
        assert view.phi[i, i] == (0.0 if relation is None else relation.phi)
    assert np.count_nonzero(np.triu(view.phi, 1)) == found.relations.by_degree.get(2, 0)


def test_few_are_named_one_by_one_and_many_by_their_order():
    few, many = relation_matrix_view(of_three()), relation_matrix_view(of_many())
    assert [label.text for label in few.labels] == list(few.names)
    assert len(many.names) > MOST_NAMES
    assert [label.text for label in many.labels] == [f"{n} unit{'s' * (n > 1)}" for n in range(1, 7)][
        : len(many.labels)
    ]
    rows = [row for group in many.orders for row in range(group.first, group.last + 1)]
    assert rows == list(range(len(many.names)))


def test_no_distinctions_make_an_empty_matrix():
    view = relation_matrix_view(unfold(Substrate.from_weights([[0.0, 0.0], [0.0, 0.0]]), (0, 0)))
    assert view.names == ()
    assert view.largest == 1.0
    assert not small(said(draw(view)))


@pytest.mark.parametrize("width", [85, 120, 178])
@pytest.mark.parametrize("structure", [of_three, of_many])
def test_on_paper_nothing_collides_or_leaves_the_page(structure, width):
    figure = draw(relation_matrix_view(structure()), width)
    texts = said(figure)
    assert not collisions(texts)
    assert not outside(texts, figure)
    assert not small(texts)


def test_a_click_picks_the_relation_or_the_distinction_of_the_row():
    plot, view = RelationMatrixPlot(LIGHT), relation_matrix_view(of_many())
    assert plot.pick(0, 0) is None
    plot.show(view)
    related = np.argwhere(np.triu(view.phi, 1) > 0)[0].tolist()
    assert plot.pick(related[1], -related[0]) == StructurePick("relation", tuple(related))
    assert plot.pick(related[0], -related[1]) == StructurePick("relation", tuple(related))
    assert plot.pick(3.2, -2.9) == StructurePick("distinction", (3,))
    unrelated = np.argwhere(view.phi == 0)[0].tolist()
    assert plot.pick(unrelated[1], -unrelated[0]) == StructurePick("distinction", (unrelated[0],))
    assert plot.pick(len(view.names), 0) is None


def test_what_is_lit_has_frames_and_the_picture_turns_dark():
    plot, view = RelationMatrixPlot(LIGHT), relation_matrix_view(of_three())
    plot.show(view)
    plot.mark({1})
    assert [tuple(plot.lit.data[side]) for side in ("left", "right")] == [
        (-0.5, 0.5),
        (len(view.names) - 0.5, 1.5),
    ]
    shown = plot.cells.data["image"][0][::-1]
    assert np.isnan(shown).tolist() == (view.phi == 0).tolist()
    plot.set_theme(DARK)
    assert plot.screen_text == f"Relations of two distinctions as a matrix. {view.subtitle}."


def test_one_cell_is_read_as_an_example():
    view = relation_matrix_view(of_many())
    row, column = np.argwhere(view.phi == view.phi.max())[0]
    assert view.example.startswith(f"For example row {view.names[row]}, column {view.names[column]}: φ_r = ")
    assert (
        relation_matrix_view(unfold(Substrate.from_weights([[0.0, 0.0], [0.0, 0.0]]), (0, 0))).example == ""
    )


def test_names_that_would_cover_others_are_left_out():
    groups = [
        MechanismGroup(0, 0, "1 unit"),
        MechanismGroup(1, 8, "2 units"),
        MechanismGroup(9, 9, "3 units"),
    ]
    assert apart(groups, 10.0, lambda _text: 20.0) == tuple(groups)
    assert apart(groups, 4.0, lambda _text: 20.0) == (groups[1],)


@pytest.mark.parametrize("wide", [150.0, 300.0, 2000.0])
def test_names_across_lie_stand_or_are_thinned_out(wide):
    plot, view = RelationMatrixPlot(LIGHT), relation_matrix_view(of_many())
    plot.show(view)
    plot.figure.trigger("inner_width", 0, wide)
    across = plot.figure.xaxis[0]
    lying = across.major_label_orientation == "horizontal"
    assert lying == (wide == 2000.0)
    names = sorted(across.major_label_overrides.items())
    assert len(names) == len(view.labels) or wide == 150.0
    step = wide / len(view.names)
    for (a, one), (b, other) in pairwise(names):
        taken = (width(one, 12) + width(other, 12)) / 2 if lying else 12
        assert (b - a) * step > taken
