"""The left side that all pages share: the network with its tools, notes and link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.document import examples
from apps.document.document import Document
from apps.editor.arrange import ArrangeMenu
from apps.editor.drawing import Drawing, NetworkDrawing
from apps.editor.inspector import Inspector
from apps.editor.matrix_view import MatrixEditor
from apps.editor.text_view import TextEditor
from apps.jobs.analysis import Analysis
from apps.jobs.background_answer import BackgroundAnswer
from apps.jobs.runner import Runner
from apps.jobs.warm_up import WarmUpNote
from apps.selection.hover import HoverSelection
from apps.selection.selection import Selection
from apps.ui.style import FRAME, TALL, section
from apps.workspace.autosave import Autosave
from apps.workspace.documents_panel import DocumentsPanel
from apps.workspace.frame import PageFrame
from apps.workspace.navigation import page_links
from apps.workspace.notes import Notes
from apps.workspace.open_documents import OpenDocuments
from apps.workspace.open_file import ReadingNote
from apps.workspace.share_link import Share, ViewState, switch, viewport
from apps.workspace.toolbar import Settings, Toolbar
from viz.theme import Theme


class WorkspaceBase:
    """One session's document with its selection and analysis, and the left side of its page.

    Parameters
    ----------
    document, selection, analysis, drawing
        Of the session; the last shows the first three.
    panels
        Shown under the drawing, in this order.
    group
        The group of examples that leads their list.
    """

    def __init__(
        self,
        document: Document,
        selection: Selection,
        answer: BackgroundAnswer,
        drawing: NetworkDrawing,
        panels: list[Any],
        group: str = "",
    ) -> None:
        self.document, self.selection, self._answer = document, selection, answer
        self.drawing, self._group = drawing, group
        self.notes = Notes(document)
        self._panel = DocumentsPanel(document)
        self._share = Share(self.documents, selection)
        self.autosave.after = self._share.then
        self._text = TextEditor(document, drawing.preview)
        self._matrices = MatrixEditor(document)
        self._share.view_states = {
            "text": switch(self._text.toggle),
            "matrices": switch(self._matrices.toggle),
            "drawing": viewport(drawing.view),
        }
        self.left = pn.Column(
            self._panel.tabs,
            self._drawing_pane(),
            pn.Row(
                *(ArrangeMenu(document, drawing.view).view, self._text.toggle, self._matrices.toggle),
                styles={"flex-wrap": "wrap"},
                margin=0,
            ),
            self._share.link,
            WarmUpNote().view,
            ReadingNote(self._panel.opening).view,
            self.notes.message,
            self._text.view,
            self._matrices.view,
            *panels,
            self.notes.things,
            HoverSelection(document, selection, answer if isinstance(answer, Analysis) else None),
            css_classes=["left"],
            sizing_mode="stretch_width",
            margin=0,
        )

    @property
    def documents(self) -> OpenDocuments:
        """The documents of the page."""
        return self._panel.documents

    @property
    def autosave(self) -> Autosave:
        """The autosave of the page."""
        return self._panel.autosave

    @property
    def runner(self) -> Runner:
        """What runs the jobs of the page."""
        return self._answer.runner

    def _drawing_pane(self) -> pn.Column:
        """Return the drawing, as high as the window allows with or without the things to try."""
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
        view_states: Mapping[str, ViewState] | None = None,
    ) -> pmui.Page:
        """Return the page.

        Parameters
        ----------
        name
            Of the view, as it was registered.
        right
            Shown beside the drawing, below each other.
        on_theme
            As in `PageFrame`.
        view_states
            Parts of its view that links carry, as in `Share`.
        """
        self._share.view_states |= dict(view_states or {})
        column = pn.Column(*right, css_classes=["right"], sizing_mode="stretch_width", margin=0)
        body = pn.Column(self.left, column, stylesheets=[FRAME], sizing_mode="stretch_width", margin=(8, 12))
        bar = [
            page_links(name),
            Toolbar(self._panel.documents, self._panel.opening, self._group, self._panel.gallery.button).view,
            self._share.view,
        ]

        def recolour(theme: Theme) -> None:
            self.drawing.set_theme(theme)
            on_theme(theme)

        return PageFrame("phiscope", bar, [body, *self._panel.unseen], recolour).page


class Workspace(WorkspaceBase):
    """The workspace of the pages about one state."""

    def __init__(self) -> None:
        document = Document(examples.first_substrate(), origin=examples.FIRST)
        selection = Selection()
        self.analysis = analysis = Analysis(document)
        panels = [Inspector(document, selection).view, Settings(document, analysis.finder).view]
        super().__init__(document, selection, analysis, Drawing(document, selection, analysis), panels)
