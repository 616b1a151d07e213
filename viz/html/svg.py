"""The drawing of a substrate or of a partition as SVG text.

The shapes come from `viz.shapes.sketch`, as in the plots; all text is escaped.
"""

from __future__ import annotations

from html import escape
from math import cos, degrees, sin
from typing import TYPE_CHECKING

from engine.words import tr
from viz.shapes.ladder import rungs
from viz.shapes.lettering import width
from viz.shapes.sketch import MOST_SCISSORS, SCISSORS, sketch
from viz.view.letters import brief

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viz.shapes.sketch import Arrow, CutStroke, Outline, Sketch
    from viz.theme import Theme
    from viz.view.substrate import SubstrateView, UnitMark

Presses = dict["str | tuple[str, str]", tuple[str, str]]
"""Unit or (source, target) -> (action, label) of a shape that can be pressed."""
PARTS = 50
"""How far the outline of a part and its text reach beyond a unit, in the units of the sketch."""
DASH = "7 5"
"""Dashes of a connection that is cut."""
RINGS = ("", "5 3", "2 3", "9 3 2 3")
"""Dashes of the outlines of parts 1, 2, 3, …, which tell them apart without colour."""


def drawing(
    view: SubstrateView,
    theme: Theme,
    numbers: Mapping[str, int] | None = None,
    presses: Presses | None = None,
) -> str:
    """Return the drawing of a substrate as SVG text.

    Parameters
    ----------
    view
        The substrate.
    theme
        Colours and font.
    numbers
        Unit -> number of its part, written beside the unit.
    presses
        Unit or (source, target) -> (action, label). Such a unit or connection becomes a button that has the
        action in its attribute ``data-act``; screen readers read the label.

    Returns
    -------
    str
        An ``<svg>`` element.
    """
    shapes = sketch(view)
    left, right, bottom, top = _roomy(shapes) if presses else shapes.bounds
    body = [
        *(_outline(outline, theme, k) for k, outline in enumerate(shapes.outlines)),
        *(_arrow(arrow, theme, presses or {}) for arrow in shapes.arrows),
        *(_cut(cut, theme) for cut in shapes.cuts[:MOST_SCISSORS]),
        *(_unit(*unit, shapes.radius, theme, numbers or {}, presses or {}) for unit in shapes.units),
    ]
    role = "group" if presses else "img"
    return (
        f"<svg role='{role}' aria-label='{escape(_description(view, shapes))}' "
        f"viewBox='{left:.1f} {-top:.1f} {right - left:.1f} {top - bottom:.1f}' "
        f"style='max-width:{right - left:.0f}px;width:100%' "
        f"font-family='{escape(theme.font)}'>{''.join(body)}</svg>"
    )


def _roomy(shapes: Sketch) -> tuple[float, float, float, float]:
    """Return bounds with room for parts around any units: what is pressed must not move under the pointer."""
    reach = shapes.radius + PARTS
    xs, ys = zip(*(at for _, at in shapes.units), strict=True)
    left, right, bottom, top = shapes.bounds
    return (
        min(left, min(xs) - reach),
        max(right, max(xs) + reach),
        min(bottom, min(ys) - reach),
        max(top, max(ys) + reach),
    )


def _description(view: SubstrateView, shapes: Sketch) -> str:
    """Return the label of the picture for screen readers: the state, the parts, the cut connections."""
    ends = [(_bare(a.mark.source), _bare(a.mark.target)) for a in shapes.arrows if a.mark.cut]
    cut = [tr("{source} to {target}", source=source, target=target) for source, target in ends]
    said = [f"{view.state}."]
    if view.regions:
        said.append(tr("{n} parts.", n=len(view.regions)))
    said.append(tr("Cut: {cut}.", cut=", ".join(cut) or tr("no connection that is drawn")))
    return " ".join(said)


def _bare(key: str) -> str:
    """Return the label of a unit from its key in the drawing of a mechanism's partition."""
    return key.removeprefix("m:").removeprefix("z:")


def _points(path) -> str:
    return " ".join(f"{x:.1f},{-y:.1f}" for x, y in path)


