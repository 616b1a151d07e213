"""A survey on parallel axes: which axes, where systems are on them, and lines that coincide."""

import numpy as np
import pytest

from viz.view.atlas import atlas_view
from viz.view.parallel import (
    FAINTEST,
    LEVELS,
    MOST_AXES,
    MOST_LINES,
    NONE_AT,
    STRONGEST,
    axes_of,
    parallel_view,
    strands,
)

FOUND = {
    "formalism": ["iit4-2023"] * 4,
    "network": ["one", "two", "three", "four"],
    "state": ["ab", "aB", "AB", "Ab"],
    "reason": [None, None, "unreachable", None],
    "phi_s": [0.0, 2.0, None, 0.5],
    "edges": [1, 1, 3, 1],
    "weight:A,B": [0.1, 0.1, 0.3, 0.1],
}
VIEW = atlas_view("pairs", FOUND, "iit4-2023", "phi_s")


def test_systems_are_placed_by_least_and_largest_value_and_without_one_below():
    view = parallel_view(VIEW, ("edges", "phi_s"))
    assert [(axis.low, axis.high) for axis in view.axes] == [(1.0, 3.0), (0.0, 2.0)]
    assert view.heights.tolist() == [[0, 0], [0, 1], [1, NONE_AT], [0, 0.25]]
    assert view.axes[1].ends == ("0", "2")
    assert view.axes[1].value(0.25) == 0.5
    assert view.brushed.all()
    assert view.has_gaps
    assert view.screen_text == (
        "pairs. 4 systems, a line each. 1 has no value on an axis and passes below it."
    )
    some = parallel_view(VIEW, ("edges",), (1, 3))
    assert some.brushed.tolist() == [False, True, False, True]
    assert "2 of them are brushed." in some.note
    assert not some.has_gaps


def test_columns_that_are_unknown_are_left_out_and_none_means_those_that_suit():
    assert [axis.name for axis in axes_of(VIEW, ("nothing", "edges", "edges"))] == ["edges"]
    assert [axis.name for axis in axes_of(VIEW)] == ["edges", "phi_s", "weight:A,B"]
    many = FOUND | {f"weight:A,{i}": FOUND["edges"] for i in range(20)}
    wide = atlas_view("pairs", many, "iit4-2023", "phi_s")
    assert len(axes_of(wide, [column.name for column in wide.columns])) == MOST_AXES
    none = FOUND | {"phi_s": [None] * 4}
    axis = next(each for each in axes_of(atlas_view("p", none, "iit4-2023", "phi_s")) if each.name == "phi_s")
    assert (axis.low, axis.high) == (0.0, 0.0)
    assert axis.heights(np.array([0.0, np.nan])).tolist() == [0.5, NONE_AT]


def test_lines_that_coincide_are_one_and_as_strong_as_all_of_them():
    found = strands(parallel_view(VIEW, ("edges", "weight:A,B", "phi_s")).heights)
    assert found.gaps.tolist() == [0, 0, 1, 1, 1, 1]
    assert found.counts.tolist() == [3, 1, 1, 1, 1, 1]
    assert found.opacity[1] == pytest.approx(STRONGEST)
    assert found.opacity[0] == pytest.approx(1 - (1 - STRONGEST) ** 3)
    assert len(strands(np.empty((0, 3))).gaps) == 0
    assert len(strands(np.ones((3, 1))).gaps) == 0


def test_many_systems_are_all_there_in_a_bounded_number_of_lines():
    heights = np.random.default_rng(1).random((50_000, 5))
    found = strands(heights)
    assert [int(found.counts[found.gaps == gap].sum()) for gap in range(4)] == [50_000] * 4
    assert len(found.gaps) <= 4 * (LEVELS + 1) ** 2
    assert found.opacity.min() == pytest.approx(FAINTEST)
    few = heights[:MOST_LINES]
    assert set(strands(few).starts) == set(few[:, :-1].ravel())
    assert np.abs(np.sort(np.round(heights[:, 0] * LEVELS) / LEVELS) - np.sort(heights[:, 0])).max() < 0.02
