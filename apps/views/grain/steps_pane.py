"""From TPM to TPM in four pictures, of the macro unit in hand: opened by choice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.document.document import Document
from apps.ui.redraw import Guard
from apps.ui.style import STALE, TOGGLE, grey, section
from apps.views.grain.answers import FromTpmToTpm
from apps.views.grain.settings import GrainSettings
from apps.workspace.notes import Why
from apps.workspace.toolbar import JobBar
from engine.words import phrase
from viz.html.grain_steps import steps_markup
from viz.theme import LIGHT, Theme
from viz.view.grain_steps import grain_steps_view

LOOK = (Path(__file__).parent / "steps.css").read_text(encoding="utf-8")
OPEN = phrase("From TPM to TPM in four pictures")


class StepsPane:
    """The button and what it opens; ``view`` is their layout."""

    def __init__(self, document: Document, settings: GrainSettings, answer: FromTpmToTpm) -> None:
        self._settings, self._answer, self._theme = settings, answer, LIGHT
        self._guard = Guard(document.say)
        self._button = pmui.Toggle(
            label=OPEN,
            icon="account_tree",
            value=settings.stepping,
            css_classes=["steps-open"],
            margin=(6, 8),
            sx=TOGGLE,
        )
        self._button.param.watch(self._turn, "value")
        self._said = pn.pane.HTML(
            "", css_classes=["grain-steps"], stylesheets=[LOOK], sizing_mode="stretch_width", margin=0
        )
        content = pn.Column(
            Why(answer).view, JobBar(answer).view, self._said, sizing_mode="stretch_width", margin=0
        )
        self._frame = section(content, "steps-pane")
        self._frame.param.update(height=None, styles={}, visible=settings.stepping)
        self._said.stylesheets = [*self._said.stylesheets, STALE]
        self.view = pn.Column(self._button, self._frame, sizing_mode="stretch_width", margin=0)
        settings.param.watch(self._follow, "stepping")
        answer.param.watch(self._draw, "findings")
        answer.param.watch(self._grey, ["stale", "foreign"])
        self._draw()
        self._guard.painter.built()

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""
        self._theme = theme
        self._draw()

    def _turn(self, event: Any) -> None:
        self._settings.stepping = bool(event.new)

    def _follow(self, event: Any) -> None:
        self._button.value = self._frame.visible = event.new

    def _draw(self, *_events: Any) -> None:
        self._guard.draw("steps", self._show)

    def _show(self) -> None:
        found = self._answer.findings
        if found is not None:
            view = grain_steps_view(found.snapshot.substrate, found.answer)
            self._said.object = f"<div class='pad'>{steps_markup(view, self._theme)}</div>"

    def _grey(self, *_events: Any) -> None:
        grey(self._said, self._answer.stale, self._answer.foreign)
