"""A select whose options change while the page is used."""

from __future__ import annotations

from typing import Any

import panel_material_ui as pmui


class Select(pmui.Select):
    """A choice that arrives for an option that is gone by now is dropped; Panel would raise."""

    _esm_base = pmui.Select._esm_base

    def _process_property_change(self, props: dict[str, Any]) -> dict[str, Any]:
        known = [*self.labels, *self.unicode_values]
        if props.get("value") and props["value"] not in known:
            props = {name: value for name, value in props.items() if name != "value"}
        return super()._process_property_change(props)
