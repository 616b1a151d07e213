"""The exports of the atlas: the survey and the plane as figures and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.figures.export_menu import ExportMenu
from apps.figures.exports import exports_of
from apps.results.exhibit import Exhibit

if TYPE_CHECKING:
    from apps.views.atlas.map_pane import MapPane
    from apps.views.atlas.surveying import PlaneAnswer, SurveyAnswer
    from apps.workspace.workspace import Workspace


def atlas_exports(desk: Workspace, survey: SurveyAnswer, pane: MapPane, plane: PlaneAnswer) -> ExportMenu:
    """Return the export menu of the atlas."""

    def exhibit() -> Exhibit | None:
        shown = pane.shown
        if shown is None:
            return None
        found = plane.findings
        if found is not None and plane.current is not None:
            return Exhibit(found.snapshot, atlas=shown, plane=found.answer)
        return Exhibit(desk.document.snapshot, atlas=shown)

    menu = ExportMenu(desk.document, desk.runner, exhibit, exports_of("atlas", result=False))
    survey.param.watch(menu.refresh, "findings")
    pane.param.watch(menu.refresh, "brushed")
    plane.param.watch(menu.refresh, "findings")
    return menu
