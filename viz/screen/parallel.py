"""A survey on parallel axes with HoloViews: a range dragged on an axis is a brush as any other.

This module imports HoloViews, which takes a second; `viz.screen.brushing` does so too.
"""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

import holoviews as hv
import numpy as np
import param
from bokeh.events import Reset
from bokeh.models import BoxAnnotation, BoxSelectTool, FixedTicker, Label, ResetTool
from holoviews.plotting.bokeh.geometry import SegmentPlot
from holoviews.plotting.bokeh.selection import BokehOverlaySelectionDisplay
from holoviews.streams import SelectionXY

from engine.words import tr
from viz.screen.frame import px
from viz.view.parallel import NONE_AT, heights_of, strands

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from viz.theme import Theme
    from viz.view.parallel import ParallelAxis

LETTERS = 16
"""Most letters of a line of an axis' title."""
REGION = 0.08
"""Half of the width of a range that is shown on its axis; axes are 1 apart."""
STRENGTH = "strength"


class AxisRanges:
    """The ranges that were dragged, one for each axis.

    Parameters
    ----------
    axes
        From left to right, at 0, 1, 2 and so on.
    color
        Of the ranges on the picture.
    """

    def __init__(self, axes: Sequence[ParallelAxis], color: str) -> None:
        self._axes, self._color = axes, color
        self._ranges: dict[int, tuple[float, float]] = {}

    def clear(self) -> None:
        """Forget every range."""
        self._ranges.clear()

    def drag(self, left: float, bottom: float, right: float, top: float) -> None:
        """Take a box: a range on each axis in it, or on the nearest if there is none."""
        left, right = sorted((left, right))
        inside = [i for i in range(len(self._axes)) if left <= i <= right]
        nearest = min(range(len(self._axes)), key=lambda i: abs(i - (left + right) / 2))
        low, high = sorted((bottom, top))
        self._ranges |= dict.fromkeys(inside or [nearest], (low, high))

    @property
    def expression(self) -> Any:
        """What is inside every range, as an expression of HoloViews; None if there is no range."""
        found = None
        for i, (low, high) in self._ranges.items():
            axis = self._axes[i]
            column = hv.dim(axis.name)
            # An axis of one value has it in its middle.
            ends = (axis.value(low), axis.value(high)) if axis.high > axis.low else _around(axis, low, high)
            each = (column >= ends[0]) & (column <= ends[1])
            if low <= NONE_AT <= high:
                each = each | hv.dim(axis.name, np.isnan)
            found = each if found is None else found & each
        return found

    @property
    def regions(self) -> Any:
        """The ranges as rectangles on their axes."""
        return self._rectangles(self._ranges)

    @property
    def no_regions(self) -> Any:
        """None of them."""
        return self._rectangles({})

    def _rectangles(self, ranges: Mapping[int, tuple[float, float]]) -> Any:
        made = hv.Rectangles([(i - REGION, low, i + REGION, high) for i, (low, high) in ranges.items()])
        alphas = dict.fromkeys(("fill_alpha", "selection_fill_alpha", "nonselection_fill_alpha"), 0.15)
        return made.opts(fill_color=self._color, line_color=self._color, **alphas)


def _around(axis: ParallelAxis, low: float, high: float) -> tuple[float, float]:
    return (axis.low, axis.low) if low <= 0.5 <= high else (np.inf, -np.inf)


class ParallelLines(hv.Segments):
    """Lines between parallel axes; a box that is drawn is a range of the columns, not of the picture."""

    group = param.String(default="ParallelLines", constant=True)
    ranges: Any = param.ClassSelector(class_=AxisRanges, doc="What was dragged.")
    _selection_streams = (SelectionXY,)

    def _empty_region(self) -> Any:
        return self.ranges.no_regions

    def _get_selection_expr_for_stream_value(self, **kwargs: Any) -> tuple[Any, Any, Any]:
        if kwargs.get("bounds") is None:
            return None, None, self._empty_region()
        self.ranges.drag(*kwargs["bounds"])
        return self.ranges.expression, None, self.ranges.regions

    @staticmethod
    def _merge_regions(region1: Any, region2: Any, operation: str) -> Any:  # noqa: ARG004
        # The latest has all ranges.
        return region2


