"""Autosave: the networks of a window in its browser's storage, and their way back after a reload or crash."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import panel as pn
import param
from panel.custom import JSComponent

from apps.ui.redraw import Painter
from apps.ui.scripts import script
from apps.workspace.documents.open_documents import OpenDocuments, name_of
from apps.workspace.documents.recent_windows import WINDOWS, ShownWindow
from apps.workspace.documents.stored_documents import MAX_TEXT, MAX_TEXTS, Packer, StoredWindow, unpack
from apps.workspace.share_link import ViewState
from engine.errors import PhiscopeError
from engine.words import phrase, tr

BACK = phrase("Here is what you were drawing.")
BEFORE = phrase("What you were drawing before is in the other tabs.")
FULL = phrase("This browser's storage is full, so the last change is not kept there; save a file.")
SLOT = re.compile(r"[a-z0-9]{8,64}")
PAUSE, QUICK = 0.5, 0.005  # seconds: strokes that follow sooner, or take longer to pack, are kept together

# Not those that the gallery waits for: what somebody wrote into a browser's storage may take long.
_threads = ThreadPoolExecutor(2, thread_name_prefix="phiscope-slots")


class BrowserStorage(JSComponent):
    """The browser's storage; its messages go to ``heard``, unchecked."""

    _esm = script(Path(__file__).with_name("autosave.js"))

    def __init__(self, heard: Callable[[Any], object]) -> None:
        super().__init__(width=0, height=0, margin=0, css_classes=["autosave"])
        self._heard = heard

    def keep(self, text: str, stamp: float, merged: bool, aside: bool) -> None:
        """Keep the documents of this window.

        Parameters
        ----------
        text
            The documents, as `Packer` writes them.
        stamp
            When they were shown, in seconds of the server's clock.
        merged
            Whether they include all that other windows left, whose slots may then go.
        aside
            Whether the present text of this window's slot must stay; a new slot is used then.
        """
        self._send_msg({"keep": text, "stamp": stamp, "merged": merged, "aside": aside})

    def reveal(self) -> None:
        """Tell the browser that what the page is to begin with is on it."""
        self._send_msg({"shown": True})

    def _handle_msg(self, data: Any) -> None:
        self._heard(data)


@dataclass(frozen=True, slots=True)
class AutosaveSlot:
    """The text that a browser keeps under the name of a window, with its time; None if there is none yet."""

    name: str
    text: Any
    stamp: float | None

    @property
    def shown(self) -> ShownWindow | None:
        """What the window showed last, if it is known here to be newer than the text."""
        # A text without a time is of another program, or damaged: reading it will say so.
        return None if self.stamp is None else WINDOWS.since(self.name, self.stamp)

    def latest(self) -> Any:
        """Return the documents that the window showed last, if known here to be newer, else the kept text."""
        shown = self.shown
        return self.text if shown is None else shown.packed()


