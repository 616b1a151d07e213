"""What the pointer is over: the browser names the row of a source, once for each that it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bokeh.events import MouseLeave
from bokeh.models import ColumnDataSource, CustomJS, HoverTool

if TYPE_CHECKING:
    from collections.abc import Callable

NOTHING = -1
FOUND = """
const found = cb_data.index.indices.length ? cb_data.index.indices[0] : -1
if (pointer.data[name][0] !== found) pointer.data = {...pointer.data, [name]: [found]}
"""
LEFT = """
const names = Object.keys(pointer.data)
if (names.some((name) => pointer.data[name][0] >= 0)) {
  pointer.data = Object.fromEntries(names.map((name) => [name, [-1]]))
}
"""


class Pointer:
    """Watches the rows of some glyphs of a figure; `source` has for each of their names the row, or -1.

    What the source says comes from a browser: rows are to be checked before they are used.
    """

    def __init__(self, figure: Any, *names: str) -> None:
        self._figure = figure
        self.source = ColumnDataSource({name: [NOTHING] for name in names})
        figure.js_on_event(MouseLeave, CustomJS(args={"pointer": self.source}, code=LEFT))

    def over(self, name: str, renderer: Any, tooltips: str = "@about", **options: Any) -> None:
        """Tell of a glyph, and show its words beside the pointer."""
        told = CustomJS(args={"pointer": self.source, "name": name}, code=FOUND)
        tool = HoverTool(renderers=[renderer], tooltips=tooltips, callback=told, **options)
        self._figure.add_tools(tool)

    def row(self, name: str, rows: int) -> int | None:
        """Return which of a glyph's rows is under the pointer."""
        found = self.source.data[name][0]
        return found if isinstance(found, int) and 0 <= found < rows else None

    def on_change(self, callback: Callable[[], None]) -> None:
        """Call back when the pointer comes to something else, or to nothing."""
        self.source.on_change("data", lambda _name, _old, _new: callback())
