"""The system that was picked in the atlas: its network beside its numbers, and the button that opens it."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

import numpy as np
import panel as pn
import panel_material_ui as pmui

from apps.document.snapshot import opened, under_rules_of
from apps.results.atlas import SurveyRows
from apps.ui.style import NOTE, SMALL
from apps.workspace.documents.open_documents import OpenDocuments, beside
from engine.formalisms import shown_in
from engine.words import phrase, tr
from viz.html.thumbnail import thumbnail
from viz.numbers import number
from viz.shapes.indices import marked
from viz.view.atlas import AtlasView
from viz.view.substrate import substrate_view

LOOK = """
.picked-system { display: grid; grid-template-columns: 120px 1fr; gap: 4px 16px; align-items: start; }
.picked-system svg { width: 120px; height: 120px; }
.picked-system dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); margin: 0;
  gap: 2px 16px; font-size: .812rem; }
.picked-system dl div { display: flex; justify-content: space-between; gap: 8px; }
.picked-system dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
.picked-system dt { color: var(--mui-palette-text-secondary); }
.picked-system h3 { font-size: .9rem; margin: 0 0 4px; font-weight: 600; }
"""
HINT = phrase("Click a dot or a row of the table to see its network.")


class PickedSystem:
    """One system of a survey; ``view`` is its layout."""

    def __init__(self, documents: OpenDocuments, style: str) -> None:
        self._documents = documents
        self._shown: tuple[SurveyRows, AtlasView, int, str] | None = None
        self._card = pn.pane.HTML(
            "", css_classes=["picked-card"], stylesheets=[NOTE, style, LOOK], sizing_mode="stretch_width",
            margin=(4, 8),
        )  # fmt: skip
        self._open = pmui.Button(
            label=tr("Open this network"), icon="open_in_new", variant="outlined",
            css_classes=["open-picked"], **SMALL,
        )  # fmt: skip
        self._open.on_click(self._opened)
        self.view = pn.Column(
            self._open, self._card, css_classes=["picked-system-pane"], sizing_mode="stretch_width", margin=0
        )
        self.forget()

    def forget(self) -> None:
        """Show none."""
        self._shown = None
        self._open.visible = False
        self._card.object = f"<p class='note'>{escape(HINT)}</p>"

    def show(self, rows: SurveyRows, view: AtlasView, place: int, formalism: str) -> None:
        """Show a system: its place among those of the version."""
        if not 0 <= place < view.count:
            return
        self._shown = rows, view, place, formalism
        self._open.visible = True
        substrate = rows.network(view.rows[place])
        assert substrate.state is not None
        drawn = thumbnail(substrate_view(substrate, substrate.state))
        why = view.why(place)
        reason = f"<p class='note reason'>{marked(why)}</p>" if why else ""
        self._card.object = (
            f"<div class='picked-system' role='status' aria-live='polite'><div>{drawn}</div>"
            f"<div><h3>{marked(view.about(place))}</h3>{reason}<dl>{_numbers(view, place)}</dl></div></div>"
        )

    def _opened(self, _event: Any) -> None:
        if self._shown is None:
            return
        rows, view, place, formalism = self._shown
        before = self._documents.document.snapshot
        made = under_rules_of(before, opened(rows.network(view.rows[place])))
        if formalism in shown_in("explore"):
            made = replace(made, formalism=formalism)
        said = tr("Opened {system} of the survey.", system=view.about(place))
        self._documents.add(made, f"{said} {beside(before)}")


def _numbers(view: AtlasView, place: int) -> str:
    """Return the numbers of a system as the parts of a description list."""
    parts = []
    for column in view.columns:
        value = float(view.values[column.name][place])
        shown = number(value) if np.isfinite(value) else "–"
        if np.isfinite(value) and value == round(value):
            shown = f"{value:,.0f}"
        parts.append(f"<div><dt>{marked(column.title)}</dt><dd>{escape(shown)}</dd></div>")
    return "".join(parts)
