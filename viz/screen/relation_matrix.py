"""Relations of two distinctions on screen: a matrix of hundreds of rows as one image."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING, Any

import numpy as np
from bokeh.events import Tap
from bokeh.models import ColumnDataSource, CustomJSHover, HoverTool, LinearColorMapper

from engine.words import tr
from viz.screen.frame import BokehPlot, Columns, set_labels, set_range
from viz.screen.structure import FARTHEST
from viz.shapes.lettering import LINE, width
from viz.view.relation_matrix import apart
from viz.view.structure import SIZE, StructurePick

if TYPE_CHECKING:
    from collections.abc import Collection

    from viz.view.relation_matrix import MechanismGroup, RelationMatrixView

SHADES = 64
BETWEEN = 6.0
"""Pixels between two names."""
# What is under the pointer, put together in the browser: a text for each of 65,000 cells would be 4 MB.
ABOUT = """
    const { x, y, image } = special_vars;
    const name = (place) => names.data.name[Math.round(place)] ?? "";
    const [row, column] = [name(-special_vars.y), name(special_vars.x)];
    const phi = value === null || Number.isNaN(value) ? null : String(Number(value.toPrecision(4)));
    const pair = row === column ? row : `${row}, ${column}`;
    return (phi === null ? nothing : related).replace("{pair}", pair).replace("{phi}", phi);
"""


def _middle(group: MechanismGroup) -> float:
    return (group.first + group.last) / 2


class RelationMatrixPlot(BokehPlot["RelationMatrixView"]):
    """Distinctions in rows and columns; `on_pick` reports a `StructurePick`."""

    def mark(self, distinctions: Collection[int]) -> None:
        """Draw frames around the rows and columns of distinctions; nothing else is redrawn."""
        self._marked = frozenset(distinctions)
        columns = self._frames()
        if dict(self.lit.data) != columns:
            self.lit.data = columns

    def pick(self, x: float, y: float) -> StructurePick | None:
        """Return the relation at a point, or where there is none the distinction of the row."""
        if self.view is None:
            return None
        row, column, n = round(-y), round(x), len(self.view.names)
        if not (0 <= row < n and 0 <= column < n):
            return None
        if row != column and self.view.phi[row, column] > 0:
            return StructurePick("relation", (min(row, column), max(row, column)))
        return StructurePick("distinction", (row,))

    def _draw_names(self, view: RelationMatrixView) -> None:
        """Write as many names as there is room for; across they stand upright if lying they would not fit."""
        size, (wide, high) = self.theme.font_size, self._size
        n = max(len(view.names), 1)
        lying = apart(view.labels, wide / n, lambda text: width(text, size) + BETWEEN)
        upright = len(lying) < len(view.labels)
        across = apart(view.labels, wide / n, lambda _text: LINE * size) if upright else lying
        down = apart(view.labels, high / n, lambda _text: LINE * size)
        self.figure.xaxis[0].major_label_orientation = pi / 2 if upright else "horizontal"
        set_labels(self.figure.xaxis[0], {_middle(group): group.text for group in across})
        set_labels(self.figure.yaxis[0], {-_middle(group): group.text for group in down})

    def _resized(self, side: str, _old: object, pixels: object) -> None:
        """Choose the names anew for the size that the plot has in the browser."""
        # The number comes from a browser.
        if not isinstance(pixels, int | float) or not 0 < pixels < FARTHEST:
            return
        wide, high = self._size
        self._size = (float(pixels), high) if side == "inner_width" else (wide, float(pixels))
        if self.view is not None:
            self._draw_names(self.view)

    def _frames(self) -> Columns:
        n = 0 if self.view is None else len(self.view.names)
        boxes = [(-0.5, n - 0.5, -i - 0.5, -i + 0.5) for i in sorted(self._marked) if i < n]
        boxes += [(i - 0.5, i + 0.5, 0.5 - n, 0.5) for i in sorted(self._marked) if i < n]
        return {name: [box[i] for box in boxes] for i, name in enumerate(("left", "right", "bottom", "top"))}

    def _build(self) -> None:
        self._marked: frozenset[int] = frozenset()
        self._size = SIZE
        self.cells = ColumnDataSource({name: [] for name in ("image", "x", "y", "dw", "dh")})
        self.lines = ColumnDataSource({name: [] for name in ("x0", "y0", "x1", "y1")})
        self.lit = ColumnDataSource({name: [] for name in ("left", "right", "bottom", "top")})
        self._names = ColumnDataSource({"name": []})
        self._mapper = LinearColorMapper(low=0.0)
        plot: Any = self.figure
        for axis in plot.axis:
            set_labels(axis, {})
        pairs = plot.image("image", "x", "y", "dw", "dh", color_mapper=self._mapper, source=self.cells,
                           name="pairs")  # fmt: skip
        plot.segment("x0", "y0", "x1", "y1", line_width=1, source=self.lines, name="orders")
        plot.quad("left", "right", "top", "bottom", fill_color=None, line_width=2, source=self.lit,
                  name="lit")  # fmt: skip
        words = {"nothing": tr("{pair}: no relation"), "related": "{pair}: φ_r = {phi}"}
        about = CustomJSHover(args={"names": self._names, **words}, code=ABOUT)
        plot.add_tools(HoverTool(renderers=[pairs], tooltips="@image{custom}", formatters={"@image": about}))
        for side in ("inner_width", "inner_height"):
            plot.on_change(side, self._resized)
        plot.on_event(Tap, lambda event: self._report(self.pick(event.x, event.y)))

    def _style(self) -> None:
        self._mapper.palette = [self.theme.by_phi(i / (SHADES - 1)) for i in range(SHADES)]
        self._mapper.nan_color = self.theme.background
        self._glyph("orders").line_color = self.theme.background
        self._glyph("lit").line_color = self.theme.system

    def _draw(self, view: RelationMatrixView) -> None:
        n = len(view.names)
        set_range(self.figure.x_range, -0.5, n - 0.5)
        set_range(self.figure.y_range, 0.5 - n, 0.5)
        self._draw_names(view)
        self._names.data = {"name": list(view.names)}
        self._mapper.high = view.largest
        shown = np.where(view.phi > 0, view.phi, np.nan)[::-1].astype(np.float32)
        self.cells.data = {"image": [shown], "x": [-0.5], "y": [0.5 - n], "dw": [n], "dh": [n]}
        ends = [group.last + 0.5 for group in view.orders[:-1]]
        self.lines.data = {
            "x0": [*ends, *([-0.5] * len(ends))],
            "x1": [*ends, *([n - 0.5] * len(ends))],
            "y0": [*([0.5] * len(ends)), *(-end for end in ends)],
            "y1": [*([0.5 - n] * len(ends)), *(-end for end in ends)],
        }
        self.lit.data = self._frames()
