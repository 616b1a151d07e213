"""Open by drop: files dropped anywhere on the page, each opened in a tab of its own."""

from __future__ import annotations

import base64
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import param
from panel.custom import JSComponent

from apps.document.read_file import MAX_BYTES, MAX_NAME, too_large
from apps.ui.scripts import script
from apps.workspace.documents.open_documents import MAX_TABS
from apps.workspace.documents.open_file import FileOpener
from engine.errors import FormatError
from engine.words import tr

STYLE = """
.sheet { position: fixed; inset: 12px; z-index: 2000; display: grid; place-items: center;
  pointer-events: none; border: 3px dashed var(--phi-focus); border-radius: 12px; color: var(--phi-drop-text);
  font: 600 1.5rem var(--phi-font); background: var(--phi-drop); }
.sheet[hidden] { display: none; }
"""


class DropZone(JSComponent):
    """Takes the files dropped on the page, up to as many as there can be tabs."""

    most = param.Integer(default=MAX_TABS)
    bytes = param.Integer(default=MAX_BYTES)

    _esm = script(Path(__file__).with_name("drop_file.js"))
    _stylesheets: ClassVar[list[str]] = [STYLE]

    def __init__(self, opening: FileOpener) -> None:
        super().__init__(width=0, height=0, margin=0)
        self._opening = opening

    def _handle_msg(self, data: Any) -> None:
        if not isinstance(data, dict) or not isinstance(data.get("name"), str):
            return
        name = data["name"][: MAX_NAME + 1]  # reading it refuses what is longer
        if type(data.get("size")) is int:
            self._opening.document.refuse(too_large(name, data["size"]))
        elif isinstance(data.get("data"), str):
            self._opening.beside(name, partial(decoded, data["data"]))
        else:
            self._opening.document.refuse(
                tr("{name} cannot be read; drop a single file, not a folder.", name=name)
            )


def decoded(text: str) -> bytes:
    """Return the bytes that a browser sent as base64."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        raise FormatError(tr("The dropped file arrived damaged; drop it again.")) from None
