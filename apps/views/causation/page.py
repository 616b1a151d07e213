"""The causation page: two states of a network, and what caused what between them."""

from __future__ import annotations

import panel as pn

from apps.ui.redraw import Guard
from apps.ui.style import reserved
from apps.views.causation.exports import causation_exports
from apps.views.causation.panes import CausalResults
from apps.views.causation.rules_pane import RulesPane
from apps.views.causation.workspace import CausalWorkspace
from apps.workspace.navigation import View, register
from apps.workspace.notes import Why
from apps.workspace.toolbar import JobBar
from engine.words import tr
from viz.theme import Theme


def page() -> pn.viewable.Viewable:
    """Build the page of one session."""
    desk = CausalWorkspace()
    guard = Guard(desk.document.say)
    results = CausalResults(desk.picks, desk.accounting, guard)
    rules = RulesPane(desk.accounting, guard)
    guard.painter.built()

    def recolour(theme: Theme) -> None:
        desk.states.set_theme(theme)
        results.set_theme(theme)
        rules.set_theme(theme)

    right = [
        results.header,
        reserved(results.card, Why(desk.accounting).view, JobBar(desk.accounting).view),
        results.view,
        rules.view,
        causation_exports(desk, results, rules).view,
    ]
    return desk.page("causation", right, recolour)


register(View("causation", tr("Causation"), page, place=5))
