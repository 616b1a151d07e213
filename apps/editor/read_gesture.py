"""Gestures of the network editor: hostile dicts from a browser in, frozen commands out.

`parse` is the only entry. Any message (wrong types, huge lists, NaN, units that were deleted a moment ago,
markup in a label) either becomes a gesture of `apps.document.gestures` or raises `GestureError`, whose text
is one sentence for the person at the screen. Nothing here changes a network.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from apps.document.gestures import (
    AddUnit,
    Arrange,
    Connect,
    Copy,
    Delete,
    Duplicate,
    Edit,
    Gesture,
    MoveUnits,
    Paste,
    Reconnect,
    Redo,
    Regroup,
    Select,
    SetWeight,
    Toggle,
    Undo,
    edge_id,
    unit_id,
)
from apps.editor.checks import (
    GestureError,
    Known,
    finite,
    integer,
    items,
    known,
    number,
    pair,
    places,
    unit,
    units,
)
from engine.substrate.units import MAX_DRAWN, MAX_LABEL, MAX_STATES
from engine.words import tr
from viz.layout import ARRANGEMENTS

__all__ = ["GestureError", "edge_id", "parse", "sequence", "unit_id"]
MAX_IDS = MAX_DRAWN + MAX_DRAWN**2
MAX_SEQ = 2**53 - 1  # the largest integer a browser counts exactly
MAX_PASTED = 200_000  # characters


def parse(raw: object, network: Mapping[str, Any]) -> Gesture:
    """Return the gesture that a message of a browser describes.

    Parameters
    ----------
    raw
        The message, which may be anything at all.
    network
        The network on screen, as `NetworkEditor.network`.

    Raises
    ------
    GestureError
        With one sentence: unknown gesture, unknown unit or edge, a number that is not finite, too much.
    """
    if not isinstance(raw, Mapping):
        raise GestureError(tr("The drawing sent something that is not a gesture; reload the page."))
    kind = raw.get("type")
    reader = _READERS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        raise GestureError(tr("The drawing sent a gesture this version does not know; reload the page."))
    return reader(raw, known(network))


def sequence(raw: object) -> int:
    """Return the number of a gesture; 0 if it has no valid one."""
    seq = raw.get("seq") if isinstance(raw, Mapping) else None
    try:
        return integer(seq, "seq", 0, MAX_SEQ)
    except GestureError:
        return 0


def _toggle(raw: Mapping[str, Any], have: Known) -> Toggle:
    label = unit(raw.get("label"), have)
    return Toggle(label, integer(raw.get("state"), "state", 0, min(have.states[label], MAX_STATES) - 1))


def _add(raw: Mapping[str, Any], have: Known) -> AddUnit:
    if len(have.states) >= MAX_DRAWN:
        raise GestureError(tr("A drawing holds at most {most} units; delete one first.", most=MAX_DRAWN))
    return AddUnit(number(raw.get("x"), "x"), number(raw.get("y"), "y"))


def _move(raw: Mapping[str, Any], have: Known) -> MoveUnits:
    return MoveUnits(places(raw.get("positions"), have))


def _regroup(raw: Mapping[str, Any], have: Known) -> Regroup:
    into = raw.get("into", "")
    if not isinstance(into, str) or len(into) > MAX_LABEL:
        raise GestureError(tr("The drawing named no macro unit; try the gesture again."))
    return Regroup(units(raw, have), into, places(raw.get("positions"), have))


def _duplicate(raw: Mapping[str, Any], have: Known) -> Duplicate:
    named = units(raw, have)
    if len(have.states) + len(named) > MAX_DRAWN:
        raise GestureError(tr("A drawing holds at most {most} units; delete some first.", most=MAX_DRAWN))
    if raw.get("positions") is None:
        return Duplicate(named)
    wanted = places(raw["positions"], have)
    if set(wanted) != set(named):
        raise GestureError(tr("The drawing sent places for other units; try the gesture again."))
    return Duplicate(named, wanted)


def _copy(raw: Mapping[str, Any], have: Known) -> Copy:
    return Copy(units(raw, have))


def _paste(raw: Mapping[str, Any], _have: Known) -> Paste:
    text = raw.get("text")
    if not isinstance(text, str) or not text.strip():
        raise GestureError(tr("There is nothing to paste; copy units first."))
    if len(text) > MAX_PASTED:
        raise GestureError(
            tr(
                "That is too much to paste (more than {most:,} characters); open it as a file.",
                most=MAX_PASTED,
            )
        )
    if raw.get("x") is None or raw.get("y") is None:
        return Paste(text)
    return Paste(text, (number(raw["x"], "x"), number(raw["y"], "y")))


def _arrange(raw: Mapping[str, Any], have: Known) -> Arrange:
    how = raw.get("how")
    if not isinstance(how, str) or how not in ARRANGEMENTS:
        raise GestureError(
            tr("The drawing asked for an arrangement this version does not know; reload the page.")
        )
    return Arrange(how, units(raw, have, least=ARRANGEMENTS[how]))


def _connect(raw: Mapping[str, Any], have: Known) -> Connect:
    source, target = unit(raw.get("source"), have), unit(raw.get("target"), have)
    if (source, target) in have.edges:
        raise GestureError(
            tr(
                "There is an edge from {source} to {target} already; click it to edit it.",
                source=source,
                target=target,
            )
        )
    return Connect(source, target)


def _reconnect(raw: Mapping[str, Any], have: Known) -> Reconnect:
    old = pair((raw.get("source"), raw.get("target")), have)
    new = (unit(raw.get("new_source"), have), unit(raw.get("new_target"), have))
    if new in have.edges:
        raise GestureError(
            tr(
                "There is an edge from {source} to {target} already; delete it first.",
                source=new[0],
                target=new[1],
            )
        )
    return Reconnect(*old, *new)


def _weight(raw: Mapping[str, Any], have: Known) -> SetWeight:
    edge = pair((raw.get("source"), raw.get("target")), have)
    stroke = integer(raw.get("stroke", 0), "stroke", 0, MAX_SEQ)
    return SetWeight(*edge, finite(raw.get("weight"), "weight"), stroke)


def _delete(raw: Mapping[str, Any], have: Known) -> Delete:
    units = dict.fromkeys(unit(u, have) for u in items(raw, "units", MAX_DRAWN))
    edges = dict.fromkeys(pair(e, have) for e in items(raw, "edges", MAX_IDS))
    if not units and not edges:
        raise GestureError(tr("Nothing is selected; click a unit or an edge first."))
    return Delete(tuple(units), tuple(edges))


def _select(raw: Mapping[str, Any], have: Known) -> Select:
    ids = have.ids
    # The network may have changed on the way: ids of units and edges that are gone are dropped.
    return Select(
        tuple(dict.fromkeys(i for i in items(raw, "ids", MAX_IDS) if isinstance(i, str) and i in ids))
    )


def _edit(raw: Mapping[str, Any], have: Known) -> Edit:
    wanted = raw.get("id")
    return Edit(wanted if isinstance(wanted, str) and wanted in have.ids else None)


_READERS: Mapping[str, Callable[[Mapping[str, Any], Known], Gesture]] = {
    "toggle": _toggle,
    "add": _add,
    "move": _move,
    "regroup": _regroup,
    "connect": _connect,
    "reconnect": _reconnect,
    "weight": _weight,
    "delete": _delete,
    "select": _select,
    "edit": _edit,
    "duplicate": _duplicate,
    "copy": _copy,
    "paste": _paste,
    "arrange": _arrange,
    "undo": lambda _raw, _have: Undo(),
    "redo": lambda _raw, _have: Redo(),
}
