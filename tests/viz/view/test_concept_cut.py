"""The cut of IIT 3.0 on the drawing: exactly the edges that there are from one part to the other."""

import pytest

from cards import example
from engine import iit3
from printed import collisions, outside, said, small
from viz.paper.substrate import draw
from viz.view.concept_cut import concept_cut_view


def drawn(slug, units=None, state=None):
    network = example(slug)
    state = network.state if state is None else state
    return concept_cut_view(network, state, iit3.unfold(network, state, units or network.system))


def test_the_cut_of_fig_4_severs_a_and_b_from_c_and_not_back():
    view = drawn("iit3-fig4")
    assert set(view.cut) == {("A", "C"), ("B", "C")}
    assert {(edge.source, edge.target) for edge in view.edges if edge.cut} == set(view.cut)
    assert not any(edge.cut for edge in view.edges if edge.source == "C")
    assert [region.text for region in view.regions] == ["Φ(Abc) = 1.917"]
    assert view.note == "The minimum cut severs what AB sends to C."
    assert "IIT 3.0" in view.caption


def test_only_edges_that_there_are_are_cut():
    view = drawn("pyphi-basic")  # BC ⇥ A; both B and C lead to A
    assert set(view.cut) == {("B", "A"), ("C", "A")}
    view = drawn("iit3-fig16", "ABC")
    assert {unit.label for unit in view.units if unit.background} == set("DEFG")
    assert all({*pair} <= set("ABC") for pair in view.cut)


def test_without_a_cut_the_reason_is_said():
    view = drawn("iit3-fig4", "A", (1, 0, 1))
    assert view.cut == ()
    assert view.note == "There is no cut to make. Φ is 0: one unit alone has no Φ."


@pytest.mark.parametrize("slug", ["iit3-fig4", "iit3-fig16", "iit3-fig17c-majority"])
@pytest.mark.parametrize("width", [85, 178])
def test_it_is_drawn_dashed_with_scissors(slug, width):
    view = drawn(slug)
    figure = draw(view, width)
    texts = said(figure)
    assert (small(texts), collisions(texts), outside(texts, figure)) == (set(), [], [])
    dashed = [
        line for line in figure.axes[0].lines if line.get_linestyle() == "--" and line.get_zorder() == 3
    ]
    assert len(dashed) == len(view.cut) > 0
