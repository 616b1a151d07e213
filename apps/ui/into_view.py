"""Bringing a part of the page that was opened into sight."""

from __future__ import annotations

from pathlib import Path

import param
from panel.custom import JSComponent

from apps.ui.scripts import script


class IntoView(JSComponent):
    """Stands above a part of the page, without any room; counting ``asked`` up brings it into sight."""

    asked = param.Integer(default=0)

    _esm = script(Path(__file__).with_name("into_view.js"))

    def __init__(self) -> None:
        super().__init__(width=0, height=0, margin=0)

    def ask(self) -> None:
        """Bring the part into sight."""
        self.asked += 1
