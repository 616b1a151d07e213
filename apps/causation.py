"""The causation page: two states of a network, and what caused what between them."""

from __future__ import annotations

import panel as pn

from apps.parts.causation_compare import Comparison
from apps.parts.causation_desk import CausalDesk
from apps.parts.causation_results import CausalResults
from apps.parts.controls import JobBar
from apps.parts.exporting import causation_exports
from apps.parts.painting import Guard

pn.extension("tabulator")


def page() -> pn.viewable.Viewable:
    """Build the page of one session."""
    desk = CausalDesk()
    guard = Guard(desk.document)
    results = CausalResults(desk.picks, desk.accounting, guard)
    comparison = Comparison(desk.accounting, guard)
    guard.painter.built()

    def recolour(dark: bool) -> None:
        desk.states.set_theme(dark)
        results.set_theme(dark)
        comparison.set_theme(dark)

    right = [
        results.header,
        results.card,
        desk.notes.why,
        JobBar(desk.accounting, desk.runner).view,
        results.view,
        comparison.view,
        causation_exports(desk).view,
    ]
    return desk.page("causation", right, recolour)


if pn.state.served:
    page().servable()
