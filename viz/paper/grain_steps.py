"""From TPM to TPM as a figure: the four steps of a macro unit, each a drawing beside its matrix."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from viz.paper import substrate, tpm
from viz.paper.page import (
    PRINT,
    SMALL,
    TITLE_MM,
    Medium,
    fold,
    page,
    paragraph,
    size_mm,
    write,
)
from viz.paper.titles import fold_title, write_titles

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.view.grain_steps import GrainStep, GrainStepsView

PAIRED_MM = 150.0
"""Least width of a figure in which two steps stand beside each other."""
GAP_MM = 5.0
LINE_MM = 2.75
PICTURE = 0.42
"""Share of a step's width that its drawing has."""
TALLEST_MM = 46.0
"""Most height of a drawing."""


def draw(view: GrainStepsView, width_mm: float = 178, medium: Medium = PRINT) -> Figure:
    """Draw the four steps.

    Parameters
    ----------
    view
        The steps.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Each step with its title, its drawing beside its matrix, and below them what it does.
    """
    columns = 2 if width_mm >= PAIRED_MM else 1
    wide = (width_mm - GAP_MM * (columns - 1)) / columns
    alone = replace(medium, captioned=False, figure=None, corner=(0.0, 0.0))
    highs = [_height(step, wide, alone) for step in view.steps]
    rows = [max(highs[i : i + columns]) for i in range(0, len(highs), columns)]
    titles = fold_title(view.title, width_mm - 4, medium.theme.title_size)
    head = TITLE_MM * len(titles) + 2
    notes = fold(view.note, width_mm - 4, SMALL)
    height = head + sum(rows) + LINE_MM * len(notes) + 1
    figure, sheet = page(width_mm, height, view.caption, medium)
    write_titles(sheet, titles, width_mm, height)
    top = head
    for r, high in enumerate(rows):
        for c, step in enumerate(view.steps[r * columns : (r + 1) * columns]):
            _step(sheet, step, (c * (wide + GAP_MM), top), wide, replace(medium, figure=figure))
        top += high
    paragraph(sheet, 2, LINE_MM * len(notes) - 0.75, notes)
    return figure


def _said(step: GrainStep, wide: float) -> list[str]:
    return fold(step.said, wide - 4, SMALL)


def _height(step: GrainStep, wide: float, alone: Medium) -> float:
    """Return the height of a step: its title, the taller of drawing and matrix, its sentences."""
    body = max(_picture_mm(step, wide, alone), size_mm(tpm.draw(step.table, _table_mm(wide), alone))[1])
    return TITLE_MM + body + LINE_MM * len(_said(step, wide)) + 4


def _table_mm(wide: float) -> float:
    return wide * (1 - PICTURE)


def _picture_width(step: GrainStep, wide: float, alone: Medium) -> float:
    """Return the width of the drawing: narrower if it would be too tall."""
    most = wide * PICTURE
    high = size_mm(substrate.draw(step.picture, most, alone))[1]
    return most * min(1.0, TALLEST_MM / high)


def _picture_mm(step: GrainStep, wide: float, alone: Medium) -> float:
    return size_mm(substrate.draw(step.picture, _picture_width(step, wide, alone), alone))[1]


def _step(sheet: PageAxes, step: GrainStep, corner: tuple[float, float], wide: float, medium: Medium) -> None:
    """Draw a step; `corner` is its upper left one, from that of the page, downwards."""
    (left, top), (x0, y0) = corner, medium.corner
    alone = replace(medium, captioned=False, figure=None, corner=(0.0, 0.0))
    total = sheet.get_ylim()[1]
    write(sheet, left + 2, total - top - TITLE_MM / 2, step.title, size=sheet.theme.font_size,
          color=sheet.theme.accent, weight="bold", ha="left")  # fmt: skip
    lines = _said(step, wide)
    paragraph(sheet, left + 2, total - top - TITLE_MM - 1.2, lines)
    under = top + TITLE_MM + LINE_MM * len(lines)
    narrow = _picture_width(step, wide, alone)
    aside = (wide * PICTURE - narrow) / 2
    plain = replace(medium, captioned=False, corner=(x0 + left + aside, y0 + under))
    substrate.draw(step.picture, narrow, plain)
    at = (x0 + left + wide * PICTURE, y0 + under)
    tpm.draw(step.table, _table_mm(wide), replace(plain, corner=at))
