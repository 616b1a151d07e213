"""The page: the network at the left, and beside it the view that is chosen, each built when first opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.ui.attention import Attention, attended
from apps.ui.style import FRAME
from apps.workspace.example_view import ExampleView
from apps.workspace.frame import PageFrame
from apps.workspace.lecture.lecture import Lecture
from apps.workspace.lessons_door import LessonsDoor
from apps.workspace.navigation import VIEWS, View, ViewBody, ViewLinks
from apps.workspace.workspace import Workspace
from engine.words import tr
from viz.theme import LIGHT, Theme

# A view that is not on screen has no say in how wide the others are.
OWN_WIDTH = ":host { min-width: 0 !important; }"
CUT_IN = "explore"
"""The view where cuts are made by hand."""
Companion = Callable[[Workspace, LessonsDoor], Any]


class Stage:
    """The views of one session; ``view`` holds what the chosen one shows."""

    def __init__(self, desk: Workspace) -> None:
        self._desk = desk
        self._bodies: dict[str, ViewBody] = {}
        self._columns: dict[str, pn.Column] = {}
        self._attentions: dict[str, Attention] = {}
        self._theme = LIGHT
        self.view = pn.Column(stylesheets=[OWN_WIDTH], sizing_mode="stretch_width", margin=0)

    def show(self, view: View) -> None:
        """Show a view; the others stay as they are and rest."""
        if view.name not in self._bodies:
            self._build(view)
        with pn.io.hold():
            for name, column in self._columns.items():
                column.visible = name == view.name
            body = self._bodies[view.name]
            self._put_beneath(body.left or self._desk.settings)
            self._desk.drawing.put(body.marks or self._desk.marks)
            self._desk.take_away.show(body.exports)
        for name, attention in self._attentions.items():
            attention.here = name == view.name

    def _put_beneath(self, panel: Any) -> None:
        """Show a panel under the drawing; the others stay as they are, out of sight."""
        if panel not in self._desk.beneath.objects:
            self._desk.beneath.append(panel)
        for each in self._desk.beneath:
            each.visible = each is panel

    def cut(self, view: View, edge: tuple[str, str]) -> str:
        """Cut a connection by hand in a view, and return the class of the part that shows it."""
        on_cut = self._bodies[view.name].on_cut
        return "" if on_cut is None else on_cut(edge)

    def set_theme(self, theme: Theme) -> None:
        """Draw all views in the colours and type of the page."""
        self._theme = theme
        self._desk.drawing.set_theme(theme)
        for body in self._bodies.values():
            body.on_theme(theme)

    def _build(self, view: View) -> None:
        attention = Attention()
        with attended(attention):
            body = view.build(self._desk)
        self._bodies[view.name], self._attentions[view.name] = body, attention
        self._desk.share.view_states |= body.view_states
        column = pn.Column(*body.right, css_classes=["right"], sizing_mode="stretch_width", margin=0)
        self._columns[view.name] = column
        body.on_theme(self._theme)
        self.view.append(column)


def page(first: View, companion: Companion | None = None) -> pmui.Page:
    """Build the page of one session, opened at a view; ``companion`` gives what goes with every page."""
    desk = Workspace(first.example, first.group)
    stage = Stage(desk)

    def choose(name: str) -> None:
        stage.show(VIEWS[name])
        links.current = name
        frame.tell(name)

    def chrome() -> list[Any]:
        away = desk.take_away
        return [desk.toolbar.view, away.button, away.panel, desk.all_tools.button, way.view, *desk.tools]

    def cut(edge: tuple[str, str]) -> None:
        choose(CUT_IN)
        frame.bring(stage.cut(VIEWS[CUT_IN], edge))

    def enlarge(size: float) -> None:
        frame.enlarge(size)
        desk.drawing.view.fit += 1

    links = ViewLinks(first.name, choose)
    desk.all_tools.tell(links, "row")
    way = ExampleView(desk.document, links, choose)
    lecture = Lecture(desk.documents, chrome, enlarge)
    links.param.watch(lambda chosen: lecture.turn_to(chosen.new), "current")
    lecture.turn_to(first.name)
    lessons = LessonsDoor(desk, links, choose)
    stage.show(first)
    desk.inspector.on_cut = cut
    right = pn.Column(
        desk.take_away.panel,
        way.view,
        stage.view,
        css_classes=["view-side"],
        sizing_mode="stretch_width",
        margin=0,
    )
    body = pn.Column(desk.left, right, stylesheets=[FRAME], sizing_mode="stretch_width", margin=(8, 12))
    lessons.stand_in(body)
    bar = [
        desk.side.show,
        links,
        desk.toolbar.view,
        desk.take_away.button,
        desk.all_tools.named(lessons.button, tr("Lessons")),
        desk.all_tools.shelf(lecture.enter_button),
        lecture.bar,
        desk.all_tools.button,
    ]
    beside = [] if companion is None else [companion(desk, lessons)]
    main = [body, *lecture.unseen, *desk.panel.unseen, desk.all_tools, *beside]
    frame = PageFrame("phiscope", bar, main, stage.set_theme, desk.all_tools)
    frame.tell(first.name)
    desk.document.param.watch(lambda _opened: frame.rise(), "openings")
    frame.glossary.taught, frame.glossary.learn = lessons.taught, lessons.learn
    return frame.page


def pages(companion: Companion | None = None) -> dict[str, Callable[[], pmui.Page]]:
    """Return what builds the page opened at each view, by the view's name."""

    def opened(view: View) -> Callable[[], pmui.Page]:
        # Panel calls plain functions only: a partial would be taken for the page itself.
        return lambda: page(view, companion)

    return {name: opened(view) for name, view in VIEWS.items()}
