"""The explore view: the Φ-structure of the network in its state."""

from __future__ import annotations

from functools import partial

from apps.ui.style import reserved
from apps.views.explore.exports import explore_exports
from apps.views.explore.meanwhile import Meanwhile
from apps.views.explore.panes import Results
from apps.workspace.navigation import View, ViewBody, register
from apps.workspace.notes import WhyZero
from apps.workspace.toolbar import JobBar
from apps.workspace.workspace import Workspace
from engine.words import phrase


def build(desk: Workspace) -> ViewBody:
    """Build what the view shows in one session."""
    results = Results(desk.document, desk.selection, desk.analysis, desk.all_tools)
    right = [
        results.header,
        reserved(
            results.card,
            WhyZero(desk.analysis).view,
            JobBar(desk.analysis).view,
            Meanwhile(desk.document, desk.analysis).view,
        ),
        results.view,
    ]
    desk.autosave.add_switch("inside", results.look)
    return ViewBody(
        right,
        partial(explore_exports, desk, results),
        results.set_theme,
        on_cut=results.cut,
        view_states=results.view_states,
    )


VIEW = register(
    View(
        "explore",
        phrase("Explore"),
        build,
        question=phrase("Is this one thing? What is it like inside?"),
        place=1,
    )
)
