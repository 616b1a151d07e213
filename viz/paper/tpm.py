"""The transition probability matrix as a figure: 0 is white, 1 is black, boxes mark the current state."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from viz.paper.page import PRINT, SMALL, Medium, fold, page, paragraph, text_mm, write
from viz.shapes.lettering import BOLD
from viz.view.letters import brief

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.view.tpm import TpmView

LARGEST_MM = 6.0
"""Largest width of a cell."""
NEAREST_MM = 2.5
"""Least distance of names; if rows or columns are closer, only some of them have their names."""
WRITTEN_MM = (4.9, 2.4)
"""Least width and height of a cell that contains its number."""


def draw(view: TpmView, width_mm: float = 85, medium: Medium = PRINT) -> Figure:
    """Draw a TPM.

    Parameters
    ----------
    view
        The TPM.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        The grid, with boxes around the row and the column of the current state; if the TPM is too large, that
        row only, and a sentence.
    """
    rows, columns = view.values.shape
    margin = BOLD * max((text_mm(brief(name)) for name in view.rows), default=0.0) + 7
    longest = BOLD * max((text_mm(brief(name)) for name in view.columns), default=0.0)
    step = min((width_mm - margin - 4) / max(columns, 1), LARGEST_MM)
    turned = view.by == "state" or longest > step
    over = longest + 3 if turned else 6.0
    high = min(step, 4.2)
    notes = fold(view.sentence, width_mm - 4, SMALL)
    foot = 2.75 * len(notes) + 2
    height = over + high * rows + foot
    figure, axes = page(width_mm, height, view.caption, medium)
    left, top = (width_mm - margin - step * columns) / 2 + margin, height - over
    for i in range(rows):
        for j in range(columns):
            _cell(axes, (left + j * step, top - (i + 1) * high), (step, high), float(view.values[i, j]))
    _labels(axes, view, (left, top), (step, high), turned)
    _boxes(axes, view, (left, top), (step, high))
    paragraph(axes, 2, 2.75 * len(notes) - 0.75, notes)
    return figure


def _cell(axes: PageAxes, corner: tuple[float, float], size: tuple[float, float], p: float) -> None:
    axes.add_patch(
        Rectangle(corner, *size, facecolor=axes.theme.heat(p), edgecolor=axes.theme.rest, linewidth=0.25)
    )
    if size[0] >= WRITTEN_MM[0] and size[1] >= WRITTEN_MM[1]:
        x, y = corner[0] + size[0] / 2, corner[1] + size[1] / 2
        write(axes, x, y, f"{p:.2f}", size=SMALL, color=axes.theme.heat_text(p))


def _labels(
    axes: PageAxes, view: TpmView, corner: tuple[float, float], size: tuple[float, float], turned: bool
) -> None:
    (left, top), font = corner, axes.theme.font_size
    for i in _named(len(view.rows), size[1], view.current_row):
        text, bold = brief(view.rows[i]), "normal"
        if i == view.current_row:
            text, bold = f"▸ {text}", "bold"
        write(axes, left - 1, top - (i + 0.5) * size[1], text, size=font, ha="right", weight=bold)
    looks = {"rotation": 90, "va": "bottom"} if turned else {"va": "bottom"}
    for j in _named(len(view.columns), size[0], view.current_column):
        bold = "bold" if j == view.current_column else "normal"
        x = left + (j + 0.5) * size[0]
        write(axes, x, top + 0.8, brief(view.columns[j]), size=font, weight=bold, **looks)


def _named(count: int, step: float, current: int | None) -> list[int]:
    """Return the rows or columns that have their names: all, or the current one and some of the others."""
    every = ceil(NEAREST_MM / step - 1e-9)
    return [
        i
        for i in range(count)
        if i == current or (i % every == 0 and (current is None or abs(i - current) >= every))
    ]


def _boxes(axes: PageAxes, view: TpmView, corner: tuple[float, float], size: tuple[float, float]) -> None:
    """Draw boxes around the current row (effect reading) and the current column (cause reading)."""
    (left, top), (wide, high) = corner, size
    rows, columns = view.values.shape
    if view.current_row is not None:
        color = axes.theme.effect if view.by == "state" else axes.theme.system
        _box(axes, (left, top - (view.current_row + 1) * high), (columns * wide, high), color)
    if view.current_column is not None:
        _box(axes, (left + view.current_column * wide, top - rows * high), (wide, rows * high),
             axes.theme.cause, dashed=axes.theme.patterned)  # fmt: skip


def _box(
    axes: PageAxes, corner: tuple[float, float], size: tuple[float, float], color: str, dashed: bool = False
) -> None:
    """Draw a box, dashed if no colour can tell which of the two it is."""
    looks = {"facecolor": "none", "linewidth": 1.4, "zorder": 3}
    axes.add_patch(Rectangle(corner, *size, edgecolor=color, **looks))
    if dashed:
        axes.add_patch(
            Rectangle(corner, *size, edgecolor=axes.theme.background, linestyle=(0, (2, 2)), **looks)
        )
