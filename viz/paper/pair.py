"""A mechanism over a purview as a figure for print: repertoire, partition and the arithmetic of φ."""

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
"""From this width on the partition, which is small, stands beside the repertoire."""


def draw(view: PairView, width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Return the figure: repertoire and partition, beside each other where there is room, then the steps."""
    panels = (Panel(view.repertoire, repertoire.draw), Panel(view.drawing, substrate.draw), _steps(view))
    return compose(panels, width_mm, medium, lettered=False, beside_mm=NARROW_MM)


def draw_both(views: tuple[PairView, PairView], width_mm: float = 178, medium: Medium = PRINT) -> Figure:
    """Return cause and effect, beside each other where there is room."""
    return compose(tuple(Panel(view, draw) for view in views), width_mm, medium, lettered=False)


def _steps(view: PairView) -> Panel:
    """Return the arithmetic, after the reason why φ is 0 if it is."""
    reason = ((view.why, ()),) if view.why else ()
    steps = replace(view.arithmetic, chapters=(*reason, *view.arithmetic.chapters), caption=view.caption)
    return Panel(steps, arithmetic.draw)
