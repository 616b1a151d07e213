"""The units and sets of units of a causal account on screen: rows for the columns of their glyphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.words import tr
from viz.screen.frame import px
from viz.shapes.lettering import shortened, width
from viz.shapes.strands import SET_EDGE, written_sets
from viz.view.letters import brief

if TYPE_CHECKING:
    from viz.theme import Theme
    from viz.view.account import AccountView
    from viz.view.columns import OccurrenceMark

NARROWEST, LOWEST, DISC, SET = 330.0, 215.0, 32, 48.0
"""In pixels: least width and height of the unit square, width of a unit, most room for a set of units."""
SET_HIGH = 2.1
"""Height of the box of a set, as a multiple of the size of its type."""
HEADINGS = ((0.0, "t−1", "before"), (1.0, "t", "after"))


def spot_rows(view: AccountView, theme: Theme) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of all units, sets and headings of an account.

    Parameters
    ----------
    view
        The account.
    theme
        Colours and type.

    Returns
    -------
    dict
        Name of a source -> its rows. Sets that have no room for their names are dots.
    """
    units = [spot for spot in view.spots if not spot.is_set]
    written = written_sets(view, SET_HIGH * theme.label_size / LOWEST)
    rows: dict[str, list[tuple[Any, ...]]] = {
        "units": [_unit(spot, theme) for spot in units],
        "pins": [(s.x, s.y, _below(s, theme), theme.muted) for s in units if _below(s, theme)],
        "names": [(x, 1.15, text, _colors(theme, name)[0]) for x, text, name in HEADINGS if view.spots],
        "dots": [],
    }
    for name, side in (("before", 1), ("after", -1)):
        sets = [spot for spot in view.spots if spot.is_set and spot.column == name]
        color, edge = _colors(theme, name)
        rows[name] = [
            (s.x + side * SET_EDGE, s.y, _short(s.text, theme), color, edge) for s in sets if s in written
        ]
        rows["dots"] += [(s.x + side * SET_EDGE, s.y, edge) for s in sets if s not in written]
    return rows


def set_width(text: str, theme: Theme) -> float:
    """Return the width of the box of a set of units, in pixels."""
    return width(_short(text, theme), theme.label_size) + 14


def _short(text: str, theme: Theme) -> str:
    """Return a set of units as there is room for it between the links and the discs."""
    return shortened(text, theme.label_size, SET)


def _unit(spot: OccurrenceMark, theme: Theme) -> tuple[Any, ...]:
    edge = theme.background_unit if spot.background else _colors(theme, spot.column)[1]
    fill = theme.unit_fill(spot.level, spot.background)
    # A name that is too long for the disc stands below it.
    text = spot.text if _inside(spot, theme) else ""
    return spot.x, spot.y, text, fill, edge, theme.unit_text(spot.level), px(theme.label_size)


def _inside(spot: OccurrenceMark, theme: Theme) -> bool:
    return width(spot.text, theme.label_size) <= DISC - 3


def _below(spot: OccurrenceMark, theme: Theme) -> str:
    """Return what stands below a unit: its name if the disc is too small, and whether it is fixed."""
    name = "" if _inside(spot, theme) else brief(spot.text, 9, 9)
    return " ".join(filter(None, [name, tr("fixed") if spot.background else ""]))


def _colors(theme: Theme, column: str) -> tuple[str, str]:
    """Return the colours of the texts and of the outlines in a column."""
    if column == "before":
        return theme.before_label, theme.before
    return theme.after_label, theme.after
