"""The shapes of a substrate's drawing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.substrate.substrate import Substrate
from viz.hull import hull
from viz.shapes.sketch import SIDE, sketch
from viz.view.substrate import substrate_view

STATE = (0, 1, 1)


@pytest.fixture(scope="module")
def shapes(substrate, structure):
    return sketch(substrate_view(substrate, STATE, structure))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=30))
def test_a_hull_holds_all_points(points):
    corners = hull(np.array(points, float))
    assert {tuple(corner) for corner in corners} <= {(float(x), float(y)) for x, y in points}
    for a, b in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        turns = [(b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) for x, y in points]
        assert min(turns) >= -1e-9


def test_arrows_lead_from_rim_to_rim(shapes):
    middle = {mark.label: np.array(at) for mark, at in shapes.units}
    for arrow in shapes.arrows:
        start, tip = arrow.path[0], arrow.head[0]
        assert np.hypot(*(start - middle[arrow.mark.source])) >= shapes.radius
        reach = np.hypot(*(tip - middle[arrow.mark.target]))
        assert shapes.radius <= reach <= 1.5 * shapes.radius


def test_the_head_of_an_inhibitory_edge_is_round(shapes):
    corners = {arrow.mark.inhibitory: len(arrow.head) for arrow in shapes.arrows}
    assert corners == {False: 3, True: 24}


def test_opposite_edges_lie_apart(shapes):
    paths = {(a.mark.source, a.mark.target): a.path for a in shapes.arrows}
    there, back = (path[len(path) // 2] for path in (paths["A", "B"], paths["B", "A"]))
    assert np.hypot(*(there - back)) > 10


def test_a_cut_is_a_stroke_across_its_edge(shapes):
    cut = [arrow for arrow in shapes.arrows if arrow.mark.cut]
    assert len(cut) == len(shapes.cuts) > 0
    for arrow, stroke in zip(cut, shapes.cuts, strict=True):
        across = np.subtract(stroke.end, stroke.start)
        middle = len(arrow.path) // 2
        along = arrow.path[middle] - arrow.path[middle - 1]
        assert abs(across @ along) < 1e-6 * np.hypot(*across) * np.hypot(*along)
        assert np.mean([stroke.start, stroke.end], axis=0) == pytest.approx(arrow.path[middle])


def test_texts_lie_within_the_bounds(shapes):
    left, right, bottom, top = shapes.bounds
    for outline in shapes.outlines:
        x, y = outline.text_at
        assert left < x < right
        assert bottom < y < top


def test_many_units_are_small():
    crowd = Substrate.from_weights(np.eye(40), 1.0, [f"U{i}" for i in range(40)])
    drawn = sketch(substrate_view(crowd, (0,) * 40))
    gap = min(
        np.hypot(*np.subtract(p, q)) for i, (_, p) in enumerate(drawn.units) for _, q in drawn.units[:i]
    )
    assert 2.0 <= drawn.radius < gap / 2
    assert all(0 <= at[0] <= SIDE for _, at in drawn.units)
