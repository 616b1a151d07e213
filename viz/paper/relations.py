"""The relations of a Φ-structure as a figure: counts of every degree, and a page of one degree as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.lines import Line2D

from engine.words import tr
from viz.numbers import number
from viz.paper.page import PRINT, SMALL, TITLE_MM, Medium, fold, page, paragraph, write
from viz.paper.titles import fold_title
from viz.view.relations import COLUMNS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.view.relations import RelationRow, RelationsView

HEAD_MM = 7.0
LINE_MM = 2.5
GAP_MM = 0.7
SIZE = SMALL
LISTED_MM = 120.0
"""Least width of a figure that lists the faces of relations; a narrower one only counts them."""
WIDE = {"text": 0.36, "overlap": 0.12, "phi": 0.11, "faces": 0.41}
NARROW = {"text": 0.5, "overlap": 0.2, "phi": 0.18, "faces": 0.12}
Cells = dict[str, list[str]]


def draw(view: RelationsView, width_mm: float = 178, medium: Medium = PRINT) -> Figure:
    """Draw a page of relations.

    Parameters
    ----------
    view
        The page.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Counts and sums by degree, then the relations of the page as a table.
    """
    shares = WIDE if width_mm >= LISTED_MM else NARROW
    room = {name: share * (width_mm - 4) - 1.5 for name, share in shares.items()}
    heads = COLUMNS if width_mm >= LISTED_MM else COLUMNS | {"faces": tr("Faces")}
    rows = [_cells({name: heads[name] for name in shares}, room)] if view.rows else []
    rows += [_cells(_texts(row, width_mm >= LISTED_MM), room) for row in view.rows]
    counts = [f"{row.name}: {row.relations}, Σφ_r = {row.sum_phi}" for row in view.degrees]
    notes = [*fold(" · ".join(counts), width_mm - 4, SIZE), *fold(_where(view), width_mm - 4, SIZE)]
    titles = fold_title(view.title, width_mm - 4, medium.theme.title_size - 1)
    head = HEAD_MM + TITLE_MM * (len(titles) - 1)
    height = head + LINE_MM * 1.1 * len(notes) + sum(map(_high, rows)) + 3
    figure, axes = page(width_mm, height, view.caption, medium)
    for i, title in enumerate(titles):
        y = height - 3.5 - TITLE_MM * i
        write(axes, 2, y, title, size=axes.theme.title_size - 1, weight="bold", ha="left")
    paragraph(axes, 2, height - head - 0.5, notes)
    y = height - head - LINE_MM * 1.1 * len(notes) - 1
    for i, cells in enumerate(rows):
        _row(axes, cells, shares, y, "bold" if i == 0 else "normal")
        y -= _high(cells)
        width = 0.5 if i == 0 else 0.2
        rule = Line2D([2, width_mm - 2], [y, y], color=axes.theme.rest, linewidth=width)
        axes.add_line(rule)
    return figure


def _where(view: RelationsView) -> str:
    """Return degree and position of the page: "of 3: 101 to 150 of 2,152"."""
    named = [row.name for row in view.degrees if row.degree == view.degree]
    return ": ".join([*named, view.where])


def _texts(row: RelationRow, listed: bool) -> dict[str, str]:
    faces = row.faces if listed else row.faces.partition(":")[0]
    return {"text": row.text, "overlap": row.overlap, "phi": number(row.phi, 6), "faces": faces}


def _cells(texts: dict[str, str], room: dict[str, float]) -> Cells:
    """Return the lines of every cell of a row; `room` has the widths of the columns in millimetres."""
    return {name: fold(text, room[name], SIZE) or [""] for name, text in texts.items()}


def _high(cells: Cells) -> float:
    return LINE_MM * max(map(len, cells.values())) + GAP_MM


def _row(axes: PageAxes, cells: Cells, shares: dict[str, float], y: float, weight: str) -> None:
    """Write the cells of a row below `y`; φ_r, as a number, is aligned to the right."""
    left, wide = 2.0, axes.get_xlim()[1] - 4
    for name, share in shares.items():
        end = left + share * wide - 3
        for i, line in enumerate(cells[name]):
            at = (end, "right") if name == "phi" else (left, "left")
            write(axes, at[0], y - LINE_MM * (i + 0.6), line, size=SIZE, ha=at[1], weight=weight)
        left += share * wide
