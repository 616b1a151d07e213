"""A survey on parallel axes as a figure: an axis for each column, a line for each system."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb

from viz.paper.page import PRINT, SMALL, TITLE_MM, Medium, fold, inset, page, paragraph, write
from viz.paper.titles import fold_title, write_titles
from viz.view.parallel import NONE_AT, strands

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.view.parallel import ParallelView

HIGH_MM, LINE_MM, SIDE_MM, ENDS_MM = 46.0, 2.75, 1.0, 4.0
MOST_VECTORS = 3_000
"""From so many lines on they are one image inside a figure of vectors, which no program is slow to open."""


def draw(view: ParallelView, width_mm: float = 178, medium: Medium = PRINT) -> Figure:
    """Draw a survey on parallel axes.

    Parameters
    ----------
    view
        The systems.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        The axes with their ends and titles, and the lines, the brushed ones in colour.
    """
    notes = fold(view.note, width_mm - 4, SMALL)
    titles = fold_title(view.title, width_mm - 4, medium.theme.title_size)
    apart = (width_mm - 2 * SIDE_MM) / len(view.axes)
    names = [fold(axis.title, apart - 0.6, SMALL) for axis in view.axes]
    below = LINE_MM * (len(notes) + 1)
    foot = below + LINE_MM * max(len(lines) for lines in names)
    height = foot + HIGH_MM + TITLE_MM * len(titles)
    figure, sheet = page(width_mm, height, view.caption, medium)
    theme = sheet.theme
    write_titles(sheet, titles, width_mm, height)
    places = [SIDE_MM + apart * (i + 0.5) for i in range(len(view.axes))]
    down = -NONE_AT * (HIGH_MM - 2 * ENDS_MM) / (1 - NONE_AT) if view.has_gaps else 0.0
    base, top = foot + ENDS_MM + down, foot + HIGH_MM - ENDS_MM
    _lines(inset(sheet, places[0], base, apart * (len(places) - 1) or 1.0, top - base), view, sheet)
    for x, axis, lines in zip(places, view.axes, names, strict=True):
        sheet.plot([x, x], [base, top], color=theme.muted, linewidth=0.6, zorder=5)
        for end, said in zip((base - 1.6, top + 1.6), axis.ends, strict=True):
            write(sheet, x, end, said, size=SMALL, color=theme.text)
        for i, line in enumerate(lines):
            write(sheet, x, foot - LINE_MM * (i + 0.5), line, size=SMALL, color=theme.text)
    paragraph(sheet, 2, LINE_MM * len(notes) - 1, notes)
    return figure


def _lines(axes: Axes, view: ParallelView, sheet: PageAxes) -> None:
    theme = sheet.theme
    axes.set_axis_off()
    axes.set_xlim(0, max(len(view.axes) - 1, 1))
    axes.set_ylim(0, 1)
    for lit, color, order in ((False, theme.rest, 2), (True, theme.system, 3)):
        found = strands(view.heights[view.brushed == lit])
        ends = np.stack([np.stack([found.gaps, found.starts], 1), np.stack([found.gaps + 1, found.ends], 1)])
        drawn = LineCollection(
            list(ends.transpose(1, 0, 2)),
            colors=[(*to_rgb(color), float(each)) for each in found.opacity],
            linewidths=0.5, zorder=order, clip_on=False, rasterized=len(found.gaps) > MOST_VECTORS,
        )  # fmt: skip
        axes.add_collection(drawn)
