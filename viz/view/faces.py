"""Relations of a Φ-structure as faces over its vertices: which are drawn, and sentences about the others.

Relations and their faces are those of IIT 4.0 eqs 49-58.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from engine.iit4.folds import fold_of_distinction, fold_of_unit, strongest_of_unit
from engine.words import phrase, tr, trn
from viz.numbers import count, number
from viz.view.letters import letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.iit4.relations import Relation, Relations
    from engine.iit4.structure import PhiStructure

DRAWN_DEGREE = 3
"""Largest degree of a relation that is drawn; those of more distinctions are counted."""
DEGREES = (1, 2, 3)
MOST = 12
"""Most distinctions of which all labels are written, and most of which any are written unasked."""


@dataclass(frozen=True, slots=True)
class FaceMark:
    """A relation face over two purviews (a line) or three (a triangle)."""

    corners: tuple[int, ...]
    """Vertices: 2i is the cause and 2i + 1 the effect of distinction i."""
    text: str
    """The relation in words: its mechanisms, their overlap and φ_r."""
    phi: float
    """φ_r of the relation, in ibits."""
    strength: float
    """φ_r on a scale from the least (0) to the largest (1) in the picture."""
    lit: bool
    """Whether the face is in colour, not in grey."""


@dataclass(frozen=True, slots=True)
class FaceChoice:
    """The faces to draw."""

    strongest: int = 1000
    """At most this many, of the relations of largest φ_r."""
    degrees: tuple[int, ...] = DEGREES
    """Of relations of these degrees."""
    fold: bool = False
    """Whether to draw only the Φ-fold of the selected distinction or of `unit`."""
    unit: str | None = None
    """The unit whose Φ-fold is meant if no distinction is selected."""
    rest: bool = False
    """Whether to draw the faces outside the Φ-fold too, in grey."""


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of a picture."""

    marks: list[FaceMark]
    capped: bool
    """Whether faces are missing because of `FaceChoice.strongest`."""
    phi_range: tuple[float, float]
    """Least and largest φ_r among them, in ibits; (0, 0) if there are none."""
    relations: int
    """How many relations they are of."""


