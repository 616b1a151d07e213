"""The exports of the causation view: the account on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.figures.export_menu import ExportMenu
from apps.figures.exports import exports_of
from apps.results.exhibit import Exhibit

if TYPE_CHECKING:
    from apps.views.causation.accounting import Accounting
    from apps.views.causation.panes import CausalResults
    from apps.views.causation.rules_pane import RulesPane
    from apps.workspace.workspace import Workspace


def causation_exports(
    desk: Workspace, accounting: Accounting, results: CausalResults, rules: RulesPane
) -> ExportMenu:
    """Return the export menu of the causation view."""

    def exhibit() -> Exhibit | None:
        found = accounting.findings
        if found is None:
            return None
        return Exhibit(
            found.snapshot,
            account=found.answer,
            link=desk.selection.link,
            outcome=rules.outcome,
            occurrence=results.occurrence(found),
        )

    offered = exports_of("causation")
    menu = ExportMenu(desk.document, desk.runner, exhibit, offered)
    accounting.param.watch(menu.refresh, "findings")
    return menu
