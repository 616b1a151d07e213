"""The document in the address: a link that opens it anywhere, and the page that was opened by one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import panel as pn
import panel_material_ui as pmui
import param
from panel.custom import JSComponent

from apps.document.document import parked
from apps.document.examples import adopted
from apps.document.link_text import LINK, decode, linked, restored
from apps.document.read_file import prepared
from apps.document.snapshot import Snapshot
from apps.editor.network_editor import NetworkEditor
from apps.errors import sentence
from apps.selection import selection_text
from apps.selection.selection import Selection
from apps.ui.aside import Aside
from apps.ui.scripts import script
from apps.workspace.documents.open_documents import OpenDocuments
from apps.workspace.reach import HERE, picture
from engine.words import phrase, tr

FAR = 1e5  # drawing units; no unit stands so far away
KEY = "#d="
ViewState = tuple[Callable[[], Any], Callable[[Any], object]]
"""A part of the page's view: how to read it as plain values, and how to put it back, which checks them."""
BESIDE = phrase("The network of the link has a tab of its own; what you were drawing is in the other tabs.")
STYLE = """
.line { display: flex; gap: 8px; align-items: center; width: 100%; font: .781rem var(--phi-font); }
span { white-space: nowrap; }
.note { margin: 4px 0 0; font: .781rem var(--phi-font); color: var(--mui-palette-text-secondary); }
.note p { margin: 0; }
.note ul { margin: 4px 0 0; padding-left: 20px; }
code { font: .781rem var(--phi-mono); white-space: nowrap; user-select: all; }
.qr { display: flex; gap: 12px; align-items: center; margin-top: 8px; font: .781rem var(--phi-font); }
.qr[hidden], .note[hidden] { display: none; }
input { flex: 1; min-width: 0; font: inherit; color: inherit; background: transparent; padding: 4px 6px;
  border: 1px solid var(--mui-palette-divider); border-radius: 4px; }
"""


class SharedLink(JSComponent):
    """A link to read and copy; counting ``copies`` up copies it."""

    fragment = param.String(default="", doc="What follows the page's address, with its ``#``.")
    address = param.String(default="", doc="The whole link for other machines; empty if there is none.")
    picture = param.String(default="", doc="That link as a QR code, an SVG.")
    copies = param.Integer(default=0)

    _esm = script(Path(__file__).with_name("share_link.js"))
    _stylesheets: ClassVar[list[str]] = [STYLE]


