"""The exports of the compare view: both results on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.figures.export_menu import ExportMenu
from apps.figures.exports import exports_of
from apps.results.exhibit import Exhibit

if TYPE_CHECKING:
    from apps.views.compare.right_side import RightSide
    from apps.workspace.workspace import Workspace


def compare_exports(desk: Workspace, other: RightSide) -> ExportMenu:
    """Return the export menu of the compare view."""
    analyses = (desk.analysis, other.analysis)

    def exhibit() -> Exhibit | None:
        left, right = (analysis.findings for analysis in analyses)
        if left is None or right is None:
            return None
        beside = Exhibit(right.snapshot, right.answer)
        return Exhibit(left.snapshot, left.answer, chosen=desk.selection.distinction, other=beside)

    offered = exports_of("compare")
    menu = ExportMenu(desk.document, desk.runner, exhibit, offered)
    for analysis in analyses:
        analysis.param.watch(menu.refresh, ["findings", "stale"])
    return menu
