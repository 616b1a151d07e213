"""One session's network with its tools, notes and link: the left side of the page, which all views share."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import panel as pn

from apps.document import examples
from apps.document.document import Document
from apps.editor.drawing import NetworkDrawing
from apps.editor.inspector import Inspector
from apps.editor.marks import SystemMarks
from apps.editor.matrix_view import MatrixEditor
from apps.editor.text_view import TextEditor
from apps.jobs.analysis import Analysis
from apps.jobs.runner import Runner
from apps.jobs.warm_up import WarmUpNote
from apps.selection.causal_selection import CausalSelection
from apps.selection.hover import HoverSelection
from apps.ui.style import BARE, IN_BAR, PANEL_BARE, PANEL_BUTTON, TALL, section
from apps.workspace.all_tools import AllTools
from apps.workspace.documents.autosave import Autosave
from apps.workspace.documents.documents_panel import DocumentsPanel
from apps.workspace.documents.open_documents import OpenDocuments
from apps.workspace.documents.open_file import ReadingNote
from apps.workspace.gallery import NextExample
from apps.workspace.left_side import LeftSide
from apps.workspace.notes import Notes
from apps.workspace.part_note import PartNote
from apps.workspace.share_link import Share, switch, viewport
from apps.workspace.take_away import TakeAway
from apps.workspace.toolbar import Settings, Toolbar
from apps.workspace.trajectory import Trajectory
from engine.words import tr


class Workspace:
    """One session's document with its selection and analysis, and the left side of its page.

    Parameters
    ----------
    example
        The example to begin with.
    group
        The group of examples that leads their list.
    """

    def __init__(self, example: str = "", group: str = "") -> None:
        origin = example or examples.FIRST
        self.all_tools = all_tools = AllTools()
        self.document = document = Document(examples.first_substrate(origin), origin=origin)
        self.selection = selection = CausalSelection()
        self.analysis = analysis = Analysis(document)
        analysis.begin()
        self.marks = SystemMarks(document, selection, analysis)
        self.drawing = drawing = NetworkDrawing(document, selection, self.marks)
        self.notes = Notes(document)
        self.panel = DocumentsPanel(document)
        self.share = Share(self.documents, selection)
        self.autosave.after = self.share.then
        self._text = TextEditor(document, drawing.preview)
        self._matrices = MatrixEditor(document)
        self.share.view_states = {
            "text": switch(self._text.toggle),
            "matrices": switch(self._matrices.toggle),
            "drawing": viewport(drawing.view),
        }
        gallery = all_tools.named(self.panel.gallery.button, tr("Examples"))
        self.toolbar = Toolbar(self.documents, self.panel.opening, group, gallery, all_tools)
        all_tools.dressed(self.toolbar.open, IN_BAR, BARE)
        self.take_away = TakeAway(self.toolbar.save, (self.share.view, self.share.link))
        all_tools.dressed(self.take_away.button, PANEL_BUTTON, PANEL_BARE)
        self.settings = Settings(document, analysis.finder, all_tools).view
        self.beneath = pn.Column(sizing_mode="stretch_width", margin=0)
        toggles = self._text.toggle, self._matrices.toggle
        row = all_tools.shelf(*toggles)
        all_tools.opens(*toggles)
        all_tools.tell(self.panel.tabs, "steered")
        self.inspector = Inspector(document, selection)
        following = NextExample(self.documents).view
        above = pn.Row(self.panel.tabs, self.toolbar.steps, sizing_mode="stretch_width", margin=0)
        self.tools = [above, row, self.inspector.view, self.notes.things, following]
        """What only the one who draws needs."""
        self.left = pn.Column(
            above,
            self._drawing_pane(),
            row,
            WarmUpNote().view,
            PartNote(document).view,
            ReadingNote(self.panel.opening).view,
            self.notes.message,
            self._text.view,
            self._matrices.view,
            self.inspector.view,
            self.beneath,
            self.notes.things,
            following,
            HoverSelection(document, selection, analysis),
            css_classes=["left"],
            margin=0,
        )
        self.side = LeftSide(self.left)
        above.append(all_tools.shelf(self.side.hide))
        for name, toggle in zip(("text", "matrices"), toggles, strict=True):
            self.autosave.add_switch(name, toggle)
        self.autosave.add_switch("hidden", self.side, "hidden")

    @property
    def documents(self) -> OpenDocuments:
        """The documents of the page."""
        return self.panel.documents

    @cached_property
    def trajectory(self) -> Trajectory:
        """The trajectory of the document from the time on that a view first asked for it."""
        return Trajectory(self.document)

    @property
    def autosave(self) -> Autosave:
        """The autosave of the page."""
        return self.panel.autosave

    @property
    def runner(self) -> Runner:
        """What runs the jobs about the network on the page."""
        return self.analysis.runner

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
