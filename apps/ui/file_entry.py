"""A button that takes a file, up to a size."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import panel_material_ui as pmui

from apps.repairs.repair import Repair

MOST_NAME = 1_000
REPAIR = Repair(
    "the size of uploads",
    "panel-material-ui",
    "0.16",
    (
        "panel_material_ui:FileInput._esm_base",
        "panel_material_ui:FileInput._handle_msg(self, msg)",
        "panel_material_ui:FileInput._process_chunk(self, msg)",
    ),
)


class FileEntry(pmui.FileInput):
    """Takes files of at most ``most`` bytes; ``refuse(name, size)`` is called for a larger one.

    Material's own button keeps whatever comes, and makes room for as much as a message says.
    """

    _esm_base = pmui.FileInput._esm_base

    def __init__(self, most: int, refuse: Callable[[str, int], object], **params: Any) -> None:
        super().__init__(**params)
        self._most, self._refuse = most, refuse
        self._sent, self._size = "", 0

    def _handle_msg(self, msg: Any) -> None:
        match msg:
            case {"status": "initializing"}:
                self._forget()
            case {"status": "upload_event", "name": str(name), "data": bytes(data)}:
                self._take(name[:MOST_NAME], data, msg)
            case {"status": "finished"} if self._size > self._most:
                self._refuse(self._sent, self._size)
                self._forget()
                self._send_msg({"status": "finished"})
            case {"status": "finished"}:
                super()._handle_msg(msg)
                self._forget()

    def _take(self, name: str, data: bytes, msg: dict[str, Any]) -> None:
        """Take in one chunk of the file."""
        number, most = msg.get("chunk"), msg.get("total_chunks")
        if type(number) is not int or type(most) is not int or not 0 < number <= most <= self._most:
            return
        self._sent, self._size = name, self._size + len(data)
        if self._size > self._most:
            self._file_buffer.clear()
            self._buffer.clear()
        else:
            self._process_chunk(msg | {"name": name, "mime_type": str(msg.get("mime_type", ""))[:80]})

    def _forget(self) -> None:
        self._file_buffer.clear()
        self._buffer.clear()
        self._sent, self._size = "", 0


def file_entry(most: int, refuse: Callable[[str, int], object], **params: Any) -> pmui.FileInput:
    """Return a button as of `panel_material_ui.FileInput` that refuses files of more than ``most`` bytes."""
    return FileEntry(most, refuse, **params) if REPAIR.applies else pmui.FileInput(**params)
