"""A survey as linked plots of HoloViews: what is brushed in one is lit in all.

This module imports HoloViews, which takes a second; the page does so when a survey is first shown.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import holoviews as hv
import numpy as np
import pandas as pd
import param
from bokeh.events import Tap
from bokeh.models import ColorBar, LinearColorMapper
from holoviews.operation import histogram
from holoviews.plotting import bokeh as _backend  # noqa: F401 - it registers the plots

from engine.words import tr
from viz.screen.frame import px
from viz.screen.parallel import AxisRanges, LinesOfSystems, frame
from viz.view.parallel import NONE_AT, axes_of, heights_of, note_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from viz.theme import Theme
    from viz.view.atlas import AtlasColumn, AtlasView

MOST_DOTS = 20_000
"""From so many systems on the dots are drawn as an image by Datashader, if that is installed."""
PLACE = "place"
NEAR = 0.03
"""Share of the picture's width and height within which a tap means a dot."""
HIGH = 300
hv.Store.set_current_backend("bokeh")
# As all plots of the house: browsers without a graphics card draw nothing by WebGL.
_renderer: Any = hv.renderer("bokeh")
_renderer.webgl = False


class MeanGrid(hv.Operation):
    """The mean of a column over two others, as an image."""

    x = param.Tuple(length=2, doc="Name and edges of the column across.")
    y = param.Tuple(length=2, doc="Name and edges of the column up.")
    z = param.String(doc="Name of the column whose mean is taken.")

    def _process(self, element: Any, key: Any = None) -> Any:
        (x, across), (y, up) = self.p.x, self.p.y
        xs, ys, zs = (np.asarray(element.dimension_values(name), float) for name in (x, y, self.p.z))
        known = np.isfinite(xs) & np.isfinite(ys) & np.isfinite(zs)
        edges = [np.array(across), np.array(up)]
        count, *_ = np.histogram2d(xs[known], ys[known], edges)
        total, *_ = np.histogram2d(xs[known], ys[known], edges, weights=zs[known])
        mean = np.where(count > 0, total / np.maximum(count, 1), np.nan).T
        label = tr("mean {column}", column=element.get_dimension(self.p.z).label)
        dimensions = [element.get_dimension(name) for name in (x, y)]
        return hv.QuadMesh((edges[0], edges[1], mean), dimensions, hv.Dimension("mean", label=label))