class Share:
    """``view`` is the button, ``link`` the link that it shows; the page's own address is opened at the start.

    ``view_states`` are the parts of the page's view that links carry, by name.
    """

    def __init__(self, documents: OpenDocuments, selection: Selection) -> None:
        self._documents, self._document, self._selection = documents, documents.document, selection
        self._own = ""  # the address that this page wrote or has opened
        self._linked: Snapshot | None = None  # the document of that address
        self._opening = False
        self._aside = Aside(self._document.refuse)
        self.view_states: dict[str, ViewState] = {}
        self.view = pmui.Button(
            label=tr("Copy link"),
            icon="link",
            variant="text",
            size="small",
            description=tr("Copy a link to this network as it is shown"),
            css_classes=["share"],
            margin=(4, 6),
        )
        self.link = SharedLink(
            visible=False, css_classes=["shared-link"], sizing_mode="stretch_width", margin=(2, 8)
        )
        self.view.on_click(self._copy)
        self._document.param.watch(self._outdate, "snapshot")
        location = pn.state.location
        if location is not None:
            location.param.watch(self._addressed, "hash")
            # The address comes while the page is being built: a change then would not be drawn.
            pn.state.onload(lambda: self.open(location.hash))

    def _addressed(self, event: Any) -> None:
        if pn.state.loaded:
            self.open(event.new)

    def _outdate(self, _event: Any) -> None:
        # What comes back from the browser's storage while a link is being read does not outdate the link.
        if self._opening or self._aside.busy or self._document.snapshot is self._linked:
            return
        # The link is about the document as it was: reloading the page must not bring that back.
        self.link.visible = False
        location = pn.state.location
        if location is not None and location.hash and location.hash == self._own:
            self._own = location.hash = ""

    def _copy(self, _event: Any) -> None:
        snapshot = self._document.snapshot
        view = {name: read() for name, (read, _put) in self.view_states.items()}
        try:
            self._own = KEY + linked(snapshot, LINK, view, selection_text.written(self._selection))
        except Exception as error:  # too large for a link, mostly; the sentence says what to do
            self._document.refuse(sentence(error))
            return
        self._linked = snapshot
        if pn.state.location is not None:
            pn.state.location.hash = self._own
        address = "" if pn.state.location is None else HERE.link(pn.state.location, self._own)
        self.link.param.update(fragment=self._own, address=address, picture=picture(address), visible=True)
        self.link.copies += 1

    def then(self, act: Callable[[], object]) -> None:
        """Call a function once the links that came before it are on the page."""
        self._aside.then(act)

    def open(self, fragment: str) -> None:
        """Open the document of a link's fragment, with its ``#``; a bad one is refused with a sentence."""
        if not fragment.startswith(KEY) or fragment == self._own:
            return
        self._own = fragment
        self._aside.read(partial(read_link, fragment[len(KEY) :]), partial(self._take, fragment))

    def _take(self, fragment: str, found: tuple[Snapshot, dict[str, Any], tuple[str, ...]]) -> None:
        """Show what a link holds, unless another one has come since."""
        if fragment != self._own:
            return
        snapshot, view, picked = found
        self._opening = True
        try:
            shown = self._show(snapshot)
        finally:
            self._opening = False
        if shown:
            self._linked = self._document.snapshot
            self._selection.pick(None)
            for thing in selection_text.read(picked, self._document.snapshot):
                self._selection.pick(thing)
            for name, (_read, put) in self.view_states.items():
                if name in view:
                    put(view[name])

    def _show(self, snapshot: Snapshot) -> bool:
        """Show the document of a link beside all that somebody drew; return False if there is no room."""
        documents, name = self._documents, snapshot.substrate.name
        here = documents.find(snapshot)
        if here is not None and not documents.untouched:
            documents.choose(here)
            return True
        if documents.untouched:
            self._document.take_up(parked(snapshot, name), snapshot.substrate.notes)
            return True
        return documents.add(snapshot, BESIDE, name)


def read_link(text: str) -> tuple[Snapshot, dict[str, Any], tuple[str, ...]]:
    """Return the snapshot, the view and the selection of a link, which anyone can write."""
    snapshot, view, picked = restored(decode(text))
    prepared(snapshot.substrate)
    return adopted(snapshot), view, picked


def viewport(editor: NetworkEditor) -> ViewState:
    """Return the drawing's part of the view: the place in its middle and its scale."""

    def put(shown: Any) -> None:
        checked = _viewport(shown)
        if checked:
            editor.look_at(checked)

    return (lambda: _viewport(editor.shown)), put


def _viewport(shown: Any) -> dict[str, float]:
    """Return a place and a scale that a drawing can have; empty for anything else."""
    if not isinstance(shown, dict) or set(shown) != {"x", "y", "k"}:
        return {}
    numbers = [
        value for value in shown.values() if isinstance(value, int | float) and not isinstance(value, bool)
    ]
    if len(numbers) < 3 or not all(abs(value) <= FAR for value in numbers) or not 0.05 <= shown["k"] <= 20:
        return {}
    return {name: float(value) for name, value in shown.items()}


def switch(toggle: Any) -> ViewState:
    """Return a toggle's part of the view: whether it is on."""

    def put(on: Any) -> None:
        if isinstance(on, bool):
            toggle.value = on

    return (lambda: bool(toggle.value)), put
