"""Two Φ-structures side by side: on the same axes, their differences marked, their numbers subtracted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite
from typing import TYPE_CHECKING, Any

from engine.iit4.integration import close
from engine.words import tr, trn
from viz.numbers import MINUS, count, number
from viz.view.axes import axes_of, in_order, levelled, order_of
from viz.view.differences import Compared, Differences, differences
from viz.view.letters import letters
from viz.view.structure import structure_view
from viz.view.substrate import largest_weight, substrate_view

if TYPE_CHECKING:
    from engine.iit4.distinctions import Distinction
    from engine.iit4.structure import PhiStructure
    from viz.view.faces import FaceChoice
    from viz.view.structure import StructureView
    from viz.view.substrate import SubstrateView

DIFFERS, ALONE = "≠", "+"
KEY = tr("{differs} differs from the other side · {alone} only on this side", differs=DIFFERS, alone=ALONE)
ALIKE = tr("Both sides are the same; give the right one another state, rule or network.")
ABSENT = "–"
PARTS = ("state", "cause", "effect", "φ_d")
ONLY_LEFT, ONLY_RIGHT = "only left", "only right"
WORDS = {
    "state": tr("state"),
    "cause": tr("cause"),
    "effect": tr("effect"),
    "φ_d": "φ_d",
    ONLY_LEFT: tr("only left"),
    ONLY_RIGHT: tr("only right"),
}
Labels = tuple[str, ...]
Order = dict[str, int]
"""The place of every unit among those of both sides."""


@dataclass(frozen=True, slots=True)
class Sum:
    """One number of both sides; `difference` is right minus left."""

    name: str
    left: str
    right: str
    difference: str


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A mechanism that has a distinction on one side at least; texts are empty where it has none.

    `differs` names what differs: parts of `PARTS`, or one of `ONLY_LEFT` and `ONLY_RIGHT`.
    """

    units: Labels
    mechanism: tuple[str, str]
    cause: tuple[str, str]
    effect: tuple[str, str]
    phi: tuple[float | None, float | None]
    difference: float
    differs: tuple[str, ...]

    @property
    def said(self) -> str:
        """What differs, in words; empty when nothing does."""
        return ", ".join(WORDS[part] for part in self.differs)


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Both sides of a comparison; `left` and `right` share their axes and their scale of colours."""

    left: StructureView
    right: StructureView
    sums: tuple[Sum, ...]
    rows: tuple[ComparedRow, ...]
    differences: Differences
    counted: str
    """How many distinctions are the same, differ, or stand on one side only."""
    caption: str

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        numbers = "; ".join(
            tr("{name} {left} and {right}", name=each.name, left=each.left, right=each.right)
            for each in self.sums
        )
        asked = " ".join(self.differences.sentences) or ALIKE
        return f"{tr('Left and right: {numbers}.', numbers=numbers)} {self.counted} {asked}"


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
    picked
        A mechanism: its distinction is lit on both sides.
    choice
        Which faces to draw, on both sides.
    only_differences
        Whether what is the same on both sides is drawn in grey.
    """
    rows = _rows(left.structure, right.structure)
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
        counted=_counted(rows),
        caption=f"{_at_left(one.caption)}\n{_at_right(other.caption)}",
    )


def substrate_views(left: Compared, right: Compared) -> tuple[SubstrateView, SubstrateView]:
    """Return both substrates with what differs marked, and one scale for the widths of their edges."""
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
    """Return the rows as columns, left and right apart; φ values are full-precision floats."""
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
    """Return what both sides have, once when it is the same."""
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
    names = [set(each.mechanism) for each in structure.distinctions]
    return names.index(set(mechanism)) if mechanism and set(mechanism) in names else None


