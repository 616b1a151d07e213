"""Shapes of a drawn computer: arrows between units, small loops, and how complexes are filled."""

from __future__ import annotations

from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING

from viz.theme import mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viz.theme import Theme
    from viz.view.simulation_marks import WholeMark

Point = tuple[float, float]
Line = list[Point]
RADIUS = 0.36
"""Of a unit, in units' distances."""


def arrow(start: Point, end: Point, short: float = RADIUS, size: float = 0.24) -> tuple[Line, Line]:
    """Return a line from rim to rim and the corners of its head.

    Parameters
    ----------
    start, end
        Middles of the two units.
    short
        How far from these the line ends.
    size
        Length of the head.

    Returns
    -------
    tuple of list and list
        Points of the line, and three corners.
    """
    (x0, y0), (x1, y1) = start, end
    far = hypot(x1 - x0, y1 - y0) or 1.0
    ux, uy = (x1 - x0) / far, (y1 - y0) / far
    tip = (x1 - ux * short, y1 - uy * short)
    base = (tip[0] - ux * size, tip[1] - uy * size)
    half = 0.42 * size
    head = [tip, (base[0] - uy * half, base[1] + ux * half), (base[0] + uy * half, base[1] - ux * half)]
    return [(x0 + ux * short, y0 + uy * short), base], head


def loop(middle: Point) -> tuple[Line, Line]:
    """Return a self-loop above a unit at the left, and its head."""
    x, y = middle[0] - 0.3, middle[1] + 0.42
    turns = [-0.35 * pi + 1.5 * pi * i / 12 for i in range(13)]
    line = [(x + 0.2 * cos(turn), y + 0.2 * sin(turn)) for turn in turns]
    return line, arrow(line[-2], line[-1], short=-0.1, size=0.2)[1]


def connection(path: Sequence[Point]) -> tuple[Line, Line]:
    """Return the line and the head of a connection between two units, or of one with itself."""
    return arrow(path[0], path[-1]) if path[0] != path[-1] else loop(path[0])


def whole_look(theme: Theme, whole: WholeMark) -> tuple[str | None, str, str]:
    """Return fill, edge and dash of a complex: the more φ_s, the stronger; what is undecided is dashed."""
    if not whole.is_complex:
        return None, theme.excluded, "dashed"
    return (
        mix(theme.background, theme.complex_fill, 0.35 + 0.65 * whole.strength),
        theme.complex_edge,
        "solid",
    )
