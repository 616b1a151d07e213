"""The table of distinctions, which can be sorted and filtered, linked with the page's selection."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd
import panel as pn

from apps.jobs.analysis import Analysis
from apps.selection.selection import Selection, light
from apps.ui.table_widget import table
from apps.workspace.glossary import meaning
from engine.words import phrase, tr
from viz.shapes.indices import marked
from viz.view.distinctions import HEADINGS, columns, distinctions_view

if TYPE_CHECKING:
    from engine.iit4.structure import PhiStructure

FILTER = {"type": "input", "func": "like", "placeholder": phrase("filter")}
NUMBERS = ("phi_d", "phi_c", "phi_e")
WHY = phrase("φ_d is the smaller of φ_c and φ_e: the side that a cut takes apart more easily decides.")


class DistinctionsPane:
    """The pane of the distinctions; ``view`` is its title and its table."""

    def __init__(self, selection: Selection, analysis: Analysis) -> None:
        self._selection, self._analysis = selection, analysis
        self._table = table(
            HEADINGS,
            NUMBERS,
            row_height=26,
            label=tr("Distinctions"),
            sortable=True,
            selectable=False,  # rows follow the page's selection; _clicked handles clicks
            widths={"mechanism": 106, "cause": 74, "effect": 74},
            header_tooltips={name: meaning(name) for name in NUMBERS},
            header_filters=dict.fromkeys(("mechanism", "cause", "effect"), FILTER),
            min_height=160,
            css_classes=["distinctions"],
            margin=(4, 8, 8, 8),
        )
        self._table.on_click(self._clicked)
        self._title = pn.pane.HTML(
            escape(tr("Distinctions")),
            css_classes=["table-title"],
            margin=(6, 8, 0, 8),
            styles={"font-size": ".812rem"},
        )
        self.view = pn.Column(self._title, self._table, sizing_mode="stretch_both")
        selection.param.watch(self._light, ["picked", "hovered"])

    def show(self, structure: PhiStructure) -> None:
        """Show the distinctions of a result; call it through `Guard.draw`."""
        view = distinctions_view(structure)
        totals = " · ".join(f"{name} {value}" for name, value in view.totals[:3])
        self._title.object = (
            f"<b>{escape(view.header)}</b>&nbsp; {marked(totals)}"
            f"<br><span style='opacity: .75'>{marked(tr(WHY))}</span>"
        )
        frame = pd.DataFrame(columns(view))[list(HEADINGS)]
        for side in ("cause", "effect"):
            frame[side] = [row.signed(side) for row in view.rows]
        self._table.param.update(value=frame, selection=self._rows(structure))

    def _rows(self, structure: PhiStructure | None) -> list[int]:
        return sorted(light(self._selection.shown, structure).distinctions)

    def _light(self, *_events: Any) -> None:
        rows = [row for row in self._rows(self._analysis.structure) if row < len(self._table.value)]
        if self._table.selection != rows:
            self._table.selection = rows

    def _clicked(self, event: Any) -> None:
        self._selection.pick_distinction(int(event.row))
