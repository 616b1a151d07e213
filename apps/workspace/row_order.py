"""The note under the drawing about a table whose rows may stand in two orders, and the way to the other."""

from __future__ import annotations

from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui

from apps.ui.style import SMALL
from apps.workspace.open_file import FileOpener
from engine.words import tr


class RowOrderNote:
    """Says how the rows of a file were read; ``view`` is seen while there is another reading to choose."""

    def __init__(self, opening: FileOpener) -> None:
        self._opening = opening
        self._text = pn.pane.HTML("", sizing_mode="stretch_width", margin=(4, 8))
        self._take = pmui.Button(variant="outlined", css_classes=["other-order"], **SMALL)
        keep = pmui.Button(label=tr("Keep"), variant="text", css_classes=["keep-order"], **SMALL)
        self._take.on_click(lambda _event: opening.take_other())
        keep.on_click(lambda _event: opening.keep())
        self.view = pn.Column(
            self._text,
            pn.Row(self._take, keep, margin=0),
            css_classes=["row-order"],
            sizing_mode="stretch_width",
            margin=0,
            visible=False,
        )
        opening.param.watch(self._refresh, "readings")

    def _refresh(self, *_events: Any) -> None:
        found = self._opening.readings
        self.view.visible = found is not None
        if found is None:
            return
        first, last = found.labels
        lines = [
            tr("{name} does not say which unit changes fastest from row to row.", name=found.name),
            tr("Read so: {unit} fastest, {steps} …", unit=first, steps=found.steps[0]),
            tr("The other way: {unit} fastest, {steps} …", unit=last, steps=found.steps[1]),
        ]
        said = "<br>".join(map(escape, lines))
        self._text.object = f"<p role='status' style='margin:0;font-size:.812rem'>{said}</p>"
        self._take.label = tr("Read with {unit} fastest", unit=last)
