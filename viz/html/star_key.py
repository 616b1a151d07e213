"""The key of a constellation as HTML: each kind of star beside its name. All text is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from viz.shapes.stars import KINDS, corners, kinds_of, star_look

if TYPE_CHECKING:
    from viz.shapes.stars import Kind
    from viz.theme import Theme
    from viz.view.constellation import ConstellationView

SIGNS = {"×": "M-2.5-2.5 2.5 2.5M-2.5 2.5 2.5-2.5", "+": "M-3 0H3M0-3V3"}
CROSS = "M-5 0H5M0-5V5"


def star_key(view: ConstellationView, theme: Theme) -> str:
    """Return the kinds of stars of a picture with their names, in one line."""
    return " ".join(
        f"<span style='white-space: nowrap; margin-right: 12px'>{_symbol(kind, theme)} "
        f"{escape(KINDS[kind])}</span>"
        for kind in kinds_of(view)
    )


def _symbol(kind: Kind, theme: Theme) -> str:
    look = star_look(theme, kind)
    stroke = f"stroke='{look.edge}' fill='none' stroke-width='1.5'"
    if kind[0] == "null":
        shapes = f"<path d='{CROSS}' {stroke}/>"
    else:
        points = " ".join(f"{x:.1f},{-y:.1f}" for x, y in corners((0.0, 0.0), 7.5))
        dashes = " stroke-dasharray='2 1.5'" if look.dashed else ""
        shapes = f"<polygon points='{points}' fill='{look.fill}' stroke='{look.edge}'{dashes}/>"
        if look.sign:
            shapes += f"<path d='{SIGNS[look.sign]}' {stroke}/>"
    return (
        "<svg width='16' height='16' viewBox='-8 -8 16 16' style='vertical-align: -3px' aria-hidden='true'>"
        f"{shapes}</svg>"
    )
