"""Open by drop: files dropped anywhere on the page go the way of the Open button."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path
from typing import Any, ClassVar

import param
from panel.custom import JSComponent

from apps.parts.reading import MAX_BYTES
from apps.parts.shelf import MAX_TABS, Shelf

MAX_NAME = 200
STYLE = """
.sheet { position: fixed; inset: 12px; z-index: 2000; display: grid; place-items: center;
  pointer-events: none; border: 3px dashed #2A7EF0; border-radius: 12px; color: #fff;
  font: 600 1.5rem system-ui, sans-serif; background: rgba(20, 40, 80, .72); }
.sheet[hidden] { display: none; }
"""


class DropZone(JSComponent):
    """Takes the files dropped on the page, up to as many as there can be tabs."""

    most = param.Integer(default=MAX_TABS)
    bytes = param.Integer(default=MAX_BYTES)

    _esm = Path(__file__).with_name("drop.js")
    _stylesheets: ClassVar[list[str]] = [STYLE]

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(width=0, height=0, margin=0)
        self._shelf = shelf

    def _handle_msg(self, data: Any) -> None:
        if not isinstance(data, dict) or not isinstance(data.get("name"), str):
            return
        name = data["name"][:MAX_NAME]
        document = self._shelf.document
        if type(data.get("size")) is int:
            size, most = data["size"] / 1e6, MAX_BYTES / 1e6
            document.refuse(f"{name} has {size:.0f} MB; a substrate file has at most {most:.0f} MB.")
        elif isinstance(data.get("data"), str):
            try:
                content = base64.b64decode(data["data"], validate=True)
            except (binascii.Error, ValueError):
                content = None
            if content is not None:
                self._shelf.open_file(name, content)
        else:
            document.refuse(f"{name} cannot be read; drop a single file, not a folder.")
