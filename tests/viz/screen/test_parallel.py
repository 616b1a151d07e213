"""Parallel axes among the linked plots: a range on an axis is a brush, a brush elsewhere lights its lines."""

import numpy as np
import pytest

from viz.theme import DARK
from viz.view.atlas import atlas_view
from viz.view.parallel import NONE_AT, parallel_view, strands

COUNT = 300
rng = np.random.default_rng(5)
FOUND = {
    "formalism": ["iit4-2023"] * COUNT,
    "network": [f"net {i}" for i in range(COUNT)],
    "state": ["AB"] * COUNT,
    "reason": [None] * COUNT,
    "phi_s": [None if i % 30 == 0 else float(value) for i, value in enumerate(rng.random(COUNT))],
    "edges": [int(value) for value in rng.integers(1, 9, COUNT)],
    "effective_information": rng.random(COUNT).tolist(),
}
VIEW = atlas_view("random", FOUND, "iit4-2023", "phi_s")
LINES = ("edges", "phi_s", "effective_information")


@pytest.fixture(scope="module")
def hv():
    """HoloViews, which takes a second to import."""
    import holoviews

    return holoviews


@pytest.fixture
def shown(hv):
    """The plots, what they told, the Bokeh plot, how a box is drawn, and how many lines each layer has."""
    from viz.screen.brushing import Brushing

    told = []
    made = Brushing(VIEW, ("effective_information", "phi_s", "edges"), DARK, told.append, print, LINES)
    plot = hv.renderer("bokeh").get_plot(made.lines)

    def drag(*box):
        sources = [
            each for each in made._link._selection_expr_streams if type(each).__name__ == "ParallelLines"
        ]
        made._link._selection_expr_streams[sources[0]].input_streams[0].input_stream.input_streams[0].event(
            bounds=box
        )

    def layers():
        return [
            each.data_source.data["x0"]
            for each in plot.state.renderers
            if type(each.glyph).__name__ == "Segment"
        ]

    return made, told, plot, drag, layers


def lines(places):
    """How many lines some systems have, of which a few coincide."""
    return len(strands(parallel_view(VIEW, LINES).heights[list(places)]).gaps)


def within(name, low, high):
    return {i for i, value in enumerate(VIEW.values[name]) if low <= value <= high}


def test_ranges_of_two_axes_narrow_and_the_other_plots_follow(hv, shown):
    made, told, plot, drag, layers = shown
    dots = hv.renderer("bokeh").get_plot(made.scatter)
    phi = made.axes[1]
    drag(0.9, 0.5, 1.1, 1.2)
    first = within("phi_s", phi.value(0.5), np.inf)
    assert set(told[-1]) == first
    drag(1.6, 0.3, 1.8, 0.0)  # no axis is inside: the nearest; and upside down
    info = made.axes[2]
    both = first & within("effective_information", info.low, info.value(0.3))
    assert set(told[-1]) == both
    assert 0 < len(both) < len(first)
    lit = dots.state.renderers[1].data_source.data
    assert len(next(iter(lit.values()))) == len(both)
    assert [len(each) for each in layers()] == [lines(range(COUNT)), lines(both)]
    boxes = next(each for each in plot.state.renderers if type(each.glyph).__name__ == "Quad")
    assert sorted(boxes.data_source.data["left"]) == pytest.approx([0.92, 1.92])
    assert boxes.glyph.line_color == DARK.text
    made.clear()
    assert told[-1] == ()
    drag(1.9, 0.0, 2.1, 0.3)
    assert set(told[-1]) == within("effective_information", info.low, info.value(0.3))


def test_what_has_no_value_can_be_brushed(shown):
    _, told, _, drag, _ = shown
    drag(0.9, NONE_AT - 0.05, 1.1, NONE_AT + 0.05)
    assert set(told[-1]) == set(range(0, COUNT, 30))


def test_a_brush_elsewhere_lights_its_lines(hv, shown):
    made, told, _, _, layers = shown
    assert [len(each) for each in layers()] == [lines(range(COUNT))] * 2
    made._link.selection_expr = hv.dim("phi_s") > 0.9
    assert [len(each) for each in layers()] == [lines(range(COUNT)), lines(told[-1])]


def test_axes_have_titles_and_ends_and_only_the_tools_that_do_something(shown):
    made, _, plot, _, _ = shown
    figure = plot.state
    titles = ["connections", "φₛ (ibits)", "effective\ninformation\n(bits)"]
    assert list(figure.xaxis[0].major_label_overrides.values()) == titles
    texts = {each.text for each in figure.center if type(each).__name__ == "Label"}
    assert {"1", "8"} <= texts
    assert {type(each).__name__ for each in figure.tools} <= {"BoxSelectTool", "ResetTool"}
    assert figure.yaxis[0].major_label_overrides == {NONE_AT: "no value"}
    assert made.note.startswith("300 systems, a line each.")
