"""The rail beside the views, as a component: it shows what it is given and tells what is pressed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import param
from panel.custom import JSComponent

from apps.ui.scripts import script
from engine.words import phrase

_HERE = Path(__file__).parent


class LessonRail(JSComponent):
    """Shows markup and tells what is pressed; keeps a text in the browser's storage.

    Parameters
    ----------
    markup
        What is on it; buttons have ``data-act``.
    said
        What screen readers are told.
    turns
        Counts the steps that come on screen: the title gets the focus, and what is long begins at its top.
    covered
        Whether the numbers of the page are covered.
    """

    markup = param.String(default="")
    said = param.String(default="")
    turns = param.Integer(default=0)
    covered = param.Boolean(default=False)
    label = param.String(default=phrase("Lessons"))

    _esm = script(_HERE / "rail.js")
    _stylesheets: ClassVar[list[str]] = [(_HERE / "rail.css").read_text(encoding="utf-8")]

    def __init__(self, heard: Callable[[dict[str, Any]], object]) -> None:
        super().__init__(css_classes=["lessons"], sizing_mode="stretch_width", margin=0)
        self._heard = heard

    def keep(self, text: str) -> None:
        """Keep a text in the browser."""
        self._send_msg({"keep": text})

    def light(self, hook: str) -> None:
        """Bring the part of the page of a class into sight, and frame it for a moment."""
        self._send_msg({"light": hook})

    def _handle_msg(self, data: Any) -> None:
        if isinstance(data, dict):
            self._heard({key: data[key] for key in ("act", "value", "found") if key in data})
