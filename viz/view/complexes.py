"""The candidate systems of a substrate in a state: their lattice by size, and a table of their verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from engine.formalisms import formalism_name
from engine.iit4.tolerance import slack
from engine.words import tr, trn
from viz.numbers import count, number
from viz.view.letters import letters, why_phrase
from viz.view.naming import readings_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from engine.iit4.complexes import Complexes

Kind = Literal["complex", "undecided", "excluded", "reducible", "left-out"]
Units = tuple[str, ...]
MOST_A_ROW = 24
"""Most candidates of one size in the lattice; the others are counted."""
CROWDED = 10
"""Most candidates of one size that have room for two significant digits; more have two decimals."""
MOST_LINED = 31
"""Most candidates of a lattice that is drawn with its lines (those of five units)."""
RANK: dict[Kind, int] = {"complex": 0, "undecided": 1, "excluded": 2, "reducible": 3, "left-out": 4}
KEY = tr(
    "Ring: complex. ✕: excluded by a complex that it overlaps. Small and hollow: reducible. "
    "Box: the candidate system."
)
LEFT_OUT = tr("–: left out; no state of its own leads to its present one with the other units as they are.")
NOTHING = tr("No set of units has φ_s above zero in this state: there is no complex.")


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


@dataclass(frozen=True, slots=True)
class CandidateDot:
    """One candidate system in the lattice."""

    row: int
    """Index into `CandidatesView.rows`."""
    x: float
    """In [0, 1]."""
    y: float
    """The number of its units."""
    strength: float
    """φ_s as a share 0..1 of the largest in the picture."""
    number: str
    """φ_s as text."""


@dataclass(frozen=True, slots=True)
class Level:
    """The candidates of one size."""

    size: int
    total: int
    """How many there are."""
    shown: int
    """How many the lattice shows."""

    @property
    def name(self) -> str:
        """The size: "2 units"."""
        return trn("{n} unit", "{n} units", self.size)

    @property
    def part(self) -> str:
        """How many are shown: "24 of 35"; empty if all are."""
        if self.shown == self.total:
            return ""
        return tr("{shown} of {all:,}", shown=self.shown, all=self.total)

    @property
    def text(self) -> str:
        """The text beside the row: "3 units: 24 of 35"."""
        return ": ".join(filter(None, [self.name, self.part]))


@dataclass(frozen=True, slots=True)
class CandidatesView:
    """The lattice (`dots`, `levels`, `lines`) and the table (`rows`) of candidate systems."""

    title: str
    rows: tuple[CandidateRow, ...]
    """Every candidate: complexes first, then undecided, excluded, reducible and left out, each by φ_s."""
    dots: tuple[CandidateDot, ...]
    levels: tuple[Level, ...]
    """From one unit to all."""
    lines: tuple[tuple[int, int], ...]
    """Pairs of dots of which the second has the units of the first and one more."""
    selected: int | None
    """The dot of the present candidate system; None if it is not drawn."""
    rival: int | None
    """The dot of the complex that excludes it; None if there is none."""
    note: str
    caption: str

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        winners = [row for row in self.rows if row.kind == "complex"]
        if not winners:
            return f"{self.title}: {NOTHING}"
        named = [
            tr("{units} with φ_s = {phi_s}", units=row.text, phi_s=number(row.phi_s)) for row in winners[:4]
        ]
        return tr(
            "{title}: {n:,} candidate systems, {winners} complexes: {named}.",
            title=self.title,
            n=len(self.rows) - self.tally("left-out"),
            winners=len(winners),
            named=", ".join(named),
        )

    def tally(self, kind: Kind) -> int:
        """Return how many candidates have this verdict."""
        return sum(row.kind == kind for row in self.rows)


def complexes_view(labels: Sequence[str], found: Complexes, system: Units | None = None) -> CandidatesView:
    """Return the lattice and the table of a search for complexes (IIT 4.0 eqs 24-26).

    Parameters
    ----------
    labels
        Labels of the whole substrate, in the order of `found.state`.
    found
        The result of the search.
    system
        The units of the present candidate system, to be marked.

    Returns
    -------
    CandidatesView
        Every candidate in the table, at most `MOST_A_ROW` of each size in the lattice.
    """
    rows = _rows(labels, found)
    shown = _shown(rows, len(labels), system)
    largest = max((row.phi_s for row in rows), default=0.0) or 1.0
    dots = [
        CandidateDot(i, x, float(rows[i].size), rows[i].phi_s / largest, _number(rows[i].phi_s, len(level)))
        for level in shown
        for i, x in zip(level, _spread(len(level)), strict=True)
    ]
    at = {rows[dot.row].units: place for place, dot in enumerate(dots)}
    selected = None if system is None else at.get(system)
    by = () if selected is None else rows[dots[selected].row].by
    sizes = [sum(row.size == size for row in rows) for size in range(1, len(labels) + 1)]
    levels = tuple(
        Level(i + 1, total, len(level)) for i, (total, level) in enumerate(zip(sizes, shown, strict=True))
    )
    return CandidatesView(
        title=tr("Candidate systems of {units}", units=letters(labels, found.state)),
        rows=rows,
        dots=tuple(dots),
        levels=levels,
        lines=tuple(_lines(at)) if len(rows) <= MOST_LINED else (),
        selected=selected,
        rival=at.get(by),
        note=_note(rows, levels),
        caption=caption(labels, found),
    )


def caption(labels: Sequence[str], found: Complexes) -> str:
    """Return the caption of a figure: state, formalism, readings that are not the default, version.

    Parameters
    ----------
    labels
        Labels of the whole substrate, in the order of `found.state`.
    found
        The result of the search.

    Returns
    -------
    str
        Parts separated by " · ".
    """
    state = ", ".join(f"{u} = {v}" for u, v in zip(labels, found.state, strict=True))
    formalism = formalism_name(found.formalism)
    said = tr("State {name} ({state})", name=letters(labels, found.state), state=state)
    read = readings_text(found.readings, always=())
    parts = [said, formalism, *([read] if read else []), tr("φ_s in ibits"), f"phiscope {found.version}"]
    return " · ".join(parts)


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


def _rows(labels: Sequence[str], found: Complexes) -> tuple[CandidateRow, ...]:
    values = dict(zip(labels, found.state, strict=True))

    def text(units: Units) -> str:
        return letters(units, [values[u] for u in units])

    winners = {c.units for c in found.complexes}
    tied = {c.units for c in found.undecided}
    losers = {e.units: e.by for e in found.excluded}
    known = {each.units: each.phi_s for each in (*found.candidates, *found.complexes)}
    rows = []
    for candidate in found.candidates:
        units, by = candidate.units, losers.get(candidate.units, ())
        if units in winners:
            kind, verdict = "complex", tr("complex")
        elif units in tied:
            kind, verdict = "undecided", tr("no complex: tied with one it overlaps")
        elif by:
            kind, verdict = "excluded", tr("excluded by {units}", units=text(by))
            if known[by] - candidate.phi_s <= slack(known[by]):
                verdict = tr("tied with {units}, which has more Φ", units=text(by))
        elif candidate.reason == "not-reachable-now":
            kind, verdict = "left-out", tr("left out: {reason}", reason=why_phrase(candidate.reason))
        else:
            kind = "reducible"
            verdict = tr("reducible: {reason}", reason=why_phrase(candidate.reason) or tr("φ_s is 0"))
        marks = kind, verdict, by, candidate.reason or ""
        rows.append(CandidateRow(units, text(units), len(units), candidate.phi_s, *marks))
    return tuple(sorted(rows, key=lambda row: (RANK[row.kind], -row.phi_s, row.size)))


def _shown(rows: Sequence[CandidateRow], sizes: int, system: Units | None) -> list[list[int]]:
    """Return the indices of the rows that the lattice shows, for each size in the order of their units."""
    place = {units: i for i, units in enumerate(sorted({row.units for row in rows}))}
    out = []
    for size in range(1, sizes + 1):
        level = [i for i, row in enumerate(rows) if row.size == size]
        level.sort(key=lambda i: rows[i].units != system and i)
        out.append(sorted(level[:MOST_A_ROW], key=lambda i: place[rows[i].units]))
    return out


def _number(phi_s: float, neighbours: int) -> str:
    """Return φ_s with two significant digits, or with two decimals if there are many neighbours."""
    if neighbours <= CROWDED or phi_s == 0:
        return number(phi_s, 2)
    return f"{phi_s:.2f}" if phi_s >= 0.01 else "<0.01"


def _spread(n: int) -> list[float]:
    """Return n positions in [0, 1] at equal distances."""
    return [(i + 0.5) / n for i in range(n)]


def _lines(at: dict[Units, int]) -> Iterator[tuple[int, int]]:
    for units, place in at.items():
        for label in units:
            below = at.get(tuple(u for u in units if u != label))
            if below is not None:
                yield below, place


def _note(rows: Sequence[CandidateRow], levels: Sequence[Level]) -> str:
    if not any(row.kind == "complex" for row in rows):
        return NOTHING
    said = [LEFT_OUT] if any(row.kind == "left-out" for row in rows) else []
    if hidden := sum(level.total - level.shown for level in levels):
        said.append(
            tr(
                "The complexes and the strongest of each size are drawn; {count} more are in the table.",
                count=count(hidden),
            )
        )
    return " ".join(said)
