"""The raster of a trajectory on screen: dark cells are ON, time goes to the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bokeh.events import Tap
from bokeh.models import ColumnDataSource

from viz.screen.frame import BokehPlot, Columns, set_labels, set_range
from viz.screen.pointer import Pointer
from viz.view.course import TIME
from viz.view.raster import SHORTEST, RasterView

if TYPE_CHECKING:
    from collections.abc import Collection

NAMED = 14
"""Most rows that have their names beside them."""


class RasterPlot(BokehPlot[RasterView]):
    """Units in rows, the first on top; `on_pick` and `on_hover` report the time of a column."""

    tools = ""

    def mark(self, times: Collection[int], units: Collection[str] = ()) -> None:
        """Draw frames around columns and rows; nothing else is redrawn.

        Parameters
        ----------
        times
            The times of the columns.
        units
            The labels of the rows.
        """
        self._marked = (frozenset(times), frozenset(units))
        columns = self._frames()
        if dict(self.lit.data) != columns:
            self.lit.data = columns

    def _frames(self) -> Columns:
        times, units = self._marked
        view = self.view
        boxes: list[tuple[float, float, float, float]] = []
        if view is not None:
            low = 0.5 - len(view.labels)
            boxes += [(t - 0.5, t + 0.5, low, 0.5) for t in sorted(times) if view.first <= t <= view.last]
            rows = [i for i, label in enumerate(view.labels) if label in units]
            boxes += [(view.first - 0.5, view.last + 0.5, -i - 0.5, -i + 0.5) for i in rows]
        return {name: [box[i] for box in boxes] for i, name in enumerate(("left", "right", "bottom", "top"))}

    def _under_pointer(self) -> int | None:
        view = self.view
        cell = None if view is None else self.pointer.row("cell", len(view.cells))
        return None if view is None or cell is None else view.cells[cell].time

    def _tap(self, event: Any) -> None:
        view = self.view
        if view is not None and event.x is not None and view.first <= round(event.x) <= view.last:
            self._report(round(event.x))

    def _build(self) -> None:
        self.cells = ColumnDataSource({name: [] for name in ("x", "y", "fill", "about")})
        self.jumps = ColumnDataSource({name: [] for name in ("x", "low", "high")})
        self.lit = ColumnDataSource({name: [] for name in ("left", "right", "bottom", "top")})
        self._marked: tuple[frozenset[int], frozenset[str]] = (frozenset(), frozenset())
        plot: Any = self.figure
        set_labels(plot.yaxis[0], {})
        cells = plot.rect("x", "y", width=0.94, height=0.9, fill_color="fill", line_width=0.5,
                          source=self.cells, name="cells")  # fmt: skip
        plot.segment("x", "low", "x", "high", line_dash="dashed", line_width=1.5, source=self.jumps,
                     name="jumps")  # fmt: skip
        plot.xaxis.axis_label = TIME
        plot.quad("left", "right", "top", "bottom", fill_color=None, line_width=3, source=self.lit,
                  name="lit")  # fmt: skip
        self.pointer = Pointer(plot, "cell")
        self.pointer.over("cell", cells)
        self.pointer.on_change(lambda: self._report_hover(self._under_pointer()))
        plot.on_event(Tap, self._tap)

    def _style(self) -> None:
        # On a dark page a unit that is ON is as dark as the page: the rim tells it from nothing.
        self._glyph("cells").line_color = self.theme.muted if self.theme.dark else self.theme.rest
        self._glyph("jumps").line_color = self.theme.cause
        self._glyph("lit").line_color = self.theme.link

    def _draw(self, view: RasterView) -> None:
        theme, n = self.theme, len(view.labels)
        set_range(self.figure.x_range, view.first - 0.6, max(view.last, view.first + SHORTEST) + 0.6)
        set_range(self.figure.y_range, -n + 0.4, 0.6)
        every = -(-n // NAMED)  # of many units, every second or third is named
        named = list(enumerate(view.labels))[::every]
        set_labels(self.figure.yaxis[0], {-float(i): label for i, label in named})
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
        self.lit.data = self._frames()
