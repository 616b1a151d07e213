"""What can be taken away from the complexes view: the candidate systems and the complexes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from apps.figures.export_menu import ExportMenu
from apps.figures.exports import wares
from apps.results.exhibit import Exhibit

if TYPE_CHECKING:
    from apps.views.complexes.search import Search
    from apps.workspace.workspace import Desk


def complexes_exports(desk: Desk, search: Search) -> ExportMenu:
    """Return the menu of the complexes page: what was found, with the candidate system chosen now."""

    def exhibit() -> Exhibit | None:
        found = search.findings
        if found is None:
            return None
        # The system is not part of the search: it may have been chosen since.
        units = desk.document.snapshot.units if search.current is found.answer else found.snapshot.units
        return Exhibit(replace(found.snapshot, units=units), complexes=found.answer)

    offered = wares("complexes")
    menu = ExportMenu(desk.document, desk.runner, exhibit, offered)
    search.param.watch(menu.refresh, "findings")
    return menu
