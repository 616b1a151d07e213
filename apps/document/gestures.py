"""Gestures: changes and commands that a person gives in the drawing, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class Stroke(str):
    """A key of changes that are one step of undo however long the pointer rests between them."""

    __slots__ = ()


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
class Regroup:
    """Put micro `units` into the macro unit `into`, or out of theirs if it is empty, and at `positions`."""

    units: tuple[str, ...]
    into: str
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
class SetWeight:
    """Give the edge source → target a weight; those of one `stroke` of the pointer are one step of undo.

    Strokes are numbered; 0 stands for the keys, of which quick steps are one step of undo.
    """

    source: str
    target: str
    weight: float
    stroke: int = 0

    @property
    def merge(self) -> str:
        """The key of changes that are one step of undo."""
        key = f"weight {self.source}>{self.target}"
        return Stroke(f"{key} {self.stroke}") if self.stroke else key


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
    """Open the inspector of `id`, or that of the selected thing if `id` is None."""

    id: str | None


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last change."""


@dataclass(frozen=True, slots=True)
class Redo:
    """Repeat the change that was taken back last."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Copy `units` in the drawing, at `positions` or, if None, beside the originals."""

    units: tuple[str, ...]
    positions: Mapping[str, tuple[float, float]] | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """Copy the text of `units` to the browser's clipboard; the document does not change."""

    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paste:
    """Add the units of `text`, which is not trusted, with their centre `at` a place or beside the others."""

    text: str
    at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Arrange:
    """Align, distribute or lay out; `how` is a key of `viz.layout.ARRANGEMENTS`, no `units` means all."""

    how: str
    units: tuple[str, ...]


Change = (
    Toggle
    | AddUnit
    | MoveUnits
    | Regroup
    | Connect
    | Reconnect
    | SetWeight
    | Delete
    | Duplicate
    | Paste
    | Arrange
)


Gesture = Change | Copy | Select | Edit | Undo | Redo


Pair = tuple[str, str]


def unit_id(label: str) -> str:
    """The id of a unit: "unit:A"."""
    return f"unit:{label}"


def edge_id(source: str, target: str) -> str:
    """The id of an edge: "edge:A>B"."""
    return f"edge:{source}>{target}"
