"""The exports of the versions view: the constellation, the versions side by side, concepts and transport."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.figures.export_menu import ExportMenu
from apps.figures.exports import exports_of
from apps.results.exhibit import Exhibit

if TYPE_CHECKING:
    from apps.views.versions.comparing import Comparing, ComparingStates
    from apps.views.versions.constellation_pane import ConstellationPane
    from apps.workspace.workspace import Workspace


def versions_exports(
    desk: Workspace, comparing: Comparing, states: ComparingStates, shown: ConstellationPane
) -> ExportMenu:
    """Return the export menu of the versions view."""

    def exhibit() -> Exhibit | None:
        found, every = comparing.findings, states.findings
        if found is None:
            return None
        same = every is not None and states.question(every.snapshot) == states.question(found.snapshot)
        return Exhibit(
            found.snapshot,
            versions=found.answer,
            concept=shown.concept,
            axes=shown.axes,
            version_states=every.answer if every is not None and same else None,
        )

    menu = ExportMenu(desk.document, desk.runner, exhibit, exports_of("versions"))
    comparing.param.watch(menu.refresh, "findings")
    return menu
