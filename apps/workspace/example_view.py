"""The way from an example to the view that it was made for, where another one is on screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.document.document import Document
from apps.document.examples import find
from apps.workspace.navigation import VIEWS, View, ViewLinks
from engine.words import tr


def view_of(origin: str) -> View | None:
    """Return the view that the example ``origin`` was made for, None if for none in particular."""
    preset = find(origin)
    if preset is None:
        return None
    return next((view for view in VIEWS.values() if view.group and tr(view.group) == preset.group), None)


class ExampleView:
    """``view`` leads to the view of the example on the page; it is empty there, and where there is none.

    Parameters
    ----------
    document
        Of the page.
    links
        Knows which view is on screen.
    choose
        Goes to the view of a name.
    """

    def __init__(self, document: Document, links: ViewLinks, choose: Callable[[str], object]) -> None:
        self._document, self._links, self._choose = document, links, choose
        self._button = pmui.Button(
            icon="arrow_forward",
            variant="outlined",
            size="small",
            css_classes=["example-view"],
            margin=(0, 0, 8, 0),
            sx={"textTransform": "none", "textAlign": "left"},
            # A lesson has a way of its own.
            styles={"visibility": "var(--phi-things, visible)"},
        )
        self._button.on_click(self._go)
        self.view = pn.Column(margin=0)
        document.param.watch(self._follow, "snapshot")
        links.param.watch(self._follow, "current")
        self._follow()

    @property
    def _target(self) -> View | None:
        view = view_of(self._document.snapshot.origin)
        return None if view is None or view.name == self._links.current else view

    def _go(self, _event: Any) -> None:
        if self._target is not None:
            self._choose(self._target.name)

    def _follow(self, *_events: Any) -> None:
        target = self._target
        if target is not None:
            label = tr("This example is about {view}: open it there", view=target.title)
            self._button.param.update(label=label, description=str(target.question))
        shown = [] if target is None else [self._button]
        if self.view.objects != shown:
            self.view.objects = shown
