"""Files that someone gives the page: read in a worker thread, shown in the order in which they came.

A TPM of 16 units takes more than a second to read, in which the pages of everybody else go on. Browser tests
find the note about it by the class ``reading``, its text by ``.text`` and its button by ``stop-reading``.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui
import param

from apps.document.read_file import read_bytes
from apps.errors import sentence
from apps.jobs.limits import PATIENCE
from apps.jobs.runner import Report, Runner, end_with_session, shared
from apps.ui.redraw import when_locked
from apps.ui.style import SMALL
from apps.workspace.open_documents import FULL, MAX_TABS, Shelf
from engine.errors import Cancelled, PhiscopeError
from engine.substrate.substrate import MAX_UNITS, Substrate
from engine.words import tr

KEY = "file"
STOPPED = tr("Reading was cancelled; nothing changed.")


@dataclass(frozen=True, slots=True)
class Given:
    """A file to read; ``over`` is how often the page had opened something when it was to take its place."""

    name: str
    content: Callable[[], bytes]
    over: int | None = None


class Opening(param.Parameterized):
    """Opens files one after the other. What is drawn meanwhile is a step of undo like any other."""

    reading = param.String(default="", doc="Name of the file that is being read, once that takes a moment.")

    def __init__(self, shelf: Shelf, runner: Runner | None = None) -> None:
        super().__init__()
        self._shelf, self.document = shelf, shelf.document
        self.runner = runner or Runner(shared().files)
        self._page = pn.state.curdoc
        self._waiting: deque[Given] = deque()
        self._now: Given | None = None
        self._task: asyncio.Task[None] | None = None
        end_with_session(self.runner)

    def replace(self, name: str, data: bytes) -> None:
        """Show a file in the place of the document on the page, as one step of undo.

        It wins over a file that was to go there and is still being read. If another document is on the page
        when it has been read, it gets a tab of its own.
        """
        self._waiting = deque(given for given in self._waiting if given.over is None)
        if self._now is not None and self._now.over is not None:
            self.runner.cancel(KEY)
        self._add(Given(name, lambda: data, self.document.openings))

    def beside(self, name: str, content: Callable[[], bytes]) -> None:
        """Show a file in a tab of its own, after those that came before it."""
        self._add(Given(name, content))

    def cancel(self) -> None:
        """Give up what has not been read yet."""
        self._waiting.clear()
        self.runner.cancel()
        self.document.say(STOPPED)

    async def all_read(self) -> None:
        """Wait until every file that was given so far is shown, refused or given up."""
        if self._task is not None:
            await self._task

    def _add(self, given: Given) -> None:
        if len(self._waiting) >= MAX_TABS:
            self.document.refuse(FULL)
            return
        self._waiting.append(given)
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # outside a server there is nobody to keep waiting
            self._read_here(self._waiting.popleft())
            return
        if self._task is None or self._task.done():
            self._task = loop.create_task(self._work())

    def _read_here(self, given: Given) -> None:
        try:
            substrate = read(given, lambda *_: None, threading.Event())
        except Exception as error:  # any bytes at all may arrive here
            self.document.refuse(sentence(error))
        else:
            self._show(given, substrate)

    async def _work(self) -> None:
        while self._waiting:
            given = self._now = self._waiting.popleft()
            hint = asyncio.get_running_loop().call_later(PATIENCE, self._tell, given)
            try:
                substrate = await self.runner.run(KEY, partial(read, given))
            except Cancelled:
                continue
            except PhiscopeError as error:
                when_locked(self._page, partial(self.document.refuse, str(error)))
            else:
                when_locked(self._page, partial(self._show, given, substrate))
            finally:
                hint.cancel()
                self._now, self.reading = None, ""

    def _tell(self, given: Given) -> None:
        if self._now is given:
            self.reading = given.name

    def _show(self, given: Given, substrate: Substrate) -> None:
        if given.over == self.document.openings:
            self.document.open_file(substrate, given.name)
        else:
            self._shelf.show_file(substrate, given.name)


def read(given: Given, _note: Report, _stop: threading.Event) -> Substrate:
    """Read a file, and build in the worker thread what every page asks a substrate for."""
    substrate = read_bytes(given.name, given.content())
    if substrate.n <= MAX_UNITS:
        _ = substrate.cm, substrate.sha256
        _ = substrate.tpm if substrate.is_binary else None
    return substrate


class ReadingNote:
    """Says which file is being read, with a button to give it up; ``view`` is seen only meanwhile."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._text = pn.pane.HTML("", styles={"font-size": ".812rem"}, margin=(4, 8))
        stop = pmui.Button(label=tr("Cancel"), variant="outlined", css_classes=["stop-reading"], **SMALL)
        stop.on_click(lambda _event: opening.cancel())
        self.view = pn.Row(
            self._text, stop, css_classes=["reading"], styles={"align-items": "center"}, visible=False
        )
        opening.param.watch(self._refresh, "reading")
        opening.runner.param.watch(self._refresh, "place")

    def _refresh(self, *_events: Any) -> None:
        name, place = self._opening.reading, self._opening.runner.place
        self.view.visible = bool(name)
        if not name:
            return
        queue = " · " + tr("{place} in the queue", place=place) if place else ""
        text = escape(tr("Reading {name} …", name=name) + queue)
        bar = f"<progress aria-label='{escape(tr('Reading'))}'></progress>"
        self._text.object = f"{bar} <span class='text' role='status'>{text}</span>"
