"""The candidate systems of a search with their verdicts, as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from engine.iit4.exclusion import in_order
from engine.words import tr
from viz.view.letters import letters, why_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.iit4.complexes import Complexes

Kind = Literal["complex", "undecided", "excluded", "reducible", "left-out"]
Units = tuple[str, ...]
RANK: dict[Kind, int] = {"complex": 0, "undecided": 1, "excluded": 2, "reducible": 3, "left-out": 4}


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One candidate system and its verdict."""

    units: Units
    text: str
    """The units in letter case."""
    size: int
    phi_s: float
    """φ_s in ibits; 0 also if it is left out, and then not computed."""
    kind: Kind
    verdict: str
    """The verdict as a phrase: "excluded by AB"."""
    by: Units
    """The units of the complex that excludes it; empty if none does."""
    reason: str
    """The engine's key of the reason why φ_s is 0; empty if it is not 0."""
    tied: bool = False
    """Whether the complex that excludes it has the same φ_s, and more Φ."""


def excluded_words(by: str, tied: bool) -> str:
    """Return why a candidate system is excluded: by a larger φ_s, or by more Φ of the same φ_s."""
    if tied:
        return tr("tied with {units}, which has more Φ", units=by)
    return tr("excluded by {units}", units=by)


def rows_of(labels: Sequence[str], found: Complexes) -> tuple[CandidateRow, ...]:
    """Return every candidate system that was evaluated or left out.

    Parameters
    ----------
    labels
        Labels of the whole substrate, in the order of `found.state`.
    found
        The result of the search.

    Returns
    -------
    tuple of CandidateRow
        Complexes first, then undecided, excluded, reducible and left out, each by φ_s.
    """
    values = dict(zip(labels, found.state, strict=True))

    def text(units: Units) -> str:
        return letters(units, [values[u] for u in units])

    winners = {c.units for c in found.complexes}
    tied = {c.units for c in found.undecided}
    losers = {e.units: e for e in found.excluded}
    rows = []
    for candidate in in_order(found.candidates, labels):
        units, lost = candidate.units, losers.get(candidate.units)
        by = () if lost is None else lost.by
        if units in winners:
            kind, verdict = "complex", tr("complex")
        elif units in tied:
            kind, verdict = "undecided", tr("no complex: tied with one it overlaps")
        elif lost is not None:
            kind, verdict = "excluded", excluded_words(text(by), lost.tied)
        elif candidate.reason == "not-reachable-now":
            kind, verdict = (
                "left-out",
                tr("left out: {reason}", reason=why_phrase(candidate.reason, len(candidate.units))),
            )
        else:
            kind = "reducible"
            verdict = tr(
                "reducible: {reason}",
                reason=why_phrase(candidate.reason, len(candidate.units)) or tr("φ_s is 0"),
            )
        marks = kind, verdict, by, candidate.reason or "", lost is not None and lost.tied
        rows.append(CandidateRow(units, text(units), len(units), candidate.phi_s, *marks))
    return tuple(sorted(rows, key=lambda row: RANK[row.kind]))


def columns(rows: Sequence[CandidateRow]) -> dict[str, list]:
    """Return rows as columns for a table or a file: φ_s in full precision, labels separated by spaces.

    φ_s of candidates that were left out is None.
    """
    return {
        "units": [" ".join(row.units) for row in rows],
        "candidate": [row.text for row in rows],
        "size": [row.size for row in rows],
        "phi_s": [None if row.kind == "left-out" else row.phi_s for row in rows],
        "verdict": [row.kind for row in rows],
        "excluded_by": [" ".join(row.by) for row in rows],
        "reason": [row.reason for row in rows],
    }
