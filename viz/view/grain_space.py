"""φ_s by grain: every system of units of any grain, by the number of micro units in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from engine.formalisms import formalism_name
from engine.iit4.tolerance import ranked
from engine.words import phrase, tr, trn
from viz.numbers import number
from viz.view.grain_words import bounds_words, system_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.grain.records import Grains, GrainSystem, Kind
    from engine.substrate.macro_units import MacroUnit

MOST_DOTS = 2_500
"""Most systems that are drawn, those of largest φ_s."""
KINDS: dict[Kind, str] = {
    "micro": phrase("micro units"),
    "units": phrase("over units"),
    "updates": phrase("over updates"),
    "both": phrase("over both"),
}
SPREAD = 0.36
"""How far from its number of micro units a dot is drawn at most, so that dots lie side by side."""

Standing = Literal["complex", "undecided", "excluded", ""]
STANDINGS: dict[str, str] = {
    "complex": phrase("complex"),
    "undecided": phrase("undecided"),
    "excluded": phrase("excluded"),
    "": phrase("reducible"),
}


@dataclass(frozen=True, slots=True)
class GrainRow:
    """One system."""

    index: int
    """Its place in the search's systems."""
    text: str
    """Its units: "{AND(AB), C}"."""
    kind: Kind
    size: int
    """The number of micro units in it."""
    units: int
    """The number of its own units."""
    phi_s: float
    standing: Standing
    verdict: str
    """The standing as a phrase: "excluded by {AND(AB), AND(CD)}"."""


@dataclass(frozen=True, slots=True)
class GrainDot:
    """One system in the picture."""

    row: int
    """Index into `GrainSpaceView.rows`."""
    x: float
    y: float
    about: str
    """What it is, in a sentence."""


@dataclass(frozen=True, slots=True)
class GrainSpaceView:
    """The systems of a search across grains."""

    title: str
    rows: tuple[GrainRow, ...]
    """The largest φ_s first."""
    dots: tuple[GrainDot, ...]
    sizes: int
    """The largest number of micro units in a system."""
    top: float
    """The largest φ_s."""
    present: int | None
    """The dot of the document's macro units; None if they are not among those drawn."""
    kinds: tuple[Kind, ...]
    """The grains that there are, for the key."""
    note: str
    """How far was searched, and what was not."""
    caption: str

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        won = [row for row in self.rows if row.standing == "complex"]
        said = ", ".join(f"{row.text} {number(row.phi_s)}" for row in won[:4]) or tr("none")
        return tr("{title}. Complexes: {complexes}.", title=self.title, complexes=said)


def grain_space_view(
    found: Grains, name: str = "", state: str = "", present: Sequence[MacroUnit] = ()
) -> GrainSpaceView:
    """Return the systems that a search across grains found.

    Parameters
    ----------
    found
        The result of the search.
    name, state
        Of the substrate, for the caption.
    present
        The macro units of the document.

    Returns
    -------
    GrainSpaceView
    """
    rows = _rows(found)
    drawn = _drawn(rows)
    shown = _keys(present)
    marked = next((i for i, dot in enumerate(drawn)
                   if shown and _keys(found.systems[rows[dot.row].index].units) == shown), None)  # fmt: skip
    notes = [bounds_words(found.bounds) + ".", *found.not_searched]
    if len(drawn) < len(rows):
        notes.insert(0, tr("The {n:,} of largest φ_s are drawn.", n=len(drawn)))
    caption = [name, tr("state {state}", state=state) if state else "", formalism_name(found.formalism),
               f"phiscope {found.version}"]  # fmt: skip
    kinds = {row.kind for row in rows}
    return GrainSpaceView(
        title=tr(
            "{systems}, {complexes}",
            systems=trn("{n:,} system", "{n:,} systems", len(rows)),
            complexes=trn("{n} complex", "{n} complexes", len(found.complexes)),
        ),
        rows=rows,
        dots=drawn,
        sizes=max((row.size for row in rows), default=1),
        top=max((row.phi_s for row in rows), default=0.0) or 1.0,
        present=marked,
        kinds=tuple(kind for kind in KINDS if kind in kinds),
        note=" ".join(text[:1].upper() + text[1:] for text in notes),
        caption=" · ".join(filter(None, caption)),
    )


def _keys(units: Sequence[MacroUnit]) -> frozenset[tuple[object, ...]]:
    """Return what units are, whatever they are called."""
    return frozenset((unit.constituents, unit.tau, unit.table, unit.background) for unit in units)


def _rows(found: Grains) -> tuple[GrainRow, ...]:
    # By identity: the hash of a mapping takes as long as φ_s of a small system.
    standing: dict[int, tuple[Standing, str]] = {}
    for each in found.complexes:
        standing[id(each)] = "complex", str(STANDINGS["complex"])
    for each in found.undecided:
        standing[id(each)] = "undecided", tr("undecided: another ties with it")
    for lost in found.excluded:
        standing[id(lost.system)] = "excluded", tr("excluded by {system}", system=system_words(lost.by.units))
    order = ranked(each.phi_s for each in found.systems)
    return tuple(_row(i, found.systems[i], standing) for i in order)


def _row(index: int, system: GrainSystem, standing: dict[int, tuple[Standing, str]]) -> GrainRow:
    kind, verdict = standing.get(id(system), ("", str(STANDINGS[""])))
    return GrainRow(
        index,
        system_words(system.units),
        system.kind,
        len(system.constituents),
        len(system.units),
        system.phi_s,
        kind,
        verdict,
    )


def _drawn(rows: Sequence[GrainRow]) -> tuple[GrainDot, ...]:
    """Return the dots, those of one number of micro units beside each other by grain."""
    chosen = list(enumerate(rows[:MOST_DOTS]))
    lanes = [kind for kind in KINDS if any(row.kind == kind for _, row in chosen)]
    wide = 2 * SPREAD / max(len(lanes), 1)
    columns: dict[tuple[int, Kind], int] = defaultdict(int)
    dots: list[GrainDot] = []
    for i, row in chosen:
        at = columns[row.size, row.kind]
        columns[row.size, row.kind] += 1
        lane = -SPREAD + wide * (lanes.index(row.kind) + 0.5)
        # Five places in a lane: equal values, which symmetric networks have many of, do not hide each other.
        jitter = ((at * 2) % 5 - 2) / 5 * wide * 0.8 if wide else 0.0
        dots.append(GrainDot(i, row.size + lane + jitter, row.phi_s, about(row)))
    return tuple(dots)


def about(row: GrainRow) -> str:
    """Return what a system is, in a sentence: "{AND(AB), C}: φ_s = 0.17, complex"."""
    return f"{row.text}: φ_s = {number(row.phi_s)}, {row.verdict}"
