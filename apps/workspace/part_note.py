"""A line under the drawing where the network is too large to be drawn as a whole."""

from __future__ import annotations

from html import escape
from typing import Any

import panel as pn

from apps.document.document import Document
from apps.editor.part_drawn import note_on_part


class PartNote:
    """Says which part of a very large network is drawn; ``view`` is seen only then."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.view = pn.pane.HTML(
            "", css_classes=["part-drawn"], styles={"font-size": ".812rem"}, margin=(0, 8)
        )
        document.param.watch(self._refresh, "snapshot")
        self._refresh()

    def _refresh(self, *_events: Any) -> None:
        said = note_on_part(self._document.snapshot)
        self.view.visible = bool(said)
        self.view.object = f"<span role='status'>{escape(said)}</span>"
