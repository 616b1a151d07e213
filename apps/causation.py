"""The causation page: two states of a network, and what caused what between them."""

from __future__ import annotations

import panel as pn

from apps.parts.causation_account import Accounting
from apps.parts.causation_compare import Comparison
from apps.parts.causation_drawing import CausalDrawing, Picks
from apps.parts.causation_export import CausalExport
from apps.parts.causation_moment import CausalDocument
from apps.parts.causation_results import CausalResults
from apps.parts.causation_states import States
from apps.parts.controls import JobBar, Toolbar
from apps.parts.document import NETWORKS
from apps.parts.inspector import Inspector
from apps.parts.jobs import Runner
from apps.parts.notes import Notes
from apps.parts.painting import Guard
from apps.parts.shell import end_with_session, frame, page_links
from apps.parts.style import FRAME, section
from apps.parts.warmup import WarmUpNote
from engine.substrate import Substrate

pn.extension("tabulator")

FIRST = "ac-fig6-or-and"
GROUP = "Actual causation"


def page() -> pn.viewable.Viewable:
    """Build the page of one session."""
    document = CausalDocument(Substrate.read(NETWORKS / f"{FIRST}.json"), origin=FIRST)
    picks, runner = Picks(), Runner()
    accounting = Accounting(document, runner)
    drawing = CausalDrawing(document, picks, accounting)
    guard = Guard(document)
    results = CausalResults(picks, accounting, guard)
    states = States(document)
    comparison = Comparison(accounting, guard)
    notes = Notes(document, accounting)
    warm = WarmUpNote()
    guard.painter.built()

    def recolour(dark: bool) -> None:
        drawing.set_theme(dark)
        results.set_theme(dark)
        states.set_theme(dark)

    left = pn.Column(
        section(drawing.view, "drawing-pane", height=360),
        notes.message,
        states.view,
        Inspector(document, picks).view,
        notes.things,
        css_classes=["left"],
        sizing_mode="stretch_width",
        margin=0,
    )
    right = pn.Column(
        results.header,
        results.card,
        notes.why,
        JobBar(accounting, runner).view,
        results.view,
        comparison.view,
        CausalExport(document, accounting).view,
        css_classes=["right"],
        sizing_mode="stretch_width",
        margin=0,
    )
    body = pn.Column(left, right, stylesheets=[FRAME], sizing_mode="stretch_width", margin=(8, 12))
    pn.state.onload(accounting.refresh)
    end_with_session(runner)
    return frame(
        "phiscope", [page_links("causation"), Toolbar(document, GROUP).view, warm.view], [body], recolour
    )


if pn.state.served:
    page().servable()
