"""The state-transition graph as a figure: rings around attractors, a colour or a hatch for each basin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon

from engine.words import tr
from viz.paper.page import POINT_MM, PRINT, SMALL, Medium, fold, page, paragraph, text_mm, write
from viz.shapes.labels import Wish, spread
from viz.shapes.lettering import LINE
from viz.shapes.states import RADIUS, path, state_fill
from viz.theme import mix
from viz.view.letters import brief

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.theme import Theme
    from viz.view.state_graph import StateGraphView, StateMark

HIGHEST_MM = 180.0
"""Largest height of the graph."""
LARGEST_MM = 14.0
"""Largest scale, in millimetres per unit of the positions."""
HEAD_MM = 1.1
NAME = 16
"""Most letters of the name of a state."""
NEAR_MM = 5.0
"""A name that would have to stand further from its state is not written."""
HATCHES = ("", "//////", "......", "xxxxxx", "------")
"""Hatches of the basins in turn, in a theme without colours; positions tell basins apart too."""


def draw(view: StateGraphView, width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Draw a state-transition graph.

    Parameters
    ----------
    view
        The graph.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        States, transitions and key; only a sentence if there are too many states.
    """
    notes = fold(f"{view.sentence} {_key(view, medium.theme)}".strip(), width_mm - 4, SMALL)
    foot = 2.75 * len(notes) + 4
    spots = np.array([(s.x, s.y) for s in view.states] or [(0.0, 0.0)])
    low, high = spots.min(axis=0) - np.array((0.6, 0.5)), spots.max(axis=0) + np.array((0.6, 0.8))
    scale = min((width_mm - 4) / (high[0] - low[0]), HIGHEST_MM / (high[1] - low[1]), LARGEST_MM)
    tall = scale * (high[1] - low[1]) if view.states else 0.0
    left = (width_mm - scale * (high[0] - low[0])) / 2
    figure, axes = page(width_mm, tall + foot + 9, view.caption, medium)
    write(axes, width_mm / 2, tall + foot + 5, view.title, size=axes.theme.title_size, weight="bold",
          color=axes.theme.accent)  # fmt: skip
    paragraph(axes, 2, foot - 3, notes)

    def mm(points: object) -> np.ndarray:
        return (np.asarray(points, dtype=float) - low) * scale + (left, foot)

    for step in view.steps:
        shade = 1.0 if view.deterministic else 0.15 + 0.85 * step.p
        _arrow(axes, mm(path(view.states[step.source], view.states[step.target])), shade, scale)
    for state in view.states:
        _state(axes, view, state, mm((state.x, state.y)), scale)
    _names(axes, view, [mm((state.x, state.y)) for state in view.states], scale, foot)
    return figure


def _key(view: StateGraphView, theme: Theme) -> str:
    if not view.states:
        return ""
    found = [tr("Ringed: attractors.")]
    if any(state.no_predecessor for state in view.states):
        found.append(tr("White: no state leads there."))
    found.append(tr("Hatches: basins.") if theme.patterned else tr("Colours: basins."))
    if view.current is not None:
        ring = (
            tr("Thick ring: the present state.") if theme.patterned else tr("Blue ring: the present state.")
        )
        found.append(ring)
    return " ".join(found)


def _state(axes: PageAxes, view: StateGraphView, state: StateMark, place: np.ndarray, scale: float) -> None:
    theme, (x, y), radius = axes.theme, (float(v) for v in place), RADIUS * scale
    thin = min(0.5, 0.12 * scale)
    axes.add_patch(Circle((x, y), radius, edgecolor=theme.outline, linewidth=thin, zorder=3,
                          **_looks(theme, state)))  # fmt: skip
    rings = []
    if state.transient == 0:
        rings.append((1.3, theme.outline, thin))
    if state.row == view.current:
        rings.append((1.6, theme.system, 1.2))
    for reach, color, width in rings:
        ring = Circle((x, y), reach * radius, facecolor="none", edgecolor=color, linewidth=width, zorder=3)
        axes.add_patch(ring)


def _names(axes: PageAxes, view: StateGraphView, spots: list[np.ndarray], scale: float, foot: float) -> None:
    """Write the names above the states; that of the present state, and of others where there is room."""
    high, radius = LINE * SMALL * POINT_MM, RADIUS * scale
    ordered = sorted(range(len(spots)), key=lambda i: (view.states[i].row != view.current, i))
    wishes = []
    for i in ordered:
        state, (x, y) = view.states[i], (float(v) for v in spots[i])
        present = state.row == view.current
        lift = (1.7 if present else 1.4 if state.transient == 0 else 1.1) * radius + 0.5 * high
        wide = text_mm(brief(state.text, most=NAME), SMALL)
        beside = radius * 1.4 + wide / 2 + 0.3
        others = ((x, y - lift), (x + beside, y), (x - beside, y))
        wishes.append(Wish(x, y + lift, wide, high, others, firm=present))
    walls = [(float(x), float(y), 2 * radius, 2 * radius) for x, y in spots]
    (left, right), (_, top) = axes.get_xlim(), axes.get_ylim()
    frame = (left + 0.5, foot - 1.0, right - 0.5, top - 8.0)
    box = {"facecolor": axes.theme.background, "edgecolor": "none", "pad": 0.2, "alpha": 0.8}
    for i, wish, place in zip(ordered, wishes, spread(wishes, walls, frame, 0.1), strict=True):
        # Further away, it would not be clear whose name it is.
        if place is not None and abs(place[1] - wish.y) + abs(place[0] - wish.x) <= NEAR_MM + wish.wide:
            write(axes, *place, brief(view.states[i].text, most=NAME), size=SMALL, bbox=box, zorder=4)


def _looks(theme: Theme, state: StateMark) -> dict[str, str]:
    """Return the fill of a state: the colour of its basin, or its hatch if the theme has no colours."""
    if not theme.patterned or state.no_predecessor:
        return {"facecolor": state_fill(theme, state)}
    grey = mix(theme.background, theme.outline, 0.35 if state.transient == 0 else 0.15)
    return {"facecolor": grey, "hatch": HATCHES[state.basin % len(HATCHES)]}


def _arrow(axes: PageAxes, points: np.ndarray, shade: float, scale: float) -> None:
    color, head = axes.theme.muted, min(HEAD_MM, 0.2 * scale)
    axes.add_line(Line2D(points[:, 0], points[:, 1], color=color, linewidth=0.5, alpha=shade, zorder=1))
    along = points[-1] - points[-2]
    along = along / (np.hypot(*along) or 1.0)
    side = np.array((-along[1], along[0])) * head * 0.35
    base = points[-1] - along * head
    corners = [points[-1], base + side, base - side]
    axes.add_patch(Polygon(corners, facecolor=color, edgecolor="none", alpha=shade, zorder=2))
