"""The positions and scales that Φ-structures drawn side by side have in common."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from viz.view.faces import strength
from viz.view.places import arrange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from engine.iit4.distinctions import Distinction, MaximalPurview
    from engine.iit4.structure import PhiStructure
    from viz.layout import Point
    from viz.view.faces import FaceMark
    from viz.view.places import Key

SIDES = (("cause", -1), ("effect", 1))
Labels = tuple[str, ...]
VertexKey = tuple["Key", Labels]
"""The purview and side of a vertex, and its mechanism."""


@dataclass(frozen=True, slots=True, eq=False)
class Axes:
    """Positions for the purviews of one or several Φ-structures, in the unit square, y up.

    A vertex or a label that two structures have in common stands at the same position in both pictures.
    """

    order: Mapping[str, int]
    """Unit -> its place in the order of the units of all structures."""
    points: Mapping[VertexKey, Point]
    labels: Mapping[Key, Point]
    rows: tuple[tuple[int, float], ...]
    """(units in the purview, y) of every row."""
    largest: float
    """The largest φ of a purview in any of the structures."""
    signs: Mapping[Labels, str] = field(default_factory=dict)
    """Mechanism -> the sign that is written behind it."""
    only_signed: bool = False
    """Whether distinctions without a sign are drawn in grey."""

    def key(self, purview: MaximalPurview, side: int) -> Key:
        """Return what vertices over this purview on this side have in common."""
        return tuple(sorted(map(self.order.__getitem__, purview.units))), side

    def name(self, units: Labels) -> Labels:
        """Return the units of a mechanism in the common order."""
        return in_order(units, self.order)

    def greyed(self, distinction: Distinction) -> bool:
        """Whether a distinction is drawn in grey because it has no sign."""
        return self.only_signed and self.name(distinction.mechanism) not in self.signs


def axes_of(
    *structures: PhiStructure, signs: Mapping[Labels, str] | None = None, only_signed: bool = False
) -> Axes:
    """Return axes on which all the given Φ-structures can be drawn.

    Parameters
    ----------
    *structures
        The Φ-structures.
    signs
        Mechanism, with its units in the common order, -> the sign behind it.
    only_signed
        Whether distinctions without a sign are drawn in grey.

    Returns
    -------
    Axes
        A position for every vertex of every structure.
    """
    order = order_of(*structures)
    bare = Axes(order, {}, {}, (), 1.0, signs or {}, only_signed)
    ends = [end for structure in structures for end in _ends(bare, structure)]
    places = list(dict.fromkeys([place for place, _ in ends]))
    arrangement = arrange([key for key, _ in places], len(order))
    return replace(
        bare,
        points=dict(zip(places, arrangement.points, strict=True)),
        labels=arrangement.labels,
        rows=arrangement.rows,
        largest=max([phi for _, phi in ends], default=0.0) or 1.0,
    )


def order_of(*structures: PhiStructure) -> dict[str, int]:
    """Return unit -> index over the units of all structures: first those of the first structure."""
    units = dict.fromkeys(unit for structure in structures for unit in structure.units)
    return {unit: i for i, unit in enumerate(units)}


def in_order(units: Labels, order: Mapping[str, int]) -> Labels:
    """Return units sorted by their index.

    Parameters
    ----------
    units
        Labels in any order.
    order
        Unit -> index.

    Returns
    -------
    tuple of str
        The same labels, sorted.
    """
    return tuple(sorted(units, key=order.__getitem__))


def _ends(axes: Axes, structure: PhiStructure) -> Iterator[tuple[VertexKey, float]]:
    """Yield the key of every vertex of a structure and the φ of its purview."""
    for distinction in structure.distinctions:
        name = axes.name(distinction.mechanism)
        for direction, side in SIDES:
            purview = getattr(distinction, direction)
            yield (axes.key(purview, side), name), purview.phi


def levelled(faces: tuple[FaceMark, ...], phi_range: tuple[float, float]) -> tuple[FaceMark, ...]:
    """Return faces with their strengths on the scale of several pictures.

    Parameters
    ----------
    faces
        The faces of one picture.
    phi_range
        Least and largest φ_r in all pictures, in ibits.

    Returns
    -------
    tuple of FaceMark
        The same faces; a strength of 0 is now the least and 1 the largest φ_r of that range.
    """
    return tuple(replace(face, strength=strength(face.phi, phi_range)) for face in faces)