class Autosave:
    """Put ``view`` on the page. Nothing is kept of a page on which nothing was opened, drawn or set.

    ``after`` calls a function once all that the page is to begin with besides, as a link, is on it.
    """

    def __init__(self, documents: OpenDocuments) -> None:
        self._documents = documents
        self._packer, self._painter = Packer(), Painter()
        self._ready = self._merged = self._aside = False
        self._bare = False  # the browser keeps nothing that is to come back
        self._own, self._stamp = "", 0.0
        self._kept, self._slow = 0.0, False
        self._told: set[str] = set()
        self._view_states: dict[str, ViewState] = {}
        self._carried: dict[str, Any] = {}  # of the view of other pages
        self._view: dict[str, Any] = {}
        self._keeping = False
        self._waiting: list[Callable[[], object]] = []
        self.after: Callable[[Callable[[], object]], object] = lambda act: act()
        self.view = BrowserStorage(self._hear)
        documents.document.param.watch(self._change, "snapshot")
        documents.param.watch(self._change, ["names", "active"])
        self._painter.built()

    def add(self, name: str, view_state: ViewState, *watched: tuple[param.Parameterized, str]) -> None:
        """Keep a part of the page's view too; it comes back on every page that has a part of this name.

        Parameters
        ----------
        name
            The name of the part.
        view_state
            Reads and puts back the part. An empty value is not kept; reading may raise `PhiscopeError`.
        watched
            Objects and names of their parameters; whenever one of these changes, the part is read.
        """
        self._view_states[name] = view_state
        if self._ready and name in self._carried:  # the view was opened after all that was kept came back
            view_state[1](self._carried[name])
        for parameterized, what in watched:
            parameterized.param.watch(self._change, what)

    def add_switch(self, name: str, owner: param.Parameterized, what: str = "value") -> None:
        """Keep whether a part of the page is open or shut away: a parameter, False in a new window."""

        def put(on: Any) -> None:
            if isinstance(on, bool):
                owner.param.update(**{what: on})

        # Nothing is kept of what is as it was.
        self.add(name, (lambda: getattr(owner, what) or None, put), (owner, what))

    def then(self, act: Callable[[], object]) -> None:
        """Call a function once what the page is to begin with is on it."""
        if self._ready:
            self.after(act)
        else:
            self._waiting.append(act)

    def _hear(self, data: Any) -> None:
        if not isinstance(data, dict):
            return
        if data.get("full") is True:
            self._tell("", FULL)
        own = _name(data.get("own"))
        if own:
            self._own = own
            self._note()
        slots = read_slots(data.get("found"))
        if self._ready or slots is None:
            return
        self._bare = all(slot.text is None and slot.shown is None for slot in slots)
        self._note_early()

        async def recover() -> None:
            # Unpacking must not hold up the other people on this server.
            loop = asyncio.get_running_loop()
            self.recover(
                await loop.run_in_executor(_threads, copy_context().run, lambda: unpack(latest_texts(slots)))
                if slots
                else StoredWindow()
            )

        # A change while the page is being built would not be drawn.
        pn.state.onload(lambda: pn.state.execute(recover))

    def recover(self, found: StoredWindow) -> None:
        """Show the documents that earlier visits left, and keep every change from now on."""
        if self._ready:
            return
        documents, document = self._documents, self._documents.document
        fresh = documents.untouched
        self._packer.know(found)
        left_out = documents.recover(found.snapshots, found.active)
        self._carried = found.view if found.snapshots else {}
        for name, (_read, put) in self._view_states.items():
            if fresh and name in self._carried:
                put(self._carried[name])
        self._ready = True
        self._merged = not left_out and not found.unread
        self._aside = not self._merged
        if found.unread:
            document.refuse(_unread(found))
        elif found.snapshots:
            document.say(BACK if fresh else BEFORE)
        self._change()
        self.after(lambda: self._painter.soon("show", self.view.reveal, first=False))
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            self.after(act)

    def _change(self, *_events: Any) -> None:
        if not self._ready:
            self._note_early()
            return
        self._view = self._seen()
        # Once something is kept, all changes are, even one back to how the page began.
        self._keeping = self._keeping or bool(self._view) or not self._documents.untouched
        if self._keeping:
            self._note()
            # A single change at once, before its results are computed; those of a drag together, after them.
            alone = time.monotonic() - self._kept > PAUSE and not self._slow
            self._painter.soon("keep", self._keep, first=alone)

    def _note_early(self) -> None:
        """Remember a stroke on a page that is still being loaded, where nothing is to come back."""
        if self._bare and not self._documents.untouched:
            self._keeping = True
            self._note()

    def _note(self) -> None:
        # Under the name of a slot that must stay as it is, nothing new may be found.
        if self._own and self._keeping and not self._aside:
            self._stamp = WINDOWS.put(
                self._own, self._documents.snapshots, self._documents.active, self._view
            )

    def _keep(self) -> None:
        started = time.monotonic()
        snapshots = self._documents.snapshots
        text, too_large = self._packer.pack(snapshots, self._documents.active, self._view)
        self._kept = time.monotonic()
        self._slow = self._kept - started > QUICK
        if self._aside:
            self._own = ""  # the browser says what the new slot is called
        self.view.keep(text, self._stamp, self._merged, self._aside)
        self._aside = False
        for index in too_large:
            name = name_of(snapshots[index])
            self._tell(name, _too_large(name))

    def _seen(self) -> dict[str, Any]:
        """Return the parts of the view to keep; those of other pages stay as they were."""
        found = dict(self._carried)
        for name, (read, _put) in self._view_states.items():
            found.pop(name, None)
            try:
                seen = read()
            except PhiscopeError as error:
                self._tell(name, str(error))
                continue
            if seen:
                found[name] = seen
        return found

    def _tell(self, about: str, text: str) -> None:
        """Say ``text`` once for each ``about``, not with every change."""
        if about not in self._told:
            self._told.add(about)
            self._documents.document.add(text)


def _name(said: Any) -> str:
    return said if isinstance(said, str) and SLOT.fullmatch(said) else ""


def read_slots(said: Any) -> list[AutosaveSlot] | None:
    """Return the slots that a browser tells of, which anyone can write; None if it tells of none."""
    if not isinstance(said, list) or len(said) > MAX_TEXTS:
        return None
    found: list[AutosaveSlot] = []
    for each in said:
        if isinstance(each, dict):
            text, stamp = each.get("text"), each.get("stamp")
            nothing = 0.0 if text is None else None
            found.append(
                AutosaveSlot(
                    _name(each.get("name")), text, stamp if isinstance(stamp, float | int) else nothing
                )
            )
    return found


def latest_texts(slots: list[AutosaveSlot]) -> list[Any]:
    """Return what each of the slots' windows showed last, the first alone when all together are too much."""
    texts = [text for text in (slot.latest() for slot in slots) if text is not None]
    return texts if sum(len(text) for text in texts if isinstance(text, str)) <= 2 * MAX_TEXT else texts[:1]


def _too_large(name: str) -> str:
    return tr("“{name}” is too large for this browser to keep; save it as a file.", name=name)


def _unread(found: StoredWindow) -> str:
    return tr(
        "{count} of the networks that this browser kept cannot be read and stay in its storage: {reason}",
        count=found.unread,
        reason=found.reason,
    )
