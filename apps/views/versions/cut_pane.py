"""The minimum cut of IIT 3.0 on the drawing of the network."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import panel as pn

from apps.selection.selection import Selection
from apps.ui.style import section
from viz.screen.substrate import SubstratePlot
from viz.theme import LIGHT, Theme
from viz.view.concept_cut import concept_cut_view

if TYPE_CHECKING:
    from apps.document.snapshot import Snapshot
    from engine.iit3.structure import ConceptualStructure


class CutPane:
    """The pane of the cut; ``view`` is its layout."""

    def __init__(self, selection: Selection) -> None:
        self._plot = SubstratePlot(LIGHT)
        self._plot.figure.title.visible = self._plot.subtitle.visible = False
        self._plot.on_pick(selection.pick_unit)
        self._text = pn.pane.HTML(
            "", css_classes=["cut-text"], margin=(2, 12), styles={"font-size": ".812rem"}
        )
        picture = pn.pane.Bokeh(self._plot.figure, sizing_mode="stretch_both", margin=0)
        self.view = section(
            pn.Column(self._text, picture, sizing_mode="stretch_both"), "cut-pane", height=360
        )

    def show(self, snapshot: Snapshot, structure: ConceptualStructure) -> None:
        """Show the cut of a result; call it through `Guard.draw`."""
        view = concept_cut_view(snapshot.substrate, snapshot.state, structure)
        self._plot.show(view)
        self._text.object = escape(view.note)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of the page; call it through `Guard.draw`."""
        self._plot.set_theme(theme)
