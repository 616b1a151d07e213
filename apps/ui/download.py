"""Files to save and texts to copy.

A download button of Panel would keep its file in the page, and would not give the same file twice.
"""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import ClassVar

import param
from panel.custom import JSComponent

from apps.ui.scripts import script
from engine.words import phrase

SAVE = """
export function render({ model }) {
  model.on("msg:custom", ({ name, mime, data }) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const link = document.createElement("a");
    link.download = name;
    link.href = URL.createObjectURL(new Blob([bytes], { type: mime }));
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
  return document.createElement("span");
}
"""
STYLE = """
.text-to-copy { width: 100%; font: .781rem var(--phi-font); }
textarea { width: 100%; box-sizing: border-box; padding: 6px; resize: vertical; color: inherit;
  font: .75rem var(--phi-mono); background: transparent; border-radius: 4px;
  border: 1px solid var(--mui-palette-divider); }
button { font: inherit; color: inherit; background: transparent; padding: 3px 10px; margin-right: 8px;
  border: 1px solid var(--mui-palette-divider); border-radius: 4px; cursor: pointer; }
button:focus-visible, textarea:focus-visible { outline: 2px solid var(--mui-palette-primary-main); }
"""


class Download(JSComponent):
    """An invisible component; `give` makes the browser save a file."""

    _esm = SAVE

    def give(self, name: str, mime: str, data: bytes) -> None:
        """Save ``data`` as a file called ``name`` in the browser's folder for downloads."""
        self._send_msg({"name": name, "mime": mime, "data": b64encode(data).decode()})


class CopyText(JSComponent):
    """A text to read, with a button that copies it."""

    text = param.String(default="")
    label = param.String(default=phrase("Text to copy"), doc="What the text is; it stays the same.")

    _esm = script(Path(__file__).with_name("copy_text.js"))
    _stylesheets: ClassVar[list[str]] = [STYLE]
