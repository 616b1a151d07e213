"""The raster of a trajectory on screen: dark is ON, time goes to the right."""

from __future__ import annotations

from typing import Any

from bokeh.models import ColumnDataSource, HoverTool

from viz.frame import Plot, set_labels, set_range
from viz.view.raster import SHORTEST, RasterView


class RasterPlot(Plot[RasterView]):
    """Units in rows, the first on top."""

    tools = ""

    def _build(self) -> None:
        self.cells = ColumnDataSource({name: [] for name in ("x", "y", "fill", "about")})
        self.jumps = ColumnDataSource({name: [] for name in ("x", "low", "high")})
        plot: Any = self.figure
        set_labels(plot.yaxis[0], {})
        cells = plot.rect("x", "y", width=0.94, height=0.9, fill_color="fill", line_width=0.5,
                          source=self.cells, name="cells")  # fmt: skip
        plot.segment("x", "low", "x", "high", line_dash="dashed", line_width=1.5, source=self.jumps,
                     name="jumps")  # fmt: skip
        plot.xaxis.axis_label = "time (steps)"
        plot.add_tools(HoverTool(renderers=[cells], tooltips="@about"))

    def _style(self) -> None:
        self._glyph("cells").line_color = self.theme.rest
        self._glyph("jumps").line_color = self.theme.cause

    def _draw(self, view: RasterView) -> None:
        theme, n = self.theme, len(view.labels)
        set_range(self.figure.x_range, view.first - 0.6, max(view.last, view.first + SHORTEST) + 0.6)
        set_range(self.figure.y_range, -n + 0.4, 0.6)
        set_labels(self.figure.yaxis[0], {-float(i): label for i, label in enumerate(view.labels)})
        self.cells.data = {
            "x": [cell.time for cell in view.cells],
            "y": [-cell.row for cell in view.cells],
            "fill": [theme.unit_fill(cell.level) for cell in view.cells],
            "about": [cell.about for cell in view.cells],
        }
        self.jumps.data = {
            "x": [t - 0.5 for t in view.jumps],
            "low": [-n + 0.45] * len(view.jumps),
            "high": [0.55] * len(view.jumps),
        }
