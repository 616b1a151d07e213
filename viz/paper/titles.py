"""The title of a figure, in as many lines as it needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viz.paper.page import TITLE_MM, fold, text_mm, write
from viz.shapes.lettering import BOLD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viz.paper.page import PageAxes


JOIN = "\N{NO-BREAK SPACE}"
JOINED = re.compile(r" ([=|]) ")
"""What stands within a formula."""


def fold_title(text: str, width_mm: float, size: float) -> list[str]:
    """Return a bold title in lines that fit a width, at least one; parameters as of `fold`.

    Formulas like "π_c(B | aB)" and "φ = 0.2" stay together where they fit a line.
    """
    room = width_mm / BOLD
    whole = JOINED.sub(rf"{JOIN}\1{JOIN}", text)
    if max((text_mm(part, size) for part in whole.split(" ")), default=0.0) > room:
        return fold(text, room, size)
    return [line.replace(JOIN, " ") for line in fold(whole, room, size)] or [""]


def write_titles(sheet: PageAxes, titles: Sequence[str], width_mm: float, top_mm: float) -> None:
    """Write the lines of a title in the middle of a sheet, from ``top_mm`` down."""
    theme = sheet.theme
    for i, title in enumerate(titles):
        y = top_mm - TITLE_MM * (i + 0.6)
        write(sheet, width_mm / 2, y, title, size=theme.title_size, color=theme.accent, weight="bold")
