"""A survey as a figure: a dot for each system over two columns, and how many have each value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import MaxNLocator

from engine.words import tr
from viz.paper.page import PRINT, SMALL, TITLE_MM, Medium, fold, inset, page, paragraph
from viz.paper.titles import fold_title, write_titles

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.view.atlas import ScatterView

LEFT_MM, BETWEEN_MM, AXIS_MM, HIGH_MM, COUNTS_MM = 14.0, 4.0, 9.0, 52.0, 20.0
MOST_DOTS = 3_000
"""From so many dots on they are one image inside a figure of vectors, which no program is slow to open."""
RIGHT_MM = 5.0


def draw(view: ScatterView, width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Draw a survey over two of its columns.

    Parameters
    ----------
    view
        The systems.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        The dots, the brushed ones in colour, and a histogram of the column that goes up.
    """
    notes = fold(view.note, width_mm - 4, SMALL)
    titles = fold_title(view.title, width_mm - 4, medium.theme.title_size)
    foot = AXIS_MM + 2.75 * len(notes) + 1
    height = foot + HIGH_MM + 4 + TITLE_MM * len(titles)
    figure, sheet = page(width_mm, height, view.caption, medium)
    write_titles(sheet, titles, width_mm, height)
    wide = width_mm - LEFT_MM - BETWEEN_MM - COUNTS_MM - RIGHT_MM
    axes = inset(sheet, LEFT_MM, foot, wide, HIGH_MM)
    _dots(axes, view, sheet)
    counts = inset(sheet, LEFT_MM + wide + BETWEEN_MM, foot, COUNTS_MM, HIGH_MM)
    _counts(counts, axes, view, sheet)
    paragraph(sheet, 2, 2.75 * len(notes) - 1, notes)
    return figure


def _dots(axes: Axes, view: ScatterView, sheet: PageAxes) -> None:
    theme = sheet.theme
    for lit, color, order in ((False, theme.rest, 2), (True, theme.system, 3)):
        shown = (view.brushed == lit) & np.isfinite(view.xs) & np.isfinite(view.ys)
        axes.scatter(view.xs[shown], view.ys[shown], s=4, color=color, alpha=0.5, linewidth=0,
                     zorder=order, rasterized=int(shown.sum()) > MOST_DOTS)  # fmt: skip
    labels = {"fontsize": theme.font_size, "fontfamily": theme.font, "labelpad": 2}
    axes.set_xlabel(view.x.title, **labels)
    axes.set_ylabel(view.y.title, **labels)


def _counts(axes: Axes, beside: Axes, view: ScatterView, sheet: PageAxes) -> None:
    theme = sheet.theme
    edges = np.array(view.y.bins)
    known = np.isfinite(view.ys)
    every, _ = np.histogram(view.ys[known], edges)
    lit, _ = np.histogram(view.ys[known & view.brushed], edges)
    high = np.diff(edges)
    axes.barh(edges[:-1], every, high, align="edge", color=theme.rest, linewidth=0)
    axes.barh(edges[:-1], lit, high, align="edge", color=theme.system, linewidth=0)
    axes.set_ylim(*beside.get_ylim())
    axes.set_yticks([])
    axes.xaxis.set_major_locator(MaxNLocator(2, integer=True))
    axes.set_xlabel(tr("systems"), fontsize=theme.font_size, fontfamily=theme.font, labelpad=2)
