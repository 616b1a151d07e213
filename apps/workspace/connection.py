"""The connection to the server: the page says when nobody answers, and comes back by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from panel.custom import JSComponent

from apps.ui.scripts import script


class Connection(JSComponent):
    """Answers the question of the browser whether the server is there."""

    _esm = script(Path(__file__).with_name("connection.js"))

    def __init__(self) -> None:
        super().__init__(width=0, height=0, margin=0)

    def _handle_msg(self, data: Any) -> None:
        number = data.get("ping") if isinstance(data, dict) else None
        if type(number) is int:
            self._send_msg({"pong": number})
