"""The pen of a lecture: what the teacher draws over the page stays in the teacher's browser."""

from __future__ import annotations

from pathlib import Path

import param
from panel.custom import JSComponent

from apps.ui.scripts import script


class LecturePen(JSComponent):
    """Strokes over the page; it takes no room.

    ``writing`` lets the pointer draw instead of reaching the page; a change of ``wiped`` takes all off.
    """

    writing = param.Boolean(default=False)
    wiped = param.Integer(default=0)

    _esm = script(Path(__file__).with_name("pen.js"))

    def __init__(self) -> None:
        super().__init__(width=0, height=0, margin=0)

    def turn(self) -> None:
        """Take the pen, or put it down; what is drawn stays."""
        self.writing = not self.writing

    def wipe(self) -> None:
        """Take all strokes off, and put the pen down."""
        self.writing = False
        self.wiped += 1
