"""A row of units to press, as one Bokeh model: a row of widgets took two seconds to update."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import param
from panel.custom import JSComponent

from apps.ui.scripts import script

STYLE = """
:host { display: block; }
.row { display: flex; flex-wrap: wrap; gap: 4px; padding: 2px 6px; }
button { min-width: 34px; height: 30px; padding: 2px 8px; border-radius: 15px; cursor: pointer; font: inherit;
  font-size: .812rem; color: var(--off-text); background: var(--off); border: 1.5px solid var(--edge); }
button.on { color: var(--on-text); background: var(--on); font-weight: 700; }
button:focus-visible { outline: 3px solid #2A7EF0; outline-offset: 1px; }
"""


class StateRow(JSComponent):
    """Units as round buttons, white if OFF and black if ON.

    Parameters
    ----------
    press : callable
        Called with the label of a unit that is pressed; the row itself does not change it.
    point : callable
        Called with the label of the unit under the mouse or in focus, or an empty text.
    """

    units = param.List(default=[], doc="Dicts of label, text in letter case, state and whether it is on.")
    title = param.String(default="", doc="Name of the row, for screen readers.")
    colors = param.Dict(default={}, doc="CSS variables: on, off, on-text, off-text, edge.")

    _esm = script(Path(__file__).with_name("state_row.js"))
    _stylesheets: ClassVar[list[str]] = [STYLE]

    def __init__(self, press: Callable[[str], object], point: Callable[[str], object], **params: Any) -> None:
        super().__init__(**params)
        self._press, self._point = press, point

    def _handle_msg(self, data: Any) -> None:
        if not isinstance(data, dict):
            return
        # The browser is not trusted: only a unit of the row can be pressed or pointed at.
        known = [unit["label"] for unit in self.units]
        if data.get("label") in known:
            self._press(data["label"])
        elif "over" in data:
            self._point(data["over"] if data["over"] in known else "")