class Brushing:
    """The plots of one survey.

    Parameters
    ----------
    view
        The systems.
    axes
        Names of the columns across, up, and of the colour of the heat map.
    theme
        Colours and type.
    brushed
        Called with the places of the brushed systems; none if everything is.
    picked
        Called with the place of a system that is tapped.
    lines
        Names of the columns on the parallel axes; those that suit the survey if it is empty.

    Attributes
    ----------
    scatter, counts, heat, lines : object
        What `panel.pane.HoloViews` shows.
    note : str
        What the parallel axes do with so many systems.
    """

    def __init__(
        self,
        view: AtlasView,
        axes: tuple[str, str, str],
        theme: Theme,
        brushed: Callable[[tuple[int, ...]], None],
        picked: Callable[[int], None],
        lines: Sequence[str] = (),
    ) -> None:
        self._view, self._theme, self._picked = view, theme, picked
        self.x, self.y, self.colour = (view.column(name) for name in axes)
        self._told = brushed
        self._data = self._dataset()
        self._link = hv.link_selections.instance(unselected_color=theme.rest, unselected_alpha=0.35)
        self.scatter = self._link(self._dots())
        self.counts = self._link(self._histogram())
        self.heat = self._link(self._grid())
        self.axes = axes_of(view, lines)
        self._ranges = AxisRanges(self.axes, theme.text)
        self.lines = self._link(self._parallel())
        self._link.param.watch(self._changed, "selection_expr")

    def _grid(self) -> Any:
        columns = {"x": (self.x.name, self.x.bins), "y": (self.y.name, self.y.bins)}
        mean = MeanGrid.instance(**columns, z=self.colour.name)(self._data)
        found = mean.dimension_values(2, flat=False)
        low, high = (float(f(found)) if np.isfinite(found).any() else 0.0 for f in (np.nanmin, np.nanmax))
        self._scale = (min(low, 0.0), high if high > low else low + 1.0)
        return mean.opts(**self._look(), **self._cells(*self._scale))

    def clear(self) -> None:
        """Brush nothing."""
        self._link.selection_expr = None

    def _dataset(self) -> Any:
        columns = {column.name: column for column in self._view.columns}
        found: dict[str, Any] = {name: self._view.values[name] for name in columns}
        found[PLACE] = np.arange(self._view.count)
        dimensions = [hv.Dimension(name, label=column.title) for name, column in columns.items()]
        return hv.Dataset(pd.DataFrame(found), [], [*dimensions, PLACE])

    def _dots(self) -> Any:
        axes = [self._data.get_dimension(column.name) for column in (self.x, self.y)]
        dots = hv.Points(self._data, axes, [])
        if self._view.count > MOST_DOTS and find_spec("datashader") is not None:
            from holoviews.operation.datashader import dynspread, rasterize

            shaded = rasterize(dots).opts(cmap=list(self._theme.ramp), cnorm="eq_hist", **self._look())
            return dynspread(shaded)
        return dots.opts(
            color=self._theme.system, size=5, alpha=0.5, nonselection_alpha=0.5, selection_alpha=0.5,
            **self._look(tools=["lasso_select"]),
        )  # fmt: skip

    def _histogram(self) -> Any:
        made = histogram(self._data, dimension=self.y.name, bins=np.array(self.y.bins), normed=False)
        return made.opts(
            fill_color=self._theme.system,
            line_color=self._theme.background,
            ylabel=tr("systems"),
            **self._look(),
        )

    def _parallel(self) -> Any:
        found = LinesOfSystems.instance(axes=list(self.axes), ranges=self._ranges)(self._data)
        heights = heights_of(self.axes, self._view.values)
        gaps = bool((heights == NONE_AT).any())
        self.note = note_of(heights)

        def dressed(plot: Any, _element: Any) -> None:
            dress(plot.state, self._theme)
            frame(plot.state, self.axes, self._ranges, self._theme, gaps)

        look = self._look() | {"default_tools": ["reset"], "hooks": [dressed]}
        ends = {"xlim": (-0.4, len(self.axes) - 0.6), "ylim": (NONE_AT - 0.06 if gaps else -0.12, 1.12)}
        return found.opts(color=self._theme.system, **look, **ends)

    def _cells(self, low: float, high: float) -> dict[str, Any]:
        return {
            "cmap": list(self._theme.ramp),
            "clim": (low, high),
            "colorbar": True,
            "colorbar_opts": {"title": ""},
            "line_alpha": 0,
        }

    def _look(self, tools: list[str] | None = None) -> dict[str, Any]:
        return {
            "responsive": True,
            "height": HIGH,
            "toolbar": "above",
            "default_tools": ["pan", "wheel_zoom", "reset"],
            "tools": tools or [],
            "active_tools": ["box_select"],
            "hooks": [self._dress],
            "title": "",
            "show_legend": False,
        }

    def _dress(self, plot: Any, _element: Any) -> None:
        figure = plot.state
        dress(figure, self._theme)
        for bar in (each for each in figure.right if isinstance(each, ColorBar)):
            # The bar that HoloViews makes is that of what is not brushed, which is grey.
            low, high = self._scale
            bar.color_mapper = LinearColorMapper(palette=list(self._theme.ramp), low=low, high=high)
            bar.title = None
        if "atlas" not in figure.tags:
            figure.tags = [*figure.tags, "atlas"]
            figure.on_event(Tap, self._tap)

    def _tap(self, event: Any) -> None:
        place = None if event.x is None or event.y is None else self.nearest(event.x, event.y)
        if place is not None:
            self._picked(place)

    def nearest(self, x: float, y: float) -> int | None:
        """Return the place of the system whose dot is at a point of the picture, None if there is none."""
        return nearest(self._view, (self.x, self.y), (x, y))

    def _changed(self, event: Any) -> None:
        if event.new is None:
            self._ranges.clear()
            self._told(())
            return
        lit = np.asarray(event.new.apply(self._data), bool)
        self._told(tuple(int(i) for i in np.flatnonzero(lit)))


def nearest(view: AtlasView, axes: tuple[AtlasColumn, AtlasColumn], at: tuple[float, float]) -> int | None:
    """Return the place of the system that is nearest to a point over two columns; None if none is near."""
    spans = [column.bins[-1] - column.bins[0] for column in axes]
    away = np.zeros(view.count)
    for column, span, value in zip(axes, spans, at, strict=True):
        away = np.maximum(away, np.abs(view.values[column.name] - value) / span)
    if not np.isfinite(away).any():
        return None
    place = int(np.nanargmin(away))
    return place if away[place] <= NEAR else None


def dress(figure: Any, theme: Theme) -> None:
    """Give a figure of Bokeh the colours and the type of the page."""
    figure.background_fill_color = figure.border_fill_color = None
    figure.outline_line_color = None
    figure.toolbar.logo = None
    figure.grid.grid_line_color = theme.rest
    figure.grid.grid_line_alpha = 0.35
    for axis in figure.axis:
        axis.axis_line_color = axis.major_tick_line_color = axis.minor_tick_line_color = None
        axis.major_label_text_color = axis.axis_label_text_color = theme.muted
        axis.major_label_text_font = axis.axis_label_text_font = theme.font
        axis.major_label_text_font_size = axis.axis_label_text_font_size = px(theme.font_size)
        axis.axis_label_text_font_style = "normal"
    for bar in figure.right:
        if isinstance(bar, ColorBar):
            bar.background_fill_color = bar.bar_line_color = None
            bar.major_label_text_color = theme.muted
            bar.major_label_text_font = theme.font
            bar.major_label_text_font_size = px(theme.font_size)
