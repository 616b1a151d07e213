"""The distinctions of two Φ-structures in one table: a row for each mechanism that has one on either side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.iit4.integration import close
from engine.words import phrase, tr, trn
from viz.view.axes import in_order, order_of
from viz.view.letters import letters

if TYPE_CHECKING:
    from engine.iit4.distinctions import Distinction
    from engine.iit4.structure import PhiStructure

PARTS = ("state", "cause", "effect", "φ_d")
ONLY_LEFT, ONLY_RIGHT = "only left", "only right"
WORDS = {
    "state": phrase("state"),
    "cause": phrase("cause"),
    "effect": phrase("effect"),
    "φ_d": "φ_d",
    ONLY_LEFT: phrase("only left"),
    ONLY_RIGHT: phrase("only right"),
}
Labels = tuple[str, ...]
Order = dict[str, int]
"""Unit -> index over the units of both sides."""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A mechanism with its distinction on the left and on the right, of which one may be missing."""

    units: Labels
    """The mechanism's units, in an order that both sides share."""
    mechanism: tuple[str, str]
    """In letter case, left and right, as the next two; empty on the side without a distinction."""
    cause: tuple[str, str]
    effect: tuple[str, str]
    phi: tuple[float | None, float | None]
    """φ_d in ibits, left and right; None on the side without a distinction."""
    difference: float
    """φ_d on the right minus φ_d on the left, a missing one counted as 0."""
    differs: tuple[str, ...]
    """Names of `PARTS` that differ, or one of `ONLY_LEFT` and `ONLY_RIGHT`; empty if nothing differs."""

    @property
    def said(self) -> str:
        """The differences in words; empty if there are none."""
        return ", ".join(str(WORDS[part]) for part in self.differs)


def compared_rows(left: PhiStructure, right: PhiStructure) -> tuple[ComparedRow, ...]:
    """Return a row for each mechanism that has a distinction on either side.

    Parameters
    ----------
    left, right
        The Φ-structures; they may list their units in different orders, as two files of one network do.

    Returns
    -------
    tuple of ComparedRow
        Small mechanisms first, then in the order of the units of both sides.
    """
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
    """Return the mechanism, the cause or the effect in letter case, its units in the common order."""
    if distinction is None:
        return ""
    values = _values(distinction, part)
    units = in_order(tuple(values), order)
    return letters(units, [values[unit] for unit in units])


def _values(distinction: Distinction, part: str) -> dict[str, int]:
    """Return unit -> state of the mechanism, the cause or the effect."""
    if part == "mechanism":
        return dict(zip(distinction.mechanism, distinction.state, strict=True))
    purview = distinction.cause if part == "cause" else distinction.effect
    return dict(zip(purview.units, purview.state, strict=True))


def _differs(left: Distinction | None, right: Distinction | None) -> tuple[str, ...]:
    """Return `ComparedRow.differs` of two distinctions, of which one may be missing."""
    if right is None:
        return (ONLY_LEFT,)
    if left is None:
        return (ONLY_RIGHT,)
    unlike = (
        *(_values(left, part) != _values(right, part) for part in ("mechanism", "cause", "effect")),
        not close(left.phi, right.phi),
    )
    return tuple(part for part, differs in zip(PARTS, unlike, strict=True) if differs)


def counts_sentence(rows: tuple[ComparedRow, ...]) -> str:
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
