"""What can be taken away from the dynamics view: graph, raster and curves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apps.figures.export_menu import ExportMenu
from apps.figures.exports import wares
from apps.results.exhibit import Exhibit

if TYPE_CHECKING:
    from apps.views.dynamics.curves import Curves
    from apps.views.dynamics.panes import DynamicsResults
    from apps.workspace.workspace import Desk


def dynamics_exports(desk: Desk, results: DynamicsResults, curves: Curves) -> ExportMenu:
    """Return the menu of the dynamics page; what is not computed yet is when it is taken away."""

    def exhibit() -> Exhibit | None:
        motion = replace(curves.motion, threshold=results.threshold)
        return Exhibit(desk.document.snapshot, motion=motion)

    offered = wares("dynamics", result=False)
    return ExportMenu(desk.document, desk.runner, exhibit, offered)
