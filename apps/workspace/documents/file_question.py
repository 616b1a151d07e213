"""The dialog about a table of numbers: what was understood of it, and how it is to be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import param
from panel.custom import JSComponent

from apps.document.understood import UnderstoodFile
from apps.ui.scripts import script
from apps.workspace.documents.open_file import FileOpener
from engine.words import tr

_HERE = Path(__file__).parent
LONGEST = 200  # letters of a text in the dialog


class FileQuestion(JSComponent):
    """Asks before a table is taken: *Open* takes the reading that is chosen, *Cancel* leaves all as it is."""

    asked = param.Dict(default=None, allow_None=True)

    _esm = script(_HERE / "file_question.js")
    _stylesheets: ClassVar[list[str]] = [(_HERE / "file_question.css").read_text(encoding="utf-8")]

    def __init__(self, opening: FileOpener) -> None:
        super().__init__(width=0, height=0, margin=0, css_classes=["file-question"])
        self._opening, self._number = opening, 0
        opening.param.watch(self._ask, "asked")

    def _ask(self, event: Any) -> None:
        self._number += 1
        self.asked = None if event.new is None else said(event.new) | {"number": self._number}

    def _handle_msg(self, data: Any) -> None:
        # Of a dialog that is on its way out no answer counts.
        if not isinstance(data, dict) or data.get("number") != self._number:
            return
        reading = data.get("take")
        if type(reading) is int:
            self._opening.take(reading)
        elif reading is None:
            self._opening.decline()


def said(found: UnderstoodFile) -> dict[str, Any]:
    """Return what the dialog says of a file."""
    return {
        "title": tr("Open {name}?", name=_short(found.name)),
        "parts": [[name, _short(text)] for name, text in found.parts],
        "question": found.question,
        "key": found.key,
        "rows": list(found.rows),
        "readings": [
            {
                "title": each.title,
                "steps": list(map(_short, each.steps)),
                "more": max(0, 2**each.substrate.n - len(each.steps)) if each.steps else 0,
                "ends": _short(each.ends),
                "edges": len(each.substrate.edges),
            }
            for each in found.readings
        ],
    }


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
