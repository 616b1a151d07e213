"""The part of a large Φ-structure that can be read: the distinctions that the drawn relations bind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from engine.words import tr
from viz.view.faces import labels_text, members
from viz.view.structure import DETAILED, StructurePick, structure_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from engine.iit4.structure import PhiStructure
    from viz.view.faces import FaceChoice, FaceMark
    from viz.view.structure import StructureView

LEAST = 0.25
"""Least part of the picture of the whole that a neighbourhood is blown up from."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A picture of some of the distinctions of a Φ-structure.

    Attributes
    ----------
    view : StructureView
        The picture, with vertices and distinctions numbered anew.
    kept : tuple of int
        Indices, in the whole Φ-structure, of the distinctions that are drawn, ascending.
    """

    view: StructureView
    kept: tuple[int, ...]

    def whole(self, spot: StructurePick | None) -> StructurePick | None:
        """Return a spot of the picture as one of the whole Φ-structure."""
        if spot is None:
            return None
        last = len(self.kept) * (2 if spot.kind == "purview" else 1)
        if not all(0 <= number < last for number in spot.numbers):
            return StructurePick(spot.kind, ())
        if spot.kind == "purview":
            return replace(spot, numbers=tuple(2 * self.kept[n // 2] + n % 2 for n in spot.numbers))
        return replace(spot, numbers=tuple(self.kept[n] for n in spot.numbers))

    def vertices(self, found: Iterable[int]) -> frozenset[int]:
        """Return those of the vertices of the whole that are drawn, by their numbers in the picture."""
        places = {index: place for place, index in enumerate(self.kept)}
        return frozenset(2 * places[n // 2] + n % 2 for n in found if n // 2 in places)

    def distinctions(self, found: Iterable[int]) -> frozenset[int]:
        """Return those of the distinctions of the whole that are drawn, by their numbers in the picture."""
        places = {index: place for place, index in enumerate(self.kept)}
        return frozenset(places[n] for n in found if n in places)


def neighbourhood_of(
    structure: PhiStructure, selected: int | None, unit: str | None, choice: FaceChoice
) -> Neighbourhood:
    """Return the picture of a Φ-structure as the screen has it.

    Parameters
    ----------
    structure
        The Φ-structure.
    selected
        Index of the selected distinction; None if there is none.
    unit
        The unit whose Φ-fold is selected; None if there is none.
    choice
        The faces to draw. Of many distinctions only those of the Φ-fold are, if something is selected.

    Returns
    -------
    Neighbourhood
        What `neighbourhood` leaves of the faces.
    """
    fold = choice.fold or len(structure.distinctions) > DETAILED
    choice = replace(choice, fold=fold, unit=unit if selected is None else None)
    return neighbourhood(structure_view(structure, selected, choice=choice))


def neighbourhood(view: StructureView) -> Neighbourhood:
    """Return the distinctions that the drawn relations bind, and the selected one.

    Parameters
    ----------
    view
        A picture of all distinctions, with the relations that are to be drawn.

    Returns
    -------
    Neighbourhood
        With all distinctions if they are few, or if no relation is drawn.
    """
    faces = (*view.lines, *view.triangles)
    every = range(len(view.mechanisms))
    if len(every) <= DETAILED or not faces:
        return Neighbourhood(view, tuple(every))
    bound = {index for face in faces for index in members(face)}
    kept = tuple(sorted(bound | ({view.selected} if view.selected is not None else set())))
    if len(kept) == len(every):
        return Neighbourhood(view, kept)
    view = _spread(view, kept)
    places = {index: place for place, index in enumerate(kept)}
    vertices = tuple(replace(v, index=places[v.index]) for v in view.vertices if v.index in places)
    written = {(vertex.direction, vertex.text) for vertex in vertices}
    said = tr("{drawn:,} of {all:,} distinctions are drawn.", drawn=len(kept), all=len(every))
    # The sentence about labels is the last of the note.
    note = view.note.removesuffix(labels_text(len(every))).strip()
    reduced = replace(
        view,
        vertices=vertices,
        labels=tuple(label for label in view.labels if (label.direction, label.text) in written),
        mechanisms=tuple(replace(view.mechanisms[i], index=places[i]) for i in kept),
        lines=_renumbered(view.lines, places),
        triangles=_renumbered(view.triangles, places),
        selected=None if view.selected is None else places[view.selected],
        detailed=len(kept) <= DETAILED,
        note=" ".join(filter(None, [note, said, labels_text(len(kept))])),
    )
    return Neighbourhood(reduced, kept)


def _spread(view: StructureView, kept: tuple[int, ...]) -> StructureView:
    """Return a picture in which some of the distinctions take all the room, in the same arrangement."""
    ends = [view.vertices[2 * i + side] for i in kept for side in (0, 1)]
    across, along = _scale([end.x for end in ends], 0.84), _scale([end.y for end in ends], 0.88)

    def moved(mark: Any) -> Any:
        return replace(mark, x=across(mark.x), y=along(mark.y))

    return replace(
        view,
        rows=tuple((size, along(y)) for size, y in view.rows if 0 <= along(y) <= 1),
        vertices=tuple(map(moved, view.vertices)),
        labels=tuple(map(moved, view.labels)),
        mechanisms=tuple(map(moved, view.mechanisms)),
    )


def _scale(places: list[float], room: float) -> Callable[[float], float]:
    """Return what takes places to the middle of the range from 0 to 1; beside it there is room for labels."""
    low, high = min(places), max(places)
    span = max(high - low, LEAST)
    return lambda place: 0.5 + room * (place - (low + high) / 2) / span


def _renumbered(faces: tuple[FaceMark, ...], places: dict[int, int]) -> tuple[FaceMark, ...]:
    return tuple(
        replace(face, corners=tuple(2 * places[n // 2] + n % 2 for n in face.corners)) for face in faces
    )
