"""Gestures of the network editor: hostile dicts from a browser in, frozen commands out.

`parse` is the only door. Whatever arrives (wrong types, huge lists, NaN, units that were deleted a moment
ago, markup in a label) either becomes one of the dataclasses below or raises `GestureError`, whose text is
one sentence for the person at the screen. Nothing here changes a network.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from engine.errors import PhiscopeError
from engine.units import MAX_DRAWN, MAX_LABEL, MAX_STATES

MAX_IDS = MAX_DRAWN + MAX_DRAWN**2
MAX_SEQ = 2**53 - 1  # the largest integer a browser counts exactly

Pair = tuple[str, str]


class GestureError(PhiscopeError):
    """A gesture that cannot be carried out; `str(e)` is one sentence to put on screen."""


@dataclass(frozen=True, slots=True)
class Toggle:
    """Put unit `label` in `state` (already the next state: sending it twice changes nothing)."""

    label: str
    state: int


@dataclass(frozen=True, slots=True)
class AddUnit:
    """Add a unit at (x, y); Python picks its label. x grows to the right, y upwards, both 0 to 1."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class MoveUnits:
    """Put each unit of `positions` at its (x, y), as one step of undo."""

    positions: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Connect:
    """Add the edge source → target (the same unit twice: a self-loop)."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Reconnect:
    """Take the edge source → target, with its weight, to new_source → new_target."""

    source: str
    target: str
    new_source: str
    new_target: str


@dataclass(frozen=True, slots=True)
class Delete:
    """Remove `units` (with every edge that touches them) and `edges`."""

    units: tuple[str, ...]
    edges: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Select:
    """Select `ids`, in order: "unit:A", "edge:A>B"; empty clears the selection."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """Ask for the inspector of `id`, or of whatever is selected when `id` is None."""

    id: str | None


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last change."""


@dataclass(frozen=True, slots=True)
class Redo:
    """Do again what was taken back."""


Gesture = Toggle | AddUnit | MoveUnits | Connect | Reconnect | Delete | Select | Edit | Undo | Redo


@dataclass(frozen=True, slots=True)
class Known:
    """What a gesture may speak of: the units with their number of states, and the edges."""

    states: Mapping[str, int]
    edges: frozenset[Pair]

    @property
    def ids(self) -> dict[str, str | Pair]:
        """Every id a browser may send, with the unit or edge it stands for."""
        return {
            **{unit_id(u): u for u in self.states},
            **{edge_id(*e): e for e in self.edges},
        }


def known(network: Mapping[str, Any]) -> Known:
    """Read the units and edges off an editor's `network` dict."""
    return Known(
        {u["label"]: int(u.get("states", 2)) for u in network.get("units", ())},
        frozenset((e["from"], e["to"]) for e in network.get("edges", ())),
    )


def unit_id(label: str) -> str:
    """The id of a unit: "unit:A"."""
    return f"unit:{label}"


def edge_id(source: str, target: str) -> str:
    """The id of an edge: "edge:A>B"."""
    return f"edge:{source}>{target}"


def parse(raw: object, network: Mapping[str, Any]) -> Gesture:
    """Turn what a browser sent into a gesture on `network`.

    Raises
    ------
    GestureError
        With one sentence: unknown gesture, unknown unit or edge, a number that is not finite, too much.
    """
    if not isinstance(raw, Mapping):
        raise GestureError("The drawing sent something that is not a gesture; reload the page.")
    kind = raw.get("type")
    reader = _READERS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        raise GestureError("The drawing sent a gesture this version does not know; reload the page.")
    return reader(raw, known(network))


def sequence(raw: object) -> int:
    """The gesture's number, 0 when it carries none that can be trusted."""
    seq = raw.get("seq") if isinstance(raw, Mapping) else None
    try:
        return _integer(seq, "seq", 0, MAX_SEQ)
    except GestureError:
        return 0


def _number(value: object, name: str) -> float:
    # JavaScript has one kind of number: 1.0 arrives as the int 1. True is not a number here.
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise GestureError(f"The drawing sent no number for {name}; try the gesture again.")
    if not 0 <= value <= 1:  # also refuses NaN
        raise GestureError("That place is off the sheet; drop it on the dotted area.")
    return float(value)


def _integer(value: object, name: str, low: int, high: int) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise GestureError(f"The drawing sent no whole number for {name}; try the gesture again.")
    if not low <= value <= high:
        raise GestureError(f"There is no such {name}; choose one from {low} to {high}.")
    return value


