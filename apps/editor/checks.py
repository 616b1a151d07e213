"""Checks of the parts of a gesture: numbers, places, units and edges, by type, size and existence.

Each returns the checked part, or raises `GestureError` with a sentence for the person at the screen.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from apps.document.gestures import Pair, edge_id, unit_id
from engine.errors import PhiscopeError
from engine.substrate.units import MAX_DRAWN, MAX_LABEL
from engine.words import tr, trn


class GestureError(PhiscopeError):
    """A gesture that cannot be carried out; `str(e)` is one sentence to put on screen."""


LARGEST = sys.float_info.max


@dataclass(frozen=True, slots=True)
class Known:
    """All that a gesture may name: the units with their numbers of states, and the edges."""

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


def finite(value: object, name: str) -> float:
    """Return a number that is not infinite; the message calls it ``name``."""
    # JavaScript has one kind of number: 1.0 arrives as the int 1. True is not a number here.
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST:
        raise GestureError(tr("The drawing sent no number for {name}; try the gesture again.", name=name))
    return float(value)


def number(value: object, name: str) -> float:
    """Return a coordinate of the drawing, from 0 to 1; the message calls it ``name``."""
    value = finite(value, name)
    if not 0 <= value <= 1:  # also refuses NaN
        raise GestureError(tr("That place is off the sheet; drop it on the dotted area."))
    return value


def integer(value: object, name: str, low: int, high: int) -> int:
    """Return a whole number from ``low`` to ``high``; the message calls it ``name``."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise GestureError(
            tr("The drawing sent no whole number for {name}; try the gesture again.", name=name)
        )
    if not low <= value <= high:
        raise GestureError(
            tr("There is no such {name}; choose one from {low} to {high}.", name=name, low=low, high=high)
        )
    return value


def unit(value: object, have: Known) -> str:
    """Return the label of a unit that exists."""
    if not isinstance(value, str) or len(value) > MAX_LABEL or value not in have.states:
        raise GestureError(tr("That unit is no longer in the network; look at the drawing and try again."))
    return value


def pair(value: object, have: Known) -> Pair:
    """Return an edge that exists."""
    if not is_list(value, 2) or len(value) != 2:
        raise GestureError(tr("The drawing sent an edge without two ends; try the gesture again."))
    ends = (unit(value[0], have), unit(value[1], have))
    if ends not in have.edges:
        raise GestureError(
            tr(
                "There is no edge from {source} to {target} any more; try again.",
                source=ends[0],
                target=ends[1],
            )
        )
    return ends


def is_list(value: object, limit: int) -> TypeGuard[Sequence[Any]]:
    """Return whether ``value`` is a list of at most ``limit`` items."""
    return isinstance(value, Sequence) and not isinstance(value, str | bytes) and len(value) <= limit


def items(raw: Mapping[str, Any], name: str, limit: int) -> Sequence[Any]:
    """Return the list ``name`` of a gesture, of at most ``limit`` items; empty if it has none."""
    value = raw.get(name, ())
    if not is_list(value, limit):
        raise GestureError(
            tr("The drawing sent no usable list of {name}; select fewer things and try again.", name=name)
        )
    return value


def units(raw: Mapping[str, Any], have: Known, least: int = 1) -> tuple[str, ...]:
    """Return the units that a gesture names, each once and at least ``least`` of them."""
    named = tuple(dict.fromkeys(unit(u, have) for u in items(raw, "units", MAX_DRAWN)))
    if len(named) < least:
        raise GestureError(trn("Select at least {n} unit first.", "Select at least {n} units first.", least))
    return named


def places(value: object, have: Known) -> dict[str, tuple[float, float]]:
    """Return the new place (x, y) of each unit that a gesture moves, by label."""
    if not isinstance(value, Mapping) or not 0 < len(value) <= MAX_DRAWN:
        raise GestureError(tr("The drawing sent no usable positions; try the gesture again."))
    wanted: dict[str, tuple[float, float]] = {}
    for label, place in value.items():
        if not is_list(place, 2) or len(place) != 2:
            raise GestureError(tr("The drawing sent a position without x and y; try the gesture again."))
        wanted[unit(label, have)] = (number(place[0], "x"), number(place[1], "y"))
    return wanted
