"""The mouse and the keyboard on the drawing: which link the unit or edge there is about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from panel.custom import JSComponent

if TYPE_CHECKING:
    from engine.causation import Account
    from viz.view.account import Hit

PARTS = 2


class Watch(JSComponent):
    """Invisible; tells which unit or edge of the page is under the mouse or has the focus."""

    _esm = Path(__file__).with_name("causation_hover.js")

    def __init__(self, tell: Callable[[str, str], object], **params: Any) -> None:
        super().__init__(**({"width": 0, "height": 0, "margin": 0} | params))
        self._tell = tell

    def _handle_msg(self, data: Any) -> None:
        ends = data.get("ends") if isinstance(data, dict) else None
        if not isinstance(ends, list) or not all(isinstance(end, str) for end in ends):
            return
        before, after = ends if len(ends) == PARTS else ("", "")
        self._tell(before, after)


def link_between(account: Account, before: str, after: str) -> Hit | None:
    """Return the link that is most about a unit at t-1, one at t, or both; an empty label stands for any.

    What begins at the unit is more about it than what leads to it, few units more than many, and an effect
    more than a cause.
    """
    found: list[tuple[bool, int, Hit]] = []
    for index, link in enumerate(account.links):
        for candidate, units in enumerate(link.candidates):
            is_effect = link.direction == "effect"
            past, future = (link.occurrence, units) if is_effect else (units, link.occurrence)
            if (not before or before in past) and (not after or after in future):
                elsewhere = link.occurrence != ((before,) if is_effect else (after,))
                found.append((elsewhere, len(past) + len(future), (index, candidate)))
    return min(found)[2] if found and (before or after) else None
