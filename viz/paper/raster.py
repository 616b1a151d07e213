"""The raster of a trajectory as a figure, alone or above curves of φ_s and Φ along it."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from matplotlib.collections import PatchCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from engine.words import phrase, tr
from viz.paper.course import AXIS_MM, GAP_MM, LEFT_MM, RIGHT_MM, key, stack, tall
from viz.paper.page import PRINT, SMALL, Medium, fitted, fold, inset, page, paragraph
from viz.view.course import TIME
from viz.view.raster import SHORTEST

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.view.raster import RasterView, TrajectoryView

ROW_MM = 4.0
HIGHEST_MM = 120.0
"""Largest height of the raster; rows are lower if there are many."""
KEY = phrase("Dark: ON.")
JUMPS = phrase("Dashed: the state was set by hand.")


def draw(view: RasterView, width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Draw a raster.

    Parameters
    ----------
    view
        The raster.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Units in rows, the first on top; time goes to the right.
    """
    notes = fold(_key(view), width_mm - 4, SMALL)
    foot, high = AXIS_MM + 2.75 * len(notes) + 1, _tall(view)
    figure, sheet = page(width_mm, foot + high + 2, view.caption, medium)
    axes = _raster(sheet, view, (LEFT_MM, foot), (width_mm - LEFT_MM - RIGHT_MM, high))
    axes.xaxis.set_major_locator(MaxNLocator(10, integer=True))
    axes.set_xlabel(TIME, fontsize=sheet.theme.font_size, fontfamily=sheet.theme.font)
    paragraph(sheet, 2, 2.75 * len(notes) - 1, notes)
    return figure


def draw_trajectory(view: TrajectoryView, width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Draw a raster above curves.

    Parameters
    ----------
    view
        The raster and the curves.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        All of them over the same times.
    """
    notes = fold(f"{_key(view.raster)} {key(view.courses)}", width_mm - 4, SMALL)
    foot, high = AXIS_MM + 2.75 * len(notes) + 1, _tall(view.raster)
    curves = tall(view.courses) + GAP_MM
    figure, sheet = page(width_mm, foot + curves + high + 2, view.caption, medium)
    wide = width_mm - LEFT_MM - RIGHT_MM
    top = _raster(sheet, view.raster, (LEFT_MM, foot + curves), (wide, high))
    top.tick_params(labelbottom=False)
    for axes in stack(sheet, view.courses, width_mm, foot):
        axes.set_xlim(top.get_xlim())
        for jump in view.raster.jumps:
            axes.axvline(jump - 0.5, linestyle="--", linewidth=0.8, color=sheet.theme.cause)
    paragraph(sheet, 2, 2.75 * len(notes) - 1, notes)
    return figure


def _key(view: RasterView) -> str:
    return f"{KEY} {JUMPS}" if view.jumps else KEY


def _tall(view: RasterView) -> float:
    return min(ROW_MM * len(view.labels), HIGHEST_MM)


def _raster(
    sheet: PageAxes, view: RasterView, corner: tuple[float, float], size: tuple[float, float]
) -> Axes:
    """Draw the cells and return their axes, which are at least as long as on screen."""
    theme, n = sheet.theme, len(view.labels)
    axes = inset(sheet, *corner, *size)
    cells = [Rectangle((cell.time - 0.47, -cell.row - 0.45), 0.94, 0.9) for cell in view.cells]
    fills = [theme.unit_fill(cell.level) for cell in view.cells]
    axes.add_collection(PatchCollection(cells, facecolors=fills, edgecolors=theme.rest, linewidths=0.25))
    for jump in view.jumps:
        ends = [jump - 0.5, jump - 0.5], [-n + 0.45, 0.55]
        axes.add_line(Line2D(*ends, linestyle="--", linewidth=1, color=theme.cause))
    axes.set_xlim(view.first - 0.6, max(view.last, view.first + SHORTEST) + 0.6)
    axes.set_ylim(-n + 0.4, 0.6)
    # Of rows that are too thin for a line of type, only some are named.
    every = max(ceil(2.5 * n / size[1]), 1)
    names = [fitted(label, LEFT_MM - 4.5, theme.font_size)[0] for label in view.labels]
    axes.set_yticks([-float(i) for i in range(0, n, every)], names[::every])
    axes.tick_params(axis="y", length=0, labelsize=theme.font_size)
    axes.set_ylabel(tr("unit"), fontsize=theme.font_size, fontfamily=theme.font, va="top")
    axes.yaxis.set_label_coords(-(LEFT_MM - 0.8) / size[0], 0.5)
    axes.spines["left"].set_visible(False)
    return axes
