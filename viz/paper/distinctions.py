"""The distinctions as the IIT 4.0 papers draw them: a "<" from the mechanism to its cause and effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.lines import Line2D

from engine.words import trn
from viz.numbers import number
from viz.paper.page import PRINT, SMALL, TITLE_MM, Medium, fold, page, paragraph, text_mm, write
from viz.paper.titles import fold_title
from viz.shapes.lettering import BOLD
from viz.view.letters import brief

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.view.distinctions import DistinctionRow, DistinctionsView

ROW_MM = 12.5
HEAD_MM = 11.0
SIDES = {"cause": 2.4, "effect": -2.4}
"""Height of the purviews above the mechanism."""
ORDER_MM = 10.0
NAME = 16
"""Most letters of a mechanism or of a purview."""
MECHANISM = 8.0
"""Size of the type of mechanisms, in points."""


def draw(view: DistinctionsView, width_mm: float = 85, medium: Medium = PRINT) -> Figure:
    """Draw the distinctions of a Φ-structure.

    Parameters
    ----------
    view
        The distinctions.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Header and sums, then the distinctions in as many columns as fit.
    """
    room = max((_width(row) for row in view.rows), default=20.0)
    columns = max(int((width_mm - 4) / room), 1)
    lines = -(-len(view.rows) // columns)
    notes = fold(view.note, width_mm - 4, SMALL)
    sums = fold("   ".join(f"{name} = {value}" for name, value in view.totals), width_mm - 4, 6.5)
    titles = fold_title(view.header, width_mm - 4, medium.theme.title_size - 1)
    head = HEAD_MM + 3.0 * (len(sums) - 1) + TITLE_MM * (len(titles) - 1)
    height = head + ROW_MM * lines + 2.75 * len(notes) + 1
    figure, axes = page(width_mm, height, view.caption, medium)
    _titles(axes, titles, height)
    paragraph(axes, 2, height - 8 - TITLE_MM * (len(titles) - 1), sums)
    step = (width_mm - 4) / columns
    for i, row in enumerate(view.rows):
        _glyph(axes, row, 2 + step * (i % columns), height - head - ROW_MM * (i // columns + 0.4))
    paragraph(axes, 2, 2.75 * len(notes) - 0.75, notes)
    return figure


def draw_orders(view: DistinctionsView, width_mm: float = 178, medium: Medium = PRINT) -> Figure:
    """Draw the distinctions by the size of their mechanisms.

    Parameters
    ----------
    view
        The distinctions.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        A row or more for each size, single units at the bottom.
    """
    orders: dict[int, list[DistinctionRow]] = {}
    for row, order in zip(view.rows, view.orders, strict=True):
        orders.setdefault(order, []).append(row)
    wide = width_mm - 4 - ORDER_MM
    columns = {order: max(int(wide / max(map(_width, rows))), 1) for order, rows in orders.items()}
    lines = {order: -(-len(rows) // columns[order]) for order, rows in orders.items()}
    notes = fold(view.note, width_mm - 4, SMALL)
    titles = fold_title(view.header, width_mm - 4, medium.theme.title_size - 1)
    head = 2.8 + TITLE_MM * len(titles)
    height = head + ROW_MM * sum(lines.values()) + 2.75 * len(notes) + 1
    figure, axes = page(width_mm, height, view.caption, medium)
    _titles(axes, titles, height)
    y = height - head
    for order, rows in sorted(orders.items(), reverse=True):
        name = trn("{n} unit", "{n} units", order)
        write(axes, 2, y - 0.4 * ROW_MM, name, size=SMALL, color=axes.theme.muted, ha="left")
        step, room = wide / min(columns[order], len(rows)), max(map(_width, rows))
        for i, row in enumerate(rows):
            x = 2 + ORDER_MM + step * (i % columns[order] + 0.5) - 0.5 * room
            _glyph(axes, row, x, y - ROW_MM * (i // columns[order] + 0.4))
        y -= ROW_MM * lines[order]
        if order > min(orders):
            axes.add_line(Line2D([2, width_mm - 2], [y, y], color=axes.theme.rest, linewidth=0.4))
    paragraph(axes, 2, 2.75 * len(notes) - 0.75, notes)
    return figure


def _titles(axes: PageAxes, titles: list[str], height: float) -> None:
    for i, title in enumerate(titles):
        y = height - 3.5 - TITLE_MM * i
        write(axes, 2, y, title, size=axes.theme.title_size - 1, weight="bold", ha="left")


def _width(row: DistinctionRow) -> float:
    """Return the width that a distinction takes, in millimetres."""
    sides = max(text_mm(_short(row, side)) for side in SIDES)
    return max(BOLD * text_mm(brief(row.mechanism, most=NAME), MECHANISM), 13.0) + 8 + sides + 4


def _short(row: DistinctionRow, direction: str) -> str:
    """Return a purview with its sign; long names are elided."""
    whole = row.signed(direction)
    said = getattr(row, direction)
    return brief(said, most=NAME) + whole[len(said) :] if whole.startswith(said) else whole


def _glyph(axes: PageAxes, row: DistinctionRow, x: float, y: float) -> None:
    mechanism = brief(row.mechanism, most=NAME)
    wide = BOLD * text_mm(mechanism, MECHANISM)
    write(axes, x, y, mechanism, size=MECHANISM, weight="bold", style="italic", ha="left")
    write(axes, x, y - 4.8, f"φ_d = {number(row.phi_d, 2)}", size=SMALL, color=axes.theme.muted, ha="left")
    start, end = x + wide + 0.8, x + wide + 5.5
    for direction, lift in SIDES.items():
        axes.add_line(
            Line2D([start, end], [y, y + lift], color=axes.theme.link, linewidth=1.4, solid_capstyle="round")
        )
        write(
            axes,
            end + 0.8,
            y + lift,
            _short(row, direction),
            color=axes.theme.direction_label(direction),
            ha="left",
        )
