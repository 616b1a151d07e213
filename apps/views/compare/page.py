"""The compare page: two networks, states or formalisms side by side, their differences marked."""

from __future__ import annotations

import panel as pn

from apps.views.compare.controls import RightSideControls
from apps.views.compare.exports import compare_exports
from apps.views.compare.panes import CompareResults
from apps.views.compare.right_in_link import kept_right_side, right_side
from apps.views.compare.right_side import RightSide
from apps.workspace.navigation import View, register
from apps.workspace.workspace import Desk
from engine.words import tr


def page() -> pn.viewable.Viewable:
    """Build the page of one session."""
    desk = Desk()
    other = RightSide(desk.shelf)
    desk.autosave.add("right", kept_right_side(other), (other, "base"), (other.document, "snapshot"))
    results = CompareResults(desk, other)
    right = [
        RightSideControls(other).view,
        results.header,
        results.view,
        compare_exports(desk, other).view,
    ]
    return desk.page("compare", right, results.set_theme, {"right": right_side(other)})


register(View("compare", tr("Compare"), page, place=3))
