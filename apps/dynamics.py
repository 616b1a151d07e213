"""The dynamics page: step and play, the state-transition graph, φ over states and over parameters."""

from __future__ import annotations

import panel as pn

from apps.parts.desk import Desk
from apps.parts.dynamics_results import DynamicsResults
from apps.parts.dynamics_trajectory import Trajectory
from apps.parts.dynamics_transport import Transport
from apps.parts.painting import Guard

pn.extension("tabulator")


def page() -> pn.viewable.Viewable:
    """Build the page of one session."""
    desk = Desk()
    trajectory = Trajectory(desk.document)
    guard = Guard(desk.document)
    transport = Transport(desk.document, trajectory)
    results = DynamicsResults(desk.document, trajectory, guard)
    guard.painter.built()
    right = [transport.view, results.view, results.downloads.view]
    return desk.page("dynamics", right, results.set_theme)


if pn.state.served:
    page().servable()
