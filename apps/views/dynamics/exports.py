"""The exports of the dynamics view: graph, raster and curves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apps.figures.export_menu import ExportMenu
from apps.figures.exports import exports_of
from apps.results.exhibit import Exhibit

if TYPE_CHECKING:
    from apps.views.dynamics.curves import Curves
    from apps.views.dynamics.panes import DynamicsResults
    from apps.workspace.workspace import Workspace


def dynamics_exports(desk: Workspace, results: DynamicsResults, curves: Curves) -> ExportMenu:
    """Return the export menu of the dynamics view; an export computes the results that are missing."""

    def exhibit() -> Exhibit | None:
        motion = replace(curves.motion, threshold=results.threshold)
        return Exhibit(desk.document.snapshot, motion=motion)

    offered = exports_of("dynamics", result=False)
    return ExportMenu(desk.document, desk.runner, exhibit, offered)
