"""The state-transition graph along one walk, of a substrate with too many states to draw them all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from engine.substrate.dynamics import attractors
from engine.words import tr, trn
from viz.view.basins import places
from viz.view.state_graph import StateGraphView, StateMark, StepMark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.substrate.substrate import Substrate

State = tuple[int, ...]


def walk_graph_view(substrate: Substrate, states: Sequence[State], first: int) -> StateGraphView:
    """Return the graph of a walk and of the attractor that it ends in, without a present state.

    Parameters
    ----------
    substrate
        The substrate.
    states
        The states of the walk in the order of time; their rows are their places in it.
    first
        Index of the state that the last one leads to.

    Returns
    -------
    StateGraphView
    """
    successor = np.array([*range(1, len(states)), first])
    spots = places(successor, attractors(successor))
    length = len(states) - first
    return StateGraphView(
        title=tr("State transitions along the walk"),
        states=tuple(
            StateMark(
                row, str(row), float(x), float(y), 0, max(0, first - row), False, _about(row, first, length)
            )
            for row, (x, y) in enumerate(spots)
        ),
        steps=tuple(StepMark(row, int(after), 1.0) for row, after in enumerate(successor)),
        deterministic=True,
        current=None,
        trail=(),
        sentence="",
        caption=" · ".join(filter(None, [substrate.name, tr("state transitions along a walk")])),
    )


def on_walk(
    view: StateGraphView, states: Sequence[State], visited: Sequence[State], sentence: str
) -> StateGraphView:
    """Return the graph of a walk with a trajectory marked, as `viz.view.state_graph.at_state` does.

    Parameters
    ----------
    view
        From `walk_graph_view`.
    states
        The states of the walk.
    visited
        The trajectory; the last state is the present one.
    sentence
        What is said of it.

    Returns
    -------
    StateGraphView
    """
    rows = {state: row for row, state in enumerate(states)}
    trail = tuple(rows[state] for state in visited[-9:] if state in rows)
    return replace(view, current=rows.get(visited[-1]), trail=trail, sentence=sentence)


def _about(row: int, first: int, length: int) -> str:
    if row >= first:
        return trn("step {row}: a fixed point", "step {row}: in the cycle of {n} states", length, row=row)
    return trn(
        "step {row}: {n} step to the attractor",
        "step {row}: {n} steps to the attractor",
        first - row,
        row=row,
    )
