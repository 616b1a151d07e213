"""Drawing plots when the page may be changed, once per turn, as one message."""

from __future__ import annotations

from collections.abc import Callable

import panel as pn


class Painter:
    """Collects drawings by name and makes the latest of each at the next turn of the event loop.

    Panel's own components may be changed at any time on the loop; Bokeh's models, which the plots are made
    of, only while the page is locked. A turn scheduled on the page has that lock.
    """

    def __init__(self) -> None:
        self._page = pn.state.curdoc
        self._waiting: dict[str, Callable[[], None]] = {}
        self._built = False

    def built(self) -> None:
        """Say that the page is complete; until then everything is drawn at once."""
        self._built = True

    def soon(self, name: str, draw: Callable[[], None]) -> None:
        """Draw at the next turn; a later drawing with the same name replaces this one."""
        page = self._page
        if not self._built or page is None or page.session_context is None:
            draw()
            return
        first = not self._waiting
        self._waiting[name] = draw
        if first:
            page.add_next_tick_callback(self._paint)

    def _paint(self) -> None:
        waiting, self._waiting = self._waiting, {}
        with pn.io.hold(self._page):
            for draw in waiting.values():
                draw()
