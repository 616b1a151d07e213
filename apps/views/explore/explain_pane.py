"""The pane that explains the numbers: repertoires, any mechanism and purview, φ_s step by step, scissors."""

from __future__ import annotations

from typing import Any

import panel as pn

from apps.jobs.analysis import Analysis
from apps.selection.selection import Selection
from apps.ui.style import section
from apps.views.explore.explain_steps import PairSheet, PickedPair, SystemSheet
from apps.views.explore.scissors_pane import ScissorsSheet
from engine.words import tr
from viz.theme import Theme

PANE = "repertoire-pane"
HIGH = 480
ACROSS = ":host { grid-column: 1 / -1; }"


class ExplainPane:
    """The tabs that explain the numbers; ``view`` is their layout.

    It has the whole width and one height, whichever is open: most are long, and none moves what is below.
    """

    def __init__(
        self, repertoires: pn.viewable.Viewable, selection: Selection, analysis: Analysis, picked: PickedPair
    ) -> None:
        self.scissors = ScissorsSheet(analysis, picked, selection)
        self._sheets = [PairSheet(analysis, picked), SystemSheet(analysis), self.scissors]
        titles = (tr("Any pair"), "φₛ", tr("Scissors"))  # short, so that all fit
        sheets = [(title, sheet.view) for title, sheet in zip(titles, self._sheets, strict=True)]
        # Not dynamic: every message of a component that came to the page late carries the whole component.
        self._tabs = pn.Tabs(
            (tr("Repertoires"), repertoires),
            *sheets,
            sizing_mode="stretch_both",
            css_classes=["side-tabs", "explain-tabs"],
            margin=0,
        )
        self.view = section(self._tabs, PANE, height=HIGH)
        self.view.stylesheets = [*self.view.stylesheets, ACROSS]
        self._tabs.param.watch(self._turned, "active")

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""
        for sheet in self._sheets:
            sheet.set_theme(theme)

    def snip(self, edge: tuple[str, str]) -> str:
        """Put the scissors in front, with one connection cut, and return the class of the pane."""
        self._tabs.active = 1 + self._sheets.index(self.scissors)
        self.scissors.snip(edge)
        return PANE

    def _turned(self, _event: Any) -> None:
        active = self._tabs.active
        for i, sheet in enumerate(self._sheets):
            sheet.turn(active == i + 1)
