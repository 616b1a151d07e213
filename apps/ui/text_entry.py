"""A line to type in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import panel_material_ui as pmui
import param

from apps.repairs.repair import Repair

MOST = 100_000  # characters; no rule, state or name is so long, and a page would not send it


def _is_too_long(value: Any) -> bool:
    return isinstance(value, str) and len(value) > MOST


REPAIR = Repair(
    "keystrokes behind an entry",
    "panel-material-ui",
    "0.16",
    (
        "panel_material_ui:TextInput._process_events(self, events)",
        "panel_material_ui:TextInput._sync_value_input(self)",
    ),
)


class TextEntry(pmui.TextInput):
    """A line in which text stays that is typed while the server works on the last entry.

    Material's own line answers every entry by writing it back into the line, over what stands there by then:
    of two states typed within 0.2 s the second was lost.
    """

    _heard: Mapping[str, Any] = MappingProxyType({})

    def _process_events(self, events: dict[str, Any]) -> None:
        events = {name: value for name, value in events.items() if not _is_too_long(value)}
        self._heard = events
        try:
            super()._process_events(events)
        finally:
            self._heard = TextEntry._heard

    @param.depends("value", watch=True, on_init=True)
    def _sync_value_input(self) -> None:
        entered = self._heard.get("value")
        more = self._heard.get("value_input", entered) != entered
        # Only a value put in the place of the last entry has to go there.
        if entered is None or not (more or entered == self.value):
            super()._sync_value_input()


def text_entry(**params: Any) -> pmui.TextInput:
    """Return a line to type in, as of `panel_material_ui.TextInput`."""
    return REPAIR.choose(TextEntry, pmui.TextInput)(**params)
