"""The right side of a comparison in links: what it is based on, and what was set there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from apps.parts import edits
from apps.parts.compare_other import EXAMPLE, THIS, Other
from apps.parts.link import LINK, Room, decode, linked, restored
from apps.parts.share import Look
from engine.errors import PhiscopeError

PACKED = "packed"
SMALL = Room(1_400, LINK.json)  # beside the network of the left there is no room for a large one


def right_side(other: Other) -> Look:
    """Return the right side as a part of the page's view."""
    return (lambda: written(other)), (lambda look: put(other, look))


def written(other: Other) -> dict[str, Any]:
    """Return the right side for a link; a large network that is on no card is left out."""
    snapshot = other.document.snapshot
    if other.base != THIS and not other.base.startswith(EXAMPLE):
        try:
            return {PACKED: linked(snapshot, SMALL)}
        except PhiscopeError:
            return {}
    return {
        "base": other.base,
        "state": list(snapshot.state),
        "units": list(snapshot.system),
        "formalism": snapshot.formalism,
        "ties": snapshot.ties,
    }


def put(other: Other, look: Any) -> None:
    """Show a right side that was in a link, which anyone can write; what makes no sense is passed over."""
    if not isinstance(look, dict):
        return
    if isinstance(look.get(PACKED), str):
        try:
            snapshot, _view, _selection = restored(decode(look[PACKED], SMALL))
        except PhiscopeError as error:
            other.document.refuse(str(error))
        else:
            other.show(replace(snapshot, origin=""))
        return
    base = look.get("base")
    if isinstance(base, str) and (base == THIS or base.startswith(EXAMPLE)):
        other.choose(base)
        document = other.document
        state, units = look.get("state"), look.get("units")
        if isinstance(state, list):
            document.change(edits.set_state, state)
        if isinstance(units, list):
            document.change(edits.set_units, units)
        document.change(edits.set_rules, look.get("formalism"), look.get("ties"))
