"""What the base of all plots on screen promises: ranges, labels and the pointer."""

import pytest
from bokeh.models import ColumnDataSource, FixedTicker, HoverTool, LinearAxis, Range1d
from bokeh.plotting import figure

from viz.screen.frame import empty_sources, px, set_labels, set_range
from viz.screen.pointer import NOTHING, Pointer


@pytest.fixture
def pointer():
    plot = figure()
    dots = plot.scatter("x", "y", source=ColumnDataSource({"x": [1, 2, 3], "y": [1, 2, 3]}))
    pointer = Pointer(plot, "dot", "line")
    pointer.over("dot", dots)
    return pointer, plot


def test_a_range_that_does_not_move_sends_nothing():
    span, moved = Range1d(), []
    span.on_change("end", lambda _name, _old, new: moved.append(new))
    set_range(span, 0, 5)
    set_range(span, 0, 5)
    assert moved == [5]
    assert (span.start, span.reset_start, span.reset_end) == (0, 0, 5)


def test_labels_keep_the_ticker():
    axis = LinearAxis()
    set_labels(axis, {})
    ticker = axis.ticker
    set_labels(axis, {0.5: "a", 1.5: "b"})
    assert isinstance(ticker, FixedTicker)
    assert axis.ticker is ticker
    assert ticker.ticks == [0.5, 1.5]
    assert axis.major_label_overrides == {0.5: "a", 1.5: "b"}


def test_sources_begin_without_rows():
    sources = empty_sources({"dots": "x y size", "lines": "xs ys"})
    assert {name: dict(source.data) for name, source in sources.items()} == {
        "dots": {"x": [], "y": [], "size": []},
        "lines": {"xs": [], "ys": []},
    }


def test_a_size_is_in_pixels():
    assert px(12) == "12px"
    assert px(11.5) == "11.5px"


def test_nothing_is_under_the_pointer_at_first(pointer):
    found, plot = pointer
    assert dict(found.source.data) == {"dot": [NOTHING], "line": [NOTHING]}
    assert found.row("dot", 3) is None
    assert len([tool for tool in plot.tools if isinstance(tool, HoverTool)]) == 1


@pytest.mark.parametrize(
    ("reported", "row"), [(0, 0), (2, 2), (3, None), (-1, None), ("1", None), (1.0, None)]
)
def test_what_a_browser_reports_is_checked(pointer, reported, row):
    found, _ = pointer
    found.source.data = {"dot": [reported], "line": [NOTHING]}
    assert found.row("dot", 3) == row


def test_a_change_under_the_pointer_is_heard(pointer):
    found, _ = pointer
    heard = []
    found.on_change(lambda: heard.append(found.row("dot", 3)))
    found.source.data = {"dot": [1], "line": [NOTHING]}
    found.source.data = {"dot": [NOTHING], "line": [NOTHING]}
    assert heard == [1, None]
