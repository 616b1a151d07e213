"""The Φ-structure in space: the vertices, links and faces of the plane, with one floor per purview size."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viz.view.structure import StructureView

Place = tuple[float, float, float]
"""(x, y up, z)."""
HEIGHT = 1.9
"""Height of all floors together."""
RADIUS = 1.0
"""Largest radius of the circle of purviews on a floor."""
PILE = 6
"""Most vertices of one purview and side in a row; more begin another row above."""


@dataclass(frozen=True, slots=True)
class SpaceView:
    """A Φ-structure in space; every position is within about 1.2 of the origin."""

    flat: StructureView
    """The picture in the plane; the next three are in its order."""
    vertices: tuple[Place, ...]
    labels: tuple[Place, ...]
    mechanisms: tuple[Place, ...]
    floors: tuple[tuple[int, float], ...]
    """(units in the purview, y) of every floor in use."""


def space_view(flat: StructureView) -> SpaceView:
    """Return the positions in space for a picture in the plane.

    Purviews of one size stand in a circle on one floor, in the order of the plane. A purview is there as a
    cause and as an effect, side by side; vertices that share purview and side stand in a row outwards.
    """
    sizes = sorted({label.size for label in flat.labels})
    levels = {size: HEIGHT * ((i + 0.5) / len(sizes) - 0.5) for i, size in enumerate(sizes)}
    spots = _spots(flat)
    piles: dict[tuple[str, str], int] = {}
    vertices = []
    for vertex in flat.vertices:
        key = (vertex.direction, vertex.text)
        at = piles[key] = piles.get(key, -1) + 1
        vertices.append(_place(*spots[vertex.direction, vertex.text], levels, at))
    labels = tuple(
        _label(*spots[x.direction, x.text], levels, piles[x.direction, x.text]) for x in flat.labels
    )
    mechanisms = tuple(
        _middle(cause, effect) for cause, effect in zip(vertices[::2], vertices[1::2], strict=True)
    )
    return SpaceView(flat, tuple(vertices), labels, mechanisms, tuple(levels.items()))


def _spots(flat: StructureView) -> dict[tuple[str, str], tuple[int, float, float]]:
    """Return (size, angle, radius) of every (direction, purview)."""
    rows: dict[int, list[str]] = {}
    for label in sorted(flat.labels, key=lambda label: label.x):
        names = rows.setdefault(label.size, [])
        if label.text not in names:
            names.append(label.text)
    spots = {}
    for size, names in rows.items():
        share = 2 * pi / len(names)
        radius = RADIUS * min(1.0, 0.5 + 0.06 * len(names))
        apart = min(0.22 * share, 0.2 / radius)
        for i, name in enumerate(names):
            # Each floor is turned a little, so that its labels do not stand above those of the floor below.
            angle = share * i + 0.5 * size + pi
            for direction, side in (("cause", -1), ("effect", 1)):
                spots[direction, name] = (size, angle + side * apart, radius)
    return spots


def _place(size: int, angle: float, radius: float, levels: dict[int, float], at: int) -> Place:
    """Return the position of vertex `at` among those that share a purview and side."""
    row, out = divmod(at, PILE)
    reach = radius + 0.055 * out
    return (reach * cos(angle), levels[size] + 0.07 * row, reach * sin(angle))


def _label(size: int, angle: float, radius: float, levels: dict[int, float], last: int) -> Place:
    """Return the position of a label: outside the row of its `last + 1` vertices."""
    return _place(size, angle, radius + 0.12, levels, min(last, PILE - 1))


def _middle(cause: Place, effect: Place) -> Place:
    """Return the position of a mechanism: between its cause and its effect."""
    x, y, z = ((a + b) / 2 for a, b in zip(cause, effect, strict=True))
    # If both are on one floor, the label is raised: it would cover the line of the self-relation.
    return (x, y + (0.09 if abs(cause[1] - effect[1]) < 0.1 else 0.0), z)
