"""The Φ-structure in space as a figure: vector graphics, nearer shapes drawn over those behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.path import Path

from viz.paper.page import PRINT, Medium
from viz.paper.sight import Colour, Sight
from viz.paper.space_texts import texts
from viz.paper.structure import color_of, sheet_of, style_of
from viz.view.camera import FAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from viz.view.camera import SeenView
    from viz.view.faces import FaceMark

MARGIN_MM = np.array([9.0, 5.0])
"""Horizontal and vertical margin, for labels."""
HIGHEST = 0.95
"""Largest height of the picture, as a share of its width."""
ARCS = 24
"""Arcs of the rim of a floor."""
TURN = np.linspace(0, 2 * np.pi, 4 * ARCS + 1)
FLOOR = 1.2
"""Radius of a floor."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape to be drawn in the order of depth."""

    depth: float
    """Distance from the camera."""
    path: Path
    """Outline in millimetres of the page."""
    fill: Colour
    stroke: Colour
    width: float
    """Width of the stroke in points."""
    style: Any = "solid"


def draw(view: SeenView, width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Draw a Φ-structure in space.

    Parameters
    ----------
    view
        The Φ-structure and the camera.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Vertices, amber links and relation faces, as large as the width allows, with the labels on top.
    """
    space = view.space
    floors = [place for _, y in space.floors for place in _ring(y)]
    seen = view.camera.look([*space.vertices, *space.labels, *space.mechanisms, *floors] or [(0, 0, 0)])
    low, high = seen[:, :2].min(axis=0), seen[:, :2].max(axis=0)
    room = np.array([width_mm, HIGHEST * width_mm]) - 2 * MARGIN_MM
    scale = float((room / np.maximum(high - low, 0.3)).min())
    inside = float((high - low)[1]) * scale + 2 * float(MARGIN_MM[1])
    figure, axes = sheet_of(space.flat, inside, width_mm, medium, view.camera.text)
    shift = np.array([width_mm, inside]) / 2 - scale * (low + high) / 2
    sight = Sight(view, scale, shift, axes.theme)
    shapes = sorted(_shapes(sight), key=lambda shape: -shape.depth)
    axes.put(
        PathCollection(
            [shape.path for shape in shapes],
            facecolors=[shape.fill for shape in shapes],
            edgecolors=[shape.stroke for shape in shapes],
            linewidths=[shape.width for shape in shapes],
            linestyles=[shape.style for shape in shapes] or "solid",
            zorder=1,
        )
    )
    texts(axes, sight, (width_mm, inside))
    return figure


def _shapes(sight: Sight) -> Iterator[Shape]:
    flat = sight.view.space.flat
    spots = sight.spots(sight.view.space.vertices)
    yield from _floors(sight)
    alpha = sight.theme.alpha(len(flat.triangles))
    for face in flat.triangles:
        corners = spots[list(face.corners)]
        depth = float(corners[:, 2].mean())
        fill = sight.faded(color_of(sight.theme, face), depth, alpha if face.lit else 0.2 * alpha)
        yield Shape(depth, Path([*corners[:, :2], corners[0, :2]]), fill, "none", 0.0)
    for face in flat.lines:
        yield from _line(sight, face, spots[list(face.corners)])
    yield from _links(sight, spots)
    yield from _vertices(sight, spots)


def _line(sight: Sight, face: FaceMark, ends: NDArray[np.float64]) -> Iterator[Shape]:
    """Yield the halves of a line, each a little behind the link of a distinction that may lie on it."""
    middle = ends.mean(axis=0)
    for end in ends:
        depth = float(end[2] + middle[2]) / 2
        stroke = sight.faded(color_of(sight.theme, face), depth, 0.9 if face.lit else 0.3)
        style = style_of(sight.theme, face.lit)
        yield Shape(
            depth + 0.02, Path([end[:2], middle[:2]]), "none", stroke, 0.4 + 1.2 * face.strength, style
        )


def _ring(y: float) -> list[tuple[float, float, float]]:
    return [(FLOOR * float(np.cos(a)), y, FLOOR * float(np.sin(a))) for a in TURN]


def _floors(sight: Sight) -> Iterator[Shape]:
    """Yield the rim of every floor in arcs, so that its far side is behind the shapes on the floor."""
    for _, y in sight.view.space.floors:
        rim = sight.spots(_ring(y))
        for k in range(ARCS):
            arc = rim[4 * k : 4 * k + 5]
            depth = float(arc[:, 2].mean())
            yield Shape(depth, Path(arc[:, :2]), "none", sight.faded(sight.theme.rest, depth), 0.4)


def _links(sight: Sight, spots: NDArray[np.float64]) -> Iterator[Shape]:
    flat = sight.view.space.flat
    for mark, middle in zip(flat.mechanisms, sight.spots(sight.view.space.mechanisms), strict=True):
        for end in (spots[2 * mark.index], spots[2 * mark.index + 1]):
            depth = float(middle[2] + end[2]) / 2
            color = sight.faded(sight.theme.link if mark.lit else sight.theme.rest, depth)
            width = 1.4 if mark.index == flat.selected else 0.9
            style = style_of(sight.theme, mark.lit)
            yield Shape(depth, Path([middle[:2], end[:2]]), "none", color, width, style)


def _vertices(sight: Sight, spots: NDArray[np.float64]) -> Iterator[Shape]:
    """Yield causes as discs and effects as squares (hollow without colours); further ones are smaller."""
    theme = sight.theme
    for vertex, (x, y, depth) in zip(sight.view.space.flat.vertices, spots, strict=True):
        color = sight.faded(theme.direction(vertex.direction) if vertex.lit else theme.rest, depth)
        size = (0.46 + 0.46 * vertex.strength**0.5) * FAR / depth
        effect = vertex.direction == "effect"
        corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]) * 0.89 * size + (x, y)
        path = Path(corners, closed=True) if effect else Path.circle((x, y), size)
        hollow = theme.patterned and effect
        fill, edge = (theme.background, color) if hollow else (color, theme.background)
        # A little nearer, in front of the lines that end in it.
        yield Shape(depth - 0.02, path, fill, edge, 0.8 if hollow else 0.4)
