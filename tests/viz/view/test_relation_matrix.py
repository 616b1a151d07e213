"""Relations of two as a matrix: its numbers are those of the relations, on screen and on paper."""

from functools import cache
from itertools import combinations

import numpy as np
import pytest

from cards import example
from engine import Substrate, unfold
from printed import collisions, outside, said, small
from viz.paper.relation_matrix import draw
from viz.screen.relation_matrix import RelationMatrixPlot
from viz.theme import DARK, LIGHT
from viz.view.relation_matrix import MOST_NAMES, relation_matrix_view
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
