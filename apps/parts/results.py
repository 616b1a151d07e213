"""The right side of the page: numbers, Φ-structure, distinctions, repertoires, TPM and substrate."""

from __future__ import annotations

import logging
from html import escape
from typing import Any

import pandas as pd
import panel as pn
import panel_material_ui as pmui

from apps.parts.analysis import Analysis
from apps.parts.document import Document
from apps.parts.jobs import sentence
from apps.parts.selection import Selection
from apps.parts.style import METRICS, TABLE, section
from viz.repertoire import RepertoirePlot
from viz.structure import StructurePlot
from viz.substrate import SubstratePlot
from viz.theme import DARK, LIGHT, number
from viz.tpm import TpmPlot
from viz.view.distinctions import columns, distinctions_view
from viz.view.letters import caption, letters
from viz.view.structure import structure_view
from viz.view.substrate import substrate_view
from viz.view.tpm import tpm_view

COLUMNS = {"mechanism": "Mechanism", "cause": "Cause", "effect": "Effect", "phi_d": "φ_d", "phi_c": "φ_c", "phi_e": "φ_e"}
PICK = "Pick a distinction in the table or the Φ-structure to see its cause and effect repertoires."

_log = logging.getLogger(__name__)


class Results:
    """Plots are built once; a new result only replaces their data."""

    def __init__(self, document: Document, selection: Selection, analysis: Analysis) -> None:
        self._document, self._selection, self._analysis = document, selection, analysis
        self._structure, self._tpm = StructurePlot(LIGHT), TpmPlot(LIGHT)
        self._substrate = SubstratePlot(LIGHT)
        self._cause, self._effect = RepertoirePlot(LIGHT), RepertoirePlot(LIGHT)
        self._structure.on_pick(selection.pick_distinction)
        self.header = pn.pane.HTML("", stylesheets=[METRICS], css_classes=["metrics"], margin=0)
        self.card = pn.pane.HTML("", css_classes=["result-card"], margin=(0, 8), styles={"opacity": ".7"})
        self._table = _table()
        self._table.param.watch(self._row_picked, "selection")
        self._table_title = pn.pane.HTML("Distinctions", css_classes=["table-title"], margin=(6, 8, 0, 8))
        self._hint = pn.pane.HTML(PICK, margin=(8, 8), styles={"opacity": ".7"})
        self._bars = pn.Row(*map(_plot, (self._cause, self._effect)), sizing_mode="stretch_both", visible=False)
        self.view = self._layout()
        document.param.watch(self._draw_document, "snapshot")
        analysis.param.watch(self._draw, ["findings", "complexes"])
        analysis.param.watch(self._grey, "stale")
        selection.param.watch(self._light, "distinction")
        self._draw()
        self._draw_document()

    def _layout(self) -> pn.Column:
        tabs = pmui.Tabs(
            ("TPM", _plot(self._tpm)),
            ("Substrate and MIP", _plot(self._substrate)),
            dynamic=False,
            sizing_mode="stretch_both",
            css_classes=["side-tabs"],
            margin=0,
        )
        return pn.Column(
            section(_plot(self._structure), "structure-pane", "picture"),
            section(pn.Column(self._table_title, self._table, sizing_mode="stretch_both"), "distinctions-pane"),
            section(pn.Column(self._hint, self._bars, sizing_mode="stretch_both"), "repertoire-pane"),
            section(tabs, "tpm-pane"),
            css_classes=["results"],
            sizing_mode="stretch_width",
            margin=0,
        )

    def set_theme(self, dark: bool) -> None:
        """Draw for a dark or a light page."""
        for plot in (self._structure, self._tpm, self._substrate, self._cause, self._effect):
            plot.set_theme(DARK if dark else LIGHT)

    def _draw_document(self, *_events: Any) -> None:
        snapshot = self._document.snapshot
        self._guarded(lambda: self._tpm.show(tpm_view(snapshot.substrate, snapshot.state)))
        self._guarded(self._draw_substrate)

    def _draw_substrate(self) -> None:
        snapshot, analysis = self._document.snapshot, self._analysis
        current = analysis.findings is not None and analysis.findings.snapshot == snapshot
        structure = analysis.structure if current else None
        self._substrate.show(substrate_view(snapshot.substrate, snapshot.state, structure, analysis.complexes))

    def _draw(self, *_events: Any) -> None:
        structure = self._analysis.structure
        self._guarded(self._draw_substrate)
        if structure is None:
            self.header.object = metrics(None)
            return
        index = self._selection.distinction
        if index is not None and index >= len(structure.distinctions):
            self._selection.distinction = None
        self._guarded(self._draw_result)

    def _draw_result(self) -> None:
        structure = self._analysis.structure
        assert structure is not None
        view = distinctions_view(structure)
        self.header.object = metrics(structure)
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
        self._guarded(lambda: self._structure.show(structure_view(structure, selected=index)))
        self._guarded(lambda: self._draw_repertoires(index))

    def _draw_repertoires(self, index: int | None) -> None:
        from apps.parts.repertoires import views

        found = self._analysis.findings
        shown = found is not None and index is not None
        if found is not None and index is not None:
            cause, effect = views(found.snapshot, found.structure.distinctions[index])
            self._cause.show(cause)
            self._effect.show(effect)
        self._bars.visible, self._hint.visible = shown, not shown

    def _row_picked(self, event: Any) -> None:
        wanted = event.new[0] if event.new else None
        if wanted != self._selection.distinction:
            self._selection.distinction = wanted

    def _grey(self, *_events: Any) -> None:
        stale = self._analysis.stale
        classes = [name for name in self.view.css_classes if name != "stale"]
        self.view.css_classes = [*classes, "stale"] if stale else classes

    def _guarded(self, draw: Any) -> None:
        """One picture that cannot be drawn must not take the others with it."""
        try:
            draw()
        except Exception as error:
            _log.exception("a view could not be drawn")
            self._document.say(sentence(error))


