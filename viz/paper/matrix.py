"""Weights and connectivity as a figure: excitatory edges black, inhibitory ones vermilion, by strength."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from viz.paper.page import PRINT, SMALL, Medium, fitted, fold, page, paragraph, text_mm, write
from viz.theme import mix
from viz.view.letters import brief

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.view.matrix import MatrixView

LARGEST_MM = 9.0
"""Largest width of a cell."""
DEEPEST = 0.75
"""Share of the full colour that the strongest edge has, so that its number can be read on it."""


def draw(view: MatrixView, width_mm: float = 85, medium: Medium = PRINT) -> Figure:
    """Draw the edges of a substrate as a matrix.

    Parameters
    ----------
    view
        The edges.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        A cell for each pair of units, with the weight if there is an edge.
    """
    n = max(len(view.labels), 1)
    margin = max((text_mm(brief(label)) for label in view.labels), default=0.0) + 4
    step = min((width_mm - margin - 4) / n, LARGEST_MM)
    turned = margin - 4 > step
    over = margin if turned else 6.0
    notes = fold(view.note, width_mm - 4, SMALL)
    foot = 2.75 * len(notes) + 3
    figure, axes = page(width_mm, over + step * n + foot, view.caption, medium)
    theme, left, top = axes.theme, (width_mm - margin - step * n) / 2 + margin, foot + step * n
    for i in range(n):
        for j in range(n):
            corner = (left + j * step, top - (i + 1) * step)
            axes.add_patch(
                Rectangle(
                    corner, step, step, facecolor=theme.background, edgecolor=theme.rest, linewidth=0.25
                )
            )
    size = min(theme.font_size, max(1.6 * step, SMALL))
    every = max(ceil(2.5 / step), 1)
    for mark in view.marks:
        color = theme.inhibitory if mark.inhibitory else theme.excitatory
        share = DEEPEST * mark.strength
        corner = (left + mark.column * step, top - (mark.row + 1) * step)
        fill = mix(theme.background, color, share)
        axes.add_patch(Rectangle(corner, step, step, facecolor=fill, edgecolor=theme.rest, linewidth=0.25))
        ink = theme.unit_on_text if _is_dark(fill) else theme.text
        text, fitting = fitted(mark.text, 0.96 * step, size)
        # A part of a number would be another number; its shade says how large it is.
        if text == mark.text and step >= 2.4:
            write(axes, corner[0] + step / 2, corner[1] + step / 2, text, size=fitting, color=ink)
    looks = {"rotation": 90} if turned else {}
    for i, name in enumerate(view.labels):
        if i % every:
            continue
        label = brief(name)
        write(axes, left - 1, top - (i + 0.5) * step, label, size=size, ha="right")
        write(axes, left + (i + 0.5) * step, top + 1, label, size=size, va="bottom", **looks)
    paragraph(axes, 2, 2.75 * len(notes) - 1, notes)
    return figure


def _is_dark(color: str) -> bool:
    return sum(int(color[i : i + 2], 16) for i in (1, 3, 5)) < 3 * 0x78
