"""The relations of a Φ-structure as tables: exact counts and sums by degree, and one page of one degree."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from engine.words import tr
from viz.numbers import count, number
from viz.view.letters import caption, letters

if TYPE_CHECKING:
    from engine.iit4.relations import Face, Relations
    from engine.iit4.structure import PhiStructure

COLUMNS = {
    "text": tr("Distinctions"),
    "overlap": tr("Overlap"),
    "phi": "φ_r",
    "faces": tr("Faces (c cause, e effect)"),
}
"""What tables of relations show, and what they call it."""
PAGE = 50
FURTHEST = 20_000
"""Pages are enumerated from the first: beyond so many relations that would take more than a moment."""
SHOWN_FACES = 9
LISTED_DEGREE = 5
"""Faces are listed up to this degree; beyond, there are up to 3^degree of them: only counted."""


@dataclass(frozen=True, slots=True)
class DegreeRow:
    """All relations of one degree: their exact number and Σφ_r in ibits."""

    degree: int
    name: str
    relations: str
    sum_phi: str


@dataclass(frozen=True, slots=True)
class RelationRow:
    """One relation: its members' mechanisms, what they overlap over, φ_r, and its faces.

    `members` are indices of distinctions.
    """

    members: tuple[int, ...]
    text: str
    overlap: str
    phi: float
    faces: str


@dataclass(frozen=True, slots=True)
class RelationsView:
    """One page of the relations of one degree, the counts of all, and which page it is.

    `start` is the first row's place among `total` relations of the degree, `last` that of the last page's.
    """

    title: str
    degrees: tuple[DegreeRow, ...]
    degree: int | None
    start: int
    last: int
    where: str
    rows: tuple[RelationRow, ...]
    caption: str


def relations_view(structure: PhiStructure, degree: int | None = None, start: int = 0) -> RelationsView:
    """Return the page that begins at `start`, or the nearest; `degree` None is the least there is."""
    by_degree = structure.relations.by_degree
    degree = min(by_degree, default=None) if degree is None else degree
    total = by_degree.get(degree or 0, 0)
    last = max(0, min(total, FURTHEST) - 1) // PAGE * PAGE
    start = min(max(start, 0), last)
    rows = relation_rows(structure, degree, start, PAGE) if degree and total else ()
    names = {"system": letters(structure.units, structure.state), "count": count(structure.relations.count)}
    return RelationsView(
        title=tr("Relations ({system}): {count}", **names),
        degrees=degree_rows(structure),
        degree=degree,
        start=start,
        last=last,
        where=_where(start, start + len(rows), total),
        rows=rows,
        caption=caption(structure),
    )


def _where(start: int, end: int, total: int) -> str:
    """Return "1 to 50 of 311"."""
    if not total:
        return tr("There are no relations.")
    far = tr("; the first {most:,} can be listed", most=FURTHEST) if total > FURTHEST else ""
    return tr("{first:,} to {end:,} of {total:,}{far}", first=start + 1, end=end, total=total, far=far)


def degree_rows(structure: PhiStructure) -> tuple[DegreeRow, ...]:
    """Return a row for every degree there is."""
    relations = structure.relations
    sums = relations.sum_by_degree
    return tuple(
        DegreeRow(degree, _degree_name(degree), count(n), number(sums[degree], 6))
        for degree, n in sorted(relations.by_degree.items())
    )


def _degree_name(degree: int) -> str:
    return tr("self") if degree == 1 else tr("of {degree}", degree=degree)


def relation_rows(structure: PhiStructure, degree: int, start: int, size: int) -> tuple[RelationRow, ...]:
    """Return rows `start` to `start + size` of one degree in index order, listing none beyond them."""
    names = [letters(d.mechanism, d.state) for d in structure.distinctions]
    found = islice(structure.relations.members_of_degree(degree), start, start + size)
    return tuple(_row(structure.relations, members, names) for members in found)


def _row(relations: Relations, members: tuple[int, ...], names: list[str]) -> RelationRow:
    overlap, phi, faces = relations.outline(members)
    text = f"{faces:,}"
    if len(members) <= LISTED_DEGREE:
        relation = relations.relation(members)
        shown = [_face(face) for face in relation.faces[:SHOWN_FACES]] if relation else []
        more = [tr("and {n:,} more", n=faces - len(shown))] if faces > len(shown) else []
        text += ": " + " · ".join([*shown, *more])
    return RelationRow(members, ", ".join(names[i] for i in members), _pairs(overlap), phi, text)


def _face(face: Face) -> str:
    """Return "c e over b": the purviews chosen (c cause, e effect, ce both), one for each member."""
    sides = {"cause": "c", "effect": "e", "both": "ce"}
    chosen = " ".join(sides[choice] for choice in face.choices)
    return tr("{purviews} over {overlap}", purviews=chosen, overlap=_pairs(face.overlap))


def _pairs(pairs: tuple[tuple[str, int], ...]) -> str:
    return letters([unit for unit, _ in pairs], [state for _, state in pairs])
