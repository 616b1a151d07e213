"""The position of the pointer: the browser reports the row of the glyph under it, once for each change."""

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
    """The glyph under the pointer, by a name for each kind of glyph.

    Parameters
    ----------
    figure
        The Bokeh figure.
    *names
        Names for the kinds of glyphs.

    Attributes
    ----------
    source
        Name -> row under the pointer, -1 if there is none. It comes from a browser: `row` checks it.
    """

    def __init__(self, figure: Any, *names: str) -> None:
        self._figure = figure
        self.source = ColumnDataSource({name: [NOTHING] for name in names})
        figure.js_on_event(MouseLeave, CustomJS(args={"pointer": self.source}, code=LEFT))

    def over(self, name: str, renderer: Any, tooltips: str = "@about", **options: Any) -> None:
        """Report the rows of a glyph, and show a text beside the pointer.

        Parameters
        ----------
        name
            One of the names of the constructor.
        renderer
            The Bokeh renderer of the glyph.
        tooltips
            The text, as Bokeh's `HoverTool` takes it.
        **options
            Further options of the `HoverTool`.
        """
        told = CustomJS(args={"pointer": self.source, "name": name}, code=FOUND)
        tool = HoverTool(renderers=[renderer], tooltips=tooltips, callback=told, **options)
        self._figure.add_tools(tool)

    def row(self, name: str, rows: int) -> int | None:
        """Return the row of a glyph under the pointer.

        Parameters
        ----------
        name
            One of the names of the constructor.
        rows
            The present number of rows of the glyph.

        Returns
        -------
        int or None
            None if there is none, or if the browser reported a row that does not exist.
        """
        found = self.source.data[name][0]
        return found if isinstance(found, int) and 0 <= found < rows else None

    def on_change(self, callback: Callable[[], None]) -> None:
        """Call `callback` when another glyph, or none, is under the pointer."""
        self.source.on_change("data", lambda _name, _old, _new: callback())
