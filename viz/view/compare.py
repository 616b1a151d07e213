"""Two Φ-structures side by side: drawn on the same axes, their differences marked and their sums compared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING, Any

from engine.iit4.integration import close
from engine.words import phrase, tr
from viz.numbers import count, number, signed_count
from viz.view.axes import axes_of, levelled
from viz.view.compared_rows import ComparedRow, compared_rows, counts_sentence
from viz.view.differences import Compared, Differences, differences
from viz.view.structure import structure_view
from viz.view.substrate import largest_weight, substrate_view

if TYPE_CHECKING:
    from engine.iit4.structure import PhiStructure
    from viz.view.faces import FaceChoice
    from viz.view.structure import StructureView
    from viz.view.substrate import SubstrateView

DIFFERS, ALONE = "≠", "+"
KEY = phrase(
    "{differs} differs from the other side · {alone} only on this side", differs=DIFFERS, alone=ALONE
)
ALIKE = phrase("Both sides are the same; give the right one another state, rule or network.")
REDUCIBLE = phrase("Φ in brackets: what would be inside, if it were one thing.")
ABSENT = "–"
"""Written on the side that has no distinction."""
Labels = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """One number of both sides, as text."""

    name: str
    left: str
    right: str
    difference: str
    """Right minus left, with its sign; empty if it is not finite."""


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Two Φ-structures: their pictures, the table of their distinctions, and their sums."""

    left: StructureView
    right: StructureView
    """The pictures share their axes and their scale of colours."""
    sums: tuple[Sum, ...]
    rows: tuple[ComparedRow, ...]
    differences: Differences
    counted: str
    """How many distinctions are the same, differ, or exist on one side only, as a sentence."""
    caption: str
    note: str = ""
    """What Φ in brackets is; empty if both systems are one thing."""

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        numbers = "; ".join(
            tr("{name} {left} and {right}", name=each.name, left=each.left, right=each.right)
            for each in self.sums
        )
        asked = " ".join(self.differences.sentences) or str(ALIKE)
        parts = tr("Left and right: {numbers}.", numbers=numbers), self.note, self.counted, asked
        return " ".join(filter(None, parts))


def comparison_view(
    left: Compared,
    right: Compared,
    picked: Labels | None = None,
    choice: FaceChoice | None = None,
    only_differences: bool = False,
) -> ComparisonView:
    """Return two Φ-structures side by side.

    Parameters
    ----------
    left, right
        The two sides.
    picked
        The units of a mechanism whose distinction is to be lit on both sides; None lights everything.
    choice
        Which relation faces to draw, on both sides.
    only_differences
        Whether distinctions that are the same on both sides are drawn in grey.

    Returns
    -------
    ComparisonView
        Both pictures, the sums, and a row for each mechanism.
    """
    rows = compared_rows(left.structure, right.structure)
    signs = {row.units: ALONE if None in row.phi else DIFFERS for row in rows if row.differs}
    axes = axes_of(left.structure, right.structure, signs=signs, only_signed=only_differences)
    views = [
        structure_view(each.structure, _index(each.structure, picked), choice=choice, axes=axes)
        for each in (left, right)
    ]
    one, other = _same_colours(*views)
    return ComparisonView(
        left=one,
        right=other,
        sums=tuple(_sums(left.structure, right.structure)),
        rows=rows,
        differences=differences(left, right),
        counted=counts_sentence(rows),
        caption=f"{_at_left(one.caption)}\n{_at_right(other.caption)}",
        note=tr(REDUCIBLE) if any(each.structure.reason for each in (left, right)) else "",
    )


def substrate_views(left: Compared, right: Compared) -> tuple[SubstrateView, SubstrateView]:
    """Return the drawings of the two substrates.

    Parameters
    ----------
    left, right
        The two sides.

    Returns
    -------
    tuple of SubstrateView
        Left and right, with units and edges that differ marked, and one scale for the widths of the edges.
    """
    found = differences(left, right)
    largest = max(largest_weight(left.substrate), largest_weight(right.substrate))
    one, other = (_substrate(side, found, largest) for side in (left, right))
    return (
        replace(one, caption=_at_left(one.caption)),
        replace(other, caption=_at_right(other.caption)),
    )


