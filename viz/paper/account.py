"""A causal account as a figure: blue for t-1, green for t, α in bits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon

from engine.words import tr
from viz.paper.page import (
    POINT_MM,
    PRINT,
    SMALL,
    TITLE_MM,
    Medium,
    fitted,
    fold,
    page,
    paragraph,
    text_mm,
    write,
)
from viz.paper.titles import fold_title
from viz.shapes.strands import SET_EDGE, strands, ties_to_members
from viz.theme import PAPER
from viz.view.columns import SET_X
from viz.view.letters import brief

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
PAD_MM = 0.3 * SMALL * POINT_MM
"""Space around the text of a set of units."""
BESIDE_MM = 12.0
"""Most room for the name beside a unit that has no room for it."""
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
    titles = fold_title(view.title, width_mm - 4, medium.theme.title_size)
    above = 14 + TITLE_MM * (len(titles) - 1)
    figure, axes = page(width_mm, high + foot + above, view.caption, medium)
    beside = [line for spot in view.spots for line in _beside(spot).split("\n")]
    margin = max(SIDE_MM, DISC_MM + 2 + max(map(_small_mm, beside), default=0.0))
    pen = AccountPen(axes, (margin, foot), (width_mm - 2 * margin, high))
    looks = {"size": pen.theme.title_size, "color": pen.theme.accent, "weight": "bold"}
    for i, title in enumerate(reversed(titles)):
        write(axes, width_mm / 2, high + foot + 11 + TITLE_MM * i, title, **looks)
    for x, text, side in ((0.0, "t−1", "before"), (1.0, "t", "after")) if view.spots else ():
        place = pen.mm((x, 1))
        write(axes, place[0], place[1] + 6, text, size=7, color=pen.colors[side][1], weight="bold")
    for path in ties_to_members(view):
        pen.line(path, pen.theme.rest, 0.5)
    wide = width_mm - 2 * margin
    alpha = max((text_mm(mark.text, SMALL) for mark in view.links), default=0.0) + 0.8
    lines = strands(view, (alpha / wide, 3.0 / high), 1.0, lambda text: _set_mm(text, wide) / wide)
    for strand in lines:
        _strand(pen, view, strand)
    for spot in view.spots:
        _set(pen, spot, wide) if spot.is_set else _unit(pen, spot)
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
    inside = fitted(spot.text, 1.75 * DISC_MM, pen.theme.label_size)
    if inside[0] == spot.text:
        write(pen.axes, x, y, spot.text, size=inside[1], color=pen.theme.unit_text(spot.level), zorder=5)
    outward = -1 if spot.column == "before" else 1
    looks = {"ha": "right" if outward < 0 else "left", "color": pen.theme.muted, "zorder": 5}
    write(pen.axes, x + outward * (DISC_MM + 1), y, _beside(spot), size=SMALL, **looks)


def _beside(spot: OccurrenceMark) -> str:
    """Return what stands beside a unit: its name if the disc is too small for it, and whether it is fixed."""
    if spot.is_set:
        return ""
    whole = fitted(spot.text, 1.75 * DISC_MM, PAPER.label_size)[0] == spot.text
    name = "" if whole else fitted(spot.text, BESIDE_MM, SMALL)[0]
    return "\n".join(filter(None, [name, tr("fixed") if spot.background else ""]))


def _short(text: str, wide_mm: float) -> str:
    """Return a set of units as its box has room for it in a drawing of this width, on one or two lines."""
    room = (SET_X["before"] + SET_EDGE) * wide_mm - DISC_MM - 2.5
    lines = [text]
    if _small_mm(text) > room:
        for word in (12, 8, 5, 3):
            lines = fold(brief(text, word, len(text)), room, SMALL)
            if len(lines) <= 2:
                break
    return "\n".join(lines if len(lines) <= 2 else [lines[0], fitted(f"{lines[1]} …", room, SMALL)[0]])


def _set_mm(text: str, wide_mm: float) -> float:
    """Return the width of the box of a set of units."""
    return max(map(_small_mm, _short(text, wide_mm).split("\n"))) + 2 * PAD_MM


def _small_mm(text: str) -> float:
    return text_mm(text, SMALL)


def _set(pen: AccountPen, spot: OccurrenceMark, wide_mm: float) -> None:
    color, text_color = pen.colors[spot.column]
    inward = 1 if spot.column == "before" else -1
    text = _short(spot.text, wide_mm)
    # The box ends where links begin.
    x, y = (float(value) for value in pen.mm((spot.x + inward * SET_EDGE, spot.y)))
    box = {
        "boxstyle": "round,pad=0.3",
        "facecolor": pen.theme.background,
        "edgecolor": color,
        "linewidth": 0.7,
    }
    looks = {"ha": "right" if inward > 0 else "left", "multialignment": "center", "linespacing": 1.0}
    write(pen.axes, x - inward * PAD_MM, y, text, size=SMALL, color=text_color, bbox=box, zorder=5, **looks)
