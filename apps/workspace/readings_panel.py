"""The settings folded away: the formalism, and what its papers leave open, with what each choice means."""

from __future__ import annotations

from functools import partial
from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.document.document import Document
from apps.document.snapshot import Snapshot
from apps.ui.style import NOTE, SMALL, wide
from apps.workspace.language_choice import LanguageChoice
from engine.formalisms import formalism_name
from engine.iit4.readings import CHOICES, DEFAULTS, Choice
from engine.words import phrase
from viz.shapes.indices import marked
from viz.view.naming import readings_text

HOOKS = {"ties": "ties", "state_ties": "state-ties", "candidates": "candidate-rule"}
TITLE = phrase("Settings")
INTRO = phrase(
    "The papers leave some choices open, and some printed numbers follow another choice than the text of "
    "their paper. The first of each list is the default."
)
BACK = phrase("Back to the defaults")


class ReadingsPanel:
    """One list for each choice, folded away below those that are given; ``view`` is the layout."""

    def __init__(self, document: Document, *above: Any) -> None:
        self._document, self._above, self._title = document, above, said(document.snapshot)
        self._lists: dict[str, pmui.Select] = {}
        self._following = False
        self._inside = pn.Column(sizing_mode="stretch_width", margin=0)
        self._fold = pmui.Accordion(
            (self._title, self._inside),
            disable_gutters=True,
            elevation=0,
            title_variant="caption",
            css_classes=["readings"],
            margin=0,
            sizing_mode="stretch_width",
        )
        self.view = self._fold
        self._fold.param.watch(self._fill, "active")
        document.param.watch(self._follow, "snapshot")

    def _fill(self, _event: Any) -> None:
        """Make the lists when the settings are first unfolded: most pages never do."""
        if self._lists:
            return
        self._lists = {key: _list(choice) for key, choice in CHOICES.items()}
        self._meanings = {key: _pane("", (0, 8, 8, 8), f"{HOOKS[key]}-means") for key in CHOICES}
        self._back = pmui.Button(label=BACK, variant="outlined", css_classes=["default-readings"], **SMALL)
        intro = _pane(_note(marked(INTRO)), (0, 8, 4, 8))
        questions = {
            key: _pane(_note(f"<b>{marked(choice.asks)}</b>"), (4, 8, 0, 8))
            for key, choice in CHOICES.items()
        }
        lists = [each[key] for key in CHOICES for each in (questions, self._lists, self._meanings)]
        self._show_readings()
        for key, each in self._lists.items():
            each.param.watch(partial(self._choose, key), "value")
        self._back.on_click(self._reset)
        # The first line: who does not read this language must find it.
        self._inside[:] = [LanguageChoice(), *self._above, intro, *lists, self._back]

    def _follow(self, _event: Any) -> None:
        """Show the readings of the document."""
        if self._lists:
            self._show_readings()
        title = said(self._document.snapshot)
        if title != self._title:
            self._title, self._fold[0] = title, (title, self._fold[0])

    def _show_readings(self) -> None:
        readings = self._document.snapshot.readings
        self._following = True
        try:
            for key, choice in CHOICES.items():
                chosen = getattr(readings, key)
                self._lists[key].value = chosen
                self._meanings[key].object = _note(marked(choice.reading(chosen).means))
        finally:
            self._following = False
        self._back.visible = readings != DEFAULTS

    def _choose(self, key: str, event: Any) -> None:
        # A list that merely follows the document must not change it again.
        if not self._following:
            self._document.set_rules(**{key: event.new})

    def _reset(self, _event: Any) -> None:
        self._document.set_rules(**{key: choice.keys[0] for key, choice in CHOICES.items()})


def said(snapshot: Snapshot) -> str:
    """Return the title: it names the formalism, and the readings that are not the default."""
    other = readings_text(snapshot.readings, always=())
    return " · ".join(filter(None, [str(TITLE), formalism_name(snapshot.formalism), other]))


def _note(html: str) -> str:
    return f"<div class='note'>{html}</div>"


def _pane(html: str, margin: tuple[int, int, int, int], *hooks: str) -> pn.pane.HTML:
    return pn.pane.HTML(
        html, stylesheets=[NOTE], css_classes=list(hooks), sizing_mode="stretch_width", margin=margin
    )


def _list(choice: Choice) -> pmui.Select:
    return pmui.Select(
        label=f"{choice.name[0].upper()}{choice.name[1:]}",
        options={str(reading.name): reading.key for reading in choice.readings},
        **wide(220),
        css_classes=[HOOKS[choice.key]],
        **SMALL,
    )
