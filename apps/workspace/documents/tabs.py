"""The open networks as tabs above the drawing."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import param
from panel.custom import JSComponent

from apps.ui.scripts import script
from apps.ui.style import LINE
from apps.workspace.documents.open_documents import OpenDocuments

STYLE = f"""
nav {{ display: flex; gap: 4px; align-items: stretch; height: 28px; font: .812rem var(--phi-font); }}
ul {{ display: flex; gap: 4px; margin: 0; padding: 0; list-style: none; overflow-x: auto;
  scrollbar-width: none; min-width: 0; }}
li {{ display: flex; flex: 0 1 auto; min-width: 8.5em; max-width: 210px; border: 1px solid {LINE};
  border-radius: 6px; box-sizing: border-box; }}
li.active {{ border-color: var(--mui-palette-primary-main);
  box-shadow: inset 0 -2px var(--mui-palette-primary-main); }}
button {{ font: inherit; color: inherit; background: none; border: 0; padding: 0 8px; cursor: pointer;
  border-radius: 5px; }}
button:hover {{ background: var(--phi-hover); }}
button:focus-visible, input:focus-visible {{ outline: 2px solid var(--phi-focus); outline-offset: -2px; }}
.name {{ flex: 1; min-width: 0; text-align: left; overflow: hidden; text-overflow: ellipsis;
  white-space: nowrap; }}
li.active .name {{ font-weight: 600; }}
.close {{ padding: 0 7px 0 3px; }}
ul.sole li {{ border-color: transparent; box-shadow: none; max-width: none; }}
ul.sole li:not(:hover, :focus-within) .close {{ opacity: 0; }}
.new, .reopen {{ border: 1px solid {LINE}; border-radius: 6px; flex: none; }}
.reopen[hidden] {{ display: none; }}
.plain > .new, .plain > .sole .close {{ display: none; }}
.name:disabled {{ color: inherit; cursor: default; }}
input {{ font: inherit; width: 150px; color: inherit; background: transparent; border: 0; padding: 0 8px; }}
"""


class Tabs(JSComponent):
    """The row of tabs of `OpenDocuments`; its messages are checked and carried out there."""

    names = param.List(default=[], item_type=str)
    active = param.Integer(default=0)
    closed = param.String(default="")
    steered = param.Boolean(default=True, doc="Whether a sole network can be renamed and closed.")

    _esm = script(Path(__file__).with_name("tabs.js"))
    _stylesheets: ClassVar[list[str]] = [STYLE]

    def __init__(self, documents: OpenDocuments) -> None:
        super().__init__(
            css_classes=["document-tabs"], sizing_mode="stretch_width", height=28, margin=(0, 0, 6, 0)
        )
        self._documents = documents
        documents.param.watch(self._follow, ["names", "active", "closed"])
        self._follow()

    def _follow(self, *_events: Any) -> None:
        documents = self._documents
        self.param.update(names=list(documents.names), active=documents.active, closed=documents.closed)

    def _handle_msg(self, data: Any) -> None:
        if not isinstance(data, dict):
            return
        index, name = data.get("index"), data.get("name")
        match data.get("do"):
            case "new":
                self._documents.new()
            case "reopen":
                self._documents.reopen()
            case "choose" if type(index) is int:
                self._documents.choose(index)
            case "close" if type(index) is int:
                self._documents.close(index)
            case "rename" if type(index) is int and isinstance(name, str):
                self._documents.rename(index, name)
