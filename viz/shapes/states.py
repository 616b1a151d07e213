"""How states and transitions look in the state-transition graph, on screen and in print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from viz.theme import BASINS, mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from viz.theme import Theme
    from viz.view.state_graph import StateMark

RADIUS = 0.2
NAMED = 32
"""States above which only the present one has its name written."""
BEND = 0.12


def state_fill(theme: Theme, state: StateMark) -> str:
    """Return the colour of a state: its basin's, paler outside the attractor, none if nothing leads to it."""
    if state.no_predecessor:
        return theme.background
    return mix(theme.background, BASINS[state.basin % len(BASINS)], 1.0 if state.transient == 0 else 0.4)


def path(source: StateMark, target: StateMark) -> NDArray[np.float64]:
    """Return a transition as points: slightly bent, so that both ways can be seen; a loop onto itself."""
    here, there = np.array((source.x, source.y)), np.array((target.x, target.y))
    if source.row == target.row:
        turn = np.linspace(-0.35 * np.pi, 1.35 * np.pi, 13)[::-1] - np.pi
        return here + (0, -1.35 * RADIUS) + 0.8 * RADIUS * np.stack((np.cos(turn), np.sin(turn)), axis=1)
    along = there - here
    far = float(np.hypot(*along)) or 1.0
    side = np.array((-along[1], along[0])) * BEND
    cut = min(1.25 * RADIUS / far, 0.4)
    t = np.linspace(cut, 1 - cut, 13)[:, None]
    return here + along * t + side * 4 * t * (1 - t)


def head(points: NDArray[np.float64] | Sequence[Any]) -> tuple[float, float, float]:
    """Return (x, y, angle) of the arrowhead at the end of a path; a triangle at angle 0 points up."""
    (x0, y0), (x1, y1) = points[-2], points[-1]
    return float(x1), float(y1), float(np.arctan2(y1 - y0, x1 - x0) - np.pi / 2)
