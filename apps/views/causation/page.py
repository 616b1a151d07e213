"""The causation view: two states of a network, and what caused what between them."""

from __future__ import annotations

from functools import partial

from apps.ui.redraw import Guard
from apps.ui.style import reserved
from apps.views.causation.accounting import Accounting
from apps.views.causation.exports import causation_exports
from apps.views.causation.marks import CausalMarks
from apps.views.causation.panes import CausalResults
from apps.views.causation.rules_pane import RulesPane
from apps.views.causation.states import States
from apps.workspace.navigation import View, ViewBody, register
from apps.workspace.notes import Why
from apps.workspace.toolbar import JobBar
from apps.workspace.workspace import Workspace
from engine.words import phrase
from viz.theme import Theme

EXAMPLE = "ac-fig6-or-and"
GROUP = phrase("Actual causation")


def build(desk: Workspace) -> ViewBody:
    """Build what the view shows in one session."""
    document, picks, guard = desk.document, desk.selection, Guard(desk.document.say)
    accounting = Accounting(document)
    marks = CausalMarks(document, picks, accounting)
    states = States(document, marks.point)
    results = CausalResults(picks, accounting, guard)
    rules = RulesPane(accounting, guard)
    guard.painter.built()

    def recolour(theme: Theme) -> None:
        states.set_theme(theme)
        results.set_theme(theme)
        rules.set_theme(theme)

    right = [
        results.header,
        reserved(results.card, Why(accounting).view, JobBar(accounting).view),
        results.view,
        rules.view,
    ]
    return ViewBody(
        right,
        partial(causation_exports, desk, accounting, results, rules),
        recolour,
        left=states.view,
        marks=marks,
    )


VIEW = register(
    View(
        "causation",
        phrase("Causation"),
        build,
        question=phrase("What caused what?"),
        place=5,
        example=EXAMPLE,
        group=GROUP,
    )
)
