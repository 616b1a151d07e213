"""The way from an example to the view that it was made for, where another one is on screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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
    """``view`` leads to the view of the example on the page; it is hidden there, and where there is none."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._links: ViewLinks | None = None
        self._choose: Callable[[str], object] | None = None
        self.view = pmui.Button(
            icon="arrow_forward",
            variant="outlined",
            size="small",
            visible=False,
            css_classes=["example-view"],
            margin=(4, 8),
            sx={"textTransform": "none", "textAlign": "left"},
            # A lesson has a way of its own.
            styles={"visibility": "var(--phi-things, visible)"},
        )
        self.view.on_click(self._go)
        document.param.watch(self._follow, "snapshot")

    def lead(self, links: ViewLinks, choose: Callable[[str], object]) -> None:
        """Know which view is on screen, and how to go to another."""
        self._links, self._choose = links, choose
        links.param.watch(self._follow, "current")
        self._follow()

    def _go(self, _event: Any) -> None:
        if self._target is not None and self._choose is not None:
            self._choose(self._target.name)

    @property
    def _target(self) -> View | None:
        view = view_of(self._document.snapshot.origin)
        return None if view is None or self._links is None or view.name == self._links.current else view

    def _follow(self, *_events: Any) -> None:
        target = self._target
        if target is None:
            self.view.visible = False
            return
        label = tr("This example is about {view}: open it there", view=target.title)
        self.view.param.update(label=label, description=str(target.question), visible=True)
