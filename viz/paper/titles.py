"""The title of a figure, in as many lines as it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viz.paper.page import TITLE_MM, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viz.paper.page import PageAxes


def write_titles(sheet: PageAxes, titles: Sequence[str], width_mm: float, top_mm: float) -> None:
    """Write the lines of a title in the middle of a sheet, from ``top_mm`` down."""
    theme = sheet.theme
    for i, title in enumerate(titles):
        y = top_mm - TITLE_MM * (i + 0.6)
        write(sheet, width_mm / 2, y, title, size=theme.title_size, color=theme.accent, weight="bold")
