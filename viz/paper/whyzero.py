"""Why φ_s is 0 as a figure: the reason in words, and the drawing with the units or the cut."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from viz.paper import substrate
from viz.paper.composer import Panel, headed
from viz.paper.page import PRINT, TITLE_MM, Medium, fold, write
from viz.paper.titles import fold_title

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.view.whyzero import ExplainedView

SIZE = 7.0
LINE_MM = 3.3


def draw(view: ExplainedView, width_mm: float = 85, medium: Medium = PRINT) -> Figure:
    """Draw the reason why φ_s is 0.

    Parameters
    ----------
    view
        The reason.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        The title and the reason, and the drawing of the substrate below them.
    """
    said = fold(view.sentence, width_mm - 4, SIZE)
    titles = fold_title(view.title, width_mm - 4, medium.theme.title_size)
    head = 7.0 + LINE_MM * len(said) + TITLE_MM * (len(titles) - 1)
    panel = Panel(view.drawing, partial(substrate.draw, numbers={}))
    figure, sheet, top = headed(panel, head, width_mm, view.caption, medium)
    looks: dict[str, Any] = {"weight": "bold", "ha": "left", "color": sheet.theme.accent}
    for i, title in enumerate(titles):
        write(sheet, 2, top - 3.5 - TITLE_MM * i, title, size=sheet.theme.title_size, **looks)
    below = top - 8 - TITLE_MM * (len(titles) - 1)
    for i, line in enumerate(said):
        write(sheet, 2, below - LINE_MM * i, line, size=SIZE, ha="left")
    return figure
