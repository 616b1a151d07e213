"""Autosave: the networks of a window in its browser's storage, and their way back after a reload or crash."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import panel as pn
from panel.custom import JSComponent

from apps.parts.kept import MAX_TEXT, MAX_TEXTS, Found, Packer, unpack
from apps.parts.painting import Painter
from apps.parts.shelf import Shelf, name_of
from engine.words import tr

BACK = tr("Here is what you were drawing.")
BEFORE = tr("What you were drawing before is in the other tabs.")
FULL = tr("This browser's storage is full, so the last change is not kept there; save a file.")


class Store(JSComponent):
    """The browser's storage; what it says is handed to ``heard``, unchecked."""

    _esm = Path(__file__).with_name("autosave.js")

    def __init__(self, heard: Callable[[Any], object]) -> None:
        super().__init__(width=0, height=0, margin=0)
        self._heard = heard

    def keep(self, text: str, merged: bool, aside: bool) -> None:
        """Keep ``text`` for this window.

        ``merged`` says that it holds all that other windows left, ``aside`` that what the slot of this
        window holds now must stay as it is.
        """
        self._send_msg({"keep": text, "merged": merged, "aside": aside})

    def _handle_msg(self, data: Any) -> None:
        self._heard(data)


class Autosave:
    """Put ``view`` on the page. Nothing is kept of a page on which nothing was opened or drawn."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._packer, self._painter = Packer(), Painter()
        self._ready = self._merged = self._aside = False
        self._told: set[str] = set()
        self.view = Store(self._hear)
        shelf.document.param.watch(self._change, "snapshot")
        shelf.param.watch(self._change, ["names", "active"])
        self._painter.built()

    def _hear(self, data: Any) -> None:
        if not isinstance(data, dict):
            return
        if data.get("full") is True:
            self._tell("", FULL)
        texts = data.get("found")
        if self._ready or not isinstance(texts, list) or len(texts) > MAX_TEXTS:
            return
        if sum(len(text) for text in texts if isinstance(text, str)) > 2 * MAX_TEXT:
            texts = texts[:1]

        async def recover() -> None:
            # Unpacking must not hold up the other people on this server.
            self.recover(await asyncio.to_thread(unpack, texts) if texts else Found())

        # What changes while the page is being built would not be drawn.
        pn.state.onload(lambda: pn.state.execute(recover))

    def recover(self, found: Found) -> None:
        """Put back what earlier visits left, and keep what is drawn from now on."""
        if self._ready:
            return
        shelf, document = self._shelf, self._shelf.document
        fresh = shelf.untouched
        left_out = shelf.recover(found.snapshots, found.active)
        self._ready = True
        self._merged = not left_out and not found.unread
        self._aside = not self._merged
        if found.unread:
            document.refuse(_unread(found))
        elif found.snapshots:
            document.say(BACK if fresh else BEFORE)
        self._change()

    def _change(self, *_events: Any) -> None:
        if self._ready and not self._shelf.untouched:
            self._painter.soon("keep", self._keep, first=False)

    def _keep(self) -> None:
        snapshots = self._shelf.snapshots
        text, too_large = self._packer.pack(snapshots, self._shelf.active)
        self.view.keep(text, self._merged, self._aside)
        self._aside = False
        for index in too_large:
            name = name_of(snapshots[index])
            self._tell(name, _too_large(name))

    def _tell(self, about: str, text: str) -> None:
        """Say it once, not with every stroke."""
        if about not in self._told:
            self._told.add(about)
            self._shelf.document.add(text)


def _too_large(name: str) -> str:
    return tr("“{name}” is too large for this browser to keep; save it as a file.", name=name)


def _unread(found: Found) -> str:
    return tr(
        "{count} of the networks that this browser kept cannot be read and stay in its storage: {reason}",
        count=found.unread,
        reason=found.reason,
    )