def _plot(plot: Any) -> pn.pane.Bokeh:
    return pn.pane.Bokeh(plot.figure, sizing_mode="stretch_both", margin=0)


def _table() -> pn.widgets.Tabulator:
    return pn.widgets.Tabulator(
        pd.DataFrame({name: [] for name in COLUMNS}),
        titles=COLUMNS,
        show_index=False,
        disabled=True,
        selectable=1,
        formatters={name: {"type": "money", "precision": 6, "thousand": ""} for name in ("phi_d", "phi_c", "phi_e")},
        text_align={"phi_d": "right", "phi_c": "right", "phi_e": "right"},
        layout="fit_columns",
        sizing_mode="stretch_both",
        min_height=160,
        theme="simple",
        stylesheets=[TABLE],
        css_classes=["distinctions"],
        margin=(4, 8, 8, 8),
    )


def metrics(structure: Any) -> str:
    """Return the header: φ_s, Φ, distinctions and relations."""
    if structure is None:
        cells = [("phi-s", "φ_s", "…", ""), ("big-phi", "Φ", "…", ""), ("counts", "distinctions", "…", "")]
        return _cells(cells)
    system = letters(structure.units, structure.state)
    low, high = structure.big_phi_range
    spread = f"{number(low)} to {number(high)} over ties" if high - low > 1e-9 else ""
    possible = 2 ** len(structure.units) - 1
    return _cells(
        [
            ("phi-s", f"φ_s({system})", number(structure.phi_s, 4), ""),
            ("big-phi", f"Φ({system})", number(structure.big_phi, 4), spread),
            ("counts distinction-count", "distinctions", f"{len(structure.distinctions):,}", f"of {possible:,}"),
            ("counts relation-count", "relations", f"{structure.relations.count:,}", ""),
        ]
    )


def _cells(cells: list[tuple[str, str, str, str]]) -> str:
    parts = [
        f"<div class='metric {hook}'><span class='name'>{escape(name)}</span> "
        f"<b class='value'>{escape(value)}</b> <span class='more'>{escape(more)}</span></div>"
        for hook, name, value, more in cells
    ]
    return f"<div class='row' role='status' aria-live='polite'>{''.join(parts)}</div>"
