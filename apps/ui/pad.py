"""A pad: marked-up text and small drawings, some parts of which can be pressed, by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

import param
from panel.custom import JSComponent

_HERE = Path(__file__).parent


class Pad(JSComponent):
    """Shows `markup`, in which elements with ``data-act`` are buttons.

    The caller must escape in the markup all that a person typed. Only actions of the markup on screen are
    carried out; any other message is dropped.
    """

    markup = param.String(default="")
    label = param.String(default="", doc="What the pad is about, for screen readers.")

    _esm = _HERE / "pad.js"
    _stylesheets: ClassVar[list[str]] = [(_HERE / "pad.css").read_text(encoding="utf-8")]

    def __init__(self, **params: Any) -> None:
        params.setdefault("sizing_mode", "stretch_both")
        super().__init__(**params)
        self._actions: Mapping[str, Callable[[], None]] = {}

    def put(self, markup: str, actions: Mapping[str, Callable[[], None]] | None = None) -> None:
        """Show `markup`; `actions` maps the names in its ``data-act`` to callbacks."""
        self._actions = dict(actions or {})
        self.markup = markup

    def _handle_msg(self, data: Any) -> None:
        name = data.get("act") if isinstance(data, dict) else None
        act = self._actions.get(name) if isinstance(name, str) else None
        if act is not None:
            act()
