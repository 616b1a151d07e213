"""A table as HTML whose rows can be picked: hover or focus shows a row, a click or Enter picks it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import param
from panel.custom import JSComponent

from apps.ui.scripts import script

STYLE = """
:host { display: block; }
tr[data-row] { cursor: pointer; }
tr.hovered > * { background: var(--phi-hover); }
tr.picked > * { background: var(--phi-picked); }
tr.picked > :first-child { box-shadow: inset 3px 0 0 var(--phi-focus); }
tr[data-row]:focus-visible { outline: 2px solid var(--phi-focus); outline-offset: -2px; }
"""


class PickRows(JSComponent):
    """A table whose rows, each with its number as ``data-row``, can be picked and hovered.

    Parameters
    ----------
    pick : callable
        Called with the number of the row that is picked. Messages of the browser are checked first.
    hover : callable
        Called with the number of the row that is hovered, or None.
    sheets : list of str
        Style sheets of the table.
    """

    text = param.String(default="", doc="The table, in which everything from outside is escaped.")
    count = param.Integer(default=0, doc="How many rows can be picked.")
    picked = param.List(default=[], doc="Numbers of the picked rows; `hovered` likewise.")
    hovered = param.List(default=[])

    _esm = script(Path(__file__).with_name("pick_rows.js"))
    _stylesheets: ClassVar[list[str]] = [STYLE]

    def __init__(
        self,
        pick: Callable[[int], object],
        hover: Callable[[int | None], object],
        sheets: list[str],
        **params: Any,
    ) -> None:
        super().__init__(stylesheets=sheets, **params)
        self._pick, self._hover = pick, hover

    def list_rows(self, text: str, count: int) -> None:
        """Show a table with so many rows to pick."""
        self.param.update(text=text, count=count)

    def _handle_msg(self, data: Any) -> None:
        if not isinstance(data, dict):
            return
        if "hover" in data:
            self._hover(self._checked(data["hover"]))
        elif (row := self._checked(data.get("pick"))) is not None:
            self._pick(row)

    def _checked(self, row: Any) -> int | None:
        """Return the number of a row, None if the message holds none."""
        return row if type(row) is int and 0 <= row < self.count else None
