"""A causal account as a figure: blue for t-1, green for t, α in bits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon

from engine.words import tr
from viz.paper.page import PRINT, SMALL, Medium, fold, page, paragraph, text_mm, write
from viz.shapes.strands import SET_EDGE, strands, ties_to_members

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import ArrayLike, NDArray

    from viz.paper.page import PageAxes
    from viz.shapes.strands import Strand
    from viz.view.account import AccountView
    from viz.view.columns import OccurrenceMark

SIDE_MM = 8.0
"""Margin left and right of the columns."""
DISC_MM = 3.1
"""Radius of a unit."""
HEAD_MM = (1.9, 0.9)
"""Length and half the width of an arrowhead."""
DASHES = {"effect": "solid", "cause": (0, (3, 1.4))}


class AccountPen:
    """Axes, and the conversion from the unit square of an account to their millimetres.

    Parameters
    ----------
    axes
        The page to draw on.
    corner, size
        Lower left corner, and width and height, of the unit square on the page.

    Attributes
    ----------
    colors
        "before" and "after" -> colour of lines and colour of texts.
    """

    def __init__(self, axes: PageAxes, corner: tuple[float, float], size: tuple[float, float]) -> None:
        self.axes, self._corner, self._size = axes, np.array(corner), np.array(size)
        theme = self.theme = axes.theme
        self.colors = {
            "before": (theme.before, theme.before_label),
            "after": (theme.after, theme.after_label),
        }

    def mm(self, points: ArrayLike) -> NDArray[np.float64]:
        """Return points of the unit square in millimetres, an array of the same shape (…, 2)."""
        return np.asarray(points, dtype=np.float64) * self._size + self._corner

    def line(self, points: ArrayLike, color: str, width: float, style: object = "solid") -> None:
        """Draw a line.

        Parameters
        ----------
        points
            Its points in the unit square, shape (n, 2).
        color, width, style
            Its colour, its width in points, and a line style of matplotlib.
        """
        xs, ys = self.mm(points).T
        self.axes.add_line(
            Line2D(xs, ys, color=color, linewidth=width, linestyle=style, solid_capstyle="butt", zorder=2)  # type: ignore[arg-type]
        )


def draw(view: AccountView, width_mm: float = 85, medium: Medium = PRINT) -> Figure:
    """Draw an account: actual effects are solid lines to the right, actual causes dashed ones to the left.

    Parameters
    ----------
    view
        The account.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Units in two columns, with the key and the notes below them.
    """
    most = max(sum(spot.column == side for spot in view.spots) for side in ("before", "after"))
    high = min(max(26.0, 7.0 * most), 150.0) if view.spots else 2.0
    notes = fold(f"{view.note} {key(view)}".strip(), width_mm - 4, SMALL)
    foot = 2.75 * len(notes) + 6
    figure, axes = page(width_mm, high + foot + 14, view.caption, medium)
    pen = AccountPen(axes, (SIDE_MM, foot), (width_mm - 2 * SIDE_MM, high))
    looks = {"size": pen.theme.title_size, "color": pen.theme.title, "weight": "bold"}
    write(axes, width_mm / 2, high + foot + 11, view.title, **looks)
    for x, text, side in ((0.0, "t−1", "before"), (1.0, "t", "after")) if view.spots else ():
        place = pen.mm((x, 1))
        write(axes, place[0], place[1] + 6, text, size=7, color=pen.colors[side][1], weight="bold")
    for path in ties_to_members(view):
        pen.line(path, pen.theme.rest, 0.5)
    lines = strands(view, (0.1, 2.6 / high))
    for strand in lines:
        _strand(pen, view, strand)
    for spot in view.spots:
        _set(pen, spot) if spot.is_set else _unit(pen, spot)
    paragraph(axes, 2, 2.75 * len(notes) - 0.75, notes)
    return figure


def draw_several(views: tuple[AccountView, ...], width_mm: float = 178, medium: Medium = PRINT) -> Figure:
    """Draw several accounts.

    Parameters
    ----------
    views
        The accounts.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Accounts in rows of two if the page is wide enough.
    """
    from viz.paper.composer import Panel, compose

    return compose(tuple(Panel(view, draw) for view in views), width_mm, medium, lettered=False)


def key(view: AccountView) -> str:
    """Return the key of the lines; empty if there are none."""
    return tr("Full: actual effects; dashed: actual causes; numbers: α in bits.") if view.links else ""


def _strand(pen: AccountPen, view: AccountView, strand: Strand) -> None:
    mark = strand.mark
    lit = view.selected is None or view.selected[0] == mark.index
    side = "after" if mark.direction == "effect" else "before"
    color, text_color = pen.colors[side] if lit else (pen.theme.rest, pen.theme.muted)
    width = 0.5 + 2.2 * mark.strength
    for i, path in enumerate(strand.paths):
        pen.line(path, color, width, DASHES[mark.direction] if i == 0 else "solid")
    if strand.brace is not None:
        pen.line(strand.brace, color, 0.8)
    for x, y, toward in strand.heads:
        tip = pen.mm((x, y))
        long, wide = HEAD_MM[0], HEAD_MM[1] + 0.12 * width
        base = tip - np.array((toward * long, 0))
        corners = [tip, base + np.array((0, wide)), base - np.array((0, wide))]
        pen.axes.add_patch(Polygon(corners, facecolor=color, edgecolor="none", zorder=3))
    if strand.text_at is not None:
        x, y = pen.mm(strand.text_at)
        box = {"facecolor": pen.theme.background, "edgecolor": "none", "pad": 0.6}
        write(pen.axes, x, y, mark.text, size=6, color=text_color, bbox=box, zorder=6)


def _unit(pen: AccountPen, spot: OccurrenceMark) -> None:
    x, y = pen.mm((spot.x, spot.y))
    edge = pen.theme.background_unit if spot.background else pen.colors[spot.column][0]
    fill = pen.theme.unit_fill(spot.level, spot.background)
    pen.axes.add_patch(Circle((x, y), DISC_MM, facecolor=fill, edgecolor=edge, linewidth=1, zorder=4))
    size = min(
        pen.theme.label_size,
        pen.theme.label_size * 1.7 * DISC_MM / text_mm(spot.text, pen.theme.label_size),
    )
    write(pen.axes, x, y, spot.text, size=size, color=pen.theme.unit_text(spot.level), zorder=5)
    if spot.background:
        write(pen.axes, x, y - DISC_MM - 1.3, tr("fixed"), size=4.5, color=pen.theme.muted, zorder=5)


def _set(pen: AccountPen, spot: OccurrenceMark) -> None:
    color, text_color = pen.colors[spot.column]
    inward = 1 if spot.column == "before" else -1
    x, y = pen.mm((spot.x + inward * SET_EDGE, spot.y))
    box = {
        "boxstyle": "round,pad=0.3",
        "facecolor": pen.theme.background,
        "edgecolor": color,
        "linewidth": 0.7,
    }
    write(pen.axes, x, y, spot.text, size=6, color=text_color, bbox=box, zorder=5,
          ha="right" if inward > 0 else "left")  # fmt: skip
