"""The distinctions of a Φ-structure as rows of a table, and its sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.words import phrase, tr
from viz.numbers import count, number
from viz.view.letters import by_hand, caption, letters, sentence, why_zero

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.iit4.distinctions import MaximalPurview
    from engine.iit4.structure import PhiStructure


HEADINGS = {
    "mechanism": phrase("Mechanism"),
    "cause": phrase("Cause"),
    "effect": phrase("Effect"),
    "phi_d": "φ_d",
    "phi_c": "φ_c",
    "phi_e": "φ_e",
}
"""Column of `DistinctionRow` -> its heading in tables."""


@dataclass(frozen=True, slots=True)
class DistinctionRow:
    """One distinction; mechanism and purviews are in letter case, φ values in ibits."""

    index: int
    """Index of the distinction in the Φ-structure."""
    mechanism: str
    cause: str
    effect: str
    phi_d: float
    phi_c: float
    phi_e: float
    cause_tied: bool
    """Whether another purview has the same φ_c; `effect_tied` is the same for φ_e."""
    effect_tied: bool
    ties: str
    """The tied purviews that were not taken, for files and never translated: "cause: a, AB; effect: b"."""
    by_hand: str = ""
    """The sides whose purview was chosen by hand, not by the tie rule: "", "cause" or "cause effect"."""

    def signed(self, direction: str) -> str:
        """Return the "cause" or "effect" with its marks: ≈ if it is tied, words if it was chosen by hand."""
        text, tied = (
            (self.cause, self.cause_tied) if direction == "cause" else (self.effect, self.effect_tied)
        )
        text += " ≈" if tied else ""
        chosen = direction in self.by_hand.split()
        return tr("{purview} by hand", purview=text) if chosen else text


@dataclass(frozen=True, slots=True)
class DistinctionsView:
    """The table of the distinctions of a Φ-structure."""

    header: str
    """Number of distinctions and of mechanisms: "Distinctions (aB): 3/3"."""
    system: str
    """The system in letter case."""
    rows: tuple[DistinctionRow, ...]
    """In the order of the Φ-structure."""
    totals: tuple[tuple[str, str], ...]
    """(name, value) of Σφ_d, the number of relations, Σφ_r and Φ."""
    note: str
    """Why φ_s is 0, choices by hand, incongruent distinctions; may be empty."""
    caption: str
    orders: tuple[int, ...] = ()
    """Number of units in the mechanism of each row."""

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        sums = ", ".join(f"{name} {value}" for name, value in self.totals)
        return f"{self.header}. {sums}. {self.note}".strip()


def big_phi_ends(structure: PhiStructure) -> dict[str, str]:
    """Return the "low" and "high" end of Φ over the choices among ties; nothing if both are the same."""
    low, high = map(number, structure.big_phi_range)
    return {} if low == high else {"low": low, "high": high}


def caption_with_ties(structure: PhiStructure) -> str:
    """Return the caption of a Φ-structure, with the range of Φ if the choice among ties makes one."""
    ends = big_phi_ends(structure)
    return " · ".join([caption(structure), *([tr("Φ is {low} to {high} over ties", **ends)] if ends else [])])


def tied_note(rows: Sequence[DistinctionRow]) -> str:
    """Return what the mark ≈ says; empty if no purview of the rows is tied."""
    is_marked = any(row.cause_tied or row.effect_tied for row in rows)
    return tr("≈: another purview has the same φ.") if is_marked else ""


def distinctions_view(structure: PhiStructure) -> DistinctionsView:
    """Return the table of the distinctions of a Φ-structure."""
    system = letters(structure.units, structure.state)
    possible = 2 ** len(structure.units) - 1
    relations = structure.relations
    big_phi = number(structure.big_phi)
    if ends := big_phi_ends(structure):
        big_phi = tr("{big_phi} ({low} to {high} over ties)", big_phi=big_phi, **ends)
    incongruent = structure.incongruent
    notes = [
        why_zero(structure.reason, len(structure.units)),
        sentence(by_hand(structure)),
        tr("{n:,} incongruent with the system's cause or effect, not counted.", n=incongruent)
        if incongruent
        else "",
    ]
    return DistinctionsView(
        header=tr(
            "Distinctions ({system}): {n:,}/{possible:,}",
            system=system,
            n=len(structure.distinctions),
            possible=possible,
        ),
        system=system,
        rows=tuple([_row(i, structure) for i in range(len(structure.distinctions))]),
        totals=(
            ("Σφ_d", number(structure.sum_phi_d)),
            (tr("relations"), count(relations.count)),
            ("Σφ_r", number(relations.sum_phi)),
            ("Φ", big_phi),
        ),
        note=" ".join(filter(None, notes)),
        caption=caption(structure),
        orders=tuple([len(distinction.mechanism) for distinction in structure.distinctions]),
    )


def tied_mechanisms(structure: PhiStructure) -> list[str]:
    """Return the mechanisms whose cause or effect ties with another purview, in letter case."""
    return [
        letters(each.mechanism, each.state)
        for each in structure.distinctions
        if _others(each.cause) or _others(each.effect)
    ]


def columns(view: DistinctionsView) -> dict[str, list[str] | list[int] | list[float] | list[bool]]:
    """Return the rows as columns for a table or a file; φ values are in full precision."""
    names = DistinctionRow.__slots__
    return {name: [getattr(row, name) for row in view.rows] for name in names}  # type: ignore[return-value]


def _row(index: int, structure: PhiStructure) -> DistinctionRow:
    distinction = structure.distinctions[index]
    cause, effect = distinction.cause, distinction.effect
    tied = {"cause": _others(cause), "effect": _others(effect)}
    ties = [f"{side}: {', '.join(others)}" for side, others in tied.items() if others]
    return DistinctionRow(
        index=index,
        mechanism=letters(distinction.mechanism, distinction.state),
        cause=letters(cause.units, cause.state),
        effect=letters(effect.units, effect.state),
        phi_d=distinction.phi,
        phi_c=cause.phi,
        phi_e=effect.phi,
        cause_tied=bool(tied["cause"]),
        effect_tied=bool(tied["effect"]),
        ties="; ".join(ties),
        by_hand=" ".join([c.direction for c in structure.by_hand if c.mechanism == distinction.mechanism]),
    )


def _others(purview: MaximalPurview) -> list[str]:
    if not purview.ties:
        return []
    chosen = (tuple(purview.units), tuple(purview.state))
    return [
        letters(tie.units, tie.state)
        for tie in purview.ties
        if (tuple(tie.units), tuple(tie.state)) != chosen
    ]
