"""The explore page: draw a network, set its state, see its Φ-structure."""

from __future__ import annotations

from typing import Any

import panel as pn

from apps.parts import presets
from apps.parts.analysis import Analysis
from apps.parts.arrange import Arrange
from apps.parts.controls import JobBar, Settings, Toolbar
from apps.parts.document import Document
from apps.parts.drawing import Drawing
from apps.parts.inspector import Inspector
from apps.parts.jobs import Runner
from apps.parts.menu import ExportMenu
from apps.parts.notes import Notes
from apps.parts.results import Results
from apps.parts.selection import Selection
from apps.parts.share import Share
from apps.parts.shell import end_with_session, frame, page_links
from apps.parts.style import FRAME, TALL, section
from apps.parts.text_face import TextFace
from apps.parts.warmup import WarmUpNote

pn.extension("tabulator")


def drawing_pane(drawing: Drawing, notes: Notes) -> pn.Column:
    """Return the drawing, as high as the window lets it be beside the things to try, or without them."""
    pane = section(drawing.view, "drawing-pane")
    pane.stylesheets = [*pane.stylesheets, TALL]

    def fill(*_events: Any) -> None:
        pane.css_classes = ["drawing-pane"] if notes.things.visible else ["drawing-pane", "alone"]

    notes.things.param.watch(fill, "visible")
    fill()
    return pane


def page() -> pn.viewable.Viewable:
    """Build the page of one session."""
    document = Document(presets.first_substrate(), origin=presets.FIRST)
    selection, runner = Selection(), Runner()
    analysis = Analysis(document, runner)
    drawing = Drawing(document, selection, analysis)
    results = Results(document, selection, analysis)
    notes = Notes(document, analysis)
    warm, share, text = WarmUpNote(), Share(document, selection), TextFace(document)

    def recolour(dark: bool) -> None:
        drawing.set_theme(dark)
        results.set_theme(dark)

    left = pn.Column(
        drawing_pane(drawing, notes),
        pn.Row(Arrange(document, drawing.view).view, text.toggle, margin=0),
        share.link,
        notes.message,
        text.view,
        Inspector(document, selection).view,
        Settings(document, analysis).view,
        notes.things,
        css_classes=["left"],
        sizing_mode="stretch_width",
        margin=0,
    )
    right = pn.Column(
        results.header,
        results.card,
        notes.why,
        JobBar(analysis, runner).view,
        results.view,
        ExportMenu(document, analysis).view,
        css_classes=["right"],
        sizing_mode="stretch_width",
        margin=0,
    )
    body = pn.Column(left, right, stylesheets=[FRAME], sizing_mode="stretch_width", margin=(8, 12))
    pn.state.onload(analysis.refresh)
    end_with_session(runner)
    bar = [page_links("explore"), Toolbar(document).view, share.view, warm.view]
    return frame("phiscope", bar, [body], recolour)


if pn.state.served:
    page().servable()
