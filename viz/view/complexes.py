"""The candidate systems of a substrate in a state: their lattice by size, and a table of their verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.formalisms import formalism_name
from engine.words import phrase, tr, trn
from viz.numbers import count, number
from viz.view.candidate_rows import CandidateRow, Kind, Units, rows_of
from viz.view.letters import letters, plain_letters
from viz.view.naming import readings_text
from viz.view.ruled_out import open_sentences, ruled_out_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from engine.iit4.complexes import Complexes

MOST_A_ROW = 24
"""Most candidates of one size in the lattice; the others are counted."""
CROWDED = 10
"""Most candidates of one size that have room for two significant digits; more have two decimals."""
MOST_LINED = 31
"""Most candidates of a lattice that is drawn with its lines (those of five units)."""
MOST_TITLED = 16
"""Most units that titles and captions name with their states."""
MOST_ON = 12
"""Most units of a larger substrate whose being ON a caption names."""
KEY = phrase(
    "Ring: complex. ✕: excluded by a complex that it overlaps. Small and hollow: reducible. "
    "Box: the candidate system."
)
LEFT_OUT = phrase(
    "–: left out; no state of its own leads to its present one with the other units as they are."
)
TIED = phrase("Among candidate systems that overlap and have the same φ_s, more Φ decided.")
NOTHING = phrase("No set of units has φ_s above zero in this state: there is no complex.")


@dataclass(frozen=True, slots=True)
class CandidateDot:
    """One candidate system in the lattice."""

    row: int
    """Index into `CandidatesView.rows`."""
    x: float
    """In [0, 1]."""
    y: float
    """The place of its size among `CandidatesView.levels`, from 1."""
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
    """From one unit to all; of a substrate too large to try all sets, the sizes that have candidates."""
    lines: tuple[tuple[int, int], ...]
    """Pairs of dots of which the second has the units of the first and one more."""
    selected: int | None
    """The dot of the present candidate system; None if it is not drawn."""
    rival: int | None
    """The dot of the complex that excludes it; None if there is none."""
    note: str
    caption: str
    searched: str = ""
    """How many sets of a large substrate were ruled out, and by what; empty if all sets were tried."""
    unsettled: tuple[str, ...] = ()
    """The sets that stay open, a sentence each."""

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
    rows = rows_of(labels, found)
    ruled = found.ruled_out
    sizes = sorted({row.size for row in rows}) if ruled else range(1, len(labels) + 1)
    shown = _shown(rows, sizes, system)
    largest = max((row.phi_s for row in rows), default=0.0) or 1.0
    dots = [
        CandidateDot(i, x, y, rows[i].phi_s / largest, _number(rows[i].phi_s, len(level)))
        for y, level in enumerate(shown, 1)
        for i, x in zip(level, _spread(len(level)), strict=True)
    ]
    at = {rows[dot.row].units: place for place, dot in enumerate(dots)}
    selected = None if system is None else at.get(system)
    by = () if selected is None else rows[dots[selected].row].by
    levels = tuple(
        Level(size, sum(row.size == size for row in rows), len(level))
        for size, level in zip(sizes, shown, strict=True)
    )
    return CandidatesView(
        title=_title(labels, found),
        rows=rows,
        dots=tuple(dots),
        levels=levels,
        lines=tuple(_lines(at)) if len(rows) <= MOST_LINED else (),
        selected=selected,
        rival=at.get(by),
        note=_note(rows, levels),
        caption=caption(labels, found),
        searched="" if ruled is None else ruled_out_sentence(ruled, len(found.candidates)),
        unsettled=() if ruled is None else open_sentences(ruled),
    )


def _title(labels: Sequence[str], found: Complexes) -> str:
    if len(labels) > MOST_TITLED:
        return tr("Candidate systems among {n:,} units", n=len(labels))
    return tr("Candidate systems of {units}", units=letters(labels, found.state))


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
    formalism = formalism_name(found.formalism)
    said = _state(labels, found.state)
    read = readings_text(found.readings, always=())
    parts = [said, formalism, *([read] if read else []), tr("φ_s in ibits"), f"phiscope {found.version}"]
    return " · ".join(parts)


def _state(labels: Sequence[str], state: Sequence[int]) -> str:
    """Return a state for a caption; of a large substrate, the first units that are ON."""
    if len(labels) <= MOST_TITLED:
        values = ", ".join(f"{u} = {v}" for u, v in zip(labels, state, strict=True))
        return tr("State {name} ({state})", name=letters(labels, state), state=values)
    on = [label for label, value in zip(labels, state, strict=True) if value]
    if len(on) > MOST_ON:
        return tr("{on:,} of {n:,} units ON", on=len(on), n=len(labels))
    return tr("ON of {n:,} units: {units}", n=len(labels), units=plain_letters(on) or tr("none"))


def _shown(rows: Sequence[CandidateRow], sizes: Iterable[int], system: Units | None) -> list[list[int]]:
    """Return the indices of the rows that the lattice shows, for each size in the order of their units."""
    place = {units: i for i, units in enumerate(sorted({row.units for row in rows}))}
    out = []
    for size in sizes:
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
    said = [str(LEFT_OUT)] if any(row.kind == "left-out" for row in rows) else []
    said += [str(TIED)] if any(row.tied for row in rows) else []
    if hidden := sum(level.total - level.shown for level in levels):
        said.append(
            tr(
                "The complexes and the strongest of each size are drawn; {count} more are in the table.",
                count=count(hidden),
            )
        )
    return " ".join(said)
