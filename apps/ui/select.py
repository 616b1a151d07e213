"""A select whose options change while the page is used."""

from __future__ import annotations

from typing import Any

import panel_material_ui as pmui

from apps.repairs.repair import Repair

REPAIR = Repair(
    "a choice of an option that is gone",
    "panel-material-ui",
    "0.16",
    ("panel_material_ui:Select._process_property_change(self, props)",),
)


class ChangingSelect(pmui.Select):
    """A select that drops a late choice of an option that is gone by now; Panel would raise."""

    def _process_property_change(self, props: dict[str, Any]) -> dict[str, Any]:
        known = [*self.labels, *self.unicode_values]
        if props.get("value") and props["value"] not in known:
            props = {name: value for name, value in props.items() if name != "value"}
        return super()._process_property_change(props)


def select(**params: Any) -> pmui.Select:
    """Return a select, as of `panel_material_ui.Select`, whose options may change."""
    return REPAIR.choose(ChangingSelect, pmui.Select)(**params)
