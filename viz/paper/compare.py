"""Two Φ-structures side by side as a figure: on the same axes, with a table of their sums below."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from matplotlib.lines import Line2D

from engine.words import phrase, tr
from viz.paper import structure, substrate
from viz.paper.page import PRINT, SMALL, Medium, fold, page, paragraph, size_mm, write
from viz.view.compare import ALIKE, KEY

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.view.compare import ComparisonView
    from viz.view.substrate import SubstrateView

GAP_MM = 3.0
HEAD_MM = 4.5
LINE_MM = 3.0
BESIDE_MM = 110.0
"""Least width of a figure in which the two sides stand beside each other, not one below the other."""
SIDES = (phrase("Left"), phrase("Right"))


def draw(view: ComparisonView, width_mm: float = 178, medium: Medium = PRINT) -> Figure:
    """Draw a comparison.

    Parameters
    ----------
    view
        The comparison.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Both structures, the table of their sums, and the differences of the two questions.
    """
    asked = fold(
        " ".join([*(view.differences.sentences or [str(ALIKE)]), view.note]).rstrip(), width_mm - 12, SMALL
    )
    counted = fold(f"{view.counted} {KEY}.", width_mm - 12, SMALL)
    foot = LINE_MM * (len(view.sums) + 1.5) + 2.75 * (len(asked) + len(counted)) + 4
    pair = (view.left, view.right)
    figure, sheet = _pair(pair, structure.draw, width_mm, foot, view.caption, medium)
    _table(sheet, view, width_mm, foot - 2)
    paragraph(sheet, 2, 2.75 * (len(asked) + len(counted)) + 0.5, [*asked, *counted])
    return figure


def draw_substrates(
    views: tuple[SubstrateView, SubstrateView], width_mm: float = 120, medium: Medium = PRINT
) -> Figure:
    """Draw two substrates.

    Parameters
    ----------
    views
        Left and right.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Both substrates, with dotted rings around units and halos around edges that differ.
    """
    caption = "\n".join(view.caption for view in views)
    return _pair(views, substrate.draw, width_mm, 0.0, caption, medium)[0]


def _pair(
    views: tuple[Any, Any],
    draw_one: Callable[[Any, float, Medium], Figure],
    width_mm: float,
    foot_mm: float,
    caption: str,
    medium: Medium,
) -> tuple[Figure, PageAxes]:
    """Return a figure of two views under the names of their sides, `foot_mm` of space below, and its axes."""
    alone = replace(medium, captioned=False, figure=None, corner=(0.0, 0.0))
    columns = 2 if width_mm >= BESIDE_MM else 1
    wide = (width_mm - GAP_MM * (columns - 1)) / columns
    highs = [size_mm(draw_one(view, wide, alone))[1] for view in views]
    rows = [max(highs)] if columns == 2 else highs
    total = sum(rows) + HEAD_MM * len(rows) + foot_mm
    figure, sheet = page(width_mm, total, caption, medium)
    x = y = 0.0
    for i, (side, view) in enumerate(zip(SIDES, views, strict=True)):
        x, y = (i * (wide + GAP_MM), 0.0) if columns == 2 else (0.0, i * (rows[0] + HEAD_MM))
        write(sheet, x + 2, total - y - 2.6, side, size=7, ha="left", color=sheet.theme.muted)
        corner = (sheet.corner[0] + x, sheet.corner[1] + y + HEAD_MM)
        draw_one(view, wide, replace(alone, figure=figure, corner=corner))
    return figure, sheet


def _table(sheet: PageAxes, view: ComparisonView, width_mm: float, top: float) -> None:
    """Write the sums of both sides and their differences, one line each, from the height `top` downwards."""
    ends = [min(0.5 * width_mm, 40.0) + 18.0 * i for i in range(3)]
    looks = {"size": SMALL, "ha": "right"}
    for x, name in zip(ends, (*SIDES, tr("Difference")), strict=True):
        write(sheet, x, top, name, color=sheet.theme.muted, **looks)
    rule = top - 0.5 * LINE_MM
    sheet.add_line(Line2D([2, ends[-1]], [rule, rule], color=sheet.theme.muted, linewidth=0.4))
    for i, row in enumerate(view.sums, start=1):
        y = top - LINE_MM * (i + 0.3)
        write(sheet, 2, y, row.name, size=SMALL, ha="left")
        for x, text in zip(ends, (row.left, row.right, row.difference), strict=True):
            write(sheet, x, y, text, **looks)
