"""A number to type that can be scrubbed: dragged sideways, with Shift finely."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import param
from panel.custom import JSComponent

from apps.ui.scripts import script

_HERE = Path(__file__).parent


class ScrubNumber(JSComponent):
    """A field for a number; its name and, until somebody types in it, the field itself are scrubbed."""

    value = param.Number(default=0.0)
    label = param.String(default="", doc="What the number is; it stays the same.")
    step = param.Number(default=0.05, doc="From one stop of a drag, or of the arrow keys, to the next.")
    drag = param.Integer(default=0, doc="The number of the drag that made the value; 0 if keys did.")

    _esm = script(_HERE / "scrub_number.js")
    _stylesheets: ClassVar[list[str]] = [(_HERE / "scrub_number.css").read_text(encoding="utf-8")]

    def __init__(self, **params: Any) -> None:
        super().__init__(**{"styles": {"width": "6rem"}, "margin": (4, 6)} | params)
