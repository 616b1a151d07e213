"""Drawing plots when the page may be changed, once per turn, each as one message."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

import panel as pn

from apps.errors import sentence
from apps.ui.attention import attention

_log = logging.getLogger(__name__)
AFTERWARDS = 250  # milliseconds that all but the answer itself waits, until the answer is on screen
RESTING = 0.15  # seconds without a new answer: while a hand drags something, all else waits for it to rest
MOST_PUT_OFF = 6  # times


class Painter:
    """Collects drawings by name and makes the latest of each at a later turn of the event loop.

    Panel's own components may be changed at any time on the loop; Bokeh's models, which the plots are made
    of, only while the page is locked. A turn scheduled on the page has that lock.

    What belongs to a view that is not shown is drawn when it is shown again.
    """

    def __init__(self) -> None:
        self._page = pn.state.curdoc
        self._waiting: dict[bool, dict[str, Callable[[], None]]] = {True: {}, False: {}}
        self._unseen: dict[str, tuple[Callable[[], None], bool]] = {}
        self._built = False
        self._answered, self._put_off = 0.0, 0
        self._attention = attention()
        self._attention.param.watch(self._seen, "here")

    def built(self) -> None:
        """Say that the page is complete; until then everything is drawn at once."""
        self._built = True

    def soon(self, name: str, draw: Callable[[], None], first: bool = True) -> None:
        """Draw at the next turn, or shortly after when not ``first``; the latest drawing of a name wins."""
        page = self._page
        if self._built and not self._attention.here:
            self._unseen[name] = (draw, first)
            return
        if not self._built or page is None or page.session_context is None:
            draw()
            return
        waiting = self._waiting[first]
        asked = bool(waiting)
        waiting[name] = draw
        if not asked and first:
            page.add_next_tick_callback(lambda: self._paint(True))
        elif not asked:
            page.add_timeout_callback(self._paint_rest, AFTERWARDS)

    def _paint_rest(self) -> None:
        busy = time.monotonic() - self._answered < RESTING
        if busy and self._put_off < MOST_PUT_OFF and self._page is not None:
            self._put_off += 1
            self._page.add_timeout_callback(self._paint_rest, AFTERWARDS)
            return
        self._put_off = 0
        self._paint(False)

    def _seen(self, _event: Any) -> None:
        unseen, self._unseen = self._unseen, {}
        for name, (draw, first) in unseen.items():
            self.soon(name, draw, first)

    def _paint(self, first: bool) -> None:
        waiting, self._waiting[first] = self._waiting[first], {}
        page = self._page
        assert page is not None
        if first:
            self._answered = time.monotonic()
        for draw in waiting.values():
            # A message for each: Bokeh takes in new rows of text at the end of a message, and a change of
            # layout behind them in the same one would paint the plot while it has but half of them.
            with pn.io.hold(page):
                draw()


class Guard:
    """Draws soon; a picture that cannot be drawn does not take the others with it."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self.painter = Painter()

    def draw(self, name: str, draw: Callable[[], None], first: bool = True) -> None:
        """Draw at the next turn, and say on the page when that fails."""

        def attempt() -> None:
            try:
                draw()
            except Exception as error:
                _log.exception("%s could not be drawn", name)
                self._say(sentence(error))

        self.painter.soon(name, attempt, first)


def when_locked(page: Any, act: Callable[[], None]) -> None:
    """Run ``act`` holding the lock of ``page``, which a coroutine no longer holds once it has awaited.

    Without it Bokeh refuses changes of its own models (the plots); all of it goes out as one message.
    """
    if page is None or page.session_context is None:
        act()
        return

    def together() -> None:
        with pn.io.hold(page):
            act()

    page.add_next_tick_callback(together)
