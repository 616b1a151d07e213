"""Layouts at a click: all units move at once, as one step of undo.

Browser tests find the buttons by the classes ``arrange-circle``, ``-grid``, ``-layered`` and ``-force``.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import panel as pn

from apps.document import edits
from apps.document.document import Document
from apps.editor.network_editor import NetworkEditor
from apps.errors import sentence
from apps.ui.buttons import button
from engine.words import tr
from viz.layout import arranged

LAYOUTS = {
    "circle": (tr("Circle layout"), "panorama_fish_eye"),
    "grid": (tr("Grid layout"), "apps"),
    "layered": (tr("Layered layout, causes left"), "account_tree"),
    "force": (tr("Force layout"), "hub"),
}


class ArrangeMenu:
    """Buttons that place all units; ``view`` belongs near the drawing."""

    def __init__(self, document: Document, editor: NetworkEditor) -> None:
        self._document, self._editor = document, editor
        buttons = []
        for how, (title, icon) in LAYOUTS.items():
            made = button(title, icon, f"arrange-{how}")
            made.on_click(partial(self._clicked, how))
            buttons.append(made)
        self.view = pn.Row(*buttons, css_classes=["arrange"], margin=(0, 6))

    def _clicked(self, how: str, _event: Any) -> None:
        self.arrange(how)

    def arrange(self, how: str) -> bool:
        """Place all units by one of `LAYOUTS` and show the whole drawing."""
        try:
            places = arranged(how, self._document.substrate)
        except Exception as error:  # a layout that fails must not take the drawing with it
            self._document.refuse(sentence(error))
            return False
        moved = self._document.change(edits.move, places)
        self._editor.fit += 1
        return moved
