"""A partition made by the user as a figure: its drawing and arithmetic, beside the minimum partition."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from math import inf
from typing import TYPE_CHECKING

from matplotlib.lines import Line2D

from viz.paper import arithmetic, substrate
from viz.paper.composer import Panel, compose, headed
from viz.paper.page import PRINT, Medium, fold, page, write
from viz.view.scissors import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.figure import Figure

    from viz.view.scissors import Sliced
    from viz.view.substrate import SubstrateView

BESIDE_MM = {True: 80.0, False: 100.0}
"""Least width of a figure that has two panels side by side, by whether the minimum partition is shown."""
SIZE = 6.5
LINE_MM = 3.2


@dataclass(frozen=True, slots=True)
class TitledDrawing:
    """The drawing of one partition under its title."""

    title: str
    drawing: SubstrateView
    numbers: Mapping[str, int]
    """Unit -> number of its part."""
    caption: str


def draw(view: Sliced, width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Draw a user's partition.

    Parameters
    ----------
    view
        The partition.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Its drawing, that of the minimum partition if it is revealed, the comparison, the arithmetic.
    """
    drawings = [Panel(TitledDrawing(view.said, view.drawing, view.numbers, view.caption), _drawing)]
    if view.revealed:
        best = TitledDrawing(view.best_title, view.best, view.best_numbers, view.caption)
        drawings.append(Panel(best, _drawing))
    panels = (*drawings, Panel(view, _results))
    return compose(panels, width_mm, medium, lettered=False, beside_mm=BESIDE_MM[view.revealed])


def _results(view: Sliced, width_mm: float, medium: Medium) -> Figure:
    """Draw the comparison, if the minimum partition is revealed, and the arithmetic below it."""
    panels = [Panel(view, _compared)] if view.revealed else []
    if view.arithmetic is not None:
        panels.append(Panel(replace(view.arithmetic, caption=view.caption), arithmetic.draw))
    return compose(tuple(panels), width_mm, medium, lettered=False, beside_mm=inf)


def _drawing(view: TitledDrawing, width_mm: float, medium: Medium) -> Figure:
    """Draw a partition under its title."""
    lines = fold(view.title, width_mm - 4, 1.15 * SIZE)
    panel = Panel(view.drawing, partial(substrate.draw, numbers=view.numbers))
    head = LINE_MM * len(lines) + 2
    figure, sheet, top = headed(panel, head, width_mm, view.caption, medium)
    for i, line in enumerate(lines):
        write(sheet, 2, top - 2.5 - LINE_MM * i, line, size=SIZE, weight="bold", ha="left")
    return figure


def _compared(view: Sliced, width_mm: float, medium: Medium) -> Figure:
    """Draw the table that compares both partitions, and the verdict below it."""
    rows, sentence = ((), "") if view.comparison is None else (view.comparison.rows, view.comparison.sentence)
    said = fold(sentence, width_mm - 4, SIZE)
    height = LINE_MM * (len(rows) + len(said) + 1) + 5
    figure, sheet = page(width_mm, height, view.caption, medium)
    ends = [min(0.55 * width_mm, 45.0) + 17.0 * i for i in range(2)]
    y = height - 2.5
    for x, name in zip(ends, COLUMNS, strict=True):
        write(sheet, x, y, name, size=6, color=sheet.theme.muted, ha="right")
    rule = y - 0.5 * LINE_MM
    sheet.add_line(Line2D([2, ends[-1]], [rule, rule], color=sheet.theme.muted, linewidth=0.4))
    for name, *values in rows:
        y -= LINE_MM
        write(sheet, 2, y, name, size=6, ha="left")
        for x, text in zip(ends, values, strict=True):
            write(sheet, x, y, text, size=6, ha="right")
    for i, line in enumerate(said):
        write(sheet, 2, y - 4.5 - LINE_MM * i, line, size=SIZE, ha="left")
    return figure
