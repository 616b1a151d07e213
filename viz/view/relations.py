"""The relations of a Φ-structure as tables: exact counts and sums by degree, and a page of one degree.

Relations, faces and φ_r are those of IIT 4.0 eqs 49-58 and S3.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from engine.words import phrase, tr
from viz.numbers import count, number
from viz.view.letters import caption, letters

if TYPE_CHECKING:
    from engine.iit4.relations import Face, Relations
    from engine.iit4.structure import PhiStructure

COLUMNS = {
    "text": phrase("Distinctions"),
    "overlap": phrase("Overlap"),
    "phi": "φ_r",
    "faces": phrase("Faces (c cause, e effect)"),
}
"""Column of `RelationRow` -> its heading in tables."""
PAGE = 50
"""Relations on a page."""
FURTHEST = 20_000
"""Most relations of a degree that can be listed: to show a page, all before it are enumerated."""
SHOWN_FACES = 9
"""Most faces of a relation that are listed."""
LISTED_DEGREE = 5
"""Largest degree of a relation whose faces are listed; as there can be 3^degree, others are only counted."""


@dataclass(frozen=True, slots=True)
class DegreeRow:
    """All relations of one degree."""

    degree: int
    """Number of distinctions that each of them binds."""
    name: str
    """The degree in words."""
    relations: str
    """Their exact number."""
    sum_phi: str
    """Σφ_r in ibits."""


@dataclass(frozen=True, slots=True)
class RelationRow:
    """One relation."""

    members: tuple[int, ...]
    """Indices of its distinctions."""
    text: str
    """Their mechanisms in letter case."""
    overlap: str
    """The units and states that all their purviews share, in letter case."""
    phi: float
    """φ_r in ibits."""
    faces: str
    """The number of its faces, and the first of them: "2: c e over b · ce c over b"."""


@dataclass(frozen=True, slots=True)
class RelationsView:
    """The counts of all relations, and one page of those of one degree."""

    title: str
    degrees: tuple[DegreeRow, ...]
    degree: int | None
    """The degree of the page; None if there are no relations."""
    start: int
    """Index of the first row among the relations of this degree."""
    last: int
    """Index of the first row of the last page."""
    where: str
    """The position of the page: "1 to 50 of 311"."""
    rows: tuple[RelationRow, ...]
    caption: str


def relations_view(structure: PhiStructure, degree: int | None = None, start: int = 0) -> RelationsView:
    """Return one page of the relations of a Φ-structure.

    Parameters
    ----------
    structure
        The Φ-structure.
    degree
        Degree of the relations; None for the least that there is.
    start
        Index of the first relation on the page; brought into the range of the pages if it is outside.

    Returns
    -------
    RelationsView
        At most `PAGE` relations in index order, and the counts of all degrees.
    """
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
    """Return the position of a page as "1 to 50 of 311"."""
    if not total:
        return tr("There are no relations.")
    far = tr("; the first {most:,} can be listed", most=FURTHEST) if total > FURTHEST else ""
    return tr("{first:,} to {end:,} of {total:,}{far}", first=start + 1, end=end, total=total, far=far)


def degree_rows(structure: PhiStructure) -> tuple[DegreeRow, ...]:
    """Return a row for every degree that has relations."""
    relations = structure.relations
    sums = relations.sum_by_degree
    return tuple(
        DegreeRow(degree, _degree_name(degree), count(n), number(sums[degree], 6))
        for degree, n in sorted(relations.by_degree.items())
    )


def _degree_name(degree: int) -> str:
    return tr("self") if degree == 1 else tr("of {degree}", degree=degree)


def relation_rows(structure: PhiStructure, degree: int, start: int, size: int) -> tuple[RelationRow, ...]:
    """Return some relations of one degree; relations after them are not enumerated.

    Parameters
    ----------
    structure
        The Φ-structure.
    degree
        Degree of the relations.
    start
        Index of the first one, in index order of their distinctions.
    size
        Their number.

    Returns
    -------
    tuple of RelationRow
        Fewer than `size` if there are no more.
    """
    names = [letters(d.mechanism, d.state) for d in structure.distinctions]
    found = islice(structure.relations.members_of_degree(degree), start, start + size)
    return tuple(_row(structure.relations, members, names) for members in found)


def _row(relations: Relations, members: tuple[int, ...], names: list[str]) -> RelationRow:
    overlap, phi, faces = relations.outline(members)
    text = count(faces)
    if len(members) <= LISTED_DEGREE:
        relation = relations.relation(members)
        shown = [_face(face) for face in relation.faces[:SHOWN_FACES]] if relation else []
        more = [tr("and {n:,} more", n=faces - len(shown))] if faces > len(shown) else []
        text += ": " + " · ".join([*shown, *more])
    return RelationRow(members, ", ".join(names[i] for i in members), _pairs(overlap), phi, text)


def _face(face: Face) -> str:
    """Return a face as "c e over b": the purviews it takes of each member (c cause, e effect, ce both)."""
    sides = {"cause": "c", "effect": "e", "both": "ce"}
    chosen = " ".join(sides[choice] for choice in face.choices)
    return tr("{purviews} over {overlap}", purviews=chosen, overlap=_pairs(face.overlap))


def _pairs(pairs: tuple[tuple[str, int], ...]) -> str:
    """Return (unit, state) pairs in letter case."""
    return letters([unit for unit, _ in pairs], [state for _, state in pairs])
