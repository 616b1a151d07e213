"""The documents of a window as one text for the browser's storage, each packed and checked as a link is.

Beside them are parts of the view that were set with some work, such as the right side of a comparison: in the
plain values that links hold, and checked, as those of a link are, by who puts them back. What comes back from
a browser is anyone's: a document that cannot be read is counted and left where it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from apps.document.examples import adopted
from apps.document.link_text import STORE, decode, linked, restored, shared
from apps.document.snapshot import Snapshot
from apps.errors import sentence
from apps.workspace.open_documents import MAX_TABS
from engine.errors import PhiscopeError
from engine.substrate.formats.text import load_json
from engine.words import tr

VERSION = 1
MAX_TEXT = 2_500_000  # browsers keep five million characters for all windows together
MAX_TEXTS = 8


@dataclass(frozen=True, slots=True)
class StoredWindow:
    """What earlier visits left: documents, the one that was on the page, and what could not be read.

    ``view`` are parts of the window's view by name, unchecked.
    """

    snapshots: tuple[Snapshot, ...] = ()
    active: int = 0
    unread: int = 0
    reason: str = ""
    view: dict[str, Any] = field(default_factory=dict)


class Packer:
    """Packs documents again and again; one that did not change is packed once."""

    def __init__(self) -> None:
        self._packed: list[tuple[Snapshot, str]] = []

    def pack(
        self, snapshots: Sequence[Snapshot], active: int, view: Mapping[str, Any] | None = None
    ) -> tuple[str, tuple[int, ...]]:
        """Return the text, and which documents it could not hold because they are too large.

        The ``view`` comes after the documents: it is left out when there is no room for it.
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


def unpack(texts: Sequence[Any]) -> StoredWindow:
    """Return the documents of the texts that browsers kept; those of the first text lead.

    Nothing is raised, whatever the texts are.
    """
    found: list[Snapshot] = []
    seen: list[dict[str, Any]] = []
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
                snapshot = _snapshot(packed)
            except Exception as error:
                unread, reason = unread + 1, reason or sentence(error)
                continue
            document = shared(snapshot)
            if document in seen:
                continue
            if place == 0 and index == shown:
                active = len(found)
            found.append(snapshot)
            seen.append(document)
    return StoredWindow(tuple(found), active, unread, reason, view)


def _tabs(text: Any) -> tuple[int, list[str], dict[str, Any]]:
    if not isinstance(text, str) or len(text) > MAX_TEXT:
        raise PhiscopeError(tr("What this browser kept is no text, or too long."))
    content = load_json(text)
    if not isinstance(content, dict) or content.get("version") != VERSION:
        raise PhiscopeError(tr("What this browser kept was made by another version of phiscope."))
    tabs, active = content.get("tabs"), content.get("active")
    if not isinstance(tabs, list) or len(tabs) > MAX_TABS or not all(isinstance(tab, str) for tab in tabs):
        raise PhiscopeError(tr("What this browser kept is damaged."))
    view = content.get("view")
    return (active if type(active) is int else 0), tabs, (view if isinstance(view, dict) else {})


def _snapshot(packed: str) -> Snapshot:
    snapshot, _view, _selection = restored(decode(packed, STORE))
    return adopted(snapshot)
