"""The dynamics view: step and play, the state-transition graph, φ over states and over parameters."""

from __future__ import annotations

from functools import partial

from apps.ui.redraw import Guard
from apps.views.dynamics.curves import Curves
from apps.views.dynamics.exports import dynamics_exports
from apps.views.dynamics.panes import DynamicsResults
from apps.views.dynamics.transport import Transport
from apps.workspace.navigation import View, ViewBody, register
from apps.workspace.workspace import Workspace
from engine.words import phrase
from viz.theme import Theme


def build(desk: Workspace) -> ViewBody:
    """Build what the view shows in one session."""
    trajectory = desk.trajectory
    guard = Guard(desk.document.say)
    transport = Transport(desk.document, trajectory)
    results = DynamicsResults(desk.document, desk.selection, trajectory, guard)
    curves = Curves(desk.document, desk.selection, trajectory, guard)
    guard.painter.built()
    exports = partial(dynamics_exports, desk, results, curves)

    def recolour(theme: Theme) -> None:
        results.set_theme(theme)
        curves.set_theme(theme)

    return ViewBody([transport.view, results.view, curves.view], exports, recolour)


VIEW = register(
    View(
        "dynamics",
        phrase("Dynamics"),
        build,
        question=phrase("What happens next, and what in every state?"),
        place=4,
    )
)
