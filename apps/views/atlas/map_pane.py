"""The survey as linked plots, the table of what is brushed, and the system that was picked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import panel as pn
import panel_material_ui as pmui
import param

from apps.document.document import Document
from apps.results.atlas import AtlasShown, view_of
from apps.ui.redraw import Guard
from apps.ui.style import GRID, METRICS, SMALL, STALE, grey, section
from apps.ui.table_widget import table
from apps.views.atlas.axes import AxesChoice
from apps.views.atlas.picked import PickedSystem
from apps.views.atlas.settings import AXES, AtlasSettings
from apps.views.atlas.surveying import SurveyAnswer
from apps.workspace.documents.open_documents import OpenDocuments
from apps.workspace.metrics import metric_row
from engine.formalisms import formalism_name
from engine.words import in_words, phrase, tr
from viz.numbers import number
from viz.shapes.indices import marked
from viz.theme import LIGHT, Theme
from viz.view.atlas import AtlasView

STYLE = (Path(__file__).parents[2] / "ui" / "thumbnail.css").read_text(encoding="utf-8")
COLUMNS = {
    "network": phrase("Network"),
    "state": phrase("State"),
    "up": phrase("Up"),
    "phi_s": phrase("φ_s"),
    "big_phi": phrase("Φ"),
    "why": phrase("Why 0"),
}
PLOTS = ("scatter", "counts", "heat", "lines")
MOST_ROWS = 200
MOST_EXTREMES = 20
LISTS = {phrase("Brushed"): "brushed", phrase("Highest"): "highest", phrase("Lowest"): "lowest"}
HINT = phrase(
    "Draw a box in a plot, or drag along one of the parallel axes: the others and the table follow; a box in "
    "another plot narrows it. Click a dot to see its network."
)


class MapPane(param.Parameterized):
    """The plots of a survey; ``view`` is their layout, ``brushed`` the places of the brushed systems."""

    brushed = param.Parameter(default=(), allow_refs=False)

    def __init__(
        self, document: Document, documents: OpenDocuments, settings: AtlasSettings, answer: SurveyAnswer
    ) -> None:
        super().__init__()
        self._settings, self._answer = settings, answer
        self._guard = Guard(document.say)
        self._theme: Theme = LIGHT
        self._view: AtlasView | None = None
        self._formalism = ""
        self._plots: Any = None
        self._listed: tuple[int, ...] = ()
        self._picked = PickedSystem(documents, STYLE)
        self.header = pn.pane.HTML("", css_classes=["atlas-header"], stylesheets=[METRICS, STALE], margin=0,
                                   sizing_mode="stretch_width")  # fmt: skip
        self._axes = AxesChoice(settings)
        self._panes: dict[str, Any] = {}
        self._frames = {name: section(pn.Spacer(), f"atlas-{name}-pane", height=330) for name in PLOTS}
        self._frames["lines"].param.update(height=None, min_height=330, styles={"grid-column": "1 / -1"})
        self._note = pn.pane.HTML("", css_classes=["atlas-lines-note"], styles={"font-size": ".781rem"},
                                  sizing_mode="stretch_width", margin=(0, 8))  # fmt: skip
        self._twin = pn.pane.HTML("", css_classes=["atlas-text"], margin=0)
        self._lists = pmui.RadioButtonGroup(
            options=in_words(LISTS), value="brushed", size="small", css_classes=["atlas-lists"],
            margin=(6, 8), sx={"& button": {"textTransform": "none"}},
        )  # fmt: skip
        self._clear = pmui.Button(label=tr("Brush nothing"), variant="text", css_classes=["unbrush"], **SMALL)
        self._counted = pn.pane.HTML("", css_classes=["atlas-counted"], styles={"font-size": ".781rem"})
        self._table = table(
            COLUMNS, ("up", "phi_s", "big_phi"), row_height=26, selectable=1, sortable=True,
            widths={"up": 90, "phi_s": 80, "big_phi": 80}, label=tr("Systems of the survey"),
            css_classes=["atlas-systems"], margin=(2, 8, 8, 8), min_height=160,
        )  # fmt: skip
        self.view = self._layout()
        self._watch()

    def _watch(self) -> None:
        self._table.param.watch(self._row_picked, "selection")
        self._lists.param.watch(lambda _event: self._list(), "value")
        self._clear.on_click(lambda _event: None if self._plots is None else self._plots.clear())
        self._settings.param.watch(self._draw, [*AXES, "lines", "formalism"])
        self._answer.param.watch(self._draw, "findings")
        self._answer.param.watch(self._grey, ["stale", "foreign", "problem"])
        self._draw()
        self._grey()
        self._guard.painter.built()

    def _layout(self) -> pn.Column:
        hint = pn.pane.HTML(f"<small>{escape(HINT)}</small>", margin=(2, 8))
        picked = section(self._picked.view, "atlas-picked-pane", height=330)
        picked.styles = {"overflow": "auto"}
        *plots, lines = self._frames.values()
        lists = pn.FlexBox(self._lists, self._counted, self._clear, align_items="center", margin=0)
        return pn.Column(
            self._axes.view,
            hint,
            self._twin,
            pn.Column(*plots, picked, lines, stylesheets=[GRID], sizing_mode="stretch_width",
                      margin=(4, 0, 8, 0)),
            section(pn.Column(lists, self._table, sizing_mode="stretch_both"), "atlas-table-pane",
                    height=320),
            css_classes=["results", "atlas-map"],
            stylesheets=[STALE],
            sizing_mode="stretch_width",
            margin=0,
        )  # fmt: skip

    @property
    def shown(self) -> AtlasShown | None:
        """What is on screen, for exports."""
        rows = self._answer.answer
        if rows is None or self._view is None or self._plots is None:
            return None
        plots = self._plots
        lines = tuple(axis.name for axis in plots.axes)
        return AtlasShown(rows, self._formalism, plots.x.name, plots.y.name, self.brushed, lines)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours and type of the page."""
        self._theme = theme
        self._draw()

    def _draw(self, *_events: Any) -> None:
        if self._answer.findings is not None:
            self._guard.draw("survey", self._show)

    def _show(self) -> None:
        rows = self._answer.answer
        assert rows is not None
        known = list(dict.fromkeys(rows.frame["formalism"]))
        formalism = self._settings.formalism if self._settings.formalism in known else known[0]
        self._formalism = formalism
        self._view = view = view_of(rows, formalism)
        names, lines = self._axes.offer(view)
        # Imported here: the job that brought the rows has loaded it by now, where nobody waited.
        from viz.screen.brushing import Brushing

        self._picked.forget()
        self._plots = Brushing(view, names, self._theme, self._brush, self._pick, lines)
        for name in self._frames:
            self._pane(name).object = getattr(self._plots, name)
        self._note.object = escape(self._plots.note)
        self._twin.object = f"<div role='img' aria-label='{escape(view.screen_text, quote=True)}'></div>"
        self._brush(())

    def _pane(self, name: str) -> Any:
        """Return what shows a plot; the first one imports HoloViews, which is loaded by then."""
        if name not in self._panes:
            self._panes[name] = pn.pane.HoloViews(
                None, backend="bokeh", linked_axes=False, sizing_mode="stretch_width", height=310, margin=0
            )
            pane = self._panes[name]
            self._frames[name][:] = [self._axes.lines, pane, self._note] if name == "lines" else [pane]
        return self._panes[name]

    def _brush(self, places: tuple[int, ...]) -> None:
        self.brushed = places
        self.header.object = header(self._view, places, self._formalism)
        self._clear.visible = bool(places)
        self._list()

    def _list(self) -> None:
        view, plots = self._view, self._plots
        if view is None or plots is None:
            return
        up = plots.y.name
        if self._lists.value == "brushed":
            places: Sequence[int] = self.brushed or range(view.count)
            order = np.argsort(-np.nan_to_num(view.values[up][list(places)], nan=-np.inf), kind="stable")
            self._listed = tuple(places[int(i)] for i in order[:MOST_ROWS])
            total = len(places)
        else:
            self._listed = view.extremes(up, MOST_EXTREMES, self._lists.value == "highest")
            total = len(self._listed)
        said = tr("{n:,} of {all:,} systems", n=total, all=view.count)
        if total > len(self._listed):
            said = f"{said}; {tr('the {n} highest are listed', n=len(self._listed))}"
        self._counted.object = f"<span role='status' aria-live='polite'>{escape(said)}</span>"
        self._table.selection = []
        titles = self._table.titles | {"up": marked(plots.y.title)}
        if titles != self._table.titles:
            self._table.titles = titles
        hidden = ["up"] if up in COLUMNS else []
        if hidden != self._table.hidden_columns:
            self._table.hidden_columns = hidden
        self._table.value = listed_rows(view, self._listed, up)

    def _row_picked(self, event: Any) -> None:
        if event.new and 0 <= event.new[0] < len(self._listed):
            self._pick(self._listed[event.new[0]])

    def _pick(self, place: int) -> None:
        rows = self._answer.answer
        if rows is not None and self._view is not None:
            self._picked.show(rows, self._view, place, self._formalism)

    def _grey(self, *_events: Any) -> None:
        unknown = self._answer.findings is None or bool(self._answer.problem)
        for part in (self.view, self.header):
            part.visible = not unknown
            grey(part, self._answer.stale)


