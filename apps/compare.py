"""The compare page: two networks, states or formalisms side by side, their differences marked."""

from __future__ import annotations

import panel as pn

from apps.parts.compare_controls import OtherControls
from apps.parts.compare_link import kept_right_side, right_side
from apps.parts.compare_other import Other
from apps.parts.compare_results import CompareResults
from apps.parts.desk import Desk
from apps.parts.exporting import compare_exports

pn.extension("tabulator")


def page() -> pn.viewable.Viewable:
    """Build the page of one session."""
    desk = Desk()
    other = Other(desk.shelf)
    desk.autosave.add("right", kept_right_side(other), (other, "base"), (other.document, "snapshot"))
    results = CompareResults(desk, other)
    right = [
        OtherControls(other).view,
        results.header,
        results.view,
        compare_exports(desk, other).view,
    ]
    return desk.page("compare", right, results.set_theme, {"right": right_side(other)})


if pn.state.served:
    page().servable()
