"""How a candidate system looks in the lattice, on screen and in print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viz.theme import mix

if TYPE_CHECKING:
    from viz.theme import Theme
    from viz.view.complexes import CandidateRow

DASHES = {"complex": "solid", "undecided": "dotted", "excluded": "dashed", "reducible": "solid"}


def dot_size(row: CandidateRow, strength: float, largest: float) -> float:
    """Return the diameter of a dot: its area goes with φ_s; reducible candidates are small."""
    return max(0.2 * largest, 4.0) if row.kind == "reducible" else largest * max(0.35, strength**0.5)


def dot_look(theme: Theme, row: CandidateRow, strength: float) -> tuple[str, str]:
    """Return fill and edge of a dot: shaded by φ_s, complexes in their blue, reducible ones hollow."""
    if row.kind == "reducible":
        return theme.background, theme.muted
    full = theme.complex_edge if row.kind == "complex" else theme.excluded
    return mix(theme.background, full, 0.2 + 0.7 * strength), full


def below(row: CandidateRow, number: str) -> str:
    """Return what stands under a dot: φ_s, and the mark of its verdict that needs no colour."""
    if row.kind == "reducible":
        return "0"
    return {"complex": number, "undecided": f"{number}?"}.get(row.kind, f"{number}✕")
