"""The Φ-structure as a picture: purviews as vertices, distinctions as links, relations as faces.

It follows the figures of Φ-structures in the IIT 4.0 paper (Albantakis et al. 2023).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from engine.words import tr, trn
from viz.numbers import number
from viz.view.axes import SIDES, axes_of
from viz.view.distinctions import caption_with_ties
from viz.view.faces import (
    DRAWN_DEGREE,
    FaceChoice,
    FaceMark,
    degree_counts,
    faces_of,
    fold_text,
    limits_text,
    members,
    relation_count,
)
from viz.view.letters import brief, by_hand, if_one, letters, sentence, why_zero
from viz.view.places import label_places

if TYPE_CHECKING:
    from engine.iit4.structure import PhiStructure
    from viz.layout import Point
    from viz.view.axes import Axes
    from viz.view.places import Key

DETAILED = 8
"""Most distinctions of a picture that has φ_d under every mechanism."""
SIZE = (520.0, 400.0)
"""Width and height of the plot in pixels for which the labels are placed."""


@dataclass(frozen=True, slots=True)
class Vertex:
    """The cause or the effect purview of one distinction."""

    index: int
    """Index of the distinction."""
    direction: str
    text: str
    """The purview in letter case, in its specified state."""
    x: float
    y: float
    phi: float
    """φ_c or φ_e in ibits."""
    strength: float
    """That φ as a share 0..1 of the largest of a purview."""
    lit: bool
    """Whether it is in colour, not in grey; so of every mark of the picture."""


@dataclass(frozen=True, slots=True)
class PurviewLabel:
    """The label that all vertices of one purview and direction share."""

    direction: str
    text: str
    """The purview in letter case."""
    size: int
    """Number of its units."""
    x: float
    y: float
    lit: bool


@dataclass(frozen=True, slots=True)
class MechanismMark:
    """The mechanism of a distinction, to be linked to its cause and its effect vertex."""

    index: int
    """Index of the distinction."""
    text: str
    """The mechanism in letter case."""
    phi_text: str
    """φ_d with two digits."""
    cause: str
    """The cause purview in letter case."""
    effect: str
    """The effect purview in letter case."""
    x: float
    y: float
    lit: bool
    sign: str = ""
    """Tells how the distinction differs from that of a structure it is compared with; may be empty."""

    @property
    def label(self) -> str:
        """The mechanism with its sign."""
        return f"{self.text} {self.sign}".rstrip()


@dataclass(frozen=True, slots=True)
class StructurePick:
    """A part of the picture that the user points at or clicks."""

    kind: Literal["distinction", "purview", "relation"]
    numbers: tuple[int, ...]
    """The index of a distinction or of a vertex, or the distinctions of a relation."""


@dataclass(frozen=True, slots=True)
class StructureView:
    """A Φ-structure with positions in the unit square, y up."""

    title: str
    """Φ of the system: "Φ(aB) = 1.56"."""
    subtitle: str
    """Numbers of distinctions and relations."""
    note: str
    """Why φ_s is 0, choices by hand, the Φ-fold, the limit of faces; may be empty."""
    rows: tuple[tuple[int, float], ...]
    """(units in the purview, y) of every row."""
    vertices: tuple[Vertex, ...]
    """Vertex 2i is the cause and 2i + 1 the effect of distinction i."""
    labels: tuple[PurviewLabel, ...]
    mechanisms: tuple[MechanismMark, ...]
    lines: tuple[FaceMark, ...]
    """Faces over two purviews."""
    triangles: tuple[FaceMark, ...]
    """Faces over three purviews."""
    phi_range: tuple[float, float]
    """Least and largest φ_r of the faces, in ibits: the ends of the colour ramp."""
    selected: int | None
    """Index of the selected distinction."""
    detailed: bool
    """Whether there is room for φ_d under every mechanism."""
    caption: str

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        chosen = ""
        if self.selected is not None and self.selected < len(self.mechanisms):
            mark = self.mechanisms[self.selected]
            chosen = tr(
                "Selected: {mechanism}, cause {cause}, effect {effect}, φ_d {phi}.",
                mechanism=mark.text,
                cause=mark.cause,
                effect=mark.effect,
                phi=mark.phi_text,
            )
        said = tr("Φ-structure, {title}. {counts}.", title=self.title, counts=self.subtitle)
        return " ".join(filter(None, [said, chosen, self.note]))


def structure_view(
    structure: PhiStructure,
    selected: int | None = None,
    max_faces: int = 1000,
    choice: FaceChoice | None = None,
    axes: Axes | None = None,
) -> StructureView:
    """Return the picture of a Φ-structure.

    Parameters
    ----------
    structure
        The Φ-structure.
    selected
        Index of a distinction: only it, its relations and their distinctions are lit. None, or an index that
        does not exist, lights everything.
    max_faces
        At most this many faces, those of the strongest relations; ignored if `choice` is given.
    choice
        The faces to draw.
    axes
        Axes that several structures share; by default those of this structure alone.

    Returns
    -------
    StructureView
        Every distinction, and the faces chosen.
    """
    axes = axes or axes_of(structure)
    selected = selected if selected in range(len(structure.distinctions)) else None
    choice = choice or FaceChoice(max_faces)
    unit = choice.unit if choice.fold and selected is None else None
    found = faces_of(structure, selected, unit, choice)
    faces = found.marks
    lit = _lit(structure, faces, selected, unit, axes)
    if axes.only_signed:
        faces = [replace(face, lit=face.lit and any(lit[i] for i in members(face))) for face in faces]
    vertices, labels = _vertices(structure, lit, axes)
    notes = [
        why_zero(structure.reason, len(structure.units)), sentence(by_hand(structure)),
        fold_text(structure, selected, unit) if choice.fold else "",
        limits_text(structure, found, choice.strongest),
    ]  # fmt: skip
    return StructureView(
        title=_title(structure),
        subtitle=_counts(structure),
        note=" ".join(filter(None, notes)),
        rows=axes.rows,
        vertices=vertices,
        labels=labels,
        mechanisms=_mechanisms(structure, vertices, labels, lit, axes),
        lines=tuple([face for face in faces if len(face.corners) == 2]),
        triangles=tuple([face for face in faces if len(face.corners) == 3]),
        phi_range=found.phi_range,
        selected=selected,
        detailed=len(structure.distinctions) <= DETAILED,
        caption=caption_with_ties(structure),
    )


def _lit(
    structure: PhiStructure, faces: list[FaceMark], selected: int | None, unit: str | None, axes: Axes
) -> list[bool]:
    """Return which distinctions are in colour: all, or those that the selection is related to."""
    related = {corner // 2 for face in faces if face.lit for corner in face.corners} | {selected}
    return [
        not axes.greyed(d)
        and ((selected is None and unit is None) or i in related or unit in {*d.cause.units, *d.effect.units})
        for i, d in enumerate(structure.distinctions)
    ]


def _title(structure: PhiStructure) -> str:
    said = f"Φ({brief(letters(structure.units, structure.state))}) = {number(structure.big_phi)}"
    return if_one(said, structure.reason)


def _counts(structure: PhiStructure) -> str:
    """Return the numbers as "3 distinctions · 7 relations: 3 self, 3 of two, 1 of three"."""
    relations = structure.relations
    counts = degree_counts(relations.by_degree)
    if any(degree > DRAWN_DEGREE for degree in relations.by_degree):
        counts[-1] = tr("{relations}, not drawn", relations=counts[-1])
    head = trn("{n:,} distinction", "{n:,} distinctions", len(structure.distinctions))
    return f"{head} · {relation_count(relations.count)}" + (f": {', '.join(counts)}" if counts else "")


def _vertices(
    structure: PhiStructure, lit: list[bool], axes: Axes
) -> tuple[tuple[Vertex, ...], tuple[PurviewLabel, ...]]:
    vertices: list[Vertex] = []
    piles: dict[Key, list[Vertex]] = {}
    for i, distinction in enumerate(structure.distinctions):
        name = axes.name(distinction.mechanism)
        for direction, side in SIDES:
            p = getattr(distinction, direction)
            key = axes.key(p, side)
            point = axes.points[key, name]
            text = letters(p.units, p.state)
            vertex = Vertex(i, direction, text, *point, p.phi, p.phi / axes.largest, lit[i])
            vertices.append(vertex)
            piles.setdefault(key, []).append(vertex)
    labels = tuple(
        PurviewLabel(
            pile[0].direction, pile[0].text, len(key[0]), *axes.labels[key], any(v.lit for v in pile)
        )
        for key, pile in piles.items()
    )
    return tuple(vertices), labels


def _mechanisms(
    structure: PhiStructure,
    vertices: tuple[Vertex, ...],
    labels: tuple[PurviewLabel, ...],
    lit: list[bool],
    axes: Axes,
) -> tuple[MechanismMark, ...]:
    texts = [letters(d.mechanism, d.state) for d in structure.distinctions]
    signs = [axes.signs.get(axes.name(d.mechanism), "") for d in structure.distinctions]
    wide, high = SIZE
    middles: list[Point] = []
    for cause, effect in zip(vertices[::2], vertices[1::2], strict=True):
        # If cause and effect are side by side, the label is raised off the line of the self-relation.
        lift = 0.05 if abs(cause.y - effect.y) < 0.02 else 0.0
        middles.append(((cause.x + effect.x) / 2 * wide, ((cause.y + effect.y) / 2 + lift) * high))
    walls = [(v.x * wide, v.y * high, 12.0, 12.0) for v in vertices]
    for label in labels:
        width = 8.0 * len(label.text)
        shift = (12.0 + width / 2) * (-1 if label.direction == "cause" else 1)
        walls.append((label.x * wide + shift, label.y * high, width, 14.0))
    tall = 30.0 if len(texts) <= DETAILED else 16.0
    widths = [8.0 * len(f"{text} {sign}".rstrip()) + 6 for text, sign in zip(texts, signs, strict=True)]
    places = [(x / wide, y / high) for x, y in label_places(middles, widths, walls, tall, SIZE)]
    return tuple(
        MechanismMark(
            i,
            text,
            number(d.phi, 2),
            vertices[2 * i].text,
            vertices[2 * i + 1].text,
            *places[i],
            lit[i],
            signs[i],
        )
        for i, (text, d) in enumerate(zip(texts, structure.distinctions, strict=True))
    )