def _unit(value: object, have: Known) -> str:
    if not isinstance(value, str) or len(value) > MAX_LABEL or value not in have.states:
        raise GestureError("That unit is no longer in the network; look at the drawing and try again.")
    return value


def _pair(value: object, have: Known) -> Pair:
    if not _is_list(value, 2) or len(value) != 2:
        raise GestureError("The drawing sent an edge without two ends; try the gesture again.")
    pair = (_unit(value[0], have), _unit(value[1], have))
    if pair not in have.edges:
        raise GestureError(f"There is no edge from {pair[0]} to {pair[1]} any more; try again.")
    return pair


def _is_list(value: object, limit: int) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes) and len(value) <= limit


def _items(raw: Mapping[str, Any], name: str, limit: int) -> Sequence[Any]:
    value = raw.get(name, ())
    if not _is_list(value, limit):
        raise GestureError(f"The drawing sent no usable list of {name}; select fewer things and try again.")
    return value


def _toggle(raw: Mapping[str, Any], have: Known) -> Toggle:
    label = _unit(raw.get("label"), have)
    return Toggle(label, _integer(raw.get("state"), "state", 0, min(have.states[label], MAX_STATES) - 1))


def _add(raw: Mapping[str, Any], have: Known) -> AddUnit:
    if len(have.states) >= MAX_DRAWN:
        raise GestureError(f"A drawing holds at most {MAX_DRAWN} units; delete one first.")
    return AddUnit(_number(raw.get("x"), "x"), _number(raw.get("y"), "y"))


def _move(raw: Mapping[str, Any], have: Known) -> MoveUnits:
    positions = raw.get("positions")
    if not isinstance(positions, Mapping) or not 0 < len(positions) <= MAX_DRAWN:
        raise GestureError("The drawing sent no usable positions; try the gesture again.")
    moved: dict[str, tuple[float, float]] = {}
    for label, place in positions.items():
        if not _is_list(place, 2) or len(place) != 2:
            raise GestureError("The drawing sent a position without x and y; try the gesture again.")
        moved[_unit(label, have)] = (_number(place[0], "x"), _number(place[1], "y"))
    return MoveUnits(moved)


def _connect(raw: Mapping[str, Any], have: Known) -> Connect:
    source, target = _unit(raw.get("source"), have), _unit(raw.get("target"), have)
    if (source, target) in have.edges:
        raise GestureError(f"There is an edge from {source} to {target} already; click it to edit it.")
    return Connect(source, target)


def _reconnect(raw: Mapping[str, Any], have: Known) -> Reconnect:
    old = _pair((raw.get("source"), raw.get("target")), have)
    new = (_unit(raw.get("new_source"), have), _unit(raw.get("new_target"), have))
    if new in have.edges:
        raise GestureError(f"There is an edge from {new[0]} to {new[1]} already; delete it first.")
    return Reconnect(*old, *new)


def _delete(raw: Mapping[str, Any], have: Known) -> Delete:
    units = dict.fromkeys(_unit(u, have) for u in _items(raw, "units", MAX_DRAWN))
    edges = dict.fromkeys(_pair(e, have) for e in _items(raw, "edges", MAX_IDS))
    if not units and not edges:
        raise GestureError("Nothing is selected; click a unit or an edge first.")
    return Delete(tuple(units), tuple(edges))


def _select(raw: Mapping[str, Any], have: Known) -> Select:
    ids = have.ids
    # A selection may outlive what it points at for a moment (the network changed on its way): drop those.
    return Select(
        tuple(dict.fromkeys(i for i in _items(raw, "ids", MAX_IDS) if isinstance(i, str) and i in ids))
    )


def _edit(raw: Mapping[str, Any], have: Known) -> Edit:
    wanted = raw.get("id")
    return Edit(wanted if isinstance(wanted, str) and wanted in have.ids else None)


_READERS: Mapping[str, Callable[[Mapping[str, Any], Known], Gesture]] = {
    "toggle": _toggle,
    "add": _add,
    "move": _move,
    "connect": _connect,
    "reconnect": _reconnect,
    "delete": _delete,
    "select": _select,
    "edit": _edit,
    "undo": lambda _raw, _have: Undo(),
    "redo": lambda _raw, _have: Redo(),
}
