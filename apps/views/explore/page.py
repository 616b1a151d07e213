"""The explore page: draw a network, set its state, see its Φ-structure."""

from __future__ import annotations

import panel as pn

from apps.ui.style import reserved
from apps.views.explore.exports import explore_exports
from apps.views.explore.panes import Results
from apps.workspace.navigation import View, register
from apps.workspace.notes import WhyZero
from apps.workspace.toolbar import JobBar
from apps.workspace.workspace import Workspace
from engine.words import tr


def page() -> pn.viewable.Viewable:
    """Build the page of one session."""
    desk = Workspace()
    results = Results(desk.document, desk.selection, desk.analysis)
    right = [
        results.header,
        reserved(results.card, WhyZero(desk.analysis).view, JobBar(desk.analysis).view),
        results.view,
        explore_exports(desk, results).view,
    ]
    return desk.page("explore", right, results.set_theme, {"side": results.side_tab})


register(View("explore", tr("Explore"), page, place=1))