def _at_left(caption: str) -> str:
    return tr("Left: {caption}", caption=caption)


def _at_right(caption: str) -> str:
    return tr("Right: {caption}", caption=caption)


def columns(view: ComparisonView) -> dict[str, list[Any]]:
    """Return the rows as columns for a file, one for each side; φ values are full-precision floats."""
    found: dict[str, list[Any]] = {}
    for name in ("mechanism", "cause", "effect"):
        for i, side in enumerate(("left", "right")):
            found[f"{name}_{side}"] = [getattr(row, name)[i] for row in view.rows]
    for i, side in enumerate(("left", "right")):
        found[f"phi_d_{side}"] = [row.phi[i] for row in view.rows]
    found["difference"] = [row.difference for row in view.rows]
    found["differs"] = [", ".join(row.differs) for row in view.rows]
    return found


def beside(pair: tuple[str, str]) -> str:
    """Return the texts of both sides as "a | b", or once if they are the same."""
    left, right = (text or ABSENT for text in pair)
    return left if left == right else f"{left} | {right}"


def _substrate(side: Compared, found: Differences, largest: float) -> SubstrateView:
    view = substrate_view(side.substrate, side.state, side.structure)
    share = largest_weight(side.substrate) / largest
    edges = [replace(edge, strength=share * edge.strength) for edge in view.edges]
    return replace(
        view,
        units=tuple(replace(unit, odd=unit.label in found.units) for unit in view.units),
        edges=tuple(replace(edge, odd=(edge.source, edge.target) in found.edges) for edge in edges),
        key=tuple(replace(line, strength=share * line.strength) for line in view.key),
    )


def _index(structure: PhiStructure, mechanism: Labels | None) -> int | None:
    """Return the index of a mechanism's distinction, None if it has none."""
    names = [set(each.mechanism) for each in structure.distinctions]
    return names.index(set(mechanism)) if mechanism and set(mechanism) in names else None


def _same_colours(left: StructureView, right: StructureView) -> tuple[StructureView, StructureView]:
    """Return the pictures with the relation faces of both on one scale of colours."""
    drawn = [view.phi_range for view in (left, right) if view.lines or view.triangles]
    span = (min((low for low, _ in drawn), default=0.0), max((high for _, high in drawn), default=0.0))
    one, other = (
        replace(
            view, lines=levelled(view.lines, span), triangles=levelled(view.triangles, span), phi_range=span
        )
        for view in (left, right)
    )
    return one, other


def _sums(left: PhiStructure, right: PhiStructure) -> list[Sum]:
    both = left, right
    found = [_difference("φ_s", *(each.phi_s for each in both))]
    phi = _difference("Φ", *(each.big_phi for each in both))
    sides = {
        side: f"({getattr(phi, side)})"
        for side, each in zip(("left", "right"), both, strict=True)
        if each.reason
    }
    found.append(replace(phi, **sides))
    found.append(_counts(tr("distinctions"), *(len(each.distinctions) for each in both)))
    found.append(_difference("Σφ_d", *(each.sum_phi_d for each in both)))
    found.append(_counts(tr("relations"), *(each.relations.count for each in both)))
    found.append(_difference("Σφ_r", *(each.relations.sum_phi for each in both)))
    return found


def _difference(name: str, left: float, right: float) -> Sum:
    if not (isfinite(left) and isfinite(right)):
        return Sum(name, number(left), number(right), "")
    change = "0" if close(left, right) else _signed(right - left, number(right - left))
    return Sum(name, number(left), number(right), change)


def _counts(name: str, left: int, right: int) -> Sum:
    return Sum(name, count(left), count(right), signed_count(right - left))


def _signed(change: float, text: str) -> str:
    return f"+{text}" if change > 0 else text
