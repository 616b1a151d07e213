"""Inside the system: distinctions, relations, repertoires, partitions, TPM; built when first opened."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import panel as pn

from apps.document.document import Document
from apps.jobs.analysis import Analysis
from apps.results.repertoires import views
from apps.selection.selection import Selection
from apps.ui.redraw import Guard
from apps.ui.style import GRID, STALE_PARTS, grey, section
from apps.views.explore.distinctions_pane import DistinctionsPane
from apps.views.explore.explain_pane import ExplainPane
from apps.views.explore.explain_steps import PickedPair
from apps.views.explore.glyphs_pane import LatticePane
from apps.views.explore.relations_pane import RelationsPane
from apps.views.explore.scissors_pane import ScissorsSheet
from apps.views.explore.ties_pane import TiesPane
from apps.views.explore.tpm_pane import TpmPane
from engine.words import phrase, tr
from viz.screen.repertoire import RepertoirePlot
from viz.screen.substrate import SubstratePlot
from viz.shapes.indices import marked
from viz.theme import LIGHT, Theme
from viz.view.structure import DETAILED
from viz.view.substrate import substrate_view

if TYPE_CHECKING:
    from engine.iit4.structure import PhiStructure

SUBSTRATE_TAB = 1
LATTICE_TAB, RELATIONS_TAB = 1, 2
TALL = 420
NONE = phrase("There are no distinctions, so there is no repertoire to show.")
SMALL_PRINT = {"opacity": ".7", "font-size": ".781rem"}


class Inside:
    """The panes below the Φ-structure; a new result only replaces their data."""

    def __init__(
        self, document: Document, selection: Selection, analysis: Analysis, picked: PickedPair, guard: Guard
    ) -> None:
        self._document, self._selection, self._analysis = document, selection, analysis
        self._guard = guard
        self._distinctions = DistinctionsPane(selection, analysis)
        self._lattice = LatticePane(selection, analysis)
        self._relations = RelationsPane(selection, analysis)
        self._ties = TiesPane(document, selection, analysis, guard)
        self._tpm = TpmPane(document, selection, self._guard)
        self._theme = LIGHT
        self._opening: int | None = None  # the opening of a network for which a tab was put in front
        self._pressed = self._turning = False
        self._substrate: SubstratePlot | None = None  # made when its tab is first opened
        self._beside = pn.Column(sizing_mode="stretch_both", margin=0)
        self._cause, self._effect = RepertoirePlot(LIGHT), RepertoirePlot(LIGHT)
        self._hint = pn.pane.HTML(
            escape(NONE), margin=(6, 8, 0, 8), styles=SMALL_PRINT, css_classes=["pick-hint"], visible=False
        )
        self._readings = [
            pn.pane.HTML("", margin=(6, 8, 0, 8), styles=SMALL_PRINT | {"min-height": "3.9rem"})
            for _ in range(2)
        ]
        for plot in (self._cause, self._effect):
            # The plots are too narrow for their sentences; above the bars they can wrap.
            plot.figure.title.visible = plot.subtitle.visible = False
        sides = zip(self._readings, (self._cause, self._effect), strict=True)
        halves = [
            pn.Column(text, _plot(plot), sizing_mode="stretch_both", styles={"overflow-y": "auto"})
            for text, plot in sides
        ]
        self._bars = pn.Row(*halves, sizing_mode="stretch_both")
        self._explain = ExplainPane(
            pn.Column(self._hint, self._bars, sizing_mode="stretch_both"), selection, analysis, picked
        )
        self.view = self._layout()
        self._tabs.param.watch(self._draw_document, "active")
        self._parts.param.watch(self._turned, "active")
        document.param.watch(self._draw_document, "snapshot")
        analysis.param.watch(self._draw, "findings")
        analysis.finder.param.watch(self._draw_document, "findings")
        analysis.param.watch(self._grey, ["stale", "foreign"])
        selection.param.watch(self._repertoires_later, "distinction")
        self._draw()
        self._draw_document()
        self._grey()

    def _layout(self) -> pn.Column:
        # Not the Material tabs: with a plot three levels down in them the page never becomes ready.
        self._tabs = pn.Tabs(
            ("TPM", _plot(self._tpm.plot)),
            (tr("Substrate and MIP"), self._beside),
            dynamic=True,
            sizing_mode="stretch_both",
            css_classes=["side-tabs"],
            margin=0,
        )
        self._parts = pn.Tabs(
            (tr("Distinctions"), self._distinctions.view),
            (tr("Lattice"), self._lattice.view),
            (tr("Relations"), self._relations.view),
            dynamic=False,  # the page itself turns to another, and must not make it then
            sizing_mode="stretch_both",
            css_classes=["part-tabs"],
            margin=0,
        )
        return pn.Column(
            section(
                pn.Column(self._parts, self._ties.view, sizing_mode="stretch_both"),
                "distinctions-pane",
                height=TALL,
            ),
            section(self._tabs, "tpm-pane", height=TALL),
            self._explain.view,
            css_classes=["inside"],
            stylesheets=[GRID, STALE_PARTS],
            sizing_mode="stretch_width",
            margin=0,
        )

    @property
    def scissors(self) -> ScissorsSheet:
        """The tab where cuts are made by hand."""
        return self._explain.scissors

    def snip(self, edge: tuple[str, str]) -> str:
        """Cut a connection by hand, in front of what explains the numbers; return the class of that pane."""
        return self._explain.snip(edge)

    def relations(self, structure: PhiStructure) -> tuple[int, int] | None:
        """Return degree and first row of the page of relations on screen, None if it is of another result."""
        return self._relations.place(structure)

    @property
    def tab(self) -> int:
        """The open tab beside the repertoires."""
        return self._tabs.active

    @tab.setter
    def tab(self, index: int) -> None:
        if 0 <= index < len(self._tabs):
            self._tabs.active = index

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""
        self._theme = theme
        self._lattice.set_theme(theme)
        for plot in filter(None, (self._tpm.plot, self._substrate, self._cause, self._effect)):
            self._guard.draw(f"theme {id(plot)}", lambda plot=plot: plot.set_theme(theme))
        self._explain.set_theme(theme)

    def _draw_document(self, *_events: Any) -> None:
        self._guard.draw("substrate", self._draw_substrate, first=False)

    def _draw_substrate(self) -> None:
        if self._tabs.active != SUBSTRATE_TAB:
            return
        plot = self._substrate or SubstratePlot(self._theme)
        snapshot, analysis = self._document.snapshot, self._analysis
        view = substrate_view(snapshot.substrate, snapshot.state, analysis.current, analysis.finder.current)
        plot.show(view)
        if self._substrate is None:
            self._substrate = plot
            self._beside[:] = [_plot(plot)]

    def _draw(self, *_events: Any) -> None:
        self._draw_document()
        if self._analysis.structure is not None:
            self._guard.draw("inside", self._draw_result)

    def _draw_result(self) -> None:
        structure = self._analysis.structure
        assert structure is not None
        self._put_in_front(structure)
        self._distinctions.show(structure)
        self._draw_relations()
        self._repertoires_later()

    def _put_in_front(self, structure: PhiStructure) -> None:
        """Begin with the lattice of many distinctions, in which they are found, and with the table of few.

        Once for each network that is opened: an edit takes no table from whoever reads it, and whoever
        pressed a tab has chosen.
        """
        opening = self._document.openings
        if self._pressed or opening == self._opening or self._analysis.current is not structure:
            return
        self._opening, self._turning = opening, True
        self._parts.active = LATTICE_TAB if len(structure.distinctions) > DETAILED else 0
        self._turning = False

    def _turned(self, *_events: Any) -> None:
        self._pressed = self._pressed or not self._turning
        self._draw_relations()

    def _draw_relations(self, *_events: Any) -> None:
        structure = self._analysis.structure
        self._lattice.seen = self._parts.active == LATTICE_TAB
        if self._lattice.seen:
            self._lattice.show()
        if structure is not None and self._parts.active == RELATIONS_TAB:
            self._guard.draw("relations", lambda: self._relations.show(structure))

    def _repertoires_later(self, *_events: Any) -> None:
        self._guard.draw("repertoires", self._draw_repertoires, first=False)

    def _draw_repertoires(self) -> None:
        found, index = self._analysis.findings, self._selection.distinction
        distinctions = () if found is None else found.answer.distinctions
        self._bars.visible = bool(distinctions)
        self._hint.visible = found is not None and not distinctions
        if found is not None and distinctions:
            # Without a pick the first distinction shows what the panel is for.
            cause, effect = views(found.snapshot, distinctions[index or 0])
            for text, view in zip(self._readings, (cause, effect), strict=True):
                text.object = f"<b>{marked(view.title)}</b><br>{marked(view.sentence)}"
            self._cause.show(cause)
            self._effect.show(effect)

    def _grey(self, *_events: Any) -> None:
        grey(self.view, self._analysis.stale, self._analysis.foreign)


def _plot(plot: Any) -> pn.pane.Bokeh:
    return pn.pane.Bokeh(plot.figure, sizing_mode="stretch_both", margin=0)
