"""Several figures on one page: panels A, B, C … with their letters, and one caption."""

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
"""From this width on there is room for two panels beside each other."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One figure to be: its view, and the `draw` of its module in `viz.paper`."""

    view: Any
    draw: Callable[[Any, float, Medium], Figure]

    def captions(self) -> list[str]:
        """Return the lines below it; a pair of views may share one."""
        views = self.view if isinstance(self.view, tuple) else (self.view,)
        return list(dict.fromkeys(view.caption for view in views if view.caption))


def compose(
    panels: tuple[Panel, ...],
    width_mm: float = 178,
    medium: Medium = PRINT,
    lettered: bool = True,
    beside_mm: float = BESIDE_MM,
) -> Figure:
    """Return one figure of several, in rows of two where the page is wide, the odd last one across it.

    Parameters
    ----------
    lettered
        Whether every panel has its letter: A, B, C …
    beside_mm
        From which width on two panels stand beside each other.
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
    """Return the figure of one panel with room above it, the sheet to write on, and the height of its top."""
    alone = replace(medium, captioned=False, figure=None, corner=(0.0, 0.0))
    top = head_mm + size_mm(panel.draw(panel.view, width_mm, alone))[1]
    figure, sheet = page(width_mm, top, caption, medium)
    x, y = sheet.corner
    panel.draw(panel.view, width_mm, replace(alone, figure=figure, corner=(x, y + head_mm)))
    return figure, sheet, top


def _rows(
    panels: tuple[Panel, ...], width_mm: float, beside_mm: float
) -> list[tuple[tuple[Panel, ...], float]]:
    """Return the rows of panels, each with the width of its panels."""
    columns = 2 if width_mm >= beside_mm and len(panels) > 1 else 1
    rows = [panels[i : i + columns] for i in range(0, len(panels), columns)]
    return [(row, (width_mm - GAP_MM * (len(row) - 1)) / len(row)) for row in rows]
