"""What pictures of Φ-structures that stand beside each other share: places, scale of sizes, signs."""

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
Place = tuple["Key", Labels]
"""Which vertex it is: its purview and side, and its mechanism."""


@dataclass(frozen=True, slots=True, eq=False)
class Axes:
    """Places for the purviews of one or several Φ-structures, and what makes them comparable.

    What two structures have in common stands at the same place in both pictures.
    """

    order: Mapping[str, int]
    points: Mapping[Place, Point]
    labels: Mapping[Key, Point]
    rows: tuple[tuple[int, float], ...]
    """(units in the purview, y) of every row."""
    largest: float
    """The largest φ of a purview."""
    signs: Mapping[Labels, str] = field(default_factory=dict)
    """What is written behind a mechanism, by its name."""
    only_signed: bool = False
    """Whether distinctions without a sign are drawn in grey."""

    def key(self, purview: MaximalPurview, side: int) -> Key:
        """Return what vertices over this purview on this side have in common."""
        return tuple(sorted(map(self.order.__getitem__, purview.units))), side

    def name(self, units: Labels) -> Labels:
        """Return a mechanism as every structure calls it, whatever the order of its own units."""
        return in_order(units, self.order)

    def greyed(self, distinction: Distinction) -> bool:
        """Whether a distinction steps back behind those that have a sign."""
        return self.only_signed and self.name(distinction.mechanism) not in self.signs


def axes_of(
    *structures: PhiStructure, signs: Mapping[Labels, str] | None = None, only_signed: bool = False
) -> Axes:
    """Return the axes on which all these structures can be drawn."""
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
    """Return the place of every unit: first those of the first structure, in its order."""
    units = dict.fromkeys(unit for structure in structures for unit in structure.units)
    return {unit: i for i, unit in enumerate(units)}


def in_order(units: Labels, order: Mapping[str, int]) -> Labels:
    """Return units by their places, whatever the order they come in."""
    return tuple(sorted(units, key=order.__getitem__))


def _ends(axes: Axes, structure: PhiStructure) -> Iterator[tuple[Place, float]]:
    """Yield every vertex of a structure, with the φ of its purview."""
    for distinction in structure.distinctions:
        name = axes.name(distinction.mechanism)
        for direction, side in SIDES:
            purview = getattr(distinction, direction)
            yield (axes.key(purview, side), name), purview.phi


def levelled(faces: tuple[FaceMark, ...], phi_range: tuple[float, float]) -> tuple[FaceMark, ...]:
    """Return faces whose strengths say where φ_r lies in `phi_range`, the least and the largest drawn."""
    return tuple(replace(face, strength=strength(face.phi, phi_range)) for face in faces)
