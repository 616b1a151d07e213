"""What each page offers in its export menu, and where it finds what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.parts.figures import Exhibit
from apps.parts.menu import ExportMenu
from apps.parts.wares import wares

if TYPE_CHECKING:
    from apps.parts.causation_desk import CausalDesk
    from apps.parts.compare_other import Other
    from apps.parts.desk import Desk

EXPLORE = ("structure", "substrate", "distinctions", "repertoires", "tpm", "regions", "complexes")
EXPLORE_TABLES = ("distinctions-table", "relations-table", "tpm-table")


def explore_exports(desk: Desk) -> ExportMenu:
    """Return the menu of the explore page: the result on screen, with the network it belongs to."""
    analysis, selection = desk.analysis, desk.selection

    def exhibit() -> Exhibit | None:
        found = analysis.findings
        if found is None:
            return None
        complexes = analysis.current_complexes if analysis.current is found.structure else None
        return Exhibit(found.snapshot, found.structure, complexes, chosen=selection.distinction)

    menu = ExportMenu(desk.document, desk.runner, exhibit, wares(EXPLORE, EXPLORE_TABLES, linked=True))
    analysis.param.watch(menu.refresh, ["findings", "stale"])
    return menu


def compare_exports(desk: Desk, other: Other) -> ExportMenu:
    """Return the menu of the compare page: both results on screen."""
    analyses = (desk.analysis, other.analysis)

    def exhibit() -> Exhibit | None:
        left, right = (analysis.findings for analysis in analyses)
        if left is None or right is None:
            return None
        beside = Exhibit(right.snapshot, right.structure)
        return Exhibit(left.snapshot, left.structure, chosen=desk.selection.distinction, other=beside)

    offered = wares(("compare", "compare-substrates"), ("compare-table",))
    menu = ExportMenu(desk.document, desk.runner, exhibit, offered)
    for analysis in analyses:
        analysis.param.watch(menu.refresh, ["findings", "stale"])
    return menu


def causation_exports(desk: CausalDesk) -> ExportMenu:
    """Return the menu of the causation page: the account on screen."""
    accounting = desk.accounting

    def exhibit() -> Exhibit | None:
        found = accounting.found
        return None if found is None else Exhibit(found.snapshot, account=found.account)

    offered = wares(("account", "tpm"), ("links-table", "tpm-table"))
    menu = ExportMenu(desk.document, desk.runner, exhibit, offered)
    accounting.param.watch(menu.refresh, "found")
    return menu
