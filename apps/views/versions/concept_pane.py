"""The picked concept of IIT 3.0: its past on the left, its future on the right, and their partitions."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

import panel as pn

from apps.ui.style import section
from viz.html.concept_bars import partition_markup
from viz.screen.repertoire import RepertoirePlot
from viz.theme import LIGHT, Theme
from viz.view.concept_bars import concept_bars_view

if TYPE_CHECKING:
    from engine.iit3.structure import ConceptualStructure
    from viz.view.concept_space import Labels

SHEET = """
:host { font-size: .812rem; line-height: 1.4; }
.side { font-weight: 600; margin-right: 12px; }
.phi, :host(.concept-title) b { filter: var(--phi-cover, none); }
.phi.binds { font-weight: 700; }
.product { display: inline-flex; align-items: center; gap: 6px; margin-right: 12px; }
.fraction { display: inline-flex; flex-direction: column; text-align: center; }
.fraction > :first-child { border-bottom: 1px solid currentColor; padding: 0 4px; }
.ties { opacity: .75; }
"""
# In a narrow window, and beside the lessons, the halves stand one below the other.
STACKED = """
:host { flex-basis: auto !important; height: var(--phi-stacked, 400px) !important; }
@media (max-width: 1179px) { :host { height: 760px !important; } }
"""
HALVES = "display: grid; grid-template-columns: repeat(auto-fit, minmax(min(300px, 100%), 1fr))"


class ConceptPane:
    """The pane of the picked concept, else of the one of largest φ; ``view`` is its layout."""

    def __init__(self) -> None:
        self._plots = [RepertoirePlot(_black(LIGHT)) for _ in range(2)]
        for plot in self._plots:
            plot.figure.title.visible = plot.subtitle.visible = False
        self._heads = [
            pn.pane.HTML("", css_classes=["concept-partition"], stylesheets=[SHEET], margin=(6, 8, 0, 8))
            for _ in self._plots
        ]
        self._title = pn.pane.HTML(
            "", css_classes=["concept-title"], stylesheets=[SHEET], margin=(6, 8, 0, 8)
        )
        halves = [
            pn.Column(head, pn.pane.Bokeh(plot.figure, sizing_mode="stretch_both", min_height=220, margin=0),
                      sizing_mode="stretch_both")
            for head, plot in zip(self._heads, self._plots, strict=True)
        ]  # fmt: skip
        both = pn.Column(
            *halves, stylesheets=[f":host {{ {HALVES} !important }}"], sizing_mode="stretch_both", margin=0
        )
        self.view = section(
            pn.Column(self._title, both, sizing_mode="stretch_both"), "concept-pane", height=400
        )
        self.view.stylesheets = [*self.view.stylesheets, STACKED]

    def show(self, structure: ConceptualStructure, mechanism: Labels | None) -> None:
        """Show a concept; call it through `Guard.draw`."""
        self.view.visible = bool(structure.concepts)
        if not structure.concepts:
            return
        view = concept_bars_view(structure, mechanism)
        self._title.object = f"<b>{escape(view.title)}</b>"
        for plot, head, side in zip(self._plots, self._heads, view.sides, strict=True):
            plot.show(side.bars)
            head.object = partition_markup(side)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of the page; call it through `Guard.draw`."""
        for plot in self._plots:
            plot.set_theme(_black(theme))


def _black(theme: Theme) -> Theme:
    """Return a theme in which bars are of the colour of text, as in the figures of 2014."""
    return replace(
        theme, cause=theme.text, cause_light=theme.text, effect=theme.text, effect_light=theme.text,
        partitioned=theme.system,
    )  # fmt: skip
