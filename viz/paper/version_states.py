"""All states of a network under every version of the theory as a figure, each on its own scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import PhiscopeError
from viz.paper.course import KEYS, stack, tall, under
from viz.paper.page import PRINT, SMALL, TITLE_MM, Medium, fold, page, paragraph, write
from viz.paper.titles import fold_title

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.view.version_states import VersionStatesView

TITLE_SIZE = 7.5
TOP_MM = 1.5


def draw(view: VersionStatesView, width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Draw the versions over all states.

    Parameters
    ----------
    view
        The versions.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        A curve for each version, each with its own scale; a cross marks a state that none leads to, a
        ring the present one.

    Raises
    ------
    PhiscopeError
        If no version has a result.
    """
    if not view.courses:
        raise PhiscopeError(view.note)
    titles = fold_title(view.title, width_mm - 4, TITLE_SIZE)
    notes = fold(" ".join(filter(None, [str(KEYS["current"]), view.note])), width_mm - 4, SMALL)
    foot = 2.75 * len(notes) + 1 + under(view.courses[-1])
    high = foot + tall(view.courses) + TOP_MM + TITLE_MM * len(titles)
    figure, sheet = page(width_mm, high, view.caption, medium)
    for i, title in enumerate(titles):
        y = high - TITLE_MM * (i + 0.6)
        write(sheet, 2, y, title, size=TITLE_SIZE, color=sheet.theme.accent, weight="bold", ha="left")
    stack(sheet, view.courses, width_mm, foot)
    paragraph(sheet, 2, 2.75 * len(notes) - 1, notes)
    return figure
