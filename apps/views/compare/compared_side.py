"""One side of the compare view: its Φ-structure and its network, linked with the page's selection."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import panel as pn

from apps.jobs.analysis import Analysis
from apps.selection.selection import Selection, UnitRef, light
from apps.selection.structure_marks import StructureMarks
from apps.ui.redraw import Guard
from apps.ui.style import HEADING, STALE, grey, section
from apps.workspace.toolbar import JobBar
from engine.words import phrase
from viz.html.markup import heading_markup
from viz.screen.structure import StructurePlot
from viz.screen.substrate import SubstratePlot
from viz.theme import LIGHT, Theme
from viz.view.letters import why_zero

if TYPE_CHECKING:
    from viz.view.structure import StructureView

NAMES = {"left": phrase("Left"), "right": phrase("Right")}


class ComparedSide:
    """One side: ``view`` shows the Φ-structure, ``drawing`` the network.

    Parameters
    ----------
    side : {"left", "right"}
        Which side.
    selection : Selection
        The selection of the page, for both sides.
    analysis : Analysis
        The analysis of this side's document.
    guard : Guard
        Draws when the page may be changed.
    """

    def __init__(self, side: str, selection: Selection, analysis: Analysis, guard: Guard) -> None:
        self.name = NAMES[side]
        self._selection, self._guard, self.analysis = selection, guard, analysis
        self.plot, self.network = StructurePlot(LIGHT), SubstratePlot(LIGHT)
        # Titles stand above the plots, so that both plots begin at the same height.
        self.plot.figure.title.visible = self.plot.subtitle.visible = False
        marks = StructureMarks(selection, analysis)
        self.plot.on_pick(marks.toggle)
        self.plot.on_hover(marks.hover)
        self.network.on_pick(lambda label: self._selection.toggle(UnitRef(label)))
        self.heading = pn.pane.HTML(
            "",
            css_classes=[f"heading-{side}"],
            margin=(6, 8, 0, 8),
            styles={"min-height": "4.6rem"},
            stylesheets=[HEADING, STALE],
        )
        picture, drawing = (_aging(plot.figure) for plot in (self.plot, self.network))
        # All but the offer to compute, which is about the present document.
        self._aging = (self.heading, picture, drawing)
        self.view = section(
            pn.Column(self.heading, JobBar(analysis).view, picture, sizing_mode="stretch_both"),
            f"compared-{side}",
            height=430,
        )
        self.drawing = section(drawing, f"network-{side}", height=230)
        self._selection.param.watch(self._light, ["picked", "hovered"])
        analysis.param.watch(self._grey, ["stale", "foreign", "findings"])
        self._grey()

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of the page; call it through `Guard.draw`."""
        self.plot.set_theme(theme)
        self.network.set_theme(theme)

    def mark(self) -> None:
        """Put rings around the vertices and distinctions that the selection highlights."""
        lit = light(self._selection.shown, self.analysis.structure)
        self.plot.mark(lit.vertices, lit.distinctions)

    def show(self, view: StructureView) -> None:
        """Draw a Φ-structure; call it through `Guard.draw`."""
        self.plot.show(view)
        self.mark()

    def head(self, name: str, view: StructureView | None = None) -> None:
        """Show the name of the network and the numbers of its Φ-structure."""
        found = "" if view is None else heading_markup(view.title, view.subtitle)
        self.heading.object = f"<div>{escape(name)}</div>{found}"

    @property
    def reason(self) -> str:
        """Why φ_s is 0, or why there is no result; may be empty."""
        structure = self.analysis.structure
        return self.analysis.problem or (
            "" if structure is None else why_zero(structure.reason, len(structure.units))
        )

    def _grey(self, *_events: Any) -> None:
        for part in self._aging:
            grey(part, self.analysis.stale, self.analysis.foreign)

    def _light(self, *_events: Any) -> None:
        self._guard.draw(f"marks {id(self)}", self.mark)


def _aging(figure: Any) -> pn.Column:
    """Return a plot in a column that can be greyed at any time, even while the plot may not change."""
    plot = pn.pane.Bokeh(figure, sizing_mode="stretch_both", margin=0)
    return pn.Column(plot, stylesheets=[STALE], sizing_mode="stretch_both", margin=0)
