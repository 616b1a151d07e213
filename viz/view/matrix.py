"""The weights of a substrate as a matrix: from the unit of the row to the unit of the column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.substrate.functions import Logistic
from engine.words import phrase, tr
from viz.numbers import number
from viz.view.substrate import largest_weight

if TYPE_CHECKING:
    from engine.substrate.substrate import Substrate

KEY = phrase("From the unit of the row to the unit of the column. Empty: no edge.")
TICKS = phrase("From the unit of the row to the unit of the column. No unit is logistic: a tick is an edge.")


@dataclass(frozen=True, slots=True)
class WeightMark:
    """One edge."""

    row: int
    """Index of its source."""
    column: int
    """Index of its target."""
    text: str
    strength: float
    """|weight| as a share 0..1 of the largest in the substrate; 0.2 if weights have no meaning."""
    inhibitory: bool


@dataclass(frozen=True, slots=True)
class MatrixView:
    """The edges of a substrate as a square matrix."""

    labels: tuple[str, ...]
    marks: tuple[WeightMark, ...]
    note: str
    """How to read the matrix."""
    caption: str


def matrix_view(substrate: Substrate) -> MatrixView:
    """Return the weights of a substrate; without a logistic unit they mean nothing: then only its edges."""
    weighted = any(isinstance(unit.function, Logistic) for unit in substrate.units)
    largest = largest_weight(substrate)
    marks = tuple(
        WeightMark(
            substrate.index(edge.source),
            substrate.index(edge.target),
            number(edge.weight) if weighted else "✓",
            abs(edge.weight) / largest if weighted else 0.2,
            weighted and edge.weight < 0,
        )
        for edge in substrate.edges
    )
    caption = " · ".join(filter(None, [substrate.name, tr("weights") if weighted else tr("connectivity")]))
    return MatrixView(tuple(substrate.labels), marks, KEY if weighted else TICKS, caption)
