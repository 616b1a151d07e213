"""The lattice of candidate systems as a figure, with a row for each size."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle

from viz.paper.page import (
    PRINT,
    SMALL,
    TITLE_MM,
    Medium,
    fitted,
    fold,
    page,
    paragraph,
    text_mm,
    write,
)
from viz.paper.titles import fold_title
from viz.shapes.dots import DASHES, below, dot_look, dot_size
from viz.shapes.lettering import BOLD
from viz.view.complexes import KEY
from viz.view.letters import brief

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.view.complexes import CandidateDot, CandidatesView

ROW_MM = 13.0
SIDE_MM = 20.0
"""Width of the names of the rows."""
LARGEST_MM = 4.6
"""Largest diameter of a dot."""
BOX_MM = LARGEST_MM + 2.2
"""Width of the box around the present system."""


def draw(view: CandidatesView, width_mm: float = 178, medium: Medium = PRINT) -> Figure:
    """Draw the lattice of candidate systems.

    Parameters
    ----------
    view
        The candidate systems.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        A row of dots for each size, single units at the bottom, with the key below.
    """
    notes = fold(f"{view.note} {KEY}".strip(), width_mm - 4, SMALL)
    foot = 2.75 * len(notes) + 4
    high = ROW_MM * len(view.levels)
    titles = fold_title(view.title, width_mm - 4, medium.theme.title_size)
    above = 8 + TITLE_MM * (len(titles) - 1)
    figure, axes = page(width_mm, high + foot + above, view.caption, medium)
    for i, title in enumerate(reversed(titles)):
        write(axes, width_mm / 2, high + foot + 5 + TITLE_MM * i, title, size=axes.theme.title_size,
              color=axes.theme.accent, weight="bold")  # fmt: skip
    paragraph(axes, 2, foot - 3, notes)
    for row, level in enumerate(view.levels):
        y = foot + ROW_MM * (row + 0.5)
        write(
            axes,
            2,
            y,
            "\n".join(filter(None, [level.name, level.part])),
            size=SMALL,
            color=axes.theme.muted,
            ha="left",
        )
    crowds = Counter(dot.y for dot in view.dots)
    wide = width_mm - SIDE_MM - 4

    def at(dot: CandidateDot) -> tuple[float, float]:
        return SIDE_MM + dot.x * wide, foot + ROW_MM * (dot.y - 0.5)

    for a, b in view.lines:
        (x0, y0), (x1, y1) = at(view.dots[a]), at(view.dots[b])
        axes.add_line(Line2D((x0, x1), (y0, y1), color=axes.theme.rest, linewidth=0.4, zorder=1))
    for i, dot in enumerate(view.dots):
        _dot(axes, view, dot, at(dot), wide / crowds[dot.y], i == view.selected)
        if i == view.selected:
            _box(axes, *at(dot))
    return figure


def _dot(
    axes: PageAxes,
    view: CandidatesView,
    dot: CandidateDot,
    place: tuple[float, float],
    room: float,
    boxed: bool,
) -> None:
    row, (x, y) = view.rows[dot.row], place
    fill, edge = dot_look(axes.theme, row, dot.strength)
    radius = dot_size(row, dot.strength, min(LARGEST_MM, 0.7 * room)) / 2 if row.phi_s else 0.5
    axes.add_patch(
        Circle(
            place, radius, facecolor=fill, edgecolor=edge, linewidth=0.6, linestyle=DASHES[row.kind], zorder=3
        )
    )
    gap = radius + 1.6
    if row.kind == "complex":
        ring = radius + 0.7
        axes.add_patch(Circle(place, ring, facecolor="none", edgecolor=edge, linewidth=0.8, zorder=3))
        gap += 0.7
    if boxed:
        gap = max(gap, BOX_MM / 2 + 1.4)
    bold = row.kind == "complex"
    weight, said = "bold" if bold else "normal", brief(row.text)
    if text_mm(said, SMALL) * (BOLD if bold else 1.0) > room:
        said = fitted(said, room, SMALL, bold)[0]
    # Where dots are crowded, only what is a complex or the present system is named.
    if len(said) > 2 or said == row.text or bold:
        write(axes, x, y + gap, said, size=SMALL, weight=weight, zorder=4)
    phi = below(row, dot.number)
    if text_mm(phi, SMALL) <= room:
        write(axes, x, y - gap, phi, size=SMALL, color=axes.theme.muted, zorder=4)


def _box(axes: PageAxes, x: float, y: float) -> None:
    half = BOX_MM / 2
    axes.add_patch(
        Rectangle((x - half, y - half), 2 * half, 2 * half, facecolor="none", edgecolor=axes.theme.system,
                  linewidth=0.7, zorder=2)
    )  # fmt: skip
