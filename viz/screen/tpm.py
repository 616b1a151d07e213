"""The transition probability matrix on screen: 0 is white, 1 is black, boxes mark the current state."""

from __future__ import annotations

from math import floor
from textwrap import wrap
from typing import TYPE_CHECKING

import numpy as np
from bokeh.core.properties import value
from bokeh.events import Tap
from bokeh.models import ColumnDataSource, WheelPanTool

from engine.words import tr
from viz.numbers import count
from viz.screen.frame import ONE_LINE, BokehPlot, Columns, px, set_labels, set_range
from viz.screen.pointer import Pointer
from viz.view.letters import brief
from viz.view.tpm import TpmView

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

WRITTEN = 8
"""Most columns of a grid with the numbers in its cells."""
NAME, ACROSS = 20, 40
"""Most letters of a name; most letters of all columns together that stand beside each other."""
IN_SIGHT = 16
"""Most rows on screen at once, as more could not be read; the others are reached by scrolling."""


class TpmPlot(BokehPlot[TpmView]):
    """A grid of probabilities, the first row on top; `on_pick` and `on_hover` report (row, column)."""

    tools = "ypan,reset"

    def on_pick(self, callback: Callable[[tuple[int, int]], None]) -> None:
        """Call `callback` with (row, column) of the cell that is tapped, indices into the view model."""
        super().on_pick(callback)

    def mark(self, row: int | None, columns: Collection[int] = ()) -> None:
        """Draw frames around a row and around columns; nothing else is redrawn.

        Parameters
        ----------
        row
            Index of the row; None for no row.
        columns
            Indices of the columns.
        """
        self._marked = (row, tuple(sorted(columns)))
        marks = self._mark_columns()
        if dict(self.marks.data) != marks:
            self.marks.data = marks

    def pick(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the cell at a point of the picture.

        Parameters
        ----------
        x, y
            The point, in cells, y down.

        Returns
        -------
        tuple of int or None
            (row, column), None outside the grid.
        """
        if self.view is None:
            return None
        row, column = floor(y), floor(x)
        rows, columns = self.view.values.shape
        return (row, column) if 0 <= row < rows and 0 <= column < columns else None

    def _build(self) -> None:
        self.cells = ColumnDataSource(
            {name: [] for name in ("x", "y", "color", "row", "column", "p", "text", "text_color")}
        )
        self.boxes = ColumnDataSource({name: [] for name in ("left", "right", "top", "bottom", "color")})
        self.marks = ColumnDataSource({name: [] for name in ("left", "right", "top", "bottom")})
        self._marked: tuple[int | None, tuple[int, ...]] = (None, ())
        plot = self.figure
        for axis in plot.axis:
            set_labels(axis, {})
        self._wheel = WheelPanTool(dimension="height")
        plot.add_tools(self._wheel)
        # The first in the list is next to the grid, between it and the subtitle.
        plot.above.insert(0, plot.below.pop(0))
        cells = plot.rect("x", "y", width=1, height=1, fill_color="color", source=self.cells, name="cells")
        plot.text("x", "y", text="text", text_color="text_color", text_align="center",
                  text_baseline="middle", source=self.cells, name="numbers")  # fmt: skip
        plot.quad("left", "right", "top", "bottom", fill_color=None, line_color="color", line_width=3,
                  source=self.boxes)  # fmt: skip
        plot.quad("left", "right", "top", "bottom", line_width=4, line_dash="dotted", fill_alpha=0.12,
                  source=self.marks, name="marks")  # fmt: skip
        self.pointer = Pointer(plot, "cell")
        self.pointer.over("cell", cells, "@row → @column: @p")
        self.pointer.on_change(lambda: self._report_hover(self._under_pointer()))
        plot.on_event(Tap, self._tap)

    def _under_pointer(self) -> tuple[int, int] | None:
        rows, columns = (0, 0) if self.view is None else self.view.values.shape
        cell = self.pointer.row("cell", rows * columns)
        return None if cell is None else divmod(cell, columns)

    def _style(self) -> None:
        cells = self._glyph("cells")
        cells.line_color, cells.line_width = self.theme.rest, 0.5
        marks = self._glyph("marks")
        marks.line_color = marks.fill_color = self.theme.system
        numbers = self._glyph("numbers")
        numbers.text_font, numbers.text_font_size = value(self.theme.font), px(self.theme.font_size - 1)
        for axis in self.figure.axis:
            axis.major_label_text_color = self.theme.text

    def _draw(self, view: TpmView) -> None:
        theme = self.theme
        rows, columns = view.values.shape
        # Of a TPM that is not made nothing is counted: the sentence says why there is none.
        self.figure.title.text = f"TPM {count(view.shape[0])} × {count(view.shape[1])}" if rows else "TPM"
        self.subtitle.text = "\n".join(wrap(view.sentence or _reading(view), ONE_LINE - 8))
        set_range(self.figure.x_range, 0, max(columns, 1))
        self._name_axes(view)
        self._bring_into_sight(view)
        y, x = np.divmod(np.arange(rows * columns), max(columns, 1))
        flat = view.values.ravel().tolist()
        written = columns <= WRITTEN
        looks = {p: (theme.heat(p), theme.heat_text(p)) for p in set(flat)}
        self.cells.data = {
            "x": x + 0.5,
            "y": y + 0.5,
            "color": [looks[p][0] for p in flat],
            "row": [view.rows[i] for i in y],
            "column": [view.columns[j] for j in x],
            "p": [f"{p:.6g}" for p in flat],
            "text": [f"{p:.2f}" if written else "" for p in flat],
            "text_color": [looks[p][1] for p in flat],
        }
        self.boxes.data = self._box_columns(view)
        self.marks.data = self._mark_columns(view)

    def _mark_columns(self, view: TpmView | None = None) -> Columns:
        view = view or self.view
        row, columns = self._marked
        rows, wide = (0, 0) if view is None else view.values.shape
        boxes = [(c, c + 1, 0, rows) for c in columns if c < wide]
        if row is not None and row < rows:
            boxes.append((0, wide, row, row + 1))
        names = ("left", "right", "top", "bottom")
        return {name: [box[i] for box in boxes] for i, name in enumerate(names)}

    def _box_columns(self, view: TpmView) -> Columns:
        """Return boxes around the current row (effect reading) and the current column (cause reading)."""
        rows, columns = view.values.shape
        boxes = []
        if view.current_column is not None:
            boxes.append((view.current_column, view.current_column + 1, 0, rows, self.theme.cause))
        if view.current_row is not None:
            color = self.theme.effect if view.by == "state" else self.theme.system
            boxes.append((0, columns, view.current_row, view.current_row + 1, color))
        names = ("left", "right", "top", "bottom", "color")
        return {name: [box[i] for box in boxes] for i, name in enumerate(names)}

    def _bring_into_sight(self, view: TpmView) -> None:
        """Show the rows around the current state; if all rows fit, they do not move."""
        rows = max(len(view.rows), 1)
        span, first = self.figure.y_range, 0
        if rows > IN_SIGHT and view.current_row is not None:
            first = min(max(view.current_row - IN_SIGHT // 2, 0), rows - IN_SIGHT)
        if span.bounds != (0, rows):
            span.bounds = (0, rows)
        set_range(span, min(first + IN_SIGHT, rows), first)
        bar = self.figure.toolbar
        wheel = self._wheel if rows > IN_SIGHT else None
        if bar.active_scroll is not wheel:
            bar.active_scroll = wheel

    def _name_axes(self, view: TpmView) -> None:
        """Write the labels, with a mark before the current state for those who cannot see the box."""
        marked_rows = [f"▸ {name}" if i == view.current_row else name for i, name in enumerate(view.rows)]
        for axis, names in ((self.figure.xaxis, view.columns), (self.figure.yaxis, marked_rows)):
            set_labels(axis[0], {i + 0.5: brief(name, most=NAME) for i, name in enumerate(names)})
        longest = max((len(brief(name, most=NAME)) for name in view.columns), default=0)
        turned = view.by == "state" or longest * len(view.columns) > ACROSS
        self.figure.xaxis.major_label_orientation = "vertical" if turned else "horizontal"


def _reading(view: TpmView) -> str:
    """Return how to read the grid, for the subtitle."""
    reading = [tr("P(unit ON next | state now)")]
    if view.by == "state":
        reading = [tr("Row: what the current state does · column: what leads to it")]
    if len(view.rows) > IN_SIGHT:
        reading.append(tr("scroll for all {n} rows", n=len(view.rows)))
    return " · ".join(reading)
