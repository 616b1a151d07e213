"""Colours of states and paths of transitions in the state-transition graph, on screen and in print."""

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
"""Radius of a state's disc in the units of `viz.view.basins.places`."""
NAMED = 32
"""Most states of a graph in which every state has its name written; in a larger one only the present has."""
BEND = 0.12


def state_fill(theme: Theme, state: StateMark) -> str:
    """Return the fill of a state.

    Parameters
    ----------
    theme
        Colours of the medium.
    state
        The state.

    Returns
    -------
    str
        The colour of its basin, paler outside the attractor; the background colour if no state leads to it.
    """
    if state.no_predecessor:
        return theme.background
    return mix(theme.background, BASINS[state.basin % len(BASINS)], 1.0 if state.transient == 0 else 0.4)


def path(source: StateMark, target: StateMark) -> NDArray[np.float64]:
    """Return the curve of a transition.

    Parameters
    ----------
    source, target
        The states before and after; if they are the same, the curve is a loop below the state.

    Returns
    -------
    ndarray
        Points of shape (13, 2), bent slightly to the left, so that a transition and its reverse lie apart.
    """
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
