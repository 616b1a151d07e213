"""A repair of Panel in the browser: a component writes back only what it changed itself; see the script.

It replaces text that Panel compiles, and so it has to be in the page before anything is drawn.
"""

from __future__ import annotations

from pathlib import Path

from apps.ui.repairs import Repair

REPAIR = Repair(
    "components that wrote old values over new ones", "panel", "1.9", ("panel.custom:ReactComponent",)
)
ROUTE = "early"
DIRECTORY = Path(__file__).with_name(ROUTE)


def scripts() -> dict[str, str]:
    """Return the scripts that the head of each page loads, by name: their addresses on the server."""
    return {"react_state": f"{ROUTE}/react_state.js"} if REPAIR.applies else {}
