"""The right side of the page: numbers, Φ-structure, distinctions, repertoires, TPM and substrate."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd
import panel as pn

from apps.parts.analysis import Analysis
from apps.parts.document import Document
from apps.parts.numbers import glance, metrics
from apps.parts.painting import Guard
from apps.parts.repertoires import views
from apps.parts.selection import Selection
from apps.parts.style import GRID, METRICS, STALE, STALE_PARTS, section
from apps.parts.table import table
from viz.repertoire import RepertoirePlot
from viz.structure import StructurePlot
from viz.substrate import SubstratePlot
from viz.theme import DARK, LIGHT
from viz.tpm import TpmPlot
from viz.view.distinctions import columns, distinctions_view
from viz.view.letters import caption, why_zero
from viz.view.structure import structure_view
from viz.view.substrate import substrate_view
from viz.view.tpm import tpm_view

if TYPE_CHECKING:
    from engine.structure import PhiStructure

COLUMNS = {
    "mechanism": "Mechanism",
    "cause": "Cause",
    "effect": "Effect",
    "phi_d": "φ_d",
    "phi_c": "φ_c",
    "phi_e": "φ_e",
}
SUBSTRATE_TAB = 1
NUMBERS = ("phi_d", "phi_c", "phi_e")
NONE = "There are no distinctions, so there is no repertoire to show."
SMALL_PRINT = {"opacity": ".7", "font-size": "12.5px"}


class Results:
    """Plots are built once; a new result only replaces their data."""

    def __init__(self, document: Document, selection: Selection, analysis: Analysis) -> None:
        self._document, self._selection, self._analysis = document, selection, analysis
        self._guard = Guard(document)
        self._structure, self._tpm = StructurePlot(LIGHT), TpmPlot(LIGHT)
        self._substrate = SubstratePlot(LIGHT)
        self._cause, self._effect = RepertoirePlot(LIGHT), RepertoirePlot(LIGHT)
        self._structure.on_pick(selection.pick_distinction)
        self.header = pn.pane.HTML("", stylesheets=[METRICS, STALE], css_classes=["metrics"], margin=0)
        self.card = pn.pane.HTML(
            "", css_classes=["result-card"], margin=(0, 8, 6, 8), styles=SMALL_PRINT, stylesheets=[STALE]
        )
        self._table = table(
            COLUMNS,
            NUMBERS,
            row_height=26,
            label="Distinctions",
            selectable=1,
            widths={"mechanism": 82},
            min_height=160,
            css_classes=["distinctions"],
            margin=(4, 8, 8, 8),
        )
        self._table.param.watch(self._row_picked, "selection")
        self._table_title = pn.pane.HTML(
            "Distinctions", css_classes=["table-title"], margin=(6, 8, 0, 8), styles={"font-size": "13px"}
        )
        self._hint = pn.pane.HTML(NONE, margin=(6, 8, 0, 8), styles=SMALL_PRINT, css_classes=["pick-hint"])
        self._readings = [
            pn.pane.HTML("", margin=(6, 8, 0, 8), styles=SMALL_PRINT, height=54) for _ in range(2)
        ]
        for plot in (self._cause, self._effect):
            # Too narrow for sentences: they stand above the bars, where they can wrap.
            plot.figure.title.visible = plot.subtitle.visible = False
        sides = zip(self._readings, (self._cause, self._effect), strict=True)
        halves = [pn.Column(text, _plot(plot), sizing_mode="stretch_both") for text, plot in sides]
        self._bars = pn.Row(*halves, sizing_mode="stretch_both")
        self.view = self._layout()
        self._tabs.param.watch(self._draw_document, "active")
        document.param.watch(self._draw_document, "snapshot")
        analysis.param.watch(self._draw, ["findings", "complexes"])
        analysis.param.watch(self._draw_header, "glimpse")
        analysis.param.watch(self._grey, ["stale", "glimpse"])
        selection.param.watch(self._light, "distinction")
        self._draw()
        self._draw_document()
        self._guard.painter.built()

    def _layout(self) -> pn.Column:
        # Not the Material tabs: a plot in them, three levels down, keeps the page from ever being ready.
        self._tabs = pn.Tabs(
            ("TPM", _plot(self._tpm)),
            ("Substrate and MIP", _plot(self._substrate)),
            dynamic=True,
            sizing_mode="stretch_both",
            css_classes=["side-tabs"],
            margin=0,
        )
        return pn.Column(
            section(_plot(self._structure), "structure-pane", "picture"),
            section(
                pn.Column(self._table_title, self._table, sizing_mode="stretch_both"), "distinctions-pane"
            ),
            section(pn.Column(self._hint, self._bars, sizing_mode="stretch_both"), "repertoire-pane"),
            section(self._tabs, "tpm-pane"),
            css_classes=["results"],
            stylesheets=[GRID, STALE_PARTS],
            sizing_mode="stretch_width",
            margin=0,
        )

    def set_theme(self, dark: bool) -> None:
        """Draw for a dark or a light page."""
        theme = DARK if dark else LIGHT
        for plot in (self._structure, self._tpm, self._substrate, self._cause, self._effect):
            self._guard.draw(f"theme {id(plot)}", lambda plot=plot: plot.set_theme(theme))

    def _draw_document(self, *_events: Any) -> None:
        self._guard.draw("tpm", self._draw_tpm, first=False)
        self._guard.draw("substrate", self._draw_substrate, first=False)

    def _draw_substrate(self) -> None:
        if self._tabs.active != SUBSTRATE_TAB:
            return
        snapshot, analysis = self._document.snapshot, self._analysis
        view = substrate_view(
            snapshot.substrate, snapshot.state, analysis.current, analysis.current_complexes
        )
        self._substrate.show(view)

    def _draw_tpm(self) -> None:
        snapshot = self._document.snapshot
        self._tpm.show(tpm_view(snapshot.substrate, snapshot.state))

    def _draw(self, *_events: Any) -> None:
        structure = self._analysis.structure
        self._guard.draw("substrate", self._draw_substrate, first=False)
        if structure is None:
            self._draw_header()
            return
        index = self._selection.distinction
        if index is not None and index >= len(structure.distinctions):
            self._selection.distinction = None
        self._guard.draw("result", self._draw_result)

    def _draw_header(self, *_events: Any) -> None:
        ahead = self._analysis.ahead
        self.header.object = metrics(self._analysis.structure) if ahead is None else glance(ahead)

    def _draw_result(self) -> None:
        structure = self._analysis.structure
        assert structure is not None
        view = distinctions_view(structure)
        self._draw_header()
        self.card.object = escape(f"{caption(structure)} · {structure.seconds * 1000:.0f} ms")
        totals = " · ".join(f"{name} {value}" for name, value in view.totals[:3])
        self._table_title.object = f"<b>{escape(view.header)}</b>&nbsp; {escape(totals)}"
        frame = pd.DataFrame(columns(view))[list(COLUMNS)]
        for side, tied in (("cause", "cause_tied"), ("effect", "effect_tied")):
            frame[side] = [
                text + (" ≈" if row else "")
                for text, row in zip(frame[side], columns(view)[tied], strict=True)
            ]
        self._table.param.update(value=frame, selection=self._rows())
        self._light()

    def _rows(self) -> list[int]:
        index = self._selection.distinction
        return [] if index is None else [index]

    def _light(self, *_events: Any) -> None:
        structure, index = self._analysis.structure, self._selection.distinction
        if structure is None:
            return
        if index is not None and index >= len(structure.distinctions):
            index = None
        if self._table.selection != self._rows():
            self._table.selection = self._rows()
        self._guard.draw("structure", lambda: self._draw_structure(structure, index))
        self._guard.draw("repertoires", lambda: self._draw_repertoires(index), first=False)

    def _draw_structure(self, structure: PhiStructure, index: int | None) -> None:
        view = structure_view(structure, selected=index)
        # The page says why φ_s is 0, above the plots; here it would only cost height.
        note = view.note.removeprefix(why_zero(structure.reason)).strip()
        self._structure.show(replace(view, note=note))

    def _draw_repertoires(self, index: int | None) -> None:
        found = self._analysis.findings
        distinctions = () if found is None else found.structure.distinctions
        self._bars.visible = bool(distinctions)
        self._hint.visible = not distinctions
        if found is not None and distinctions:
            # Nothing picked: the first one, so that the panel shows what it is for.
            cause, effect = views(found.snapshot, distinctions[index or 0])
            for text, view in zip(self._readings, (cause, effect), strict=True):
                text.object = f"<b>{escape(view.title)}</b><br>{escape(view.sentence)}"
            self._cause.show(cause)
            self._effect.show(effect)

    def _row_picked(self, event: Any) -> None:
        wanted = event.new[0] if event.new else None
        if wanted != self._selection.distinction:
            self._selection.distinction = wanted

    def _grey(self, *_events: Any) -> None:
        stale = self._analysis.stale
        fresh = self._analysis.ahead is not None
        for part, old in ((self.view, stale), (self.header, stale and not fresh), (self.card, stale)):
            classes = [name for name in part.css_classes if name != "stale"]
            part.css_classes = [*classes, "stale"] if old else classes


def _plot(plot: Any) -> pn.pane.Bokeh:
    return pn.pane.Bokeh(plot.figure, sizing_mode="stretch_both", margin=0)
