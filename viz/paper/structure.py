"""The Φ-structure as a figure: vertices, amber links and relation faces coloured by φ_r."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from engine.words import tr
from viz.numbers import number
from viz.paper.page import (
    POINT_MM,
    PRINT,
    SMALL,
    TITLE_MM,
    Medium,
    fold,
    page,
    paragraph,
    text_mm,
    write,
)
from viz.paper.titles import fold_title
from viz.shapes.lettering import BOLD, LINE
from viz.shapes.names import Type, names
from viz.theme import PAPER

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.shapes.names import Names
    from viz.theme import Theme
    from viz.view.structure import FaceMark, StructureView

HEAD_MM = 11.0
STEPS, STEP_MM = 24, 0.5
"""Number and width of the colours in the key."""
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
        return 7.5 + x * (width_mm - 12.5), 2 + y * (inside - 4)

    grey = {"size": SMALL, "color": axes.theme.muted}
    for size, y in view.rows:
        write(axes, 5.2, spot(0, y)[1], str(size), **grey)
    if view.rows:
        write(axes, 2.4, inside / 2, tr("units in the purview"), rotation=90, **grey)
    spots = [spot(v.x, v.y) for v in view.vertices]
    looks = Type(axes.theme.label_size * POINT_MM, axes.theme.font_size * POINT_MM, SMALL * POINT_MM, 2.0)
    written = names(view, spot, (6.6, 0.5, width_mm - 1, inside - 0.5), looks)
    middles = {name.index: (name.x, name.y) for name in written.mechanisms}
    _faces(axes, view, spots)
    _links(axes, view, spots, [middles.get(m.index, spot(m.x, m.y)) for m in view.mechanisms])
    _vertices(axes, view, spots)
    _texts(axes, view, written)
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
    lines = [line for text in (view.subtitle, view.note, *notes) for line in fold(text, width_mm - 4, SMALL)]
    size = medium.theme.title_size
    titles = fold_title(view.title, width_mm - 4, size)
    keyed = bool(view.lines or view.triangles)
    room = width_mm - 6 - text_mm(titles[-1], size) * BOLD
    # The key of colours stands beside the title, below a long one.
    below = 3.5 if keyed and room < _ramp_mm(view.phi_range) else 0.0
    high = TITLE_MM * (len(titles) - 1) + below
    height = inside + HEAD_MM + high + 2.75 * (len(lines) - 1)
    figure, axes = page(width_mm, height, view.caption, medium)
    looks = {"color": axes.theme.accent, "weight": "bold", "ha": "left"}
    for i, title in enumerate(titles):
        write(axes, 2, height - 3.5 - TITLE_MM * i, title, size=size, **looks)
    paragraph(axes, 2, height - 8 - high, lines)
    if keyed:
        _ramp(axes, view.phi_range, width_mm - 2, height - 3.5 - high)
    return figure, axes


def _ramp_mm(phi_range: tuple[float, float]) -> float:
    """Return the width of the key of colours."""
    low, high = (number(phi, 2) for phi in phi_range)
    return STEPS * STEP_MM + text_mm(f"φ_r {low}", SMALL) + text_mm(high, SMALL) + 2


def _ramp(axes: PageAxes, phi_range: tuple[float, float], right: float, y: float) -> None:
    """Draw the key of the colours from the least to the largest φ_r, with its right end at `right`."""
    steps, step = STEPS, STEP_MM
    low, high = (number(phi, 2) for phi in phi_range)
    left = right - steps * step - text_mm(high, SMALL) - 1
    for i in range(steps):
        color = axes.theme.by_phi(i / (steps - 1))
        axes.add_patch(Rectangle((left + i * step, y - 0.8), step * 1.05, 1.6, color=color, linewidth=0))
    write(axes, left - 1, y, f"φ_r {low}", size=SMALL, color=axes.theme.muted, ha="right")
    write(axes, left + steps * step + 1, y, high, size=SMALL, color=axes.theme.muted, ha="left")


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


def _texts(axes: PageAxes, view: StructureView, written: Names) -> None:
    theme = axes.theme
    for name in written.mechanisms:
        mark = view.mechanisms[name.index]
        lift = 0.6 * SMALL * POINT_MM if view.detailed else 0.0
        ink = theme.text if mark.lit else theme.rest
        looks = {"color": ink, "weight": "bold", "style": "italic"} | behind(mark.lit, 0.75, 5)
        write(axes, name.x, name.y + lift, name.text, size=theme.label_size, **looks)
        if view.detailed:
            y = name.y + lift - 0.62 * LINE * (theme.label_size + SMALL) / 2 * POINT_MM * 1.55
            write(axes, name.x, y, mark.phi_text, size=SMALL, color=theme.muted, bbox=BACK, zorder=4.5)
    for name in written.purviews:
        label = view.labels[name.index]
        color = theme.direction_label(label.direction) if label.lit else theme.rest
        if name.anchor is not None:
            ends = [name.anchor[0], name.x], [name.anchor[1], name.y]
            axes.add_line(Line2D(*ends, color=theme.muted, linewidth=0.3, zorder=4))
        write(axes, name.x, name.y, name.text, color=color, **behind(label.lit, 0.5, 4.8))


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
