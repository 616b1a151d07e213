"""Size, colour and text of a candidate system in the lattice of candidate systems, on screen and in print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viz.theme import mix

if TYPE_CHECKING:
    from viz.theme import Theme
    from viz.view.candidate_rows import CandidateRow

DASHES = {
    "complex": "solid",
    "undecided": "dotted",
    "excluded": "dashed",
    "reducible": "solid",
    "left-out": "dotted",
}
HOLLOW = ("reducible", "left-out")


def dot_size(row: CandidateRow, strength: float, largest: float) -> float:
    """Return the diameter of a candidate's dot, the area of which is in proportion to φ_s.

    Parameters
    ----------
    row
        The candidate system; the dot of a reducible or left out one is small.
    strength
        Its share 0..1 of the largest φ_s in the picture.
    largest
        The largest diameter; its unit is that of the result.

    Returns
    -------
    float
        The diameter, never less than 0.35 of the largest if the candidate is irreducible.
    """
    return max(0.2 * largest, 4.0) if row.kind in HOLLOW else largest * max(0.35, strength**0.5)


def dot_look(theme: Theme, row: CandidateRow, strength: float) -> tuple[str, str]:
    """Return the colours of a candidate's dot.

    Parameters
    ----------
    theme
        Colours of the medium.
    row
        The candidate system: a complex is blue, a reducible or left out one hollow, the others grey.
    strength
        Its share 0..1 of the largest φ_s in the picture: the larger, the darker the fill.

    Returns
    -------
    tuple of str
        Fill and edge, as hexadecimal colours.
    """
    if row.kind in HOLLOW:
        return theme.background, theme.muted
    full = theme.complex_edge if row.kind == "complex" else theme.excluded
    return mix(theme.background, full, 0.2 + 0.7 * strength), full


def below(row: CandidateRow, number: str) -> str:
    """Return the text under a candidate's dot: φ_s, and a mark for its verdict that needs no colour.

    Parameters
    ----------
    row
        The candidate system.
    number
        Its φ_s as text.

    Returns
    -------
    str
        "0" if it is reducible, "0.17" for a complex, "0.17?" if it is undecided, "0.17✕" if it is excluded,
        "–" if it is left out.
    """
    if row.kind == "reducible":
        return "0"
    if row.kind == "left-out":
        return "–"
    return {"complex": number, "undecided": f"{number}?"}.get(row.kind, f"{number}✕")
