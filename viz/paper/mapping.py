"""The mapping of a macro unit as a figure: sequences of its constituents' states, and which are ON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Circle, Rectangle

from engine.words import tr
from viz.paper.page import PRINT, SMALL, TITLE_MM, Medium, fold, page, paragraph, text_mm, write
from viz.paper.titles import fold_title

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.view.mapping import MappingRow, MappingView

ROW_MM = 3.6
MOST_PRINTED = 32
"""Most sequences in one column in print; of more, the others are counted."""
UNIT_MM = 12.0
"""Width of the column of the macro unit's state."""
GAP_MM = 6.0


def draw(view: MappingView, width_mm: float = 85, medium: Medium = PRINT) -> Figure:
    """Draw a mapping.

    Parameters
    ----------
    view
        The mapping.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        A table in as many columns as there is room for; the present history is framed.
    """
    wide = _cell(view) * len(view.heads) + UNIT_MM
    room = max(1, int((width_mm - 4 + GAP_MM) // (wide + GAP_MM)))
    columns = min(room, -(-len(view.rows) // 8))
    rows = _printed(view, MOST_PRINTED * columns)
    high = -(-len(rows) // columns)
    left_out = tr("{shown} of {all} sequences are printed.", shown=len(rows), all=len(view.rows))
    said = [tr("Framed: the present history."), view.note, left_out if len(rows) < len(view.rows) else ""]
    notes = fold(" ".join(filter(None, said)), width_mm - 4, SMALL)
    foot = 2.75 * len(notes) + 3
    titles = fold_title(view.title, width_mm - 4, medium.theme.title_size)
    body = ROW_MM * (high + 1)
    figure, axes = page(width_mm, foot + body + 3 + TITLE_MM * len(titles), view.caption, medium)
    for i, title in enumerate(reversed(titles)):
        write(axes, width_mm / 2, foot + body + 3.5 + TITLE_MM * i, title, size=axes.theme.title_size,
              color=axes.theme.accent, weight="bold")  # fmt: skip
    start = (width_mm - columns * wide - (columns - 1) * GAP_MM) / 2
    for c in range(columns):
        x = start + c * (wide + GAP_MM)
        part = rows[c * high : (c + 1) * high]
        _heads(axes, view, x, foot + body - ROW_MM / 2)
        for r, row in enumerate(part):
            _row(axes, view, row, (x, foot + body - ROW_MM * (r + 1.5)), wide)
    paragraph(axes, 2, 2.75 * len(notes) - 0.75, notes)
    return figure


def _printed(view: MappingView, most: int) -> tuple[MappingRow, ...]:
    """Return the first rows, the present one among them."""
    rows = view.rows[:most]
    now = next((row for row in view.rows if row.now), None)
    return rows if now is None or now in rows else (*rows[:-1], now)


def _cell(view: MappingView) -> float:
    """Return the width of a column of states: that of the widest."""
    texts = {*view.heads, *(text for row in view.rows for text in row.states)}
    return max(text_mm(text, SMALL) for text in texts) + 3


def _places(view: MappingView, x: float) -> list[float]:
    cell = _cell(view)
    return [x + cell * (i + 0.5) for i in range(len(view.heads))]


def _heads(axes: PageAxes, view: MappingView, x: float, y: float) -> None:
    places = _places(view, x)
    for place, head in zip(places, view.heads, strict=True):
        write(axes, place, y, head, size=SMALL, color=axes.theme.muted)
    cell = _cell(view)
    write(axes, x + cell * len(places) + UNIT_MM / 2, y, view.label, size=SMALL, color=axes.theme.muted)


def _row(axes: PageAxes, view: MappingView, row: MappingRow, at: tuple[float, float], wide: float) -> None:
    x, y = at
    theme = axes.theme
    for place, text in zip(_places(view, x), row.states, strict=True):
        write(axes, place, y, text, size=SMALL)
    middle = x + wide - UNIT_MM / 2
    axes.add_patch(
        Circle((middle - 3, y), 1.15, facecolor=theme.unit_fill(float(row.on)), edgecolor=theme.outline,
               linewidth=0.5)
    )  # fmt: skip
    write(axes, middle - 0.8, y, tr("ON") if row.on else tr("OFF"), size=SMALL, ha="left")
    if row.now:
        corner = (x, y - ROW_MM / 2 + 0.15)
        axes.add_patch(
            Rectangle(corner, wide, ROW_MM - 0.3, facecolor="none", edgecolor=theme.system, linewidth=0.8)
        )
