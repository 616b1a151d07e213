"""The pen of a lecture: what the teacher draws over the page stays in the teacher's browser."""

from __future__ import annotations

from pathlib import Path

import param
from panel.custom import JSComponent

from apps.ui.scripts import script


class LecturePen(JSComponent):
    """Strokes over the page, of each network in each view on a sheet of its own; it takes no room.

    ``writing`` lets the pointer draw instead of reaching the page, ``sheet`` names the sheet on screen,
    and ``inked`` says whether something is drawn on it. A change of ``wiped`` takes the strokes of this sheet
    off, one of ``cleared`` those of all.
    """

    writing = param.Boolean(default=False)
    sheet = param.String(default="")
    inked = param.Boolean(default=False)
    wiped = param.Integer(default=0)
    cleared = param.Integer(default=0)

    _esm = script(Path(__file__).with_name("pen.js"))

    def __init__(self) -> None:
        super().__init__(width=0, height=0, margin=0)
