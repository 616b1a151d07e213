"""MatrixGrid: a table of numbers to edit in the browser, and the sheet that holds what was entered.

The browser sends texts. An entry that is no number of its kind stays where it was typed, marked, and nothing
is applied until every entry can be read; so a block from a spreadsheet arrives whole or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal

import numpy as np
import param
from numpy.typing import NDArray
from panel.custom import JSComponent

from apps.ui.scripts import script
from engine.substrate.functions import MAX_PARAMETER
from engine.words import tr

_HERE = Path(__file__).parent
MAX_ENTRY = 40
MAX_BLOCK = 100_000
MAX_CELLS = 4_096
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)

Kind = Literal["weight", "bit", "probability"]
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """What a table shows.

    ``values`` has shape (rows, columns); where ``blank`` is set the cell is empty. ``say`` names a cell to
    screen readers, with ``{row}`` and ``{column}``; ``current`` is the row to mark, or -1.
    """

    caption: str
    words: str
    corner: str = ""
    say: str = ""
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    values: NDArray[np.float64] | None = None
    blank: NDArray[np.bool_] | None = None
    kind: Kind = "weight"
    current: int = -1
    editable: bool = True

    @property
    def shape(self) -> tuple[Any, ...]:
        """What must stay the same for an entry to mean the same cell."""
        return self.caption, self.rows, self.columns, self.kind, self.editable, self.words

    def texts(self) -> list[list[str]]:
        """Return the cells as they are written."""
        if self.values is None:
            return []
        blank = np.zeros(self.values.shape, bool) if self.blank is None else self.blank
        return [
            ["" if empty else written(value) for value, empty in zip(*row, strict=True)]
            for row in zip(self.values.tolist(), blank.tolist(), strict=True)
        ]


def written(value: float) -> str:
    """Return a number as a cell shows it: six decimals at most, or two digits of what is smaller."""
    return f"{value:.2g}" if 0 < abs(value) < 1e-6 else f"{round(value, 6):.6g}"


class MatrixGrid(JSComponent):
    """The table in the browser: it shows ``grid`` and reports entries, changing nothing itself."""

    grid = param.Dict(default={"turn": 0}, doc="As `GridEntries` makes it.")

    _esm = script(_HERE / "matrix_grid.js")
    _stylesheets: ClassVar[list[str]] = [(_HERE / "matrix_grid.css").read_text(encoding="utf-8")]

    def __init__(self, **params: Any) -> None:
        params.setdefault("sizing_mode", "stretch_width")
        super().__init__(**params)
        self.listener: Callable[[dict[str, Any]], None] | None = None

    def _handle_msg(self, data: Any) -> None:
        if self.listener is not None and isinstance(data, dict) and data.get("turn") == self.grid["turn"]:
            self.listener(data)


class GridEntries:
    """Entries on their way into the document; ``view`` is the table.

    Parameters
    ----------
    apply : callable
        Takes the whole edited table; returns why it is refused, or an empty text.
    """

    def __init__(self, apply: Callable[[NDArray[np.float64]], str], **params: Any) -> None:
        self._apply = apply
        self._grid = Grid("", "")
        self._drafts: dict[Cell, str] = {}
        self._turn = 0
        self._busy = False
        self.view = MatrixGrid(**params)
        self.view.listener = self._heard

    def show(self, grid: Grid) -> None:
        """Show a table; entries that wait stay where they are while it has the same rows and columns."""
        if grid.shape != self._grid.shape:
            self._turn += 1
            self._drafts = {}
        self._grid = grid
        if not self._busy:
            self._draw()

    def forget(self) -> None:
        """Drop the entries that wait."""
        if self._drafts or self.view.grid.get("refusal"):
            self._drafts = {}
            self._draw()

    def _heard(self, data: dict[str, Any]) -> None:
        """Take in a message of the browser; what is not shaped like one is dropped."""
        match data:
            case {"type": "cells", "cells": list(cells)} if len(cells) <= MAX_CELLS:
                given = [tuple(cell) for cell in cells if isinstance(cell, list) and len(cell) == 3]
                self._enter({(r, c): text for r, c, text in given if self._is_cell(r, c, text)})
            case {"type": "paste", "row": row, "column": column, "text": str(text)}:
                if self._is_cell(row, column, "") and len(text) <= MAX_BLOCK:
                    self._paste(row, column, text)
            case {"type": "drop", "cells": list(cells)}:
                pairs = [cell for cell in cells[:MAX_CELLS] if isinstance(cell, list) and len(cell) == 2]
                for row, column in pairs:
                    if self._is_cell(row, column, ""):
                        self._drafts.pop((row, column), None)
                self._draw()
            case {"type": "discard"}:
                self.forget()

    def _is_cell(self, row: Any, column: Any, text: Any) -> bool:
        whole = all(isinstance(x, int) and not isinstance(x, bool) for x in (row, column))
        inside = whole and 0 <= row < len(self._grid.rows) and 0 <= column < len(self._grid.columns)
        return inside and isinstance(text, str) and self._grid.editable and self._grid.values is not None

    def _paste(self, row: int, column: int, text: str) -> None:
        grid = self._grid
        lines = block(text)
        high, wide = len(lines), max(map(len, lines), default=0)
        if row + high > len(grid.rows) or column + wide > len(grid.columns):
            self._draw(
                tr(
                    "The block has {high} rows and {wide} columns, more than there is room for from here; "
                    "start at the upper left, or copy fewer cells.",
                    high=high,
                    wide=wide,
                )
            )
            return
        entries = {(row + r, column + c): text for r, line in enumerate(lines) for c, text in enumerate(line)}
        self._enter(entries)

    def _enter(self, entries: dict[Cell, str]) -> None:
        self._drafts |= {cell: text.strip()[:MAX_ENTRY] for cell, text in entries.items()}
        if not self._drafts or self._problems():
            self._draw()
            return
        assert self._grid.values is not None  # or nothing could have been entered
        values = self._grid.values.copy()
        for cell, text in self._drafts.items():
            values[cell] = number(text, self._grid.kind)
        self._busy = True
        try:
            refusal = self._apply(values)
        finally:
            self._busy = False
        if not refusal:
            self._drafts = {}
        self._draw(refusal)

    def _problems(self) -> list[dict[str, Any]]:
        grid, found = self._grid, []
        for (row, column), text in sorted(self._drafts.items()):
            if number(text, grid.kind) is None:
                where = f"{grid.rows[row]} → {grid.columns[column]}"
                found.append({"row": row, "column": column, "text": f"{where}: {wanted(grid.kind, text)}"})
        return found

    def _draw(self, refusal: str = "") -> None:
        grid = self._grid
        cells = grid.texts()
        for (row, column), text in self._drafts.items():
            cells[row][column] = text
        self.view.grid = {
            "turn": self._turn,
            "caption": grid.caption,
            "words": grid.words,
            "corner": grid.corner,
            "say": grid.say,
            "rows": list(grid.rows),
            "columns": list(grid.columns),
            "cells": cells,
            "kind": grid.kind,
            "current": grid.current,
            "editable": grid.editable,
            "errors": self._problems(),
            "refusal": refusal,
        }


def wanted(kind: Kind, text: str) -> str:
    """Return what is wrong with an entry."""
    if kind == "weight":
        return tr(
            "“{entry}” is no weight; write a number from -{most:,.0f} to {most:,.0f}.",
            entry=text,
            most=MAX_PARAMETER,
        )
    if kind == "bit":
        return tr("“{entry}” is neither 0 nor 1; write 1 for an edge.", entry=text)
    return tr("“{entry}” is no probability; write a number from 0 to 1.", entry=text)


def number(text: str, kind: Kind) -> float | None:
    """Return the number that a cell holds, or None; a fraction and a decimal comma are read too."""
    plain = text.strip().replace("\N{MINUS SIGN}", "-")
    if not plain and kind != "probability":
        return 0.0
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    above, slash, below = plain.partition("/")
    parts = [above.strip(), below.strip()] if slash else [plain]
    if not all(NUMBER.fullmatch(part) for part in parts):
        return None
    value, divisor = float(parts[0]), float(parts[-1]) if slash else 1.0
    if divisor == 0:
        return None
    value /= divisor
    low, high = (-MAX_PARAMETER, MAX_PARAMETER) if kind == "weight" else (0.0, 1.0)
    fits = low <= value <= high and (kind != "bit" or value in (0.0, 1.0))
    return value + 0.0 if fits else None


def block(text: str) -> list[list[str]]:
    """Return the cells of a pasted block: lines of cells parted by tabs, semicolons, commas or spaces."""
    lines = [line for line in text.strip("\r\n").splitlines() if line.strip()]
    sign = next((sign for sign in "\t;," if any(sign in line for line in lines)), None)
    return [[cell.strip() for cell in line.strip(" ").split(sign)] for line in lines]
