"""A mechanism over a purview as a figure: repertoire, minimum partition and the arithmetic of φ."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from viz.paper import arithmetic, repertoire, substrate
from viz.paper.composer import Panel, compose
from viz.paper.page import PRINT, Medium

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.view.pair import PairView

NARROW_MM = 80.0
"""Least width of a figure that has the partition, which is small, beside the repertoire."""


def draw(view: PairView, width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Draw a mechanism over a purview.

    Parameters
    ----------
    view
        The mechanism over the purview.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Repertoire and partition, side by side if it is wide enough, then the arithmetic.
    """
    panels = (Panel(view.repertoire, repertoire.draw), Panel(view.drawing, substrate.draw), _steps(view))
    return compose(panels, width_mm, medium, lettered=False, beside_mm=NARROW_MM)


def draw_both(views: tuple[PairView, PairView], width_mm: float = 178, medium: Medium = PRINT) -> Figure:
    """Draw a mechanism over its cause and its effect purview.

    Parameters
    ----------
    views
        Cause and effect.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Both, side by side if it is wide enough.
    """
    return compose(tuple(Panel(view, draw) for view in views), width_mm, medium, lettered=False)


def _steps(view: PairView) -> Panel:
    """Return the arithmetic of φ; if φ is 0, the reason comes first."""
    reason = ((view.why, ()),) if view.why else ()
    steps = replace(view.arithmetic, chapters=(*reason, *view.arithmetic.chapters), caption=view.caption)
    return Panel(steps, arithmetic.draw)
