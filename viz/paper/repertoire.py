"""A cause or effect repertoire as a figure."""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from engine.words import tr
from viz.numbers import number
from viz.paper.page import PRINT, SMALL, TITLE_MM, Medium, fold, page, paragraph, text_mm, write
from viz.paper.titles import fold_title
from viz.shapes.lettering import BOLD
from viz.shapes.sketch import SCISSORS
from viz.view.letters import brief
from viz.view.repertoire import TWINS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.theme import Theme
    from viz.view.repertoire import RepertoireView

BARS_MM = 26.0
"""Height of the highest bar."""
LEFT_MM = 9.0
TITLE_SIZE = 7.5
HATCHES = {"cause": "//////", "effect": "....."}
"""Hatches of the states that are not specified, in a theme without colours."""
DASHES = {"unconstrained": (0, (1, 1.2)), "partitioned": (0, (3, 1.6))}


def draw(view: RepertoireView, width_mm: float = 85, medium: Medium = PRINT) -> Figure:
    """Draw a repertoire.

    Parameters
    ----------
    view
        The repertoire.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Bars over the states, with the unconstrained and the partitioned repertoire as dashed steps; a
        sentence if there are too many states.
    """
    color = medium.theme.direction_label(view.direction)
    if not view.states:
        notes = fold(view.sentence, width_mm - 4, SMALL)
        figure, axes = page(width_mm, 8 + 2.75 * len(notes), view.caption, medium)
        write(
            axes,
            2,
            4.5 + 2.75 * len(notes),
            view.title,
            size=TITLE_SIZE,
            color=color,
            weight="bold",
            ha="left",
        )
        paragraph(axes, 2, 2.75 * len(notes) - 0.75, notes)
        return figure
    step = (width_mm - LEFT_MM - 3) / len(view.states)
    names = [brief(name) for name in view.states]
    longest = max(text_mm(name, SMALL) * BOLD for name in names)
    turned = step < longest
    foot = (longest if turned else 3) + 8
    titles = fold_title(view.title, width_mm - 4, TITLE_SIZE)
    above = TITLE_MM * (len(titles) - 1)
    figure, axes = page(width_mm, foot + BARS_MM + 10 + above, view.caption, medium)
    scale = BARS_MM / view.highest
    _titles(axes, titles, color, foot, LEFT_MM + 0.5 * step * len(names))
    axes.add_line(Line2D([LEFT_MM, LEFT_MM], [foot, foot + BARS_MM], color=axes.theme.text, linewidth=0.5))
    for p in (0.0, view.highest):
        write(axes, LEFT_MM - 1, foot + p * scale, number(p, 2), size=SMALL, ha="right")
    every = max(ceil(2.6 / step), 1) if turned else 1
    for i, (name, p) in enumerate(zip(names, view.intact, strict=True)):
        chosen = i == view.specified
        x = LEFT_MM + (i + 0.5) * step
        _bar(axes, view, (x - 0.35 * step, foot), (0.7 * step, p * scale), chosen)
        looks = {"rotation": 90, "va": "top"} if turned else {"va": "top"}
        if chosen or (i % every == 0 and abs(i - (view.specified or 0)) >= every) or every == 1:
            write(axes, x, foot - 1, name, size=SMALL, weight="bold" if chosen else "normal", **looks)
    _steps(axes, view, foot, step, scale)
    return figure


def _titles(axes: PageAxes, titles: list[str], color: str, foot: float, middle: float) -> None:
    """Write the title, on one or more lines, and the titles of both axes."""
    for i, title in enumerate(reversed(titles)):
        y = foot + BARS_MM + 7 + TITLE_MM * i
        write(axes, 2, y, title, size=TITLE_SIZE, color=color, weight="bold", ha="left")
    grey = {"size": SMALL, "color": axes.theme.muted}
    write(axes, 1.6, foot + BARS_MM / 2, tr("probability"), rotation=90, **grey)
    write(axes, middle, 5.2, tr("state of the purview"), **grey)


def _bar(
    axes: PageAxes, view: RepertoireView, corner: tuple[float, float], size: tuple[float, float], chosen: bool
) -> None:
    fill = axes.theme.direction(view.direction) if chosen else axes.theme.direction_light(view.direction)
    axes.add_patch(
        Rectangle(
            corner,
            *size,
            facecolor=fill,
            edgecolor=axes.theme.text if chosen else _rim(axes.theme, view),
            linewidth=0.8,
            hatch=HATCHES[view.direction] if axes.theme.patterned and not chosen else None,
        )
    )
    if chosen:
        x, y = corner[0] + size[0] / 2, corner[1] + size[1]
        write(axes, x, y + 1.6, "▾", size=7, color=axes.theme.direction_label(view.direction), weight="bold")


def _rim(theme: Theme, view: RepertoireView) -> str:
    """Return the colour of the edge of a bar that is not specified, which is that of its hatch too."""
    return theme.direction(view.direction) if theme.patterned else "none"


def _steps(axes: PageAxes, view: RepertoireView, foot: float, step: float, scale: float) -> None:
    """Draw the unconstrained and the partitioned repertoire as dashed steps, and their key below."""
    x = LEFT_MM
    for name, values in (("unconstrained", view.unconstrained), ("partitioned", view.partitioned)):
        if not values:
            continue
        edges = [LEFT_MM + step * i for i in range(len(values) + 1)]
        xs = [edge for pair in pairwise(edges) for edge in pair]
        ys = [foot + p * scale for p in values for _ in range(2)]
        looks = {"color": axes.theme.partitioned, "linestyle": DASHES[name], "linewidth": 0.9}
        axes.add_line(Line2D(xs, ys, **looks))
        axes.add_line(Line2D([x, x + 6], [2, 2], **looks))
        text = f"{TWINS[name]} {SCISSORS}" if name == "partitioned" else TWINS[name]
        write(axes, x + 7, 2, text, size=SMALL, color=axes.theme.muted, ha="left")
        x += 11 + text_mm(text, SMALL)


def draw_pair(
    views: tuple[RepertoireView, RepertoireView], width_mm: float = 85, medium: Medium = PRINT
) -> Figure:
    """Draw the cause and the effect repertoire of a mechanism.

    Parameters
    ----------
    views
        Cause and effect.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Both, side by side if it is wide enough.
    """
    from viz.paper.composer import Panel, compose

    return compose(tuple(Panel(view, draw) for view in views), width_mm, medium, lettered=False)
