"""The table of links in the paper's two blocks: hover or focus shows a link, a click or Enter picks it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import param
from panel.custom import JSComponent

from apps.ui.scripts import script
from apps.ui.style import LINE
from engine.words import phrase, tr
from viz.numbers import number
from viz.view.account import BLOCKS, AccountView, Hit

COLUMNS = {"x": phrase("x at t−1"), "arrow": "", "y": phrase("y at t"), "alpha": phrase("α (bits)")}
STYLE = f"""
:host {{ display: block; overflow: auto; }}
table {{ width: 100%; border-collapse: collapse; font-size: .812rem; line-height: 1.35; }}
th, td {{ padding: 4px 8px; text-align: left; overflow-wrap: anywhere; border-bottom: 1px solid {LINE}; }}
thead th {{ font-size: .75rem; font-weight: 500; opacity: .75; }}
tbody th {{ padding-top: 12px; font-size: .812rem; }}
.x {{ text-align: right; width: 38%; }}
.arrow {{ text-align: center; width: 24px; padding: 4px 0; }}
.y {{ width: 30%; }}
.alpha {{ text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }}
.none {{ font-style: italic; }}
tr[data-link] {{ cursor: pointer; }}
tr.hovered td {{ background: var(--phi-hover); }}
tr.picked td {{ background: var(--phi-picked); font-weight: 700; }}
tr.picked td:first-child {{ box-shadow: inset 3px 0 0 var(--phi-focus); }}
tr:focus-visible {{ outline: 2px solid var(--phi-focus); outline-offset: -2px; }}
.candidate {{ padding: 0 2px; border-radius: 3px; }}
tr:is(.picked, .hovered) .candidate.shown {{ text-decoration: underline; text-underline-offset: 3px; }}
.candidate:hover {{ background: var(--phi-pressed); }}
"""


class LinkTable(JSComponent):
    """The links of an account as rows that can be picked and hovered.

    Parameters
    ----------
    pick : callable
        Called with the link and candidate that is picked. Messages of the browser are checked first.
    hover : callable
        Called with the link and candidate that is hovered, or None.
    """

    rows = param.List(default=[], doc="Dicts: link, side, here, found (candidates), alpha, whole, about.")
    picked = param.List(default=[], doc="Indices of link and candidate, or empty; `hovered` likewise.")
    hovered = param.List(default=[])
    empty = param.String(default="…", doc="The text of a block without links.")
    titles = param.Dict(default=BLOCKS)
    columns = param.Dict(default=COLUMNS)

    _esm = script(Path(__file__).with_name("links_table.js"))
    _stylesheets: ClassVar[list[str]] = [STYLE]

    def __init__(
        self, pick: Callable[[Hit], object], hover: Callable[[Hit | None], object], **params: Any
    ) -> None:
        super().__init__(**params)
        self._pick, self._hover = pick, hover

    def list_links(self, view: AccountView) -> None:
        """Show the links of an account."""
        rows = [
            {
                "link": row.index,
                "side": row.direction,
                "here": row.x if row.direction == "effect" else row.y,
                "found": list(row.candidates),
                "alpha": number(row.alpha),
                "whole": repr(float(row.alpha)),
                "about": f"{row.x} {row.arrow} {row.y}, {_alpha(row.alpha)}",
            }
            for row in view.rows
        ]
        self.param.update(empty=tr("none"), rows=rows)

    def _handle_msg(self, data: Any) -> None:
        if not isinstance(data, dict):
            return
        if "hover" in data:
            self._hover(self._checked(data["hover"]))
        elif (hit := self._checked(data.get("pick"))) is not None:
            self._pick(hit)

    def _checked(self, hit: Any) -> Hit | None:
        """Return a link and candidate of the table, None if the message holds none."""
        if not isinstance(hit, list) or len(hit) != 2 or not all(type(each) is int for each in hit):
            return None
        link, candidate = hit
        known = 0 <= link < len(self.rows) and 0 <= candidate < len(self.rows[link]["found"])
        return (link, candidate) if known else None


def _alpha(alpha: float) -> str:
    return tr("α = {alpha} bits", alpha=number(alpha))
