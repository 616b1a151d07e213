"""A side of a concept as HTML: its repertoire, φ, and its minimum partition as a product of fractions."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from viz.numbers import number

if TYPE_CHECKING:
    from viz.view.concept_bars import ConceptSide


def partition_markup(side: ConceptSide) -> str:
    """Return what stands above the bars of a side; all text is escaped."""
    fractions = "<span>×</span>".join(
        f"<span class='fraction'><span>{escape(factor.mechanism)}</span>"
        f"<span>{escape(factor.purview)}</span></span>"
        for factor in side.factors
    )
    phi = f"<span class='phi{' binds' if side.binds else ''}'>φ = {number(side.phi)}</span>"
    ties = f"<div class='ties'>{escape(side.note)}</div>" if side.note else ""
    return (
        f"<span class='side'>{escape(side.bars.title)}</span>"
        f"<span class='product' role='img' aria-label='{escape(side.product)}'>{fractions}</span>{phi}{ties}"
    )
