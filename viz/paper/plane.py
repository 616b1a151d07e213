"""φ_s over two numbers as a figure: cells, borders of the complexes with their names, and the scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.collections import LineCollection, QuadMesh
from matplotlib.colors import ListedColormap
from matplotlib.patheffects import withStroke

from viz.numbers import number
from viz.paper.page import (
    PRINT,
    SMALL,
    TITLE_MM,
    Medium,
    fold,
    inset,
    page,
    paragraph,
    text_mm,
    write,
)
from viz.paper.titles import fold_title, write_titles

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.view.plane import PlaneView

LEFT_MM, RIGHT_MM, AXIS_MM = 13.0, 13.0, 9.0
HIGH_MM = 62.0
SHADES = 64


def draw(view: PlaneView, width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Draw φ_s over two numbers.

    Parameters
    ----------
    view
        The cells.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        The cells with the regions of the complexes, a cross where the network is, and the scale of φ_s.
    """
    notes = fold(view.note, width_mm - 4, SMALL)
    titles = fold_title(view.title, width_mm - 4, medium.theme.title_size)
    foot = AXIS_MM + 2.75 * len(notes) + 1
    height = foot + HIGH_MM + 3 + TITLE_MM * len(titles)
    figure, sheet = page(width_mm, height, view.caption, medium)
    write_titles(sheet, titles, width_mm, height)
    wide = width_mm - LEFT_MM - RIGHT_MM
    axes = inset(sheet, LEFT_MM, foot, wide, HIGH_MM)
    _cells(axes, view, sheet)
    _names(axes, view, sheet, wide)
    _scale(sheet, view, width_mm - RIGHT_MM + 2.5, foot)
    paragraph(sheet, 2, 2.75 * len(notes) - 1, notes)
    return figure


def _edges(values: tuple[float, ...]) -> list[float]:
    half = (values[1] - values[0]) / 2
    return [values[0] - half, *(each + half for each in values)]


def _cells(axes: Axes, view: PlaneView, sheet: PageAxes) -> None:
    theme = sheet.theme
    xs, ys = _edges(view.xs), _edges(view.ys)
    shades = [theme.by_phi(i / (SHADES - 1)) for i in range(SHADES)]
    levels = [-1.0 if cell.phi_s is None else cell.phi_s for cell in view.cells]
    rows = [levels[i : i + len(view.xs)] for i in range(0, len(levels), len(view.xs))]
    mesh: QuadMesh = axes.pcolormesh(
        xs, ys, rows, cmap=ListedColormap(shades).with_extremes(under=theme.rest), vmin=0.0, vmax=view.top
    )
    mesh.set_edgecolor("face")
    mesh.set_linewidth(0.1)
    lines = [[(x0, y0), (x1, y1)] for x0, y0, x1, y1 in view.borders]
    axes.add_collection(LineCollection(lines, colors=theme.background, linewidths=1.2))
    if view.here is not None:
        for color, width in ((theme.background, 2.2), (theme.cause, 1.1)):
            axes.scatter(*[[each] for each in view.here], s=26, marker="o", facecolor="none",
                         edgecolor=color, linewidth=width, clip_on=False, zorder=4)  # fmt: skip
    axes.set_xlim(xs[0], xs[-1])
    axes.set_ylim(ys[0], ys[-1])
    labels = {"fontsize": theme.font_size, "fontfamily": theme.font, "labelpad": 2}
    axes.set_xlabel(view.x_title, **labels)
    axes.set_ylabel(view.y_title, **labels)


def _names(axes: Axes, view: PlaneView, sheet: PageAxes, wide: float) -> None:
    """Write the names of the regions that have the room."""
    theme, (cell, _) = sheet.theme, view.step
    per_unit = wide / (view.xs[-1] - view.xs[0] + cell)
    halo = [withStroke(linewidth=1.6, foreground=theme.unit_on)]
    taken: list[tuple[float, float, float]] = []
    for region in view.regions:
        half = text_mm(region.text, SMALL + 0.5) / 2 / per_unit
        x = min(max(region.x, view.xs[0] + half), view.xs[-1] - half)
        near = 4.0 * (view.ys[-1] - view.ys[0]) / HIGH_MM
        if any(abs(x - at) < half + other and abs(region.y - y) < near for at, y, other in taken):
            continue
        taken.append((x, region.y, half))
        axes.text(x, region.y, region.text, fontsize=SMALL + 0.5, fontfamily=theme.font, ha="center",
                  va="center", color=theme.unit_on_text, path_effects=halo, zorder=5)  # fmt: skip


def _scale(sheet: PageAxes, view: PlaneView, left: float, foot: float) -> None:
    theme = sheet.theme
    bar = inset(sheet, left, foot + 12, 2.2, HIGH_MM - 24)
    bar.imshow([[i / (SHADES - 1)] for i in range(SHADES)], aspect="auto", origin="lower",
               cmap=ListedColormap([theme.by_phi(i / (SHADES - 1)) for i in range(SHADES)]))  # fmt: skip
    bar.set_axis_off()
    write(sheet, left + 1.1, foot + HIGH_MM - 9, "φ_s", size=theme.font_size)
    write(sheet, left + 2.8, foot + HIGH_MM - 12.5, number(view.top, 2), size=SMALL, ha="left")
    write(sheet, left + 2.8, foot + 12.5, "0", size=SMALL, ha="left")
