"""The complexes page: every candidate system of the network, the complexes and the systems they exclude."""

from __future__ import annotations

import panel as pn

from apps.ui.style import reserved
from apps.views.complexes.exports import complexes_exports
from apps.views.complexes.panes import ComplexesResults
from apps.views.complexes.search import Search
from apps.workspace.navigation import View, register
from apps.workspace.notes import Why
from apps.workspace.toolbar import JobBar
from apps.workspace.workspace import Workspace
from engine.words import tr


def page() -> pn.viewable.Viewable:
    """Build the page of one session."""
    desk = Workspace()
    search = Search(desk.document, desk.analysis.finder)
    results = ComplexesResults(desk.document, desk.selection, search)
    right = [
        results.header,
        reserved(Why(search).view, JobBar(search).view),
        results.view,
        complexes_exports(desk, search).view,
    ]
    return desk.page("complexes", right, results.set_theme)


register(View("complexes", tr("Complexes"), page, place=2))
