"""The exports of the complexes view: the candidate systems and the complexes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apps.figures.export_menu import ExportMenu
from apps.figures.exports import exports_of
from apps.results.exhibit import Exhibit

if TYPE_CHECKING:
    from apps.views.complexes.search import Search
    from apps.workspace.workspace import Workspace


def complexes_exports(desk: Workspace, search: Search) -> ExportMenu:
    """Return the export menu of the complexes view."""

    def exhibit() -> Exhibit | None:
        found = search.findings
        if found is None:
            return None
        # The candidate system is not part of the search: it may have been chosen since.
        units = desk.document.snapshot.units if search.current is found.answer else found.snapshot.units
        return Exhibit(replace(found.snapshot, units=units), complexes=found.answer)

    offered = exports_of("complexes")
    menu = ExportMenu(desk.document, desk.runner, exhibit, offered)
    search.param.watch(menu.refresh, "findings")
    return menu
