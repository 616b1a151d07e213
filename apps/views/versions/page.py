"""The versions view: which version of the theory says what of the network that is drawn."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.results.versions import formalisms
from apps.ui.redraw import Guard
from apps.ui.style import reserved
from apps.views.versions.comparing import Comparing, ComparingStates
from apps.views.versions.exports import versions_exports
from apps.views.versions.marks import VersionMarks
from apps.views.versions.panes import VersionsResults
from apps.workspace.navigation import View, ViewBody, register
from apps.workspace.notes import Why
from apps.workspace.toolbar import JobBar
from apps.workspace.workspace import Workspace
from engine.words import phrase, tr


def build(desk: Workspace) -> ViewBody:
    """Build what the view shows in one session."""
    comparing = Comparing(desk.document)
    marks = VersionMarks(desk.document, desk.selection, comparing)
    states = ComparingStates(desk.document)
    results = VersionsResults(desk.document, desk.selection, comparing, states, Guard(desk.document.say))
    right = [
        reserved(Why(comparing).view, JobBar(comparing).view),
        which_cut(marks),
        results.view,
    ]
    exports = partial(versions_exports, desk, comparing, states, results.constellation)
    chosen = results.constellation.chosen
    desk.autosave.add("axes", chosen.view_state, (chosen, "kept"))
    return ViewBody(right, exports, results.set_theme, marks=marks, view_states={"axes": chosen.view_state})


def which_cut(marks: VersionMarks) -> pn.FlexBox:
    """Return what chooses the version whose cut the drawing shows."""
    group = pmui.RadioButtonGroup(
        options={each.name: each.key for each in formalisms()}, value=marks.version, size="small", width=400,
        css_classes=["drawn-cut"], margin=(4, 8),
    )  # fmt: skip

    def choose(event: Any) -> None:
        if event.new in keys:  # it comes from the browser
            marks.version = event.new

    keys = {each.key for each in formalisms()}
    group.param.watch(choose, "value")
    said = pn.pane.HTML(f"<small>{escape(tr('The drawing shows the cut of'))}</small>", margin=(2, 0, 2, 8))
    return pn.FlexBox(said, group, align_items="center", margin=0)


VIEW = register(
    View(
        "versions",
        phrase("Versions"),
        build,
        question=phrase("What do other versions of the theory say?"),
        place=6,
    )
)
