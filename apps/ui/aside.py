"""Reading what a person or a link brings, away from the event loop; the page follows in their order."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Any, TypeVar

import panel as pn

from apps.errors import sentence
from apps.ui.redraw import when_locked
from engine.words import phrase

WORKERS = 2  # for all pages: each more keeps the event loop waiting another 5 ms for its turn
PATIENCE = 30.0  # seconds for which a page waits
MOST = 200
TOO_LONG = phrase("That took too long to read; nothing changed.")
TOO_MUCH = phrase("Too much arrives at once; wait a moment, then try again.")

Read = TypeVar("Read")
_threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="phiscope-aside")


def close() -> None:
    """Begin no more of what waits to be read."""
    _threads.shutdown(wait=False, cancel_futures=True)


class Aside:
    """Reads for one page, one thing after the other; what fails is said with ``refuse``."""

    def __init__(self, refuse: Callable[[str], None]) -> None:
        self._refuse = refuse
        self._page = pn.state.curdoc
        self._waiting: deque[tuple[Callable[[], Any] | None, Callable[[Any], object]]] = deque()
        self._open = 0  # what was asked for and is not yet on the page
        self.task: asyncio.Task[None] | None = None

    def read(self, work: Callable[[], Read], act: Callable[[Read], object]) -> None:
        """Call ``work`` in a thread, then ``act`` with what it returns on the page."""
        self._add(work, act)

    @property
    def busy(self) -> bool:
        """Whether something was asked for that is not on the page yet."""
        return self._open > 0

    def then(self, act: Callable[[], object]) -> None:
        """Call ``act`` once all that came before it is on the page, at once when nothing is being read."""
        if self._open:
            self._add(None, lambda _nothing: act())
        else:
            act()

    def _add(self, work: Callable[[], Any] | None, act: Callable[[Any], object]) -> None:
        if self._open >= MOST:
            self._refuse(TOO_MUCH)
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # outside a server there is nobody to keep waiting
            self._finish(act, *_tried(work))
            return
        self._open += 1
        self._waiting.append((work, act))
        if self.task is None or self.task.done():
            self.task = loop.create_task(self._work())

    async def _work(self) -> None:
        while self._waiting:
            work, act = self._waiting.popleft()
            found = await _read(work) if work is not None else (None, None)
            when_locked(self._page, partial(self._close, act, *found))

    def _close(self, act: Callable[[Any], object], value: Any, problem: str | None) -> None:
        self._open -= 1
        self._finish(act, value, problem)

    def _finish(self, act: Callable[[Any], object], value: Any, problem: str | None) -> None:
        if problem is not None:
            self._refuse(problem)
            return
        try:
            act(value)
        except Exception as error:  # what was read may still be nothing to show
            self._refuse(sentence(error))


async def _read(work: Callable[[], Any]) -> tuple[Any, str | None]:
    future = asyncio.get_running_loop().run_in_executor(_threads, copy_context().run, partial(_tried, work))
    done, _ = await asyncio.wait({future}, timeout=PATIENCE)
    return future.result() if done else (None, TOO_LONG)


def _tried(work: Callable[[], Any] | None) -> tuple[Any, str | None]:
    """Return the value of ``work``, or why there is none."""
    try:
        return (None if work is None else work()), None
    except Exception as error:  # anything may come from outside
        return None, sentence(error)
