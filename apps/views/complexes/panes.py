"""The right side of the complexes view: all candidate systems as a lattice and as a table."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import panel as pn
import panel_material_ui as pmui

from apps.document.document import Document
from apps.document.link_text import linked
from apps.errors import sentence
from apps.selection.selection import CandidateRef, EdgeRef, Selection, UnitRef, light
from apps.ui.redraw import Guard
from apps.ui.style import METRICS, NOTE, SMALL, STALE, grey, section, wide
from apps.ui.table_widget import lit_rows, table
from apps.ui.text_entry import text_entry
from apps.views.complexes.search import Search
from apps.workspace.metrics import metric_row
from apps.workspace.share_link import KEY
from engine.errors import PhiscopeError
from engine.words import in_words, phrase, tr
from viz.numbers import number
from viz.screen.complexes import LatticePlot
from viz.shapes.indices import marked
from viz.theme import LIGHT, Theme
from viz.view.candidate_rows import CandidateRow, columns
from viz.view.complexes import KEY as SIGNS
from viz.view.complexes import CandidatesView, complexes_view
from viz.view.letters import unmarked

COLUMNS = {
    "candidate": phrase("Candidate"),
    "size": phrase("Units"),
    "phi_s": phrase("φ_s (ibits)"),
    "verdict": phrase("Verdict"),
}
SHOW = {
    phrase("all candidates"): "all",
    phrase("φ_s above 0"): "positive",
    phrase("complexes"): "complex",
    phrase("excluded"): "excluded",
    phrase("reducible"): "reducible",
    phrase("left out"): "left-out",
}
UNFOLD = phrase("Unfold it")
MOST_ROWS = 500
SMALL_PRINT = {"opacity": ".7", "font-size": ".75rem"}
PICKED = (
    NOTE
    + """
.picked { filter: var(--phi-cover, none); font-size: .844rem; padding: 6px 8px; display: flex; gap: 14px;
  flex-wrap: wrap;
  align-items: baseline; }
