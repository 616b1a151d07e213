"""Icon buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import panel_material_ui as pmui


def button(title: str, icon: str, hook: str, act: Callable[[], object] | None = None) -> pmui.IconButton:
    """Return a small icon button that says what it does on hover and to screen readers, and does it."""
    made = pmui.IconButton(icon=icon, description=title, size="small", css_classes=[hook], margin=(2, 2))
    if act is not None:

        def press(_event: Any) -> None:
            act()

        made.on_click(press)
    return made
