"""A concept of IIT 3.0 as a figure: past on the left, future on the right, black bars over states."""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from engine.words import tr
from viz.numbers import number
from viz.paper.page import PRINT, SMALL, TITLE_MM, Medium, fitted, fold, page, paragraph, text_mm, write
from viz.paper.repertoire import DASHES
from viz.view.concept_bars import WHOLE
from viz.view.letters import brief
from viz.view.repertoire import TWINS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.theme import Theme
    from viz.view.concept_bars import ConceptBarsView, ConceptSide

TITLE_SIZE = 7.5
BARS_MM = 24.0
"""Height of the highest bar."""
LEFT_MM = 9.0
"""Of a side, before its bars: the numbers of the axis and its title."""
HEAD_MM = 16.0
"""Above the bars: the repertoire, φ, and the partition as a product of fractions."""
KEY_MM = 5.0
NARROW_MM = 1.5
"""Narrower bars are not drawn beside each other: the sides then stand one above the other."""
LINE_MM = 2.75


def draw(view: ConceptBarsView, width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Draw a concept.

    Parameters
    ----------
    view
        The concept.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Two repertoires: bars of the whole mechanism, steps of the partitioned and the unconstrained one.
    """
    most = max(len(each.bars.states) for each in view.sides)
    beside = (width_mm / 2 - LEFT_MM - 3) / max(most, 1) >= NARROW_MM
    wide = width_mm / 2 if beside else width_mm
    feet = [_foot(each, wide) for each in view.sides]
    high = [foot + BARS_MM + HEAD_MM for foot in feet]
    inner = max(high) if beside else sum(high)
    figure, axes = page(width_mm, inner + TITLE_MM + 3 + KEY_MM, view.caption, medium)
    top = inner + KEY_MM
    title, size = fitted(view.title, width_mm - 4, TITLE_SIZE, bold=True)
    write(axes, 2, top + 3, title, size=size, color=axes.theme.accent, weight="bold", ha="left")
    _draw_side(axes, view.past, (0.0, top - feet[0] - BARS_MM - HEAD_MM), wide)
    corner = (wide, top - feet[1] - BARS_MM - HEAD_MM) if beside else (0.0, KEY_MM)
    _draw_side(axes, view.future, corner, wide)
    _key(axes)
    return figure


def _step(side: ConceptSide, wide: float) -> float:
    return (wide - LEFT_MM - 3) / max(len(side.bars.states), 1)


def _foot(side: ConceptSide, wide: float) -> float:
    """Return the height under the bars, for the names of the states and for what is said of ties."""
    names = [brief(name) for name in side.bars.states]
    longest = max((text_mm(name, SMALL) for name in names), default=0.0)
    notes = len(fold(side.note, wide - 4, SMALL))
    return (longest if _step(side, wide) < longest + 0.4 else 3.0) + 3.0 + LINE_MM * notes


def _draw_side(axes: PageAxes, side: ConceptSide, corner: tuple[float, float], wide: float) -> None:
    """Draw a side, whose lower left corner on the page is given."""
    (left, bottom), theme = corner, axes.theme
    foot = bottom + _foot(side, wide)
    _head(axes, side, (left, foot + BARS_MM), wide)
    notes = fold(side.note, wide - 4, SMALL)
    paragraph(axes, left + 2, bottom + LINE_MM * (len(notes) - 0.5), notes)
    if not side.bars.states:
        lines = fold(side.bars.sentence, wide - 4, SMALL)
        paragraph(axes, left + 2, foot + BARS_MM - 3, lines)
        return
    step, first = _step(side, wide), left + LEFT_MM
    scale = BARS_MM / side.bars.highest
    axes.add_line(Line2D([first, first], [foot, foot + BARS_MM], color=theme.text, linewidth=0.5))
    axes.add_line(
        Line2D([first, first + step * len(side.bars.states)], [foot] * 2, color=theme.text, linewidth=0.5)
    )
    for p in (0.0, side.bars.highest):
        write(axes, first - 1, foot + p * scale, number(p, 2), size=SMALL, ha="right")
    write(axes, left + 1.8, foot + BARS_MM / 2, tr("probability"), size=SMALL, rotation=90, color=theme.muted)
    for i, p in enumerate(side.bars.intact):
        x = first + (i + 0.2) * step
        axes.add_patch(
            Rectangle((x, foot), 0.6 * step, p * scale, facecolor=_fill(theme), edgecolor="none", zorder=2)
        )
    _names(axes, side, (first, foot), step)
    _steps(axes, side, (first, foot), step, scale)


def _head(axes: PageAxes, side: ConceptSide, corner: tuple[float, float], wide: float) -> None:
    """Write the repertoire, φ and the partition of a side above its bars."""
    (left, y), color = corner, axes.theme.direction_label(side.bars.direction)
    title, size = fitted(side.bars.title, wide - 4, 7.0, bold=True)
    write(axes, left + 2, y + 12.5, title, size=size, color=color, weight="bold", ha="left")
    weight = "bold" if side.binds else "normal"
    write(axes, left + wide - 2, y + 6.2, f"φ = {number(side.phi)}", size=7.0, weight=weight, ha="right")
    x = left + LEFT_MM
    for i, factor in enumerate(side.factors):
        if i:
            write(axes, x + 2, y + 6.2, "×", size=7.0)
            x += 4
        room = (wide - LEFT_MM - 24) / 2
        above, below = (fitted(text, room, 6.5)[0] for text in (factor.mechanism, factor.purview))
        bar = max(text_mm(above, 6.5), text_mm(below, 6.5)) + 1.6
        axes.add_line(Line2D([x, x + bar], [y + 6.2] * 2, color=axes.theme.text, linewidth=0.6))
        write(axes, x + bar / 2, y + 7.9, above, size=6.5)
        write(axes, x + bar / 2, y + 4.4, below, size=6.5)
        x += bar


def _names(axes: PageAxes, side: ConceptSide, corner: tuple[float, float], step: float) -> None:
    """Write the names of the states under the bars, upright if they are wide; of many, every second or so."""
    names = [brief(name) for name in side.bars.states]
    upright = step < max(text_mm(name, SMALL) for name in names) + 0.4
    every = max(ceil(2.6 / step), 1) if upright else 1
    looks = {"rotation": 90} if upright else {}
    for i, name in enumerate(names):
        if i % every == 0:
            x = corner[0] + (i + 0.5) * step
            write(axes, x, corner[1] - 1, name, size=SMALL, va="top", **looks)


def _steps(axes: PageAxes, side: ConceptSide, corner: tuple[float, float], step: float, scale: float) -> None:
    """Draw the partitioned and the unconstrained repertoire as dashed steps over the bars."""
    for name in TWINS:
        values = getattr(side.bars, name)
        edges = [corner[0] + step * i for i in range(len(values) + 1)]
        xs = [edge for pair in pairwise(edges) for edge in pair]
        ys = [corner[1] + p * scale for p in values for _ in range(2)]
        axes.add_line(Line2D(xs, ys, zorder=3, **_looks(axes.theme, name)))


def _fill(theme: Theme) -> str:
    """Return the colour of bars: black as in 2014, or a grey on which black dashes are seen."""
    return theme.heat(0.4) if theme.patterned else theme.text


def _looks(theme: Theme, name: str) -> dict:
    return {
        "color": theme.cut
        if theme.patterned
        else theme.system
        if name == "partitioned"
        else theme.partitioned,
        "linestyle": DASHES[name],
        "linewidth": 1.0,
    }


def _key(axes: PageAxes) -> None:
    """Draw the key of the three repertoires."""
    axes.add_patch(Rectangle((2, 1.2), 3, 2.0, facecolor=_fill(axes.theme), edgecolor="none"))
    write(axes, 6.5, 2.2, WHOLE, size=SMALL, color=axes.theme.muted, ha="left")
    x = 9.0 + text_mm(WHOLE, SMALL)
    for name in reversed(TWINS):
        axes.add_line(Line2D([x, x + 6], [2.2, 2.2], **_looks(axes.theme, name)))
        write(axes, x + 7, 2.2, TWINS[name], size=SMALL, color=axes.theme.muted, ha="left")
        x += 10 + text_mm(TWINS[name], SMALL)
