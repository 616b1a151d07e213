"""A number to type in, within limits; what is none is put back."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any

from apps.ui.style import SMALL, wide
from apps.ui.text_entry import text_entry

Number = int | float


class NumberField:
    """A line with a number; ``widget`` belongs on the page.

    Material's own number field has buttons without names.
    """

    def __init__(
        self, label: str, value: Number, hook: str, width: int, changed: Callable[[Number], None]
    ) -> None:
        self.number = value
        self._whole = isinstance(value, int)
        self._changed = changed
        self.widget: Any = text_entry(
            label=label, value=written(value), css_classes=[hook], **wide(width), **SMALL
        )
        self.widget.param.watch(self._read, "value")

    def put(self, value: Number) -> None:
        """Show a number that somebody else has set."""
        self.number = value
        if self.widget.value != written(value):
            self.widget.value = written(value)

    def _read(self, event: Any) -> None:
        value = parsed(event.new, self._whole)
        if value is None:
            self.widget.value = written(self.number)
        elif value != self.number:
            self.number = value
            self._changed(value)


def written(value: Number) -> str:
    """Return a number as it is typed."""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def parsed(text: Any, whole: bool) -> Number | None:
    """Return the number that a text is, None if it is none."""
    try:
        value = float(str(text).strip().replace("\N{MINUS SIGN}", "-"))
    except ValueError:
        return None
    if not isfinite(value) or abs(value) > 1e9 or (whole and value != int(value)):
        return None
    return int(value) if whole else value
