"""The Φ-structure as a figure: vertices, amber links and relation faces coloured by φ_r."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from viz.numbers import number
from viz.paper.page import PRINT, Medium, fold, page, paragraph, text_mm, write
from viz.theme import PAPER

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.theme import Theme
    from viz.view.structure import FaceMark, StructureView

HEAD_MM = 11.0
BACK = {"boxstyle": "square,pad=0.12", "facecolor": PAPER.background, "edgecolor": "none", "alpha": 0.75}
"""The box behind a text, so that it can be read on top of relation faces."""
Spots = list[tuple[float, float]]
"""Positions on the page, in millimetres."""


def draw(view: StructureView, width_mm: float = 85, medium: Medium = PRINT) -> Figure:
    """Draw a Φ-structure.

    Parameters
    ----------
    view
        The Φ-structure.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Vertices, links and faces, with Φ, the counts and the key of colours above.
    """
    inside = min(max(34.0 + len(view.vertices), 16.0 * len(view.rows)), 0.75 * width_mm)
    figure, axes = sheet_of(view, inside, width_mm, medium)

    def spot(x: float, y: float) -> tuple[float, float]:
        return 5 + x * (width_mm - 10), 2 + y * (inside - 4)

    for size, y in view.rows:
        write(axes, 2.2, spot(0, y)[1], str(size), size=5.5, color=axes.theme.muted)
    spots = [spot(v.x, v.y) for v in view.vertices]
    _faces(axes, view, spots)
    _links(axes, view, spots, [spot(mark.x, mark.y) for mark in view.mechanisms])
    _vertices(axes, view, spots)
    for label in view.labels:
        x, y = spot(label.x, label.y)
        side = -1 if label.direction == "cause" else 1
        color = axes.theme.direction_label(label.direction) if label.lit else axes.theme.rest
        looks: dict[str, Any] = {"ha": "right" if side < 0 else "left"} | behind(label.lit, 0.5, 4.8)
        write(axes, x + 1.6 * side, y, label.text, color=color, **looks)
    return figure


def sheet_of(
    view: StructureView, inside: float, width_mm: float, medium: Medium, *notes: str
) -> tuple[Figure, PageAxes]:
    """Return a figure with all but the picture of a Φ-structure.

    Parameters
    ----------
    view
        The Φ-structure.
    inside
        Height of the space for the picture, at the bottom, in millimetres.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.
    *notes
        Further lines of text.

    Returns
    -------
    tuple of Figure and PageAxes
        With title, counts, notes and key of colours above the space.
    """
    lines = [line for text in (view.subtitle, view.note, *notes) for line in fold(text, width_mm - 4, 5.5)]
    height = inside + HEAD_MM + 2.75 * (len(lines) - 1)
    figure, axes = page(width_mm, height, view.caption, medium)
    looks = {"color": axes.theme.title, "weight": "bold", "ha": "left"}
    write(axes, 2, height - 3.5, view.title, size=axes.theme.title_size, **looks)
    paragraph(axes, 2, height - 8, lines)
    if view.lines or view.triangles:
        _ramp(axes, view.phi_range, width_mm - 2, height - 3.5)
    return figure, axes


def _ramp(axes: PageAxes, phi_range: tuple[float, float], right: float, y: float) -> None:
    """Draw the key of the colours from the least to the largest φ_r, with its right end at `right`."""
    steps, step = 24, 0.5
    low, high = (number(phi, 2) for phi in phi_range)
    left = right - steps * step - text_mm(high, 5.5) - 1
    for i in range(steps):
        color = axes.theme.by_phi(i / (steps - 1))
        axes.add_patch(Rectangle((left + i * step, y - 0.8), step * 1.05, 1.6, color=color, linewidth=0))
    write(axes, left - 1, y, f"φ_r {low}", size=5.5, color=axes.theme.muted, ha="right")
    write(axes, left + steps * step + 1, y, high, size=5.5, color=axes.theme.muted, ha="left")


def _faces(axes: PageAxes, view: StructureView, spots: Spots) -> None:
    alpha = axes.theme.alpha(len(view.triangles))
    triangles = sorted(view.triangles, key=lambda face: (face.lit, face.strength))
    axes.put(
        PolyCollection(
            [[spots[c] for c in face.corners] for face in triangles],
            facecolors=[
                to_rgba(color_of(axes.theme, face), alpha if face.lit else alpha / 2) for face in triangles
            ],
            edgecolors="none",
            zorder=1,
        )
    )
    lines = sorted(view.lines, key=lambda face: (face.lit, face.strength))
    axes.put(
        LineCollection(
            [[spots[c] for c in face.corners] for face in lines],
            colors=[to_rgba(color_of(axes.theme, face), 0.9 if face.lit else 0.35) for face in lines],
            linewidths=[0.4 + 1.2 * face.strength for face in lines],
            linestyles=[style_of(axes.theme, face.lit) for face in lines] or "solid",
            zorder=2,
        )
    )


def color_of(theme: Theme, face: FaceMark) -> str:
    """Return the colour of a relation face.

    Parameters
    ----------
    theme
        Colours of the medium.
    face
        The face.

    Returns
    -------
    str
        The colour of its φ_r if it is lit, else grey.
    """
    return theme.by_phi(face.strength) if face.lit else theme.rest


def style_of(theme: Theme, lit: bool) -> Any:
    """Return the style of a line.

    Parameters
    ----------
    theme
        Colours of the medium.
    lit
        Whether the line is lit.

    Returns
    -------
    str or tuple
        A line style of matplotlib: dotted if the line is not lit and no colour can tell so.
    """
    return "solid" if lit or not theme.patterned else (0, (1, 1.6))


def _links(axes: PageAxes, view: StructureView, spots: Spots, middles: Spots) -> None:
    for mark, (x, y) in zip(view.mechanisms, middles, strict=True):
        color = axes.theme.link if mark.lit else axes.theme.rest
        width = 1.4 if mark.index == view.selected else 0.9
        style = style_of(axes.theme, mark.lit)
        for end in (spots[2 * mark.index], spots[2 * mark.index + 1]):
            looks = {"color": color, "linewidth": width, "linestyle": style, "zorder": 3}
            axes.add_line(Line2D([x, end[0]], [y, end[1]], **looks))
        ink = axes.theme.text if mark.lit else axes.theme.rest
        looks = {"color": ink, "weight": "bold", "style": "italic"} | behind(mark.lit, 0.75, 5)
        write(axes, x, y, mark.label, size=axes.theme.label_size, **looks)
        if view.detailed:
            write(axes, x, y - 2.4, mark.phi_text, size=5, color=axes.theme.muted, bbox=BACK, zorder=4.5)


def behind(lit: bool, alpha: float, order: float) -> dict[str, Any]:
    """Return the properties of a text on top of relation faces.

    Parameters
    ----------
    lit
        Whether the text is lit; if not, it has no box, which might cover a lit text.
    alpha
        Opacity of the box.
    order
        Position of the text in the drawing order.

    Returns
    -------
    dict
        Properties of matplotlib's `Text`.
    """
    return {"bbox": BACK | {"alpha": alpha}, "zorder": order} if lit else {"zorder": 3.5}


def _vertices(axes: PageAxes, view: StructureView, spots: Spots) -> None:
    """Draw causes as discs and effects as squares, which are hollow if the theme has no colours."""
    for vertex, (x, y) in zip(view.vertices, spots, strict=True):
        color = axes.theme.direction(vertex.direction) if vertex.lit else axes.theme.rest
        marker = "o" if vertex.direction == "cause" else "s"
        size = 2.6 + 2.6 * vertex.strength**0.5
        looks = {"color": color, "markeredgecolor": axes.theme.background, "markeredgewidth": 0.4}
        if axes.theme.patterned and vertex.direction == "effect":
            looks = {"color": axes.theme.background, "markeredgecolor": color, "markeredgewidth": 0.8}
        axes.add_line(Line2D([x], [y], marker=marker, markersize=size, zorder=4, linestyle="none", **looks))
