"""The relations of the result: counts and sums by degree, and the relations of each degree page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import panel as pn
import panel_material_ui as pmui

from apps.jobs.analysis import Analysis
from apps.selection.selection import RelationRef, Selection, light
from apps.ui.select import select
from apps.ui.table_widget import table
from engine.words import tr
from viz.view.letters import unmarked
from viz.view.relations import COLUMNS, PAGE, RelationRow, RelationsView, degree_rows, relations_view

if TYPE_CHECKING:
    from engine.iit4.structure import PhiStructure

SMALL: dict[str, Any] = {
    "size": "small",
    "variant": "outlined",
    "margin": (10, 4),
    "sx": {"minWidth": 0, "width": 36},
}


class RelationsPane:
    """The pane of the relations; ``view`` is its layout."""

    def __init__(self, selection: Selection, analysis: Analysis) -> None:
        self._selection, self._analysis = selection, analysis
        self._rows: tuple[RelationRow, ...] = ()
        self._page: RelationsView | None = None
        self._structure: PhiStructure | None = None
        self._degree = select(
            label=unmarked(tr("Degree: relations, Σφ_r")), options=[], size="small", margin=(8, 8),
            css_classes=["degree"], sizing_mode="stretch_width",
        )  # fmt: skip
        self._back = pmui.Button(
            label="‹", description=tr("Earlier relations"), css_classes=["earlier"], **SMALL
        )
        self._on = pmui.Button(label="›", description=tr("Later relations"), css_classes=["later"], **SMALL)
        self._where = pn.pane.HTML("", margin=(0, 8), css_classes=["where"], styles={"font-size": ".75rem"})
        self._table = table(
            COLUMNS,
            ("phi",),
            row_height=26,
            label=tr("Relations"),
            selectable=False,
            widths={"phi": 74, "overlap": 70},
            min_height=120,
            css_classes=["relations"],
            margin=(4, 8, 8, 8),
        )
        self.view = pn.Column(
            pn.Row(self._degree, self._back, self._on, margin=0, sizing_mode="stretch_width"),
            self._where,
            self._table,
            sizing_mode="stretch_both",
        )
        self._degree.param.watch(lambda _event: self._go(0), "value")
        self._back.on_click(lambda _event: self._go(self._start - PAGE))
        self._on.on_click(lambda _event: self._go(self._start + PAGE))
        self._table.on_click(self._clicked)
        selection.param.watch(self._light, ["picked", "hovered"])

    def place(self, structure: PhiStructure) -> tuple[int, int] | None:
        """Return degree and first row of the page on screen, None if it is of another result."""
        page = self._page
        if page is None or page.degree is None or self._structure is not structure:
            return None
        return page.degree, page.start

    @property
    def _start(self) -> int:
        return 0 if self._page is None else self._page.start

    def show(self, structure: PhiStructure) -> None:
        """Show the relations of a result, when the tab is in sight; call it through `Guard.draw`."""
        found = degree_rows(structure)
        options = {f"{row.name}: {row.relations}, {row.sum_phi}": row.degree for row in found}
        value = (
            self._degree.value
            if self._degree.value in options.values()
            else next(iter(options.values()), None)
        )
        self._degree.param.update(options=options, value=value)
        self._go(0)

    def _go(self, start: int) -> None:
        """Show the page that begins at the relation ``start``."""
        structure = self._analysis.structure
        if structure is None:
            return
        self._structure = structure
        self._page = page = relations_view(structure, self._degree.value, start)
        self._rows = page.rows
        self._back.disabled, self._on.disabled = page.start == 0, page.start == page.last
        self._where.object = page.where
        frame = pd.DataFrame({name: [getattr(row, name) for row in self._rows] for name in COLUMNS})
        self._table.param.update(value=frame.astype({"phi": float}), selection=[])
        self._light()

    def _clicked(self, event: Any) -> None:
        structure, row = self._analysis.structure, int(event.row)
        if structure is None or not 0 <= row < len(self._rows):
            return
        members = self._rows[row].members
        if max(members) < len(structure.distinctions):
            self._selection.toggle(RelationRef(tuple(structure.distinctions[i].mechanism for i in members)))

    def _light(self, *_events: Any) -> None:
        lit = light(self._selection.shown, self._analysis.structure).relation
        rows = [i for i, row in enumerate(self._rows) if lit and row.members == lit]
        if self._table.selection != rows:
            self._table.selection = rows