def members(face: FaceMark) -> tuple[int, ...]:
    """Return the indices of the distinctions that a face's relation binds, ascending."""
    return tuple(sorted({corner // 2 for corner in face.corners}))


def faces_of(structure: PhiStructure, selected: int | None, unit: str | None, choice: FaceChoice) -> Faces:
    """Return the faces of a Φ-structure that are to be drawn.

    Parameters
    ----------
    structure
        The Φ-structure.
    selected
        Index of the selected distinction, whose relations come first and are lit; None if there is none.
    unit
        The unit whose Φ-fold is selected; None if there is none.
    choice
        Number and degrees of the relations.

    Returns
    -------
    Faces
        At most `choice.strongest`. Every face is lit if nothing is selected.
    """
    stream, max_faces = _stream(structure, selected, unit, choice), choice.strongest
    names = [letters(d.mechanism, d.state) for d in structure.distinctions]
    faces: list[tuple[tuple[int, ...], str, float, bool]] = []
    drawn: set[tuple[int, ...]] = set()
    capped = False
    for relation, bright in stream:
        text = _face_text(relation, names)
        for corners in _corners(relation):
            if len(faces) == max_faces:
                capped = True
                break
            faces.append((corners, text, relation.phi, bright))
            drawn.add(relation.members)
        if capped:
            break
    values = [phi for _, _, phi, _ in faces]
    low, high = min(values, default=0.0), max(values, default=0.0)
    marks = [FaceMark(c, t, phi, strength(phi, (low, high)), b) for c, t, phi, b in faces]
    return Faces(marks, capped, (low, high), len(drawn))


def strength(phi: float, phi_range: tuple[float, float]) -> float:
    """Return the strength of a face.

    Parameters
    ----------
    phi
        Its φ_r.
    phi_range
        Least and largest φ_r, in the same unit.

    Returns
    -------
    float
        From 0 for the least to 1 for the largest; 1 if both are equal.
    """
    low, high = phi_range
    return (phi - low) / (high - low) if high > low else 1.0


def _stream(
    structure: PhiStructure, selected: int | None, unit: str | None, choice: FaceChoice
) -> Iterator[tuple[Relation, bool]]:
    """Yield relations and whether they are lit, those of the selection first, each by descending φ_r."""
    relations = structure.relations
    # Every relation up to degree 3 has a face that can be drawn; one more tells whether faces are missing.
    budget = min(choice.strongest + 1, relations.count)
    lit: set[tuple[int, ...]] = set()
    if unit is not None:
        found = strongest_of_unit(relations, structure.distinctions, unit, _needed(choice, relations))
        lit = {relation.members for relation in found}
        yield from ((r, True) for r in found if r.degree in choice.degrees)
    if selected is not None:
        # of other degrees than the chosen there are a self-relation and a pair with each of the others
        enough = budget + len(structure.distinctions)
        touching = relations.touching(selected, max(choice.degrees, default=1), enough)
        yield from ((r, True) for r in islice((r for r in touching if r.degree in choice.degrees), budget))
    picked = selected is not None or unit is not None
    if picked and choice.fold and not choice.rest:
        return
    strongest = relations.strongest(_needed(choice, relations), max(choice.degrees, default=1))
    for relation in islice((r for r in strongest if r.degree in choice.degrees), budget):
        if relation.members not in lit and (selected is None or selected not in relation.members):
            yield relation, not picked


def _needed(choice: FaceChoice, relations: Relations) -> int:
    """Return how many of the strongest relations to ask for, to have enough of the chosen degrees."""
    others = sum(n for d, n in relations.by_degree.items() if d <= DRAWN_DEGREE and d not in choice.degrees)
    return min(choice.strongest + 1 + others, relations.count)


def _corners(relation: Relation) -> list[tuple[int, ...]]:
    """Return the vertices of every face over two or three purviews; more cannot be drawn."""
    found: list[tuple[int, ...]] = []
    for face in relation.faces if len(relation.members) <= DRAWN_DEGREE else ():
        corners: list[int] = []
        for member, choice in zip(relation.members, face.choices, strict=True):
            corners += [2 * member] if choice != "effect" else []
            corners += [2 * member + 1] if choice != "cause" else []
        if len(corners) <= 3:
            found.append(tuple(corners))
    return found


def _face_text(relation: Relation, names: list[str]) -> str:
    overlap = letters([unit for unit, _ in relation.overlap], [state for _, state in relation.overlap])
    members = ", ".join([names[m] for m in relation.members])
    return tr(
        "{members} over {overlap}: φ_r = {phi}",
        members=f"{{{members}}}",
        overlap=overlap,
        phi=number(relation.phi),
    )


def limits_text(structure: PhiStructure, found: Faces, most: int) -> str:
    """Return the sentences about what is not drawn; may be empty.

    Parameters
    ----------
    structure
        The Φ-structure.
    found
        Its faces that are drawn.
    most
        The limit on their number.
    """
    said = []
    if found.capped:
        strongest = tr(
            "Only the {limit:,} strongest faces are drawn; {relations} left out.",
            limit=most,
            relations=relation_count(structure.relations.count - found.relations),
        )
        said.append(strongest if most else tr("No faces are drawn."))
    return " ".join([*said, *filter(None, [labels_text(len(structure.distinctions))])])


def labels_text(count: int) -> str:
    """Return the sentence on which of so many distinctions have labels; empty if all have."""
    return tr("Labels of the {most} strongest distinctions.", most=MOST) if count > MOST else ""


def fold_text(structure: PhiStructure, selected: int | None, unit: str | None) -> str:
    """Return the sentence about a Φ-fold: all relations that touch a distinction or a unit.

    Parameters
    ----------
    structure
        The Φ-structure.
    selected
        Index of the distinction; None if there is none.
    unit
        The unit, which takes precedence; None if there is none.

    Returns
    -------
    str
        "Φ-fold of aB: 4 relations (1 self, 2 of two, 1 of three), Σφ_r = 0.2."; a hint if nothing is
        selected.
    """
    if selected is None and unit is None:
        return tr("Pick a distinction or a unit to see its Φ-fold.")
    if unit is not None:
        name, fold = unit, fold_of_unit(structure.relations, structure.distinctions, unit)
    else:
        assert selected is not None
        distinction = structure.distinctions[selected]
        name = letters(distinction.mechanism, distinction.state)
        fold = fold_of_distinction(structure.relations, structure.distinctions, selected)
    counts = ", ".join(degree_counts(fold.by_degree))
    relations = relation_count(fold.count) + (f" ({counts})" if counts else "")
    return tr(
        "Φ-fold of {name}: {relations}, Σφ_r = {sum}.",
        name=name,
        relations=relations,
        sum=number(fold.sum_phi),
    )


def degree_counts(by_degree: dict[int, int]) -> list[str]:
    """Return the numbers of relations by degree as ["3 self", "3 of two", "9 of more"]."""
    names = {1: tr("self"), 2: tr("of two"), 3: tr("of three")}
    counts = [f"{count(by_degree[d])} {name}" for d, name in names.items() if by_degree.get(d)]
    higher = sum(n for degree, n in by_degree.items() if degree > DRAWN_DEGREE)
    return [*counts, tr("{count} of more", count=count(higher))] if higher else counts


def relation_count(n: int) -> str:
    """Return a number of relations as "1 relation" or "7 relations"."""
    return trn("{count} relation", "{count} relations", n, count=count(n))


DEGREE_CHOICES = {
    phrase("all"): DEGREES,
    phrase("self"): (1,),
    phrase("of two"): (2,),
    phrase("of three"): (3,),
    phrase("none"): (),
}
"""Name in menus -> degrees of the relations to draw."""
