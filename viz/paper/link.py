"""A causal link as a figure: its repertoires, α and counterfactuals, or the reason why there is none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from engine.words import tr
from viz.numbers import number
from viz.paper import repertoire
from viz.paper.composer import Panel, compose
from viz.paper.page import PRINT, SMALL, Medium, fitted, fold, page, paragraph, text_mm, write
from viz.shapes.lettering import BOLD

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.view.link import LensView, Nearest, WhatIf

ROW_MM = 3.6
MOST = 32
"""Most counterfactuals that are drawn."""
SAID_MM = 32.0
"""Width of the numbers and words to the right of a bar."""


def draw(view: LensView, width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Draw a causal link.

    Parameters
    ----------
    view
        The link.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Its repertoires in the colours of t-1 and t, then α and the counterfactuals.
    """
    medium = replace(medium, theme=medium.theme.of_transition())
    panels = (Panel(view.repertoire, repertoire.draw), Panel(view, draw_what_ifs))
    return compose(panels, width_mm, medium, lettered=False)


def draw_what_ifs(view: LensView, width_mm: float = 85, medium: Medium = PRINT) -> Figure:
    """Draw the counterfactuals of a causal link.

    Parameters
    ----------
    view
        The link.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        α and the partition, then a bar for each state of the occurrence: the probability of the purview's
        actual state.
    """
    told = [f"α = {view.quotient}" if "=" not in view.quotient else view.quotient, view.partition]
    head = [line for text in told for line in fold(text, width_mm - 4, 6)]
    asked = fold(view.heading, width_mm - 4, 7.5)  # wider than its size: bold
    shown = view.what_ifs[:MOST]
    hidden = len(view.what_ifs) - len(shown)
    height = 3.0 * (len(head) + len(asked)) + ROW_MM * len(shown) + 5 + 3 * bool(hidden)
    figure, axes = page(width_mm, height, view.caption, medium)
    paragraph(axes, 2, height - 2.5, head, size=6)
    y = height - 3.0 * len(head) - 3.5
    for i, line in enumerate(asked):
        write(axes, 2, y - 3.0 * i, line, size=6, weight="bold", ha="left")
    y -= 3.0 * len(asked) + 0.5
    # Beside each bar stand its number and its verdict.
    beside = 12 + max(text_mm(row.verdict, SMALL) for row in shown)
    names = [fitted(row.state, max(width_mm - beside - 12, 8.0), SMALL, bold=True)[0] for row in shown]
    left = 4 + BOLD * max(text_mm(name, SMALL) for name in names)
    for i, (row, name) in enumerate(zip(shown, names, strict=True)):
        _bar(axes, row, name, (left, y - ROW_MM * i), max(width_mm - left - beside, 3.0))
    if hidden:
        write(
            axes,
            2,
            2,
            tr("{n} more states are not drawn.", n=hidden),
            size=SMALL,
            color=axes.theme.muted,
            ha="left",
        )
    return figure


def draw_why_not(view: Nearest, width_mm: float = 85, medium: Medium = PRINT) -> Figure:
    """Draw the reason why an occurrence has no actual cause or effect.

    Parameters
    ----------
    view
        The purview of largest α.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Its probabilities as bars, and the reason as a sentence.
    """
    asked = fold(f"{view.heading}:", width_mm - 4, 7.5)  # wider than its size: bold
    told = fold(view.verdict, width_mm - 4, 6.5)
    height = 3.2 * (len(asked) + len(told)) + 2 * ROW_MM * len(view.chances) + 6
    figure, axes = page(width_mm, height, view.caption, medium)
    for i, line in enumerate(asked):
        write(axes, 2, height - 3 - 3.2 * i, line, size=6, weight="bold", ha="left")
    y = height - 3.2 * len(asked) - 4
    for i, (name, p) in enumerate(view.chances):
        top = y - 2 * ROW_MM * i
        write(axes, 2, top, name, size=6, ha="left", weight="normal" if i else "bold")
        _chance(axes, p, (2, top - 0.85 * ROW_MM), width_mm - 2 - SAID_MM, i == 0)
        if i == view.missing:
            said = (width_mm - SAID_MM + 12, top - 0.85 * ROW_MM, tr("not less"))
            write(axes, *said, size=SMALL, color=axes.theme.muted, ha="left")
    for i, line in enumerate(told):
        write(axes, 2, 3.2 * (len(told) - i) - 0.5, line, size=6.5, ha="left")
    return figure


def _bar(axes: PageAxes, row: WhatIf, name: str, place: tuple[float, float], wide: float) -> None:
    (x, y), weight = place, "bold" if row.actual else "normal"
    write(axes, x - 1, y, name, size=6, ha="right", weight=weight)
    _chance(axes, row.probability, place, wide, row.actual, row.possible)
    write(axes, x + wide + 10.5, y, row.verdict, size=SMALL, color=axes.theme.muted, ha="left")


def _chance(
    axes: PageAxes, p: float, place: tuple[float, float], wide: float, actual: bool, possible: bool = True
) -> None:
    """Draw a probability as a bar in a frame of width `wide`, with its number to the right."""
    x, y = place
    box = (x, y - 0.35 * ROW_MM)
    axes.add_patch(
        Rectangle(box, wide, 0.7 * ROW_MM, facecolor="none", edgecolor=axes.theme.rest, linewidth=0.4)
    )
    fill = axes.theme.unit_on if actual else axes.theme.partitioned
    axes.add_patch(Rectangle(box, wide * p, 0.7 * ROW_MM, facecolor=fill, edgecolor="none"))
    weight = "bold" if actual else "normal"
    write(axes, x + wide + 9, y, number(p) if possible else "–", size=6, ha="right", weight=weight)
