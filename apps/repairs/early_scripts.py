"""Repairs of Panel and Bokeh in the browser, in the page before anything is drawn; see the scripts.

Each script of the folder `early` repairs one thing; it is in the head of every page while its repair applies.
"""

from __future__ import annotations

import re
from pathlib import Path

import panel_material_ui as pmui

from apps.repairs.repair import Repair

REPAIRS = {
    "native_modules": Repair(
        "modules that a script loads for the browser",
        "panel",
        "1.9",
        ("panel.custom:ReactiveESM", "panel_material_ui:Button._render_esm"),
    ),
    "react_state": Repair(
        "components that wrote old values over new ones", "panel", "1.9", ("panel.custom:ReactComponent",)
    ),
    "hidden_layout": Repair("parts laid out while they are hidden", "bokeh", "3.9", ("bokeh.models:Column",)),
    "one_layout": Repair("pages laid out many times a frame", "bokeh", "3.9", ("bokeh.models:Column",)),
    "plot_styles": Repair("plots that ask for styles nobody gives", "bokeh", "3.9", ("bokeh.models:Plot",)),
    "plot_size": Repair("plots that are not as large as their place", "bokeh", "3.9", ("bokeh.models:Plot",)),
    "pressed_hints": Repair(
        "hints that stay over what was pressed",
        "panel-material-ui",
        "0.16",
        ("panel_material_ui.base:TooltipTransform",),
    ),
    "undrawn_text": Repair(
        "texts that change before they are drawn", "panel", "1.9", ("panel.models.markup:HTML",)
    ),
}
SHIM = re.compile(r'<script [^>]*src="[^"]*/es-module-shims[^"]*"></script>')
ROUTE = "early"
DIRECTORY = Path(__file__).with_name(ROUTE)


def modules() -> list[str]:
    """Return the addresses of the modules that every page needs: the browser loads them early."""
    return [str(pmui.Button._render_esm(server=True))] if REPAIRS["native_modules"].applies else []


def without_shim(head: str) -> str:
    """Return the scripts of a page's head without the one that would load its modules."""
    return SHIM.sub("", head) if REPAIRS["native_modules"].applies else head


def addresses() -> dict[str, str]:
    """Return the scripts that the head of each page loads, by name: their addresses on the server."""
    return {name: f"{ROUTE}/{name}.js" for name, repair in REPAIRS.items() if repair.applies}
