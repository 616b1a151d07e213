"""Several documents side by side: one is on the page, the others wait with their histories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import param

from apps.document.document import Document, ParkedDocument, parked
from apps.document.examples import begun, is_edited
from apps.document.read_file import assumed
from apps.document.snapshot import Change, Snapshot, opened, same, under_rules_of
from engine.errors import SubstrateError
from engine.substrate.functions import Logistic
from engine.substrate.substrate import Substrate, Unit
from engine.words import phrase, tr

MAX_TABS = 12
MAX_NAME = 80
KEPT = phrase("(kept)")
FULL = phrase("There are {most} networks open; close one first.", most=MAX_TABS)


class OpenDocuments(param.Parameterized):
    """The documents of a page. ``document`` is the one on screen: choosing another one swaps its contents."""

    names = param.List(default=[], item_type=str, doc="What to call each document, in the order of the tabs.")
    active = param.Integer(default=0, doc="Index of the one on the page.")
    closed = param.String(default="", doc="Name of the document that was closed last, empty if none was.")

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self._first = document.snapshot
        self._tabs = [document.put_aside()]
        self._closed: list[tuple[int, ParkedDocument]] = []
        document.param.watch(self._follow, ["snapshot", "file_name"])
        self._follow()

    @property
    def untouched(self) -> bool:
        """Whether the page still has only the document that it began with, unchanged."""
        return len(self._tabs) == 1 and self.document.snapshot is self._first

    @property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """Every document as it is now, in the order of the tabs."""
        now = self.document.snapshot
        return tuple(now if i == self.active else tab.snapshot for i, tab in enumerate(self._tabs))

    def _follow(self, *_events: Any) -> None:
        names = [name_of(snapshot) for snapshot in self.snapshots]
        if names != self.names:
            self.names = names

    def _show(self, tabs: Sequence[ParkedDocument], active: int, message: str = "") -> None:
        """Replace the documents by ``tabs`` and show the one at index ``active``."""
        self._tabs = list(tabs)
        with param.parameterized.batch_call_watchers(self):
            self.active = active
            self.document.take_up(self._tabs[active], message)
            self._follow()

    def _all(self) -> list[ParkedDocument]:
        """Return every document with its history, also the one on the page."""
        self._tabs[self.active] = self.document.put_aside()
        return list(self._tabs)

    def choose(self, index: int) -> None:
        """Show the document at ``index``."""
        if 0 <= index < len(self._tabs) and index != self.active:
            self._show(self._all(), index)

    def new(self) -> bool:
        """Begin an empty network in a tab of its own."""
        said = tr("A new network: double-click the drawing for a unit, drag from a unit's rim to connect it.")
        return self.add(blank(self.names), said)

    def add(self, snapshot: Snapshot, message: str = "", file_name: str = "") -> bool:
        """Show a document in a tab of its own; return False if there is no room for it.

        ``message`` is said about it; ``file_name`` is the name under which it will be saved.
        """
        if len(self._tabs) >= MAX_TABS:
            self.document.refuse(FULL)
            return False
        tabs = self._all()
        self._show([*tabs, parked(snapshot, file_name)], len(tabs), message)
        return True

    def keep(self) -> int | None:
        """Put a copy of the document on the page into a tab; return its index, None if there is no room."""
        if len(self._tabs) >= MAX_TABS:
            self.document.refuse(FULL)
            return None
        now = self.document.snapshot
        name = f"{name_of(now)[: MAX_NAME - 1 - len(KEPT)]} {KEPT}"
        copy = replace(now, substrate=replace(now.substrate, name=name))
        tabs = self._all()
        self._show([*tabs, parked(copy)], self.active, tr("Kept in the tab “{name}”.", name=name))
        return len(tabs)

    @property
    def is_own(self) -> bool:
        """Whether the document on the page is neither an example as published nor still without edges."""
        now = self.document.snapshot
        if begun(now.origin) is not None:
            return is_edited(now)
        return bool(now.substrate.edges) or now.substrate.n > 1

    def show_example(self, slug: str) -> bool:
        """Show an example; return whether it could be read.

        It replaces another example. What somebody has drawn or brought stays in its own tab.
        """
        chosen = begun(slug) if self.is_own else None
        if chosen is None:
            return self.document.load_preset(slug)
        return self.add(chosen, beside(self.document.snapshot))

    def show_file(self, substrate: Substrate, name: str) -> bool:
        """Show the substrate of the file ``name`` in a tab of its own; return False if there is no room.

        The document that the page began with is replaced, if it is untouched.
        """
        document = self.document
        if self.untouched:
            document.open_file(substrate, name)
            return True
        snapshot = under_rules_of(document.snapshot, opened(substrate))
        said = " ".join(filter(None, [assumed(substrate, name), beside(document.snapshot)]))
        return self.add(snapshot, said, Path(name).stem)

    def show_result(self, snapshot: Snapshot, message: str, name: str) -> bool:
        """Show the document of the result or figure ``name``, under its own rules, as `show_file` does."""
        if self.untouched:
            self.document.take_up(parked(snapshot, Path(name).stem), message)
            return True
        return self.add(snapshot, f"{message} {beside(self.document.snapshot)}", Path(name).stem)

    def receive(self, snapshot: Snapshot, message: str) -> None:
        """Show a document that was sent, and say so; what somebody has drawn stays in its own tab."""
        document = self.document
        here = self.find(snapshot)
        if here is not None and not self.untouched:
            self.choose(here)
            document.say(message)
        elif not self.is_own:
            document.take_up(parked(snapshot), message)
        elif len(self._tabs) < MAX_TABS:
            self.add(snapshot, message)
        else:
            document.put(snapshot, message)  # no room for a tab: undo brings back what was drawn

    def close(self, index: int) -> None:
        """Close the document at ``index``; `reopen` brings it back with its history."""
        if not 0 <= index < len(self._tabs):
            return
        tabs = self._all()
        gone = tabs.pop(index)
        self._closed.append((index, gone))
        self.closed = name_of(gone.snapshot)
        tabs = tabs or [parked(blank([]))]
        active = self.active - (self.active > index)
        self._show(
            tabs,
            min(active, len(tabs) - 1),
            tr("Closed “{name}”; Reopen beside the tabs brings it back.", name=self.closed),
        )

    def reopen(self) -> None:
        """Bring back the document that was closed last."""
        if not self._closed:
            return
        if len(self._tabs) >= MAX_TABS:
            self.document.refuse(FULL)
            return
        index, back = self._closed.pop()
        self.closed = name_of(self._closed[-1][1].snapshot) if self._closed else ""
        tabs = self._all()
        index = min(index, len(tabs))
        self._show([*tabs[:index], back, *tabs[index:]], index)

    def rename(self, index: int, name: str) -> None:
        """Give the document at ``index``, and so its substrate, another name."""
        self.choose(index)
        if index == self.active:
            self.document.change(named, name)

    def find(self, snapshot: Snapshot) -> int | None:
        """Return the index of the tab with this document, None if there is none."""
        return next((i for i, own in enumerate(self.snapshots) if same(own, snapshot)), None)

    def recover(self, snapshots: Sequence[Snapshot], active: int) -> int:
        """Bring back the documents of an earlier visit; return how many found no room.

        They replace the document that the page began with, and the one at index ``active`` is shown. If
        something was opened or drawn meanwhile, that stays on the page and they get tabs before it.
        """
        if not snapshots:
            return 0
        if self.untouched:
            room = list(snapshots[:MAX_TABS])
            self._show([recovered(one) for one in room], active if active < len(room) else 0)
            return len(snapshots) - len(room)
        own = self.snapshots
        others = [one for one in snapshots if not any(same(one, each) for each in own)]
        room = others[: MAX_TABS - len(self._tabs)]
        here = self.active
        self._tabs = [*map(recovered, room), *self._all()]
        with param.parameterized.batch_call_watchers(self):
            self.active = here + len(room)
            self._follow()
        return len(others) - len(room)


def beside(snapshot: Snapshot) -> str:
    """Say where the document is that was on the page before."""
    return tr("“{name}” is still open, in its own tab.", name=name_of(snapshot))


def name_of(snapshot: Snapshot) -> str:
    """Return the name of a document on its tab."""
    name = snapshot.substrate.name.strip()[:MAX_NAME]
    # Names of examples are in the catalogue; what somebody else calls a network stays as it is.
    return (tr(name) if name and snapshot.origin else name) or snapshot.origin or tr("Network")


def named(snapshot: Snapshot, name: str) -> Change:
    """Return the document with another name of its substrate; its dynamics stay as they are."""
    text = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not text:
        raise SubstrateError(tr("A network needs a name of at least one letter."), "name")
    if len(text) > MAX_NAME:
        raise SubstrateError(tr("A name has at most {most} letters; shorten it.", most=MAX_NAME), "name")
    return replace(snapshot, substrate=replace(snapshot.substrate, name=text)), ""


def blank(names: Sequence[str]) -> Snapshot:
    """Return a network to begin with: one unit that is OFF, under a name that is not in ``names``."""
    free = next(
        name for k in range(1, len(names) + 2) if (name := tr("Network {number}", number=k)) not in names
    )
    return opened(Substrate((Unit("A", Logistic(k=4.0), x=0.5, y=0.5),), (), name=free))


def recovered(snapshot: Snapshot) -> ParkedDocument:
    """Return a document of an earlier visit; reset takes it back to the example it grew from, if any."""
    start = begun(snapshot.origin) or snapshot
    return ParkedDocument((snapshot,), 0, start, snapshot.origin or "network")
