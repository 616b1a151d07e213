"""Compiling the kernels once per process, in the background, with a note on every page until it is done."""

from __future__ import annotations

import logging
import threading
from html import escape

import panel as pn

from engine.words import tr

_log = logging.getLogger(__name__)
_done = threading.Event()
_started = threading.Lock()


def start() -> None:
    """Compile in a thread, unless that has begun; pages work meanwhile, their first result comes later."""
    if _started.acquire(blocking=False):
        threading.Thread(target=_work, name="phiscope-warm-up", daemon=True).start()


def done() -> bool:
    """Return whether the kernels are compiled: whatever is small takes milliseconds."""
    return _done.is_set()


def _work() -> None:
    try:
        from engine.warm_up import warm_up

        warm_up()
    except Exception:  # a page can still compute, and says what is wrong when it tries
        _log.exception("the warm-up failed")
    finally:
        _done.set()


class WarmUpNote:
    """A line under the drawing that goes away once the kernels are compiled."""

    def __init__(self) -> None:
        start()
        self.view = pn.pane.HTML(
            f"<small>{escape(tr('Preparing the fast routines, once; you can draw meanwhile.'))}</small>",
            css_classes=["warm-up"],
            visible=not _done.is_set(),
            margin=(0, 8),
        )
        self._poll = None
        if not _done.is_set() and pn.state.curdoc is not None:
            pn.state.onload(self._watch)

    def _watch(self) -> None:
        self._poll = pn.state.add_periodic_callback(self._look, period=300)

    def _look(self) -> None:
        if _done.is_set():
            self.view.visible = False
            if self._poll is not None:
                self._poll.stop()