def _same_colours(left: StructureView, right: StructureView) -> tuple[StructureView, StructureView]:
    """Return the views with one scale of colours for the relations of both."""
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
    found.append(_difference("Φ", *(each.big_phi for each in both)))
    found.append(_counts(tr("distinctions"), *(len(each.distinctions) for each in both)))
    found.append(_difference("Σφ_d", *(each.sum_phi_d for each in both)))
    found.append(_counts(tr("relations"), *(each.relations.count for each in both)))
    found.append(_difference("Σφ_r", *(each.relations.sum_phi for each in both)))
    return found


def _difference(name: str, left: float, right: float) -> Sum:
    if not (isfinite(left) and isfinite(right)):
        return Sum(name, number(left, 4), number(right, 4), "")
    change = "0" if close(left, right) else _signed(right - left, number(right - left, 4))
    return Sum(name, number(left, 4), number(right, 4), change)


def _counts(name: str, left: int, right: int) -> Sum:
    change = right - left
    size = f"{MINUS}{count(-change)}" if change < 0 else count(change)
    return Sum(name, count(left), count(right), _signed(change, size))


def _signed(change: float, text: str) -> str:
    return f"+{text}" if change > 0 else text


def _rows(left: PhiStructure, right: PhiStructure) -> tuple[ComparedRow, ...]:
    """Return the mechanisms of both sides, small ones first, in the order of the units of both."""
    # The sides may list their units in different orders, as two files of one network do.
    order = order_of(left, right)
    one, other = (
        {in_order(each.mechanism, order): each for each in side.distinctions} for side in (left, right)
    )
    every = sorted({*one, *other}, key=lambda units: (len(units), [order[unit] for unit in units]))
    return tuple(_row(units, one.get(units), other.get(units), order) for units in every)


def _row(units: Labels, left: Distinction | None, right: Distinction | None, order: Order) -> ComparedRow:
    phi = (left.phi if left else None, right.phi if right else None)
    parts = ("mechanism", "cause", "effect")
    return ComparedRow(
        units=units,
        **{part: (_text(left, part, order), _text(right, part, order)) for part in parts},
        phi=phi,
        difference=0.0
        if left and right and close(left.phi, right.phi)
        else (phi[1] or 0.0) - (phi[0] or 0.0),
        differs=_differs(left, right),
    )


def _text(distinction: Distinction | None, part: str, order: Order) -> str:
    if distinction is None:
        return ""
    values = _values(distinction, part)
    units = in_order(tuple(values), order)
    return letters(units, [values[unit] for unit in units])


def _values(distinction: Distinction, part: str) -> dict[str, int]:
    """Return the state of every unit of the mechanism, the cause or the effect."""
    if part == "mechanism":
        return dict(zip(distinction.mechanism, distinction.state, strict=True))
    purview = distinction.cause if part == "cause" else distinction.effect
    return dict(zip(purview.units, purview.state, strict=True))


def _differs(left: Distinction | None, right: Distinction | None) -> tuple[str, ...]:
    if right is None:
        return (ONLY_LEFT,)
    if left is None:
        return (ONLY_RIGHT,)
    unlike = (
        *(_values(left, part) != _values(right, part) for part in ("mechanism", "cause", "effect")),
        not close(left.phi, right.phi),
    )
    return tuple(part for part, differs in zip(PARTS, unlike, strict=True) if differs)


def _counted(rows: tuple[ComparedRow, ...]) -> str:
    """Return "2 distinctions are the same, 1 differs, 3 only on the left."."""
    only = [sum(row.differs == (side,) for row in rows) for side in (ONLY_LEFT, ONLY_RIGHT)]
    same = sum(not row.differs for row in rows)
    unlike = len(rows) - same - sum(only)
    if not rows:
        return tr("Neither side has distinctions.")
    parts = [
        trn("{n:,} distinction is the same", "{n:,} distinctions are the same", same),
        trn("{n:,} differs", "{n:,} differ", unlike),
        *([tr("{n:,} only on the left", n=only[0])] if only[0] else []),
        *([tr("{n:,} only on the right", n=only[1])] if only[1] else []),
    ]
    return f"{', '.join(parts)}."
