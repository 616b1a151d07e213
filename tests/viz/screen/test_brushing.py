"""Linked plots of a survey: what is brushed in one is lit in all; a tap finds its dot."""

import numpy as np
import pytest

from viz.theme import DARK, LIGHT
from viz.view.atlas import atlas_view

COUNT = 400
rng = np.random.default_rng(2)
FOUND = {
    "formalism": ["iit4-2023"] * COUNT,
    "network": [f"net {i}" for i in range(COUNT)],
    "state": ["AB"] * COUNT,
    "reason": [None] * COUNT,
    "phi_s": [None if i % 40 == 0 else float(value) for i, value in enumerate(rng.random(COUNT))],
    "edges": [int(value) for value in rng.integers(1, 9, COUNT)],
    "effective_information": rng.random(COUNT).tolist(),
}
VIEW = atlas_view("random", FOUND, "iit4-2023", "phi_s")
AXES = ("effective_information", "phi_s", "edges")


@pytest.fixture(scope="module")
def brushing():
    """The module, which imports HoloViews."""
    from viz.screen import brushing

    return brushing


@pytest.fixture
def plots(brushing):
    told = []
    made = brushing.Brushing(VIEW, AXES, LIGHT, told.append, lambda _place: None)
    return made, told


def rows(brushing, shown):
    """How many rows each glyph of a plot has."""
    plot = brushing.hv.renderer("bokeh").get_plot(shown)
    return plot, lambda: [
        len(next(iter(each.data_source.data.values())))
        for each in plot.state.renderers
        if hasattr(each, "data_source")
    ]


def test_a_brush_in_one_plot_is_seen_in_all(brushing, plots):
    made, told = plots
    (dots, of_dots), (counts, _), (_, of_heat) = (
        rows(brushing, each) for each in (made.scatter, made.counts, made.heat)
    )
    assert of_dots()[:2] == [COUNT, COUNT]
    expected = {i for i, value in enumerate(FOUND["phi_s"]) if value is not None and value > 0.8}
    made._link.selection_expr = brushing.hv.dim("phi_s") > 0.8
    assert set(told[-1]) == expected
    assert of_dots()[:2] == [COUNT, len(expected)]
    lit = counts.state.renderers[-1].data_source.data["top"]
    assert sum(lit) == len(expected)
    assert of_heat()[0] == (len(made.x.bins) - 1) * (len(made.y.bins) - 1)
    made.clear()
    assert told[-1] == ()
    assert of_dots()[:2] == [COUNT, COUNT]
    assert dots.state.background_fill_color is None


def test_the_heat_map_has_the_mean_of_each_cell(brushing, plots):
    made, _ = plots
    grid = brushing.MeanGrid.instance(x=(made.x.name, made.x.bins), y=(made.y.name, made.y.bins), z="edges")(
        made._data
    )
    xs, ys = (VIEW.values[column.name] for column in (made.x, made.y))
    found = grid.dimension_values(2, flat=False)
    row, column = np.argwhere(np.isfinite(found))[3]
    inside = (
        (xs >= made.x.bins[column]) & (xs < made.x.bins[column + 1])
        & (ys >= made.y.bins[row]) & (ys < made.y.bins[row + 1])
    )  # fmt: skip
    assert found[row, column] == pytest.approx(VIEW.values["edges"][inside].mean())


def test_a_tap_finds_the_nearest_dot(plots):
    made, _ = plots
    x, y = VIEW.values["effective_information"][7], VIEW.values["phi_s"][7]
    assert made.nearest(x, y) == 7
    assert made.nearest(x + 50, y) is None


def test_colours_are_those_of_the_theme(brushing):
    made = brushing.Brushing(VIEW, AXES, DARK, lambda _places: None, lambda _place: None)
    plot, _ = rows(brushing, made.counts)
    assert plot.state.renderers[0].glyph.fill_color == DARK.rest
    assert plot.state.renderers[-1].glyph.fill_color == DARK.system
    assert {axis.axis_label_text_color for axis in plot.state.axis} == {DARK.muted}


@pytest.mark.slow
def test_many_dots_are_an_image(brushing, monkeypatch):
    pytest.importorskip("datashader")
    monkeypatch.setattr(brushing, "MOST_DOTS", 100)
    made = brushing.Brushing(VIEW, AXES, LIGHT, lambda _places: None, lambda _place: None)
    plot, _ = rows(brushing, made.scatter)
    assert "Image" in {type(each.glyph).__name__ for each in plot.state.renderers}
