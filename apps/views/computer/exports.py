"""The exports of the computer view: both systems, their outputs, how the computer grows, with the tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apps.document.snapshot import opened
from apps.figures.export_menu import ExportMenu
from apps.figures.exports import exports_of
from apps.results.exhibit import Exhibit

if TYPE_CHECKING:
    from apps.views.computer.running import MomentAnswer, Running, ScalingAnswer
    from apps.workspace.workspace import Workspace


def computer_exports(
    desk: Workspace, running: Running, answer: MomentAnswer, scaling: ScalingAnswer
) -> ExportMenu:
    """Return the export menu of the computer view."""

    def exhibit() -> Exhibit | None:
        found = answer.current
        if found is None:
            return None
        target = found.simulation.target
        shown = replace(opened(replace(target, system=None)), state=found.target.state)
        return Exhibit(shown, moment=found, open_modules=running.opened, scales=scaling.current)

    menu = ExportMenu(desk.document, desk.runner, exhibit, exports_of("computer", result=False))
    answer.param.watch(menu.refresh, "findings")
    return menu