def listed_rows(view: AtlasView, places: Sequence[int], up: str) -> pd.DataFrame:
    """Return systems as the table shows them."""
    at = list(places)
    nothing = np.full(len(at), np.nan)
    return pd.DataFrame(
        {
            "network": [view.words["network"][i] for i in at],
            "state": [view.words["state"][i] for i in at],
            "up": view.values[up][at],
            "phi_s": view.values["phi_s"][at] if "phi_s" in view.values else nothing,
            "big_phi": view.values["big_phi"][at] if "big_phi" in view.values else nothing,
            "why": [view.why(i) for i in at],
        }
    )


def header(view: AtlasView | None, brushed: Sequence[int], formalism: str) -> str:
    """Return the numbers above the plots."""
    if view is None:
        return metric_row([("atlas-count", tr("systems"), "…", "")])
    found = view.values[view.measure]
    symbol = view.column(view.measure).title.split(" (")[0]
    known = found[np.isfinite(found)]
    largest = float(known.max()) if len(known) else 0.0
    return metric_row(
        [
            ("atlas-count", tr("systems"), f"{view.count:,}", formalism_name(formalism)),
            ("atlas-above", tr("{symbol} above 0", symbol=symbol), f"{int((known > 0).sum()):,}", ""),
            ("atlas-largest", tr("largest {symbol}", symbol=symbol), number(largest), ""),
            ("atlas-brushed", tr("brushed"), f"{len(brushed):,}", ""),
        ]
    )
