"""The right side of a comparison in links and in the browser's storage: its base and its settings."""

from __future__ import annotations

from functools import partial
from typing import Any

from apps.document import edits, purview_choices
from apps.document.examples import adopted
from apps.document.link_text import LINK, Room, decode, linked, restored
from apps.document.read_file import prepared
from apps.document.snapshot import Snapshot
from apps.ui.aside import Aside
from apps.views.compare.right_side import EXAMPLE, THIS, RightSide
from apps.workspace.share_link import ViewState
from engine.errors import PhiscopeError
from engine.iit4.readings import CHOICES
from engine.words import phrase

PACKED = "packed"
SMALL = Room(1_400, LINK.json)  # the link holds the network on the left as well
BROWSER = Room(100_000, 400_000, 6)
TOO_LARGE = phrase("The right side is too large for this browser to keep.")


def right_side(other: RightSide) -> ViewState:
    """Return the functions that read and set the right side, for links."""

    def read() -> dict[str, Any]:
        try:
            return written(other)
        except PhiscopeError:
            return {}  # a large network that is no example is left out

    return read, (lambda look: put(other, look))


def kept_right_side(other: RightSide) -> ViewState:
    """Return the functions that read and set the right side, for the browser's storage, which has more room.

    An untouched right side reads as empty.
    """

    def read() -> dict[str, Any]:
        try:
            return {} if other.untouched else written(other, BROWSER)
        except PhiscopeError:
            raise PhiscopeError(TOO_LARGE) from None

    return read, (lambda look: put(other, look, BROWSER))


def written(other: RightSide, room: Room = SMALL) -> dict[str, Any]:
    """Return the right side as plain values; raises as `linked` does if it does not fit."""
    snapshot = other.document.snapshot
    if other.base != THIS and not other.base.startswith(EXAMPLE):
        return {PACKED: linked(snapshot, room)}
    found = {
        "base": other.base,
        "state": dict(zip(snapshot.substrate.labels, snapshot.state, strict=True)),
        "units": list(snapshot.system),
        "formalism": snapshot.formalism,
        "ties": snapshot.ties,
        **snapshot.readings.to_dict(),
    }
    chosen = purview_choices.written(snapshot.by_hand)
    return found | ({"by_hand": chosen} if chosen and len(repr(chosen)) <= room.encoded else {})


def put(other: RightSide, look: Any, room: Room = SMALL) -> None:
    """Show the right side that `written` returned; the values are not trusted: invalid ones are ignored."""
    if not isinstance(look, dict):
        return
    if isinstance(look.get(PACKED), str):
        Aside(other.document.refuse).read(partial(_read, look[PACKED], room), other.show)
        return
    base = look.get("base")
    if isinstance(base, str) and (base == THIS or base.startswith(EXAMPLE)):
        other.choose(base)
        if other.base == base:
            _set(other, look)


def _read(packed: str, room: Room) -> Snapshot:
    snapshot, _view, _selection = restored(decode(packed, room))
    prepared(snapshot.substrate)
    return adopted(snapshot)


def _set(other: RightSide, look: dict[str, Any]) -> None:
    """Set state, candidate system, rules and choices on the right, as far as the network has the units."""
    document = other.document
    labels = set(document.substrate.labels)
    state, units = look.get("state"), look.get("units")
    if set(state) == labels if isinstance(state, dict) else isinstance(state, list):
        document.change(edits.set_state, state)
    if isinstance(units, list) and all(isinstance(unit, str) and unit in labels for unit in units):
        document.change(edits.set_units, units)
    document.change(edits.set_rules, look.get("formalism"), {key: look.get(key) for key in CHOICES})
    try:
        chosen = purview_choices.read(look.get("by_hand", ()))
    except PhiscopeError as error:
        document.refuse(str(error))
        return
    for choice in chosen:
        document.change(purview_choices.choose, choice)
