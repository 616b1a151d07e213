"""The documents of a window as one text for the browser's storage, each packed and checked as a link is.

Beside them are parts of the view that took some work, such as the right side of a comparison, in the plain
values that links hold. Whoever puts a part back checks it, as for a link. Anyone can write into a browser's
storage: a document that cannot be read is counted and stays there.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from apps.document import outside
from apps.document.examples import adopted
from apps.document.link_text import STORE, decode, linked, restored
from apps.document.read_file import prepared
from apps.document.snapshot import Snapshot, same
from apps.errors import sentence
from apps.workspace.documents.open_documents import FULL, MAX_TABS
from engine.errors import PhiscopeError
from engine.substrate.formats.text import load_json
from engine.words import tr

VERSION = 1
MAX_TEXT = 2_500_000  # browsers keep five million characters for all windows together
MAX_TEXTS = 8
SECONDS = 10.0  # twelve TPMs of 14 units take 2


@dataclass(frozen=True, slots=True)
class StoredWindow:
    """The documents that earlier visits left, with the index of the one on the page.

    ``unread`` is the number of those that could not be read, ``reason`` a sentence about the first of them;
    ``view`` are parts of the window's view by name, unchecked; ``packed`` are the texts of the documents.
    """

    snapshots: tuple[Snapshot, ...] = ()
    active: int = 0
    unread: int = 0
    reason: str = ""
    view: dict[str, Any] = field(default_factory=dict)
    packed: tuple[str, ...] = field(default=(), compare=False)


class Packer:
    """Writes documents as text, again and again; one that did not change is written once."""

    def __init__(self) -> None:
        self._packed: list[tuple[Snapshot, str]] = []

    def know(self, found: StoredWindow) -> None:
        """Take over the texts of what a browser kept, so that nothing of it is packed again."""
        self._packed = list(zip(found.snapshots, found.packed, strict=False))

    def pack(
        self, snapshots: Sequence[Snapshot], active: int, view: Mapping[str, Any] | None = None
    ) -> tuple[str, tuple[int, ...]]:
        """Return the documents as one text.

        Parameters
        ----------
        snapshots
            The documents, in the order of the tabs.
        active
            Index of the one on the page.
        view
            Parts of the view by name; left out if the documents leave no room for them.

        Returns
        -------
        text, too_large
            The text, and the indices of the documents that it has no room for.
        """
        texts = [self._text(snapshot) for snapshot in snapshots]
        self._packed = list(zip(snapshots, texts, strict=True))
        held, room = [], MAX_TEXT - 1_000
        for index in sorted(range(len(texts)), key=lambda i: i != active):
            if texts[index] and len(texts[index]) < room:
                held.append(index)
                room -= len(texts[index]) + 4
        held.sort()
        content = {
            "version": VERSION,
            "active": held.index(active) if active in held else 0,
            "tabs": [texts[index] for index in held],
        }
        if view and len(json.dumps(view)) < room:
            content["view"] = view
        return json.dumps(content), tuple(i for i in range(len(texts)) if i not in held)

    def _text(self, snapshot: Snapshot) -> str:
        for known, text in self._packed:
            if known is snapshot:
                return text
        try:
            return linked(snapshot, STORE)
        except PhiscopeError:
            return ""


def unpack(texts: Sequence[Any], seconds: float = SECONDS) -> StoredWindow:
    """Return the documents of the texts that browsers kept; those of the first text lead.

    Nothing is raised, whatever the texts are. Left as unread is what there are no tabs for, and what comes
    after so many ``seconds`` of processor.
    """
    until = time.thread_time() + seconds
    found: list[Snapshot] = []
    kept: list[str] = []
    active, unread, reason = 0, 0, ""
    view: dict[str, Any] = {}
    for place, text in enumerate(texts[:MAX_TEXTS]):
        try:
            shown, tabs, looks = _tabs(text)
        except Exception as error:  # anything at all may stand in a browser's storage
            unread, reason = unread + 1, reason or sentence(error)
            continue
        view = looks if place == 0 else view
        for index, packed in enumerate(tabs):
            try:
                snapshot = _snapshot(packed, len(found), until)
            except Exception as error:
                unread, reason = unread + 1, reason or sentence(error)
                continue
            if any(same(snapshot, each) for each in found):
                continue
            if place == 0 and index == shown:
                active = len(found)
            found.append(snapshot)
            kept.append(packed)
    return StoredWindow(tuple(found), active, unread, reason, view, tuple(kept))


def _tabs(text: Any) -> tuple[int, list[str], dict[str, Any]]:
    if not isinstance(text, str) or len(text) > MAX_TEXT:
        raise PhiscopeError(tr("What this browser kept is no text, or too long."))
    return outside.read(_read, text)


def _read(text: str) -> tuple[int, list[str], dict[str, Any]]:
    content = load_json(text)
    if not isinstance(content, dict) or content.get("version") != VERSION:
        raise PhiscopeError(tr("What this browser kept was made by another version of phiscope."))
    tabs, active = content.get("tabs"), content.get("active")
    if not isinstance(tabs, list) or len(tabs) > MAX_TABS or not all(isinstance(tab, str) for tab in tabs):
        raise PhiscopeError(tr("What this browser kept is damaged."))
    view = content.get("view")
    return (active if type(active) is int else 0), tabs, (view if isinstance(view, dict) else {})


def _snapshot(packed: str, before: int, until: float) -> Snapshot:
    if before >= MAX_TABS:
        raise PhiscopeError(FULL)
    if time.thread_time() > until:
        raise PhiscopeError(outside.TOO_LONG)
    snapshot, _view, _selection = restored(decode(packed, STORE))
    prepared(snapshot.substrate)
    return adopted(snapshot)
