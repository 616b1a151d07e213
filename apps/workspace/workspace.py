"""The drawing side that the pages share: the network with its tools, notes and link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.document import examples
from apps.document.document import Document
from apps.editor.arrange import ArrangeMenu
from apps.editor.drawing import Drawing
from apps.editor.inspector import Inspector
from apps.editor.matrix_view import MatrixFace
from apps.editor.text_view import TextFace
from apps.jobs.analysis import Analysis
from apps.jobs.runner import Runner, end_with_session
from apps.jobs.warm_up import WarmUpNote
from apps.selection.hover import Lamp
from apps.selection.selection import Selection
from apps.ui.style import FRAME, TALL, section
from apps.workspace.autosave import Autosave
from apps.workspace.documents_panel import Keeping
from apps.workspace.frame import PageFrame
from apps.workspace.navigation import page_links
from apps.workspace.notes import Notes
from apps.workspace.open_documents import Shelf
from apps.workspace.open_file import ReadingNote
from apps.workspace.share_link import Look, Share, switch, viewport
from apps.workspace.toolbar import Settings, Toolbar
from viz.theme import Theme


class Workplace:
    """One session's document with what is picked in it and computed of it, and the left of its page.

    ``panels`` stand under the drawing in this order; ``group`` of the examples leads their list.
    """

    def __init__(
        self,
        document: Document,
        selection: Selection,
        analysis: Analysis,
        drawing: Drawing,
        panels: list[Any],
        group: str = "",
    ) -> None:
        self.document, self.selection, self.analysis = document, selection, analysis
        self.drawing, self._group = drawing, group
        self.notes = Notes(document)
        self._keeping = Keeping(document)
        self._share = Share(self.shelf, selection)
        self._text = TextFace(document, drawing.preview)
        self._matrices = MatrixFace(document)
        self._share.looks = {
            "text": switch(self._text.toggle),
            "matrices": switch(self._matrices.toggle),
            "drawing": viewport(drawing.view),
        }
        self.left = pn.Column(
            self._keeping.tabs,
            self._drawing_pane(),
            pn.Row(
                *(ArrangeMenu(document, drawing.view).view, self._text.toggle, self._matrices.toggle),
                styles={"flex-wrap": "wrap"},
                margin=0,
            ),
            self._share.link,
            ReadingNote(self._keeping.opening).view,
            self.notes.message,
            self._text.view,
            self._matrices.view,
            *panels,
            self.notes.things,
            Lamp(self.document, self.selection, self.analysis),
            css_classes=["left"],
            sizing_mode="stretch_width",
            margin=0,
        )

    @property
    def shelf(self) -> Shelf:
        """The documents of the page."""
        return self._keeping.shelf

    @property
    def autosave(self) -> Autosave:
        """What the browser keeps of the page."""
        return self._keeping.autosave

    @property
    def runner(self) -> Runner:
        """What runs the jobs of the page."""
        return self.analysis.runner

    def _drawing_pane(self) -> pn.Column:
        """Return the drawing, as high as the window lets it be beside the things to try, or without them."""
        pane = section(self.drawing.view, "drawing-pane")
        pane.stylesheets = [*pane.stylesheets, TALL]
        things = self.notes.things

        def fill(*_events: Any) -> None:
            pane.css_classes = ["drawing-pane"] if things.visible else ["drawing-pane", "alone"]

        things.param.watch(fill, "visible")
        fill()
        return pane

    def page(
        self,
        name: str,
        right: list[Any],
        on_theme: Callable[[Theme], None],
        looks: Mapping[str, Look] | None = None,
    ) -> pmui.Page:
        """Return the page ``name`` with ``right`` beside the drawing; ``on_theme(theme)`` as in `PageFrame`.

        ``looks`` are what links tell of the view, as in `Share`.
        """
        self._share.looks |= dict(looks or {})
        column = pn.Column(*right, css_classes=["right"], sizing_mode="stretch_width", margin=0)
        body = pn.Column(self.left, column, stylesheets=[FRAME], sizing_mode="stretch_width", margin=(8, 12))
        pn.state.onload(self.analysis.refresh)
        end_with_session(self.runner)
        bar = [
            page_links(name),
            Toolbar(self.document, self._keeping.opening, self._group, self._keeping.gallery.button).view,
            self._share.view,
            WarmUpNote().view,
        ]

        def recolour(theme: Theme) -> None:
            self.drawing.set_theme(theme)
            on_theme(theme)

        return PageFrame("phiscope", bar, [body, *self._keeping.unseen], recolour).page


class Desk(Workplace):
    """The workplace of the pages about one state."""

    def __init__(self) -> None:
        document = Document(examples.first_substrate(), origin=examples.FIRST)
        selection = Selection()
        analysis = Analysis(document, Runner())
        panels = [Inspector(document, selection).view, Settings(document, analysis).view]
        super().__init__(document, selection, analysis, Drawing(document, selection, analysis), panels)
