"""What can be taken away from the causation view: the account on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.figures.export_menu import ExportMenu
from apps.figures.exports import wares
from apps.results.exhibit import Exhibit

if TYPE_CHECKING:
    from apps.views.causation.panes import CausalResults
    from apps.views.causation.rules_pane import Comparison
    from apps.views.causation.workspace import CausalDesk


def causation_exports(desk: CausalDesk, results: CausalResults, comparison: Comparison) -> ExportMenu:
    """Return the menu of the causation page: the account on screen."""
    accounting = desk.accounting

    def exhibit() -> Exhibit | None:
        found = accounting.findings
        if found is None:
            return None
        return Exhibit(
            found.snapshot,
            account=found.answer,
            link=desk.picks.link,
            outcome=comparison.outcome,
            occurrence=results.occurrence(found),
        )

    offered = wares("causation")
    menu = ExportMenu(desk.document, desk.runner, exhibit, offered)
    accounting.param.watch(menu.refresh, "findings")
    return menu
