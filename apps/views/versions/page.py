"""The versions page: which version of the theory says what of the network that is drawn."""

from __future__ import annotations

import panel as pn

from apps.ui.redraw import Guard
from apps.ui.style import reserved
from apps.views.versions.comparing import Comparing
from apps.views.versions.exports import versions_exports
from apps.views.versions.panes import VersionsResults
from apps.workspace.navigation import View, register
from apps.workspace.notes import Why
from apps.workspace.toolbar import JobBar
from apps.workspace.workspace import Workspace
from engine.words import tr


def page() -> pn.viewable.Viewable:
    """Build the page of one session."""
    desk = Workspace()
    comparing = Comparing(desk.document)
    results = VersionsResults(comparing, Guard(desk.document.say))
    right = [
        reserved(Why(comparing).view, JobBar(comparing).view),
        results.view,
        versions_exports(desk, comparing).view,
    ]
    return desk.page("versions", right, results.set_theme)


register(View("versions", tr("Versions"), page, place=6))
