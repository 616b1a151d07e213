"""The keys of undo and redo, wherever the focus is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from panel.custom import JSComponent

from apps.document.document import Document
from apps.ui.scripts import script


class UndoKeys(JSComponent):
    """Undoes and redoes changes of a document by key. It takes no room."""

    _esm = script(Path(__file__).with_name("undo_keys.js"))

    def __init__(self, document: Document) -> None:
        super().__init__(width=0, height=0, margin=0)
        self._acts = {"undo": document.undo, "redo": document.redo}

    def _handle_msg(self, data: Any) -> None:
        act = data.get("act") if isinstance(data, dict) else None
        if isinstance(act, str) and act in self._acts:
            self._acts[act]()
