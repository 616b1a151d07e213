"""Gestures: what a person can do to the drawing, as frozen commands for the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Draw `units` once more, at `positions` or, without them, beside the originals."""

    units: tuple[str, ...]
    positions: Mapping[str, tuple[float, float]] | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """Give the text of `units` to the browser's clipboard; changes nothing."""

    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paste:
    """Add the units that `text` describes, their middle `at` a place; the text is anyone's and unchecked."""

    text: str
    at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Arrange:
    """Align, distribute or lay out: `how` is a key of `viz.layout.ARRANGEMENTS`; no `units` are all."""

    how: str
    units: tuple[str, ...]


Change = Toggle | AddUnit | MoveUnits | Connect | Reconnect | Delete | Duplicate | Paste | Arrange


Gesture = Change | Copy | Select | Edit | Undo | Redo


Pair = tuple[str, str]


def unit_id(label: str) -> str:
    """The id of a unit: "unit:A"."""
    return f"unit:{label}"


def edge_id(source: str, target: str) -> str:
    """The id of an edge: "edge:A>B"."""
    return f"edge:{source}>{target}"
