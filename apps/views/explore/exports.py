"""The exports of the explore view: the result on screen, with the network it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.figures.export_menu import ExportMenu
from apps.figures.exports import exports_of
from apps.results.exhibit import Exhibit
from apps.selection.selection import UnitRef

if TYPE_CHECKING:
    from apps.views.explore.panes import Results
    from apps.workspace.workspace import Workspace


def explore_exports(desk: Workspace, results: Results) -> ExportMenu:
    """Return the export menu of the explore view."""
    analysis, selection = desk.analysis, desk.selection

    def exhibit() -> Exhibit | None:
        found = analysis.findings
        if found is None:
            return None
        complexes = analysis.finder.current if analysis.current is found.answer else None
        picked = selection.picked
        return Exhibit(
            found.snapshot,
            found.answer,
            complexes,
            chosen=selection.distinction,
            pair=results.picked.of(found),
            faces=results.faces,
            unit=picked.label if isinstance(picked, UnitRef) else None,
            camera=results.camera,
            cut=results.own_cut(found),
            relations=results.relations(found.answer),
        )

    menu = ExportMenu(desk.document, desk.runner, exhibit, exports_of("explore", linked=True))
    analysis.param.watch(menu.refresh, ["findings", "stale"])
    return menu
