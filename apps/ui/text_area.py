"""Lines to type in, heard at every keystroke."""

from __future__ import annotations

from typing import Any, ClassVar

import panel_material_ui as pmui

from apps.repairs.repair import Repair

REPAIR = Repair(
    "keystrokes heard at once",
    "panel-material-ui",
    "0.16",
    ("panel_material_ui:TextAreaInput._priority_changes",),
)


class TextArea(pmui.TextAreaInput):
    """A text area whose keystrokes are heard at once.

    Panel keeps other changes for 50 ms, more than all the rest of the way from the key to the drawing.
    """

    _priority_changes: ClassVar[list[str]] = ["value_input", "value"]


def text_area(**params: Any) -> pmui.TextAreaInput:
    """Return a text area, as of `panel_material_ui.TextAreaInput`."""
    return REPAIR.choose(TextArea, pmui.TextAreaInput)(**params)
