"""The distinctions of a Φ-structure as rows of a table, and its sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.words import tr
from viz.numbers import count, number
from viz.view.letters import by_hand, caption, letters, sentence, why_zero

if TYPE_CHECKING:
    from engine.iit4.distinctions import MaximalPurview
    from engine.iit4.structure import PhiStructure


HEADINGS = {
    "mechanism": tr("Mechanism"),
    "cause": tr("Cause"),
    "effect": tr("Effect"),
    "phi_d": "φ_d",
    "phi_c": "φ_c",
    "phi_e": "φ_e",
}
"""What tables of distinctions show, and what they call it."""


@dataclass(frozen=True, slots=True)
class DistinctionRow:
    """One distinction, all parts in letter case; `ties` names the equally good purviews.

    `ties` is for files: "cause: a, AB; effect: b", in every language. `by_hand` names the sides that were
    chosen in place of the tie rule's: "", "cause", "cause effect".
    """

    index: int
    mechanism: str
    cause: str
    effect: str
    phi_d: float
    phi_c: float
    phi_e: float
    cause_tied: bool
    effect_tied: bool
    ties: str
    by_hand: str = ""

    def signed(self, direction: str) -> str:
        """The cause or effect, with ≈ if others are as good, and a word if it was chosen among them."""
        text, tied = (
            (self.cause, self.cause_tied) if direction == "cause" else (self.effect, self.effect_tied)
        )
        text += " ≈" if tied else ""
        chosen = direction in self.by_hand.split()
        return tr("{purview} by hand", purview=text) if chosen else text


@dataclass(frozen=True, slots=True)
class DistinctionsView:
    """The table of distinctions: header "Distinctions (aB): 3/3", rows in engine order, sums."""

    header: str
    system: str
    rows: tuple[DistinctionRow, ...]
    totals: tuple[tuple[str, str], ...]
    note: str
    caption: str
    orders: tuple[int, ...] = ()
    """How many units the mechanism of each row has."""

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        sums = ", ".join(f"{name} {value}" for name, value in self.totals)
        return f"{self.header}. {sums}. {self.note}".strip()


def distinctions_view(structure: PhiStructure) -> DistinctionsView:
    """Return the rows and sums of `structure`."""
    system = letters(structure.units, structure.state)
    possible = 2 ** len(structure.units) - 1
    relations = structure.relations
    low, high = structure.big_phi_range
    big_phi = number(structure.big_phi)
    if high - low > 1e-9:
        ends = {"low": number(low), "high": number(high)}
        big_phi = tr("{big_phi} ({low} to {high} over ties)", big_phi=big_phi, **ends)
    incongruent = structure.incongruent
    notes = [
        why_zero(structure.reason),
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
    """Return the rows as columns for a table or a file; φ values are full-precision floats."""
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
