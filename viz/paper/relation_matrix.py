"""Relations of two distinctions as a figure: a matrix with φ_r as shade, and its scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.lines import Line2D

from engine.words import tr
from viz.numbers import number
from viz.paper.page import PRINT, SMALL, Medium, fitted, fold, inset, page, paragraph, text_mm, write
from viz.view.letters import brief
from viz.view.relation_matrix import KEY, apart

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.view.relation_matrix import RelationMatrixView

HEAD_MM, SCALE_MM, BESIDE_MM = 6.0, 6.0, 24.0
LARGEST_MM = 14.0
"""Largest width of a cell."""
LEAST_ROW_MM = 2.4
"""Least distance of two names beside the rows."""
SHADES = 64


def draw(view: RelationMatrixView, width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Draw the relations of two distinctions.

    Parameters
    ----------
    view
        The relations.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Rows and columns are the distinctions in one order, lines part mechanisms of different size.
    """
    notes = fold(f"{view.subtitle}. {view.note} {KEY} {view.example}", width_mm - 4, SMALL)
    names = [brief(group.text) for group in view.labels]
    margin = min(max((text_mm(name, SMALL) for name in names), default=0.0), BESIDE_MM) + 3.5
    side = min(width_mm - margin - 4, LARGEST_MM * max(len(view.names), 3))
    foot = 2.75 * len(notes) + SCALE_MM + 3
    figure, sheet = page(width_mm, HEAD_MM + margin + side + foot, view.caption, medium)
    axes = inset(sheet, margin, foot, side, side)
    axes.set_axis_off()
    n, palette = max(len(view.names), 1), [sheet.theme.by_phi(i / (SHADES - 1)) for i in range(SHADES)]
    shown = np.ma.masked_equal(view.phi, 0.0)  # what is masked is not drawn
    if len(view.names):
        axes.imshow(
            shown,
            ListedColormap(palette),
            vmin=0,
            vmax=view.largest,
            interpolation="none",
            extent=(0, n, n, 0),
        )
    _frame(sheet, view, (margin, foot), side)
    step, top = side / n, foot + side
    for group in apart(view.labels, step, lambda _text: LEAST_ROW_MM):
        middle = (group.first + group.last + 1) / 2 * step
        text, size = fitted(brief(group.text), BESIDE_MM, SMALL)
        write(sheet, margin - 1, top - middle, text, size=size, ha="right")
        write(sheet, margin + middle, top + 1, text, size=size, va="bottom", rotation=90)
    write(sheet, 2, top + margin + 2.5, view.title, size=sheet.theme.title_size - 1, weight="bold", ha="left")
    _scale(sheet, palette, view.largest, (margin, foot - 4.5), side)
    paragraph(sheet, 2, 2.75 * len(notes) - 1, notes)
    return figure


def _frame(sheet: PageAxes, view: RelationMatrixView, corner: tuple[float, float], side: float) -> None:
    left, bottom = corner
    step = side / max(len(view.names), 1)
    ends = [0.0, *((group.last + 1) * step for group in view.orders)] if view.orders else [0.0, side]
    for end in ends:
        sheet.add_line(
            Line2D([left, left + side], [bottom + side - end] * 2, lw=0.4, color=sheet.theme.background)
        )
        sheet.add_line(
            Line2D([left + end] * 2, [bottom, bottom + side], lw=0.4, color=sheet.theme.background)
        )


def _scale(
    sheet: PageAxes, palette: list[str], largest: float, corner: tuple[float, float], side: float
) -> None:
    """Draw the shades from 0 to the largest φ_r, with both numbers."""
    axes = inset(sheet, corner[0] + side * 0.3, corner[1], side * 0.4, 2.2)
    axes.set_axis_off()
    axes.imshow([range(len(palette))], ListedColormap(palette), aspect="auto", interpolation="none")
    middle = corner[1] + 1.1
    write(sheet, corner[0] + side * 0.3 - 1, middle, tr("φ_r 0"), size=SMALL, ha="right")
    write(sheet, corner[0] + side * 0.7 + 1, middle, number(largest), size=SMALL, ha="left")
