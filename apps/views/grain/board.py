"""The board of macro units: the browser draws what it is told and reports what is pressed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import param
from panel.custom import JSComponent

from apps.ui.scripts import script

_HERE = Path(__file__).parent
TEXTS = {
    "pick": ("label",),
    "kind": ("kind",),
    "make": (),
    "choose": ("label",),
    "split": ("label",),
    "leave": ("label",),
    "tau": ("label", "tau"),
    "preset": ("label", "key"),
    "flip": ("label", "row"),
    "past": ("ago", "label"),
    "assume": (),
    "trail": (),
    "walk": (),
    "member": ("label", "unit"),
    "apportion": ("label", "unit"),
}
"""What can be pressed, with the parts of its message."""
NUMBERS = frozenset({"tau", "row", "ago"})
MOST = 200  # letters of a text


class GrainBoard(JSComponent):
    """The macro units, the mapping of the chosen one and the history.

    Parameters
    ----------
    press : callable
        Called with what is pressed, a key of `TEXTS`, and the parts of its message; their types are checked.
    """

    board = param.Dict(default={}, doc="As `GrainDesk.board` makes it.")

    _esm = script(_HERE / "board.js")
    _stylesheets: ClassVar[list[str]] = [(_HERE / "board.css").read_text(encoding="utf-8")]

    def __init__(self, press: Callable[..., object], **params: Any) -> None:
        super().__init__(**params)
        self._press = press

    def _handle_msg(self, data: Any) -> None:
        kind = data.get("type") if isinstance(data, dict) else None
        if not isinstance(kind, str) or kind not in TEXTS:
            return
        parts = [data.get(name) for name in TEXTS[kind]]
        if all(_fits(name, part) for name, part in zip(TEXTS[kind], parts, strict=True)):
            self._press(kind, *parts)


def _fits(name: str, part: Any) -> bool:
    if name in NUMBERS:
        return type(part) is int and abs(part) < 1 << 20
    return isinstance(part, str) and len(part) <= MOST