a { color: var(--mui-palette-primary-main); font-weight: 500; }
"""
)


class ComplexesResults:
    """The panes of a search, built once; a new search, filter or choice only replaces their data."""

    def __init__(self, document: Document, selection: Selection, search: Search) -> None:
        self._document, self._selection, self._search = document, selection, search
        self._guard = Guard(document.say)
        self._plot = LatticePlot(LIGHT)
        self._plot.on_pick(self._picked)
        self._plot.on_hover(self._hovered)
        self._rows: tuple[CandidateRow, ...] = ()
        self._listed: list[CandidateRow] = []
        self.header = pn.pane.HTML("", stylesheets=[METRICS, STALE], css_classes=["metrics"], margin=0)
        self._ruled = pn.pane.HTML(
            "", css_classes=["ruled-out"], styles=SMALL_PRINT, sizing_mode="stretch_width", margin=(0, 12),
            visible=False,
        )  # fmt: skip
        self._twin = pn.pane.HTML("", css_classes=["lattice-text"], margin=(2, 12), styles=SMALL_PRINT)
        self._chosen = pn.pane.HTML(
            "", css_classes=["picked-candidate"], stylesheets=[PICKED], sizing_mode="stretch_width", margin=0
        )
        self._table = table(
            COLUMNS,
            ("phi_s",),
            row_height=26,
            selectable=1,
            sortable=True,
            text_align={"size": "right"},
            header_align={"size": "right"},
            widths={"size": 80, "phi_s": 100},
            label=tr("Candidate systems"),
            css_classes=["candidates"],
            margin=(2, 8, 8, 8),
            min_height=160,
        )
        self._table.param.watch(self._row_picked, "selection")
        self._show = pmui.Select(
            label=tr("Show"),
            options={unmarked(name): value for name, value in in_words(SHOW).items()},
            css_classes=["show"],
            **wide(200),
            **SMALL,
        )
        self._holding = text_entry(label=tr("Holding units"), css_classes=["holding"], **wide(150), **SMALL)
        self._counted = pn.pane.HTML("", css_classes=["counted"], styles={"font-size": ".781rem"})
        for widget in (self._show, self._holding):
            widget.param.watch(self._filter, "value")
        self.view = self._layout()
        document.param.watch(self._draw, "snapshot")
        search.param.watch(self._draw, "findings")
        selection.param.watch(self._light, ["picked", "hovered"])
        search.param.watch(self._grey, ["stale", "foreign"])
        self._draw()
        self._guard.painter.built()

    def _layout(self) -> pn.Column:
        picture = pn.pane.Bokeh(self._plot.figure, sizing_mode="stretch_both", margin=0)
        filters = pn.FlexBox(
            self._show, self._holding, self._counted, margin=(4, 0, 0, 0), align_items="center"
        )
        return pn.Column(
            self._ruled,
            section(pn.Column(picture, self._twin, sizing_mode="stretch_both"), "lattice-pane", height=470),
            self._chosen,
            section(
                pn.Column(filters, self._table, sizing_mode="stretch_both"), "candidates-pane", height=360
            ),
            css_classes=["results"],
            stylesheets=[STALE],
            sizing_mode="stretch_width",
            margin=0,
        )

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""
        self._guard.draw("theme", lambda: self._plot.set_theme(theme))

    def _view(self) -> CandidatesView:
        found = self._search.findings
        system = self._document.snapshot.system
        return complexes_view(found.snapshot.substrate.labels, found.answer, system)

    def _draw(self, *_events: Any) -> None:
        if self._search.findings is None:
            self.header.object = metrics(None)
        else:
            self._guard.draw("candidates", self._draw_candidates)

    def _draw_candidates(self) -> None:
        view = self._view()
        self.header.object = metrics(view)
        self._plot.show(view)
        said = escape(view.screen_text, quote=True)
        self._twin.object = (
            f"<div role='img' aria-label='{said}'></div><div class='key'>{marked(SIGNS)}</div>"
        )
        self._ruled.object = ruled_out(view)
        self._ruled.visible = bool(view.searched)
        self._chosen.object = self._said(view)
        if view.rows != self._rows:
            self._rows = view.rows
            self._filter()
        elif self._table.selection != self._selected():
            self._table.selection = self._selected()

    def _filter(self, *_events: Any) -> None:
        """Show the rows that pass the filters, at most `MOST_ROWS`."""
        found = self._search.findings
        if found is None:
            return
        try:
            wanted = self._wanted()
        except PhiscopeError as error:
            self._counted.object = escape(str(error))
            return
        passing = [row for row in self._rows if shown(row, self._show.value) and wanted <= set(row.units)]
        self._listed = passing[:MOST_ROWS]
        total = marked(_counted(len(passing), len(self._rows)))
        self._counted.object = f"<span role='status' aria-live='polite'>{total}</span>"
        found_columns = columns(self._listed)
        found_columns["verdict"] = [row.verdict for row in self._listed]
        frame = pd.DataFrame({name: found_columns[name] for name in COLUMNS})
        # Cleared first: Panel would look up the old selection in rows that are gone.
        self._table.selection = []
        self._table.value = frame
        self._table.selection = self._selected()
        self._light_rows()

    def _wanted(self) -> set[str]:
        text = self._holding.value.strip()
        return set(self._search.findings.snapshot.substrate.units_of(text)) if text else set()

    def _selected(self) -> list[int]:
        system = self._document.snapshot.system
        return [i for i, row in enumerate(self._listed) if row.units == system]

    def _row_picked(self, event: Any) -> None:
        if event.new and event.new != self._selected() and event.new[0] < len(self._listed):
            self._picked(self._listed[event.new[0]].units)

    def _hovered(self, units: tuple[str, ...] | None) -> None:
        self._selection.hover(None if units is None else CandidateRef(units), self)

    def _picked(self, units: tuple[str, ...]) -> None:
        """Make ``units`` the candidate system and pick it; if it is the candidate system, toggle the pick."""
        if units == self._document.snapshot.system:
            self._selection.toggle(CandidateRef(units))
        else:
            self._document.set_units(units)
            self._selection.pick(CandidateRef(units))

    def _is_lit(self, units: tuple[str, ...]) -> bool:
        shown = self._selection.shown
        if isinstance(shown, CandidateRef):
            return units == shown.units
        # A unit or an edge highlights the candidates that hold all of its units.
        return isinstance(shown, UnitRef | EdgeRef) and light(shown, None).units <= set(units)

    def _light(self, *_events: Any) -> None:
        self._guard.draw("lit candidates", lambda: self._plot.mark(self._is_lit))
        self._light_rows()

    def _light_rows(self) -> None:
        lit_rows(self._table, [i for i, row in enumerate(self._listed) if self._is_lit(row.units)])

    def _said(self, view: CandidatesView) -> str:
        """Return φ_s and verdict of the candidate system, with a link that unfolds it, as HTML."""
        snapshot = self._document.snapshot
        row = next((row for row in view.rows if row.units == snapshot.system), None)
        if row is None:
            return ""
        try:
            link = f"<a href='explore{KEY}{linked(snapshot)}' data-here>{escape(UNFOLD)}</a>"
        except Exception as error:  # a network too large for a link; the sentence says what to do
            link = escape(sentence(error))
        phi_s = "" if row.kind == "left-out" else f"φ<sub>s</sub> = {number(row.phi_s)}, "
        said = tr(
            "Candidate system {name}: {verdict}.",
            name=f"<b>{escape(row.text)}</b>",
            verdict=f"{phi_s}{marked(row.verdict)}",
        )
        return f"<div class='picked' role='status' aria-live='polite'><span>{said}</span>{link}</div>"

    def _grey(self, *_events: Any) -> None:
        for part in (self.view, self.header):
            grey(part, self._search.stale, self._search.foreign)


def shown(row: CandidateRow, what: str) -> bool:
    """Whether a row passes the filter ``what``, a value of `SHOW`."""
    if what == "positive":
        return row.phi_s > 0
    return what in {"all", row.kind}


def _counted(passing: int, total: int) -> str:
    """Return the number of candidates that pass the filters, and of those that are listed."""
    parts = {"count": passing, "all": total}
    if passing <= MOST_ROWS:
        return tr("{count:,} of {all:,} candidates", **parts)
    return tr(
        "{count:,} of {all:,} candidates, of which the first {most} by verdict and φ_s are listed",
        most=MOST_ROWS,
        **parts,
    )


def ruled_out(view: CandidatesView) -> str:
    """Return what a search of a large substrate did not try, and what stays open, as HTML."""
    lines = [f"{view.searched}.", *view.unsettled]
    return f"<div role='status'>{'<br>'.join(marked(line) for line in lines)}</div>"


def metrics(view: CandidatesView | None) -> str:
    """Return the header: the number of complexes, the largest φ_s, the numbers of other verdicts."""
    cells = [("complex-count", tr("complexes"), "…")]
    if view is not None:
        best = max((row.phi_s for row in view.rows), default=0.0)
        cells = [
            ("complex-count", tr("complexes"), str(view.tally("complex"))),
            ("largest-phi-s", tr("largest φ_s"), number(best)),
            ("excluded-count", tr("excluded"), str(view.tally("excluded") + view.tally("undecided"))),
            ("reducible-count", tr("reducible"), f"{view.tally('reducible'):,}"),
            ("candidate-count", tr("candidates"), f"{len(view.rows) - view.tally('left-out'):,}"),
        ]
        if left_out := view.tally("left-out"):
            cells.append(("left-out-count", tr("left out"), f"{left_out:,}"))
    return metric_row((*cell, "") for cell in cells)
