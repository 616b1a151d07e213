"""Files that someone gives the page: read in a worker thread, shown in the order in which they came.

Tables of numbers do not say all of themselves: what was understood is shown, and asked, before one is taken.

A TPM of 16 units takes more than a second to read, in which the pages of everybody else go on.
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

from apps.document import outside
from apps.document.figure_file import is_figure, read_figure
from apps.document.saved_result import is_saved_result, read_result
from apps.document.snapshot import Snapshot
from apps.document.understood import UnderstoodFile, read_or_numbers, understood
from apps.errors import sentence
from apps.jobs.pool import Report, at_once
from apps.jobs.runner import Runner, end_with_session, shared
from apps.results.limits import PATIENCE
from apps.ui.redraw import when_locked
from apps.ui.style import SMALL
from apps.workspace.documents.open_documents import FULL, MAX_TABS, OpenDocuments
from engine.errors import Cancelled, PhiscopeError
from engine.substrate.substrate import Substrate
from engine.words import phrase, tr

KEY = "file"
STOPPED = phrase("Reading was cancelled; nothing changed.")


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file to read.

    ``content`` returns its bytes, in the worker thread. ``over`` is the count of openings of the document
    that it is to replace; None if it gets a tab of its own.
    """

    name: str
    content: Callable[[], bytes]
    over: int | None = None


@dataclass(frozen=True, slots=True)
class OpenedResult:
    """The document of a saved result or a figure, under its own rules, and what is said about it."""

    snapshot: Snapshot
    said: str


OpenedFile = OpenedResult | Substrate | UnderstoodFile


class FileOpener(param.Parameterized):
    """Opens files one after the other. Changes drawn meanwhile are steps of undo like any other."""

    reading = param.String(default="", doc="Name of the file that is being read, once that takes a moment.")
    asked = param.ClassSelector(
        default=None, class_=UnderstoodFile, doc="What was understood of a file that waits to be taken."
    )

    def __init__(self, documents: OpenDocuments, runner: Runner | None = None) -> None:
        super().__init__()
        self._documents, self.document = documents, documents.document
        self.runner = runner or Runner(shared().files)
        self._page = pn.state.curdoc
        self._waiting: deque[GivenFile] = deque()
        self._now: GivenFile | None = None
        self._asking: GivenFile | None = None
        self._task: asyncio.Task[None] | None = None
        end_with_session(self.runner)

    def take(self, reading: int) -> None:
        """Open the file that waits, by one of its readings."""
        found, given = self.asked, self._asking
        if found is None or given is None or not 0 <= reading < len(found.readings):
            return
        self._answered()
        self._place(given, found.readings[reading].substrate)
        self._go_on()

    def decline(self) -> None:
        """Leave the file that waits closed."""
        if self._asking is not None:
            name = self._asking.name
            self._answered()
            self.document.say(tr("{name} was not opened; nothing changed.", name=name))
            self._go_on()

    def _answered(self) -> None:
        self._asking = self.asked = None

    def replace(self, name: str, data: bytes) -> None:
        """Show a file in place of the example on the page, as one step of undo.

        A file that is being read for the same place is given up. If somebody has drawn on the page, or
        another document is there once this one has been read, it gets a tab of its own.

        Parameters
        ----------
        name
            Name of the file, which decides its format.
        data
            Its contents.
        """
        self._waiting = deque(given for given in self._waiting if given.over is None)
        if self._now is not None and self._now.over is not None:
            self.runner.cancel(KEY)
        if self._asking is not None and self._asking.over is not None:
            self._answered()
        self._add(GivenFile(name, lambda: data, self.document.openings))

    def beside(self, name: str, content: Callable[[], bytes]) -> None:
        """Show a file in a tab of its own, after those that came before it.

        ``content`` returns its bytes; it is called in the worker thread and may raise `PhiscopeError`.
        """
        self._add(GivenFile(name, content))

    def cancel(self) -> None:
        """Give up the files that have not been read yet."""
        self._waiting.clear()
        self.runner.cancel()
        self.document.say(STOPPED)

    async def all_read(self) -> None:
        """Wait until every file that was given so far is shown, refused or given up."""
        if self._task is not None:
            await self._task

    def _add(self, given: GivenFile) -> None:
        if len(self._waiting) >= MAX_TABS:
            self.document.refuse(FULL)
            return
        self._waiting.append(given)
        self._go_on()

    def _go_on(self) -> None:
        """Read what waits, up to the next file that is to be asked about."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # outside a server there is nobody to keep waiting
            while self._waiting and self._asking is None:
                self._read_here(self._waiting.popleft())
            return
        if self._task is None or self._task.done():
            self._task = loop.create_task(self._work())

    def _read_here(self, given: GivenFile) -> None:
        try:
            found = at_once(partial(read, given))
        except Exception as error:  # any bytes at all may arrive here
            self.document.refuse(sentence(error))
        else:
            self._ask_of(given, found)
            self._show(given, found)

    async def _work(self) -> None:
        while self._waiting and self._asking is None:
            given = self._now = self._waiting.popleft()
            hint = asyncio.get_running_loop().call_later(PATIENCE, self._tell, given)
            try:
                found = await self.runner.run(KEY, partial(read, given))
            except Cancelled:
                continue
            except PhiscopeError as error:
                when_locked(self._page, partial(self.document.refuse, str(error)))
            else:
                self._ask_of(given, found)
                when_locked(self._page, partial(self._show, given, found))
            finally:
                hint.cancel()
                self._now, self.reading = None, ""

    def _tell(self, given: GivenFile) -> None:
        if self._now is given:
            self.reading = given.name

    def _ask_of(self, given: GivenFile, found: OpenedFile) -> None:
        if isinstance(found, UnderstoodFile):
            self._asking = given

    def _show(self, given: GivenFile, found: OpenedFile) -> None:
        if isinstance(found, OpenedResult):
            self._documents.show_result(found.snapshot, found.said, given.name)
        elif isinstance(found, Substrate):
            self._place(given, found)
        elif self._asking is given:  # and no newer file has taken its place
            self.asked = found

    def _place(self, given: GivenFile, substrate: Substrate) -> None:
        if given.over == self.document.openings and not self._documents.is_own:
            self.document.open_file(substrate, given.name)
        else:
            self._documents.show_file(substrate, given.name)


def read(given: GivenFile, _note: Report, stop: threading.Event) -> OpenedFile:
    """Return the substrate of a file, or what was understood of a table; of a result or figure its document.

    All that every page asks a substrate for is built in this worker thread.
    """
    if is_saved_result(given.name):
        return OpenedResult(*outside.read(read_result, given.name, given.content(), stop=stop, small=0))
    if is_figure(given.name):
        return OpenedResult(*outside.read(read_figure, given.name, given.content(), stop=stop))
    return understood(given.name, *outside.read(read_or_numbers, given.name, given.content(), stop=stop))


class ReadingNote:
    """Says which file is being read, with a button to give it up; ``view`` is seen only meanwhile."""

    def __init__(self, opening: FileOpener) -> None:
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
