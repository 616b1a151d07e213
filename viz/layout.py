"""Where units are drawn: deterministic positions in the unit square, y pointing up as in `engine.Unit`."""

from __future__ import annotations

from math import atan2, ceil, cos, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.substrate import Substrate

Point = tuple[float, float]
Positions = dict[str, Point]
RADIUS = 0.4


def positions(substrate: Substrate) -> Positions:
    """Return label -> (x, y) in [0, 1]: the units' own places, the others on a circle."""
    own = {
        unit.label: (float(unit.x), float(unit.y))
        for unit in substrate.units
        if unit.x is not None and unit.y is not None
    }
    return circle(substrate.labels) | own


def circle(labels: Sequence[str]) -> Positions:
    """Return the labels evenly on a circle, clockwise from the top; a pair lies side by side."""
    n = len(labels)
    if n == 1:
        return {labels[0]: (0.5, 0.5)}
    start = pi if n == 2 else pi / 2
    angles = [start - 2 * pi * i / n for i in range(n)]
    return {
        label: (round(0.5 + RADIUS * cos(a), 6), round(0.5 + RADIUS * sin(a), 6))
        for label, a in zip(labels, angles, strict=True)
    }


def grid(labels: Sequence[str]) -> Positions:
    """Return the labels row by row from the top left on the smallest square grid that holds them."""
    side = ceil(sqrt(len(labels)))
    return {label: ((i % side + 0.5) / side, 1 - (i // side + 0.5) / side) for i, label in enumerate(labels)}


def outward(label: str, places: Mapping[str, Point]) -> float:
    """Return the angle at which a unit's self-loop disturbs least: away from the middle of the others."""
    x, y = places[label]
    others = [place for other, place in places.items() if other != label]
    if not others:
        return pi / 2
    dx = x - sum(p[0] for p in others) / len(others)
    dy = y - sum(p[1] for p in others) / len(others)
    # A unit in the very middle has no outside: its loop goes up.
    return pi / 2 if hypot(dx, dy) < 1e-9 else atan2(dy, dx)
