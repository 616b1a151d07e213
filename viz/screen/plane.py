"""φ_s over two numbers on screen: a cell for each pair of values, borders of complexes, their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bokeh.core.properties import value
from bokeh.events import Tap
from bokeh.models import HoverTool, Range1d

from viz.screen.frame import BokehPlot, empty_sources, px, set_range
from viz.view.plane import PlaneView

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCES = {
    "cells": "x y color about",
    "borders": "x0 y0 x1 y1",
    "names": "x y text",
    "plane-here": "x y",
}


class PlanePlot(BokehPlot[PlaneView]):
    """φ_s over two numbers; `on_pick` reports the values of both where it is tapped."""

    tools = ""
    span = Range1d

    def on_pick(self, callback: Callable[[tuple[float, float]], None]) -> None:
        """Call `callback` with the values of the cell that is tapped."""
        super().on_pick(callback)

    def pick(self, x: float, y: float) -> tuple[float, float] | None:
        """Return the values of the cell at a point of the picture, None if there is none."""
        view = self.view
        if view is None:
            return None
        near = tuple(min(values, key=lambda each: abs(each - at))
                     for values, at in ((view.xs, x), (view.ys, y)))  # fmt: skip
        wide, high = view.step
        inside = abs(near[0] - x) <= wide / 2 and abs(near[1] - y) <= high / 2
        return (near[0], near[1]) if inside else None

    def _build(self) -> None:
        plot = self.figure
        self.sources = empty_sources(SOURCES)
        of: dict[str, Any] = self.sources
        cells = plot.rect("x", "y", width=1, height=1, fill_color="color", line_color="color",
                          line_width=0.5, source=of["cells"], name="cells")  # fmt: skip
        plot.segment("x0", "y0", "x1", "y1", line_width=2.5, source=of["borders"], name="borders")
        plot.text("x", "y", text="text", text_align="center", text_baseline="middle", source=of["names"],
                  padding=3, border_radius=3, background_fill_alpha=0.8, name="names")  # fmt: skip
        plot.scatter("x", "y", size=14, marker="circle_cross", fill_color=None, line_width=2,
                     source=of["plane-here"], name="plane-here")  # fmt: skip
        plot.add_tools(HoverTool(renderers=[cells], tooltips="@about"))
        plot.on_event(Tap, self._tap)

    def _style(self) -> None:
        theme = self.theme
        self._glyph("borders").line_color = theme.background
        self._glyph("plane-here").line_color = theme.cause
        names = self._glyph("names")
        names.text_font, names.text_font_size = value(theme.font), px(theme.label_size)
        names.text_font_style = "bold"
        names.text_color, names.background_fill_color = theme.text, theme.background

    def _draw(self, view: PlaneView) -> None:
        plot, (wide, high) = self.figure, view.step
        plot.title.text, self.subtitle.text = "", ""
        plot.xaxis[0].axis_label, plot.yaxis[0].axis_label = view.x_title, view.y_title
        set_range(plot.x_range, view.xs[0] - wide / 2, view.xs[-1] + wide / 2)
        set_range(plot.y_range, view.ys[0] - high / 2, view.ys[-1] + high / 2)
        cells = self._glyph("cells")
        cells.width, cells.height = wide, high
        self.sources["cells"].data = {
            "x": [cell.x for cell in view.cells],
            "y": [cell.y for cell in view.cells],
            "color": [self._colour(cell.phi_s, view.top) for cell in view.cells],
            "about": [cell.about for cell in view.cells],
        }
        self.sources["borders"].data = {
            name: [line[i] for line in view.borders] for i, name in enumerate(("x0", "y0", "x1", "y1"))
        }
        self.sources["names"].data = {
            "x": [region.x for region in view.regions],
            "y": [region.y for region in view.regions],
            "text": [region.text for region in view.regions],
        }
        here = [] if view.here is None else [view.here]
        self.sources["plane-here"].data = {"x": [x for x, _ in here], "y": [y for _, y in here]}

    def _colour(self, phi_s: float | None, top: float) -> str:
        return self.theme.rest if phi_s is None else self.theme.by_phi(phi_s / top)
