"""The same outcome under other rules: its account if the unit had been OR, AND, XNOR or majority."""

from __future__ import annotations

from html import escape
from typing import Any

import panel as pn

from apps.results.other_rules import GATES, asked, inputs_of, under, unfit
from apps.ui.redraw import Guard
from apps.ui.select import select
from apps.ui.style import SECTION, wide
from apps.views.causation.accounting import Accounting
from engine.words import phrase, tr
from viz.html.account_svg import svg
from viz.theme import LIGHT, Theme
from viz.view.account import AccountView

TITLE = phrase("The same outcome under other rules")
SMALL_MULTIPLES = """
:host { display: grid !important; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 6px; }
@media (max-width: 1200px) { :host { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
"""
NOTE = {"font-size": ".781rem", "min-height": "34px"}


class RulesPane:
    """Four small accounts of one outcome, a gate each, with the same inputs in the same states."""

    def __init__(self, accounting: Accounting, guard: Guard) -> None:
        self._accounting, self._guard = accounting, guard
        self._views: dict[str, AccountView] = {}
        self._theme = LIGHT
        self._pictures = {
            gate: pn.pane.HTML("", sizing_mode="stretch_width", margin=(2, 6)) for gate in GATES
        }
        self._notes = {
            gate: pn.pane.HTML("", margin=(0, 8, 6, 8), sizing_mode="stretch_width", styles=NOTE)
            for gate in GATES
        }
        self._outcome = select(
            label=tr("Outcome"), options=[], size="small", css_classes=["outcome"], margin=(6, 8), **wide(110)
        )
        self._say = pn.pane.HTML(
            "",
            margin=(6, 8),
            styles={"font-size": ".812rem", "flex": "1 1 260px"},
            css_classes=["compare-note"],
        )
        self._outcome.param.watch(self._soon, "value")
        panels = [
            pn.Column(
                picture,
                self._notes[gate],
                css_classes=[f"compare-{gate.lower()}"],
                sizing_mode="stretch_width",
                margin=0,
            )
            for gate, picture in self._pictures.items()
        ]
        self._grid = pn.Column(*panels, stylesheets=[SMALL_MULTIPLES], sizing_mode="stretch_width", margin=0)
        self.view = pn.Column(
            pn.pane.HTML(f"<b>{escape(TITLE)}</b>", margin=(8, 8, 0, 8), styles={"font-size": ".812rem"}),
            pn.FlexBox(self._outcome, self._say, align_items="center", sizing_mode="stretch_width"),
            self._grid,
            css_classes=["comparison"],
            stylesheets=[SECTION],
            sizing_mode="stretch_width",
            margin=(10, 0),
        )
        accounting.param.watch(self._follow, "findings")
        self._follow()

    def _follow(self, *_events: Any) -> None:
        current = self._accounting.answer
        if current is not None:
            effects = list(current.transition.effects)
            chosen = self._outcome.value if self._outcome.value in effects else effects[-1]
            self._outcome.param.update(options=effects, value=chosen)
            self._soon()

    @property
    def outcome(self) -> str | None:
        """The unit whose rule is exchanged."""
        return self._outcome.value

    def _soon(self, *_events: Any) -> None:
        self._guard.draw("comparison", self._draw, first=False)

    def _draw(self) -> None:
        found, outcome = self._accounting.findings, self._outcome.value
        if found is None or outcome not in found.answer.transition.effects:
            return
        substrate, moved = found.snapshot.substrate, found.answer.transition
        inputs = inputs_of(substrate, moved, outcome)
        problem = unfit(substrate, inputs, outcome)
        self._grid.visible = not problem
        self._say.object = escape(problem or asked(inputs, moved, outcome))
        if problem:
            return
        for gate, name in GATES.items():
            self._views[gate], note = under(gate, name, inputs, moved, outcome)
            self._notes[gate].object = escape(note)
        self._paint()

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""
        self._theme = theme
        self._paint()

    def _paint(self) -> None:
        for gate, view in self._views.items():
            title = f"<b>{escape(view.title)}</b>"
            self._pictures[gate].object = title + (svg(view, self._theme) if view.spots else "")
