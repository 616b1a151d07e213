"""A causal link as a figure for print: its bars, α, and what else might have been."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from engine.words import tr
from viz.paper import repertoire
from viz.paper.composer import Panel, compose
from viz.paper.page import PRINT, Medium, fold, page, paragraph, text_mm, write
from viz.theme import plain

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.paper.page import Sheet
    from viz.view.link import LensView, WhatIf

ROW_MM = 3.6
MOST = 32
SAID_MM = 32.0


def draw(view: LensView, width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Return the figure, in the colours of t-1 and t."""
    medium = replace(medium, theme=medium.theme.of_transition())
    panels = (Panel(view.repertoire, repertoire.draw), Panel(view, draw_what_ifs))
    return compose(panels, width_mm, medium, lettered=False)


def draw_what_ifs(view: LensView, width_mm: float = 85, medium: Medium = PRINT) -> Figure:
    """Return a bar for every state the occurrence might have had: how probable the outcome would be."""
    told = [f"α = {view.quotient}" if "=" not in view.quotient else view.quotient, view.partition]
    head = [line for text in told for line in fold(text, width_mm - 4, 6)]
    asked = fold(view.heading, width_mm - 4, 7.5)  # bold
    shown = view.what_ifs[:MOST]
    hidden = len(view.what_ifs) - len(shown)
    height = 3.0 * (len(head) + len(asked)) + ROW_MM * len(shown) + 5 + 3 * bool(hidden)
    figure, axes = page(width_mm, height, view.caption, medium)
    paragraph(axes, 2, height - 2.5, head, size=6)
    y = height - 3.0 * len(head) - 3.5
    for i, line in enumerate(asked):
        write(axes, 2, y - 3.0 * i, line, size=6, weight="bold", ha="left")
    y -= 3.0 * len(asked) + 0.5
    left = 4 + max(text_mm(row.state, 6) for row in shown)
    for i, row in enumerate(shown):
        _bar(axes, row, (left, y - ROW_MM * i), width_mm - left - SAID_MM)
    if hidden:
        write(
            axes,
            2,
            2,
            tr("{n} more states are not drawn.", n=hidden),
            size=5.5,
            color=axes.theme.muted,
            ha="left",
        )
    return figure


def _bar(axes: Sheet, row: WhatIf, place: tuple[float, float], wide: float) -> None:
    (x, y), weight = place, "bold" if row.actual else "normal"
    write(axes, x - 1, y, row.state, size=6, ha="right", weight=weight)
    box = (x, y - 0.35 * ROW_MM)
    axes.add_patch(
        Rectangle(box, wide, 0.7 * ROW_MM, facecolor="none", edgecolor=axes.theme.rest, linewidth=0.4)
    )
    fill = axes.theme.unit_on if row.actual else axes.theme.partitioned
    axes.add_patch(Rectangle(box, wide * row.probability, 0.7 * ROW_MM, facecolor=fill, edgecolor="none"))
    value = plain(row.probability) if row.possible else "–"
    write(axes, x + wide + 9, y, value, size=6, ha="right", weight=weight)
    write(axes, x + wide + 10.5, y, row.verdict, size=5, color=axes.theme.muted, ha="left")
