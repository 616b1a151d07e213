"""The complexes view: every candidate system of the network, the complexes and the systems they exclude."""

from __future__ import annotations

from functools import partial

from apps.ui.style import reserved
from apps.views.complexes.exports import complexes_exports
from apps.views.complexes.panes import ComplexesResults
from apps.views.complexes.search import Search
from apps.workspace.navigation import View, ViewBody, register
from apps.workspace.notes import Why
from apps.workspace.toolbar import JobBar
from apps.workspace.workspace import Workspace
from engine.words import phrase


def build(desk: Workspace) -> ViewBody:
    """Build what the view shows in one session."""
    search = Search(desk.document, desk.analysis.finder)
    results = ComplexesResults(desk.document, desk.selection, search)
    right = [
        results.header,
        reserved(Why(search).view, JobBar(search).view),
        results.view,
    ]
    return ViewBody(right, partial(complexes_exports, desk, search), results.set_theme)


VIEW = register(
    View(
        "complexes",
        phrase("Complexes"),
        build,
        question=phrase("Which parts are things of their own?"),
        place=2,
    )
)
