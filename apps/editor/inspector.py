"""The inspector: label, function and parameters of the picked unit, or the weight of the picked edge."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.document import edits
from apps.document.document import Document
from apps.document.lesions import LESION_HELP, lesioned_text, make_lesion, state_word
from apps.document.snapshot import default_function, inputs_of, unit_of
from apps.editor.unit_function import FunctionRows
from apps.selection.selection import Selection
from apps.ui.buttons import button
from apps.ui.redraw import Painter
from apps.ui.scrub_number import ScrubNumber
from apps.ui.style import SMALL, wide
from apps.ui.text_entry import text_entry
from engine.errors import PhiscopeError
from engine.substrate.functions import Rule, Table, UnitFunction
from engine.substrate.lesions import lesioned
from engine.words import phrase, tr

KINDS = {
    "logistic": phrase("Logistic"),
    "gate": phrase("Gate"),
    "table": phrase("Table"),
    "rule": phrase("Rule"),
}
HINT = phrase(
    "Click a unit to toggle it, drag from its rim to connect it, double-click empty space for a new unit. "
    "The unit or edge you clicked last is edited here."
)


class Inspector:
    """The fields of the picked unit or edge: rebuilt for another pick, updated in place during a drag.

    ``on_cut`` cuts an edge by hand, where one sees what that costs.
    """

    on_cut: Callable[[tuple[str, str]], object] | None = None

    def __init__(self, document: Document, selection: Selection) -> None:
        self._document = document
        self._selection = selection
        self._shown: tuple[Any, ...] = ("",)
        self._show_weight: Callable[[float], None] = lambda _weight: None
        self._painter = Painter()
        self.view = pn.Column(css_classes=["inspector"], sizing_mode="stretch_width", min_height=60)
        document.param.watch(self._refresh, "snapshot")
        selection.param.watch(self._refresh, ["unit", "edge"])
        self._rebuild()
        self._painter.built()

    def _refresh(self, *_events: Any) -> None:
        # New widgets make Bokeh walk the whole page: not while the answer to the edit is on its way.
        self._painter.soon("inspector", self._rebuild, first=False)

    def _rebuild(self) -> None:
        snapshot = self._document.snapshot
        unit, edge = self._selection.unit, self._selection.edge
        key: tuple[Any, ...] = ("nothing",)
        if unit is not None and unit in snapshot.substrate.labels:
            key = self._key(unit, unit_of(snapshot.substrate, unit).function)
        elif edge is not None and edge in snapshot.edge_pairs:
            key = (edge, edits.weight_of(snapshot.substrate, *edge))
        if key == self._shown and not self._document.refused:
            return
        same_edge = isinstance(key[0], tuple) and key[0] == self._shown[0]
        self._shown = key
        if same_edge and not self._document.refused:
            self._show_weight(key[1])  # it is dragged in the drawing
        else:
            self.view.objects = self._rows()

    def _key(self, label: str, function: UnitFunction) -> tuple[Any, ...]:
        """Return all that the fields of a unit depend on."""
        substrate = self._document.substrate
        named = isinstance(function, Table | Rule)
        inputs = function.inputs if named else inputs_of(substrate, label)
        return label, function, substrate.tpm_rows, label in lesioned(substrate), inputs

    def _expect(self, label: str, function: UnitFunction | None) -> None:
        """Note a change that the fields on screen make themselves; ``function`` is None if it was refused."""
        now = unit_of(self._document.substrate, label).function if function is None else function
        self._shown = self._key(label, now)

    def _rows(self) -> list[Any]:
        if self._shown[0] == "nothing":
            return [said(HINT, "pick-hint")]
        if isinstance(self._shown[0], tuple):
            return self._edge_rows(*self._shown[0])
        return self._unit_rows(self._shown[0])

    def _edge_rows(self, source: str, target: str) -> list[Any]:
        weight = edits.weight_of(self._document.substrate, source, target)
        slider = pmui.FloatSlider(
            label=tr("Weight {source} → {target}", source=source, target=target),
            start=min(-1.0, weight),
            end=max(1.0, weight),
            step=0.05,
            value=weight,
            css_classes=["weight-slider"],
            sizing_mode="stretch_width",
            margin=(4, 16),
        )
        number = ScrubNumber(label=tr("Weight"), value=weight, css_classes=["weight-number"])
        delete = partial(self._document.change, edits.disconnect, source, target)
        acts = [button(tr("Delete edge"), "delete", "delete-edge", delete)]
        if self.on_cut is not None:
            cut = partial(self.on_cut, (source, target))
            acts.insert(0, button(tr("Cut by hand: what does it cost?"), "content_cut", "cut-edge", cut))

        def put(event: Any) -> None:
            if event.new == edits.weight_of(self._document.substrate, source, target):
                return
            # What is below zero numbers no stroke in the drawing.
            stroke = -number.drag if event.obj is number else 0
            # Neither widget is rebuilt during a drag: the slider would lose the pointer.
            self._shown = ((source, target), float(event.new))
            if self._document.set_weight(source, target, event.new, stroke):
                show(event.new)

        def show(weight: float) -> None:
            low, high = min(slider.start, weight), max(slider.end, weight)
            slider.param.update(start=low, end=high, value=weight)
            number.value = weight

        self._show_weight = show
        slider.param.watch(put, "value")
        number.param.watch(put, "value")
        return [pn.Row(slider, number, *acts, sizing_mode="stretch_width", styles={"align-items": "center"})]

    def _unit_rows(self, label: str) -> list[Any]:
        unit = unit_of(self._document.substrate, label)
        function = unit.function
        if self._document.substrate.tpm_rows is not None and unit.states == 2:
            function = default_function("table", self._document.substrate, label)
        name = text_entry(label=tr("Label"), value=label, css_classes=["unit-label"], **wide(80), **SMALL)
        kind = pmui.Select(
            label=tr("Function"),
            options={str(title): key for key, title in KINDS.items()},
            value=type(function).__name__.lower(),
            css_classes=["unit-kind"],
            **wide(130),
            **SMALL,
        )

        def rename(event: Any) -> None:
            # The pick follows the unit to its new name before the document redraws.
            if self._document.rename(label, event.new or ""):
                self._selection.pick_unit((event.new or "").strip())

        def switch(event: Any) -> None:
            try:
                fresh = default_function(event.new, self._document.substrate, label)
            except PhiscopeError as error:
                self._document.refuse(str(error))
                return
            self._document.set_function(label, fresh)

        name.param.watch(rename, "value")
        kind.param.watch(switch, "value")
        delete = partial(self._document.change, edits.delete, [label])
        remove = button(tr("Delete unit"), "delete", "delete-unit", delete)
        if label in lesioned(self._document.substrate):
            state = state_word(self._document.state[self._document.substrate.index(label)], unit.states)
            box = pn.FlexBox(name, remove, align_items="center", gap="0px")
            return [box, said(lesioned_text(state), "lesioned-note")]
        lesion = partial(self._document.change, make_lesion, label)
        hurt = button(LESION_HELP, "block", "lesion-unit", lesion)
        rows = FunctionRows(self._document, label, partial(self._expect, label))
        fields = rows.fields(function)
        return [
            pn.FlexBox(name, kind, *fields, hurt, remove, align_items="center", gap="0px"),
            *rows.below(function),
        ]


def said(text: str, hook: str) -> pn.pane.HTML:
    """Return a sentence of the inspector."""
    return pn.pane.HTML(
        f"<p class='hint'>{escape(text)}</p>", stylesheets=[HINT_STYLE], css_classes=[hook], margin=(2, 8)
    )


HINT_STYLE = ".hint { margin: 4px 0; opacity: .72; font-size: .781rem; line-height: 1.45; }"
