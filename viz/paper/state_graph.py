"""The state-transition graph as a figure for print: attractors ringed, basins in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon

from viz.paper.page import fold, page, paragraph, write
from viz.states import NAMED, RADIUS, path, state_fill
from viz.theme import PAPER

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from viz.view.state_graph import StateGraphView

KEY = "Ringed: attractors. White: no state leads there. Colours: basins. Blue ring: the present state."
HIGHEST_MM = 180.0
HEAD_MM = 1.1


def draw(view: StateGraphView, width_mm: float = 120) -> Figure:
    """Return the figure."""
    notes = fold(f"{view.sentence} {KEY}", width_mm - 4, 5.5)
    foot = 2.75 * len(notes) + 4
    spots = np.array([(s.x, s.y) for s in view.states] or [(0.0, 0.0)])
    low, high = spots.min(axis=0) - np.array((0.6, 0.5)), spots.max(axis=0) + np.array((0.6, 0.8))
    scale = min((width_mm - 4) / (high[0] - low[0]), HIGHEST_MM / (high[1] - low[1]), 14.0)
    tall = scale * (high[1] - low[1])
    left = (width_mm - scale * (high[0] - low[0])) / 2
    figure, axes = page(width_mm, tall + foot + 9, view.caption)
    write(axes, width_mm / 2, tall + foot + 5, view.title, size=PAPER.title_size, color=PAPER.title,
          weight="bold")  # fmt: skip
    paragraph(axes, 2, foot - 3, notes)

    def mm(points: object) -> np.ndarray:
        return (np.asarray(points, dtype=float) - low) * scale + (left, foot)

    for step in view.steps:
        shade = 1.0 if view.deterministic else 0.15 + 0.85 * step.p
        _arrow(axes, mm(path(view.states[step.source], view.states[step.target])), shade)
    few = len(view.states) <= NAMED
    for state in view.states:
        x, y = (float(v) for v in mm((state.x, state.y)))
        radius = RADIUS * scale
        axes.add_patch(Circle((x, y), radius, facecolor=state_fill(PAPER, state), edgecolor=PAPER.outline,
                              linewidth=0.5, zorder=3))  # fmt: skip
        if state.transient == 0:
            axes.add_patch(Circle((x, y), 1.3 * radius, facecolor="none", edgecolor=PAPER.outline,
                                  linewidth=0.5, zorder=3))  # fmt: skip
        if state.row == view.current:
            axes.add_patch(Circle((x, y), 1.6 * radius, facecolor="none", edgecolor=PAPER.system,
                                  linewidth=1.2, zorder=3))  # fmt: skip
        if few or state.row == view.current:
            write(axes, x, y + 1.7 * radius + 1, state.text, size=min(5.5, 0.45 * scale), zorder=4)
    return figure


def _arrow(axes: Axes, points: np.ndarray, shade: float) -> None:
    axes.add_line(Line2D(points[:, 0], points[:, 1], color=PAPER.muted, linewidth=0.5, alpha=shade, zorder=1))
    along = points[-1] - points[-2]
    along = along / (np.hypot(*along) or 1.0)
    side = np.array((-along[1], along[0])) * HEAD_MM * 0.35
    base = points[-1] - along * HEAD_MM
    axes.add_patch(Polygon([points[-1], base + side, base - side], facecolor=PAPER.muted, edgecolor="none",
                           alpha=shade, zorder=2))  # fmt: skip