def _outline(outline: Outline, theme: Theme, k: int) -> str:
    _, edge = theme.region(outline.mark.kind)
    x, y = outline.text_at
    ladder = "".join(
        f"<line x1='{a[0]:.1f}' y1='{-a[1]:.1f}' x2='{b[0]:.1f}' y2='{-b[1]:.1f}' stroke='{edge}' "
        "stroke-width='2.5'/>"
        for a, b in rungs(outline)
    )
    return (
        f"<polygon class='part' points='{_points(outline.path)}' fill='none' stroke='{edge}' "
        f"stroke-width='1.6' stroke-dasharray='{RINGS[k % len(RINGS)]}'/>{ladder}"
        f"<text x='{x:.1f}' y='{-y + 4:.1f}' text-anchor='middle' font-size='13' fill='{edge}'>"
        f"{escape(outline.mark.text)}</text>"
    )


def _arrow(arrow: Arrow, theme: Theme, presses: Presses) -> str:
    mark = arrow.mark
    press = presses.get((mark.source, mark.target))
    # The line is too thin to hit with a pointer: a wide transparent one lies under it.
    reach = (
        f"<polyline points='{_points(arrow.path)}' fill='none' stroke='transparent' stroke-width='18'/>"
        if press
        else ""
    )
    color = theme.inhibitory if mark.inhibitory else theme.excitatory
    dash, kind = (f" stroke-dasharray='{DASH}'", " cut") if mark.cut else ("", "")
    return (
        f"<g class='edge{kind}'{_press(press)}>{reach}"
        f"<polyline points='{_points(arrow.path)}' fill='none' stroke='{color}' "
        f"stroke-width='{0.8 + 2.4 * mark.strength:.1f}'{dash}/>"
        f"<polygon points='{_points(arrow.head)}' fill='{color}'/></g>"
    )


def _cut(cut: CutStroke, theme: Theme) -> str:
    (x0, y0), (x1, y1) = cut.start, cut.end
    x, y = x0 + 9 * cos(cut.angle), y0 + 9 * sin(cut.angle)
    return (
        f"<g class='scissors' pointer-events='none'>"
        f"<line x1='{x0:.1f}' y1='{-y0:.1f}' x2='{x1:.1f}' y2='{-y1:.1f}' "
        f"stroke='{theme.cut}' stroke-width='2' stroke-dasharray='3 3'/>"
        f"<text transform='translate({x:.1f} {-y:.1f}) rotate({-degrees(cut.angle) + 180:.0f})' "
        f"text-anchor='middle' dy='6' font-size='18' fill='{theme.cut}'>{SCISSORS}</text></g>"
    )


def _unit(
    unit: UnitMark,
    spot: tuple[float, float],
    radius: float,
    theme: Theme,
    numbers: Mapping[str, int],
    presses: Presses,
) -> str:
    x, y = spot[0], -spot[1]
    edge = theme.background_unit if unit.background else theme.outline
    press = presses.get(unit.label)
    # A name that is too long for the disc stands below it.
    inside = width(unit.text, 15, bold=True) <= 1.9 * radius
    size, drop, ink = (15, 5, theme.unit_text(unit.level)) if inside else (12, radius + 13, theme.text)
    badge = ""
    if unit.label in numbers:
        bx, by = x + 0.82 * radius, y - 0.82 * radius
        badge = (
            f"<circle cx='{bx:.1f}' cy='{by:.1f}' r='8' fill='{theme.background}' stroke='{theme.system}'/>"
            f"<text x='{bx:.1f}' y='{by + 4:.1f}' text-anchor='middle' font-size='11' fill='{theme.text}'>"
            f"{numbers[unit.label]}</text>"
        )
    return (
        f"<g class='unit'{_press(press)}><circle cx='{x:.1f}' cy='{y:.1f}' r='{radius:.1f}' "
        f"fill='{theme.unit_fill(unit.level, unit.background)}' stroke='{edge}' stroke-width='1.4'/>"
        f"<title>{escape(unit.text)}</title>"
        f"<text x='{x:.1f}' y='{y + drop:.1f}' text-anchor='middle' font-size='{size:.3g}' font-weight='600' "
        f"fill='{ink}'>{escape(brief(unit.text))}</text>{badge}</g>"
    )


def _press(press: tuple[str, str] | None) -> str:
    """Return the attributes that make a shape a button; none if it is not to be pressed."""
    if press is None:
        return ""
    action, said = map(escape, press)
    return f" data-act='{action}' role='button' tabindex='0' aria-label='{said}'"
