"""The relations of a Φ-structure as tables: exact counts and sums by degree, and one page of one degree."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from engine.words import tr
from viz.theme import count, number
from viz.view.letters import letters

if TYPE_CHECKING:
    from engine.relations import Face, Relations
    from engine.structure import PhiStructure

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
