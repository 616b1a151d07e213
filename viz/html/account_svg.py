"""A causal account as a small SVG, for pages that show many accounts side by side.

Building such a page of Bokeh plots took 2.3 s of processor time, as measured; SVG takes next to none.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from viz.shapes.strands import HEAD, SET_EDGE, strands, ties_to_members
from viz.view.letters import elided

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viz.shapes.strands import Strand
    from viz.theme import Theme
    from viz.view.account import AccountView
    from viz.view.columns import OccurrenceMark

WIDE, HIGH = 200, 190
LEFT, RIGHT, BOTTOM, TOP = -0.14, 1.14, -0.12, 1.18
# Discs and arrowheads are as large as in a picture of a page's width: they take a larger share of this one.
SCALE = 2.0
RADIUS = 13
LONGEST = 9  # letters of a unit or of units that stand together
DASHES = {"effect": "", "cause": " stroke-dasharray='7 3'"}


def svg(view: AccountView, theme: Theme) -> str:
    """Return an account as SVG text.

    Parameters
    ----------
    view
        The account; its sentence for screen readers becomes the label of the picture.
    theme
        Colours and font.

    Returns
    -------
    str
        An ``<svg>`` element as wide as its container.
    """
    drawn = strands(view, (0.28, 0.12), SCALE)
    parts = [_path(path, theme.rest, 1) for path in ties_to_members(view)]
    parts += [part for strand in drawn for part in _strand(strand, theme)]
    parts += [_set(spot, theme) if spot.is_set else _unit(spot, theme) for spot in view.spots]
    for strand in drawn:
        if strand.text_at is not None:
            parts.append(_text(_at(*strand.text_at), strand.mark.text, _colors(theme, strand)[1], theme))
    for x, name, color in ((0.0, "t−1", theme.before_label), (1.0, "t", theme.after_label)):
        parts.append(_text(_at(x, 1.13), name, color, theme))
    label = escape(view.screen_text, quote=True)
    return (
        f"<svg role='img' aria-label='{label}' viewBox='0 0 {WIDE} {HIGH}' width='100%' "
        f"style='max-height:{HIGH + 40}px' font-family=\"{escape(theme.font)}\" font-size='11'>"
        f"{''.join(parts)}</svg>"
    )


def _at(x: float, y: float) -> tuple[float, float]:
    """Return a point of the account's unit square in the units of the SVG, y down."""
    return round((x - LEFT) / (RIGHT - LEFT) * WIDE, 2), round((TOP - y) / (TOP - BOTTOM) * HIGH, 2)


def _colors(theme: Theme, strand: Strand) -> tuple[str, str]:
    """Return the colours of a link's line and of its text."""
    if strand.mark.direction == "effect":
        return theme.after, theme.after_label
    return theme.before, theme.before_label


def _path(points: Iterable[Iterable[float]], color: str, width: float, dash: str = "") -> str:
    way = " ".join(f"{x},{y}" for x, y in (_at(*point) for point in points))
    return f"<polyline points='{way}' fill='none' stroke='{color}' stroke-width='{width:g}'{dash}/>"


def _strand(strand: Strand, theme: Theme) -> Iterable[str]:
    color, width = _colors(theme, strand)[0], 1.2 + 2.8 * strand.mark.strength
    for i, path in enumerate(strand.paths):
        yield _path(path, color, width, DASHES[strand.mark.direction] if i == 0 else "")
    if strand.brace is not None:
        yield _path(strand.brace, color, 1.2)
    for x, y, side in strand.heads:
        (tip, level), half = _at(x, y), 3 + width / 2
        base = _at(x - side * SCALE * HEAD, y)[0]
        corners = f"{tip},{level} {base},{level - half:g} {base},{level + half:g}"
        yield f"<polygon points='{corners}' fill='{color}'/>"


def _unit(spot: OccurrenceMark, theme: Theme) -> str:
    x, y = _at(spot.x, spot.y)
    edge = theme.background_unit if spot.background else getattr(theme, spot.column)
    shown = elided(spot.text, LONGEST)
    size = min(11.0, 38 / len(shown))
    return (
        f"<circle cx='{x}' cy='{y}' r='{RADIUS}' fill='{theme.unit_fill(spot.level, spot.background)}' "
        f"stroke='{edge}' stroke-width='1.5'/><text x='{x}' y='{y}' dy='.35em' text-anchor='middle' "
        f"font-size='{size:g}' fill='{theme.unit_text(spot.level)}'>"
        f"{_hint(spot.text)}{escape(shown)}</text>"
    )


def _set(spot: OccurrenceMark, theme: Theme) -> str:
    side = 1 if spot.column == "before" else -1
    x, y = _at(spot.x + side * SET_EDGE, spot.y)
    shown = elided(spot.text, LONGEST)
    wide = 7 * len(shown) + 8
    left = x - wide if side > 0 else x
    return (
        f"<rect x='{left:g}' y='{y - 9:g}' width='{wide}' height='18' rx='8' fill='{theme.background}' "
        f"stroke='{getattr(theme, spot.column)}'/><text x='{left + wide / 2:g}' y='{y}' dy='.35em' "
        f"text-anchor='middle' fill='{getattr(theme, spot.column + '_label')}'>"
        f"{_hint(spot.text)}{escape(shown)}</text>"
    )


def _hint(text: str) -> str:
    return f"<title>{escape(text)}</title>" if len(text) > LONGEST else ""


def _text(place: tuple[float, float], text: str, color: str, theme: Theme) -> str:
    x, y = place
    return (
        f"<text x='{x}' y='{y}' dy='.35em' text-anchor='middle' fill='{color}' stroke='{theme.background}' "
        f"stroke-width='4' paint-order='stroke'>{escape(text)}</text>"
    )
