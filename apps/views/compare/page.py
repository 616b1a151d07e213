"""The compare view: two networks, states or formalisms side by side, their differences marked."""

from __future__ import annotations

from functools import partial

from apps.views.compare.controls import RightSideControls
from apps.views.compare.exports import compare_exports
from apps.views.compare.panes import CompareResults
from apps.views.compare.right_in_link import kept_right_side, right_side
from apps.views.compare.right_side import RightSide
from apps.workspace.navigation import View, ViewBody, register
from apps.workspace.workspace import Workspace
from engine.words import phrase


def build(desk: Workspace) -> ViewBody:
    """Build what the view shows in one session."""
    other = RightSide(desk.documents)
    desk.autosave.add("right", kept_right_side(other), (other, "base"), (other.document, "snapshot"))
    results = CompareResults(desk, other)
    right = [
        RightSideControls(other).view,
        results.header,
        results.view,
    ]
    return ViewBody(
        right,
        partial(compare_exports, desk, other),
        results.set_theme,
        view_states={"right": right_side(other)},
    )


VIEW = register(
    View("compare", phrase("Compare"), build, question=phrase("What is the difference between two?"), place=3)
)
