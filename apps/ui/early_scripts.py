"""Repairs of Panel and Bokeh in the browser, in the page before anything is drawn; see the scripts.

Each script of the folder `early` repairs one thing; it is in the head of every page while its repair applies.
"""

from __future__ import annotations

from pathlib import Path

from apps.ui.repairs import Repair

REPAIRS = {
    "react_state": Repair(
        "components that wrote old values over new ones", "panel", "1.9", ("panel.custom:ReactComponent",)
    ),
    "hidden_layout": Repair("parts laid out while they are hidden", "bokeh", "3.9", ("bokeh.models:Column",)),
    "undrawn_text": Repair(
        "texts that change before they are drawn", "panel", "1.9", ("panel.models.markup:HTML",)
    ),
}
ROUTE = "early"
DIRECTORY = Path(__file__).with_name(ROUTE)


def addresses() -> dict[str, str]:
    """Return the scripts that the head of each page loads, by name: their addresses on the server."""
    return {name: f"{ROUTE}/{name}.js" for name, repair in REPAIRS.items() if repair.applies}