class LinesOfSystems(hv.Operation):
    """The lines of the systems of a table."""

    axes = param.List(doc="From left to right.")
    ranges = param.ClassSelector(class_=AxisRanges)

    def _process(self, element: Any, key: Any = None) -> Any:
        axes = self.p.axes
        found = strands(heights_of(axes, {each.name: element.dimension_values(each.name) for each in axes}))
        ends = (found.gaps, found.starts, found.gaps + 1, found.ends, found.opacity)
        return ParallelLines(ends, ["x0", "y0", "x1", "y1"], [STRENGTH], ranges=self.p.ranges)


class RangesDisplay(BokehOverlaySelectionDisplay):
    """Shows the ranges as they are; HoloViews would draw them almost black, also on a dark page."""

    def _style_region_element(self, region_element: Any, unselected_color: Any) -> Any:
        return region_element


class ParallelPlot(SegmentPlot):
    """Draws the lines, each as opaque as it says; the layer of what is not brushed is fainter."""

    selection_display = RangesDisplay()

    def get_data(self, element: Any, ranges: Any, style: Any) -> tuple[Any, Any, Any]:
        """Return the columns of the data source, what reads them, and the style."""
        data, mapping, style = super().get_data(element, ranges, style)
        data[STRENGTH] = element.dimension_values(STRENGTH) * style.get("line_alpha", 1.0)
        plain = {name: value for name, value in style.items() if "alpha" not in name}
        return data, {**mapping, "line_alpha": STRENGTH}, plain

    def _init_glyph(self, plot: Any, mapping: Any, properties: Any) -> tuple[Any, Any]:
        renderer, glyph = super()._init_glyph(plot, mapping, properties)
        # What is lit is a layer of its own; the browser's own choice of lines is none.
        renderer.selection_glyph = renderer.nonselection_glyph = glyph
        return renderer, glyph


hv.Store.register({ParallelLines: ParallelPlot}, "bokeh")


def frame(figure: Any, axes: Sequence[ParallelAxis], ranges: AxisRanges, theme: Theme, gaps: bool) -> None:
    """Draw the axes with their ends and titles on a figure of Bokeh, once."""
    if "parallel" in figure.tags:
        return
    figure.tags = [*figure.tags, "parallel"]
    figure.toolbar.tools = [each for each in figure.tools if isinstance(each, BoxSelectTool | ResetTool)]
    figure.on_event(Reset, lambda _event: ranges.clear())
    across, up = figure.xaxis[0], figure.yaxis[0]
    across.ticker = FixedTicker(ticks=list(range(len(axes))))
    across.major_label_overrides = {i: fill(axis.title, LETTERS) for i, axis in enumerate(axes)}
    up.ticker = FixedTicker(ticks=[NONE_AT] if gaps else [])
    up.major_label_overrides = {NONE_AT: tr("no value")}
    across.axis_label = up.axis_label = None
    figure.grid.visible = False
    look = {"text_color": theme.text, "text_font": theme.font, "text_font_size": px(theme.font_size),
            "text_align": "center", "background_fill_color": theme.background,
            "background_fill_alpha": 0.7}  # fmt: skip
    for i, axis in enumerate(axes):
        figure.add_layout(
            BoxAnnotation(left=i, right=i, bottom=0, top=1, line_color=theme.muted, line_alpha=1.0)
        )
        for height, said, base in zip((0, 1), axis.ends, ("top", "bottom"), strict=True):
            figure.add_layout(Label(x=i, y=height, text=said, text_baseline=base,
                                    y_offset=3 if height else -3, **look))  # fmt: skip
