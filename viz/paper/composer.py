"""Several figures as the panels of one: A, B, C …, with one caption for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from viz.paper.page import PRINT, Medium, page, size_mm, write

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes

GAP_MM = 3.0
LETTER_MM = 5.0
LETTER_SIZE = 10.0
BESIDE_MM = 100.0
"""Least width of a figure that has two panels beside each other."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One figure that is not drawn yet: its view model, and the function of `viz.paper` that draws it."""

    view: Any
    draw: Callable[[Any, float, Medium], Figure]
    """Takes the view model, the width in millimetres and the medium."""

    def captions(self) -> list[str]:
        """Return the captions of its view models, each once."""
        views = self.view if isinstance(self.view, tuple) else (self.view,)
        return list(dict.fromkeys(view.caption for view in views if view.caption))


def compose(
    panels: tuple[Panel, ...],
    width_mm: float = 178,
    medium: Medium = PRINT,
    lettered: bool = True,
    beside_mm: float = BESIDE_MM,
) -> Figure:
    """Draw several panels as one figure.

    Parameters
    ----------
    panels
        The panels in reading order.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.
    lettered
        Whether every panel has a letter: A, B, C …
    beside_mm
        Least width of a figure that has two panels beside each other.

    Returns
    -------
    Figure
        Panels in rows of two if it is wide enough; the last one fills its row if their number is odd. The
        captions of all panels are below.
    """
    alone = replace(medium, captioned=False, figure=None, corner=(0.0, 0.0))
    rows = _rows(panels, width_mm, beside_mm)
    head = LETTER_MM if lettered else 0.0
    highs = [head + max(size_mm(p.draw(p.view, wide, alone))[1] for p in row) for row, wide in rows]
    captions = dict.fromkeys(line for panel in panels for line in panel.captions())
    total = sum(highs) + GAP_MM * (len(rows) - 1)
    figure, sheet = page(width_mm, total, "\n".join(captions), medium)
    letters = iter(ascii_uppercase)
    top = 0.0
    for (row, wide), high in zip(rows, highs, strict=True):
        for i, panel in enumerate(row):
            x = i * (wide + GAP_MM)
            if lettered:
                write(sheet, x + 2, total - top - 2.6, next(letters), size=LETTER_SIZE, weight="bold")
            corner = (sheet.corner[0] + x, sheet.corner[1] + top + head)
            panel.draw(panel.view, wide, replace(alone, figure=figure, corner=corner))
        top += high + GAP_MM
    return figure


def headed(
    panel: Panel, head_mm: float, width_mm: float, caption: str, medium: Medium
) -> tuple[Figure, PageAxes, float]:
    """Draw one panel with space for a heading above it.

    Parameters
    ----------
    panel
        The panel.
    head_mm
        Height of the space, in millimetres.
    width_mm
        Width of the figure, in millimetres.
    caption
        The caption of the figure.
    medium
        Its theme, and the figure to draw it on, if there is one.

    Returns
    -------
    tuple of Figure, PageAxes and float
        The figure, the axes to write the heading on, and the y of their top in millimetres.
    """
    alone = replace(medium, captioned=False, figure=None, corner=(0.0, 0.0))
    top = head_mm + size_mm(panel.draw(panel.view, width_mm, alone))[1]
    figure, sheet = page(width_mm, top, caption, medium)
    x, y = sheet.corner
    panel.draw(panel.view, width_mm, replace(alone, figure=figure, corner=(x, y + head_mm)))
    return figure, sheet, top


def _rows(
    panels: tuple[Panel, ...], width_mm: float, beside_mm: float
) -> list[tuple[tuple[Panel, ...], float]]:
    """Return the panels of each row, and their width in millimetres."""
    columns = 2 if width_mm >= beside_mm and len(panels) > 1 else 1
    rows = [panels[i : i + columns] for i in range(0, len(panels), columns)]
    return [(row, (width_mm - GAP_MM * (len(row) - 1)) / len(row)) for row in rows]
