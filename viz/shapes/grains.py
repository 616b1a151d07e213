"""How systems of each grain look in the picture of φ_s by grain: a shape and a colour for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viz.theme import BASINS

if TYPE_CHECKING:
    from engine.grain.records import Kind
    from viz.theme import Theme

MARKERS: dict[Kind, str] = {"micro": "circle", "units": "square", "updates": "triangle", "both": "diamond"}
"""Bokeh's names of the shapes."""
PRINTED: dict[Kind, str] = {"micro": "o", "units": "s", "updates": "^", "both": "D"}
"""Matplotlib's names of the same shapes."""
SIGNS: dict[Kind, str] = {"micro": "●", "units": "■", "updates": "▲", "both": "◆"}
"""The shapes in a line of text."""
_COLOURS: dict[Kind, str] = {"units": BASINS[0], "updates": BASINS[1], "both": BASINS[2]}
_ON_DARK: dict[Kind, str] = {"units": BASINS[4], "updates": BASINS[1], "both": BASINS[2]}


def grain_colour(theme: Theme, kind: Kind) -> str:
    """Return the colour of a grain; in print without colours the shape alone tells it."""
    if theme.patterned or kind == "micro":
        return theme.muted
    return (_ON_DARK if theme.dark else _COLOURS)[kind]
