"""The versions view: which version of the theory says what of the network that is drawn."""

from __future__ import annotations

from apps.ui.redraw import Guard
from apps.ui.style import reserved
from apps.views.versions.comparing import Comparing
from apps.views.versions.exports import versions_exports
from apps.views.versions.panes import VersionsResults
from apps.workspace.navigation import View, ViewBody, register
from apps.workspace.notes import Why
from apps.workspace.toolbar import JobBar
from apps.workspace.workspace import Workspace
from engine.words import tr


def build(desk: Workspace) -> ViewBody:
    """Build what the view shows in one session."""
    comparing = Comparing(desk.document)
    results = VersionsResults(comparing, desk.selection, Guard(desk.document.say))
    right = [
        reserved(Why(comparing).view, JobBar(comparing).view),
        results.view,
    ]
    return ViewBody(right, versions_exports(desk, comparing, results.constellation).view, results.set_theme)


VIEW = register(View("versions", tr("Versions"), build, place=6))
