"""The substrate as a figure: units, arrows, regions, the cut and the key of weights."""

from __future__ import annotations

from dataclasses import dataclass
from math import degrees
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon

from viz.paper.page import POINT_MM, PRINT, SMALL, Medium, fitted, fold, page, paragraph, text_mm, write
from viz.shapes.labels import Wish, spread
from viz.shapes.ladder import rungs
from viz.shapes.lettering import LINE
from viz.shapes.sketch import MOST_SCISSORS, SCISSORS, SIDE, sketch
from viz.view.letters import brief

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.figure import Figure
    from numpy.typing import ArrayLike, NDArray

    from viz.paper.page import PageAxes
    from viz.shapes.sketch import Arrow, CutStroke, Outline, Sketch
    from viz.theme import Theme
    from viz.view.substrate import KeyLine, SubstrateView, UnitMark

KEY_MM = 16.0
"""Width of the key of weights."""
LARGEST = 0.17
"""Most millimetres per unit of the sketch, so that two units do not fill a whole column."""
MANY = 24
"""From more units on a figure is as wide as it may be, its arrows are thin and long ones faint."""
MANY_LARGEST = 0.56
"""Most millimetres per unit of the sketch then."""
FULL_TEXTS = 8
"""Most regions whose texts name their units."""
SCISSORS_MM = 3.9
"""Scissors that would stand nearer to others, or to the number of a part, are not drawn."""
LONG = 0.14
"""Of the side of the sketch: longer arrows of many units are faint."""
LETTER = 8.5
"""Width of a letter of a region's text, in the units of the sketch at the usual scale."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Axes, and the conversion from the units of the sketch to their millimetres."""

    axes: PageAxes
    scale: float
    """Millimetres per unit of the sketch."""
    origin: tuple[float, float]
    """The origin of the sketch on the page, in millimetres."""

    @property
    def theme(self) -> Theme:
        """The theme of the axes."""
        return self.axes.theme

    def mm(self, points: ArrayLike) -> NDArray[np.float64]:
        """Return points of the sketch in millimetres, an array of the same shape (…, 2)."""
        return np.asarray(points, dtype=np.float64) * self.scale + self.origin


def draw(
    view: SubstrateView,
    width_mm: float = 85,
    medium: Medium = PRINT,
    numbers: Mapping[str, int] | None = None,
) -> Figure:
    """Draw a substrate.

    Parameters
    ----------
    view
        The substrate.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.
    numbers
        Unit -> number of its part. If it is given, even empty, only the first cut connections have scissors;
        all are dashed.

    Returns
    -------
    Figure
        Units, arrows, regions, the cut with scissors, and the key of weights.
    """
    shapes = sketch(view, LETTER)
    left, right, bottom, top = shapes.bounds
    key_mm = KEY_MM if view.key else 0.0
    notes = fold(view.note, width_mm - 4, SMALL)
    note_mm = 2.75 * len(notes) + 1.25 if notes else 0.0
    most = MANY_LARGEST if len(view.units) > MANY else LARGEST
    scale = min((width_mm - 4 - key_mm) / (right - left), most)
    wide, high = (right - left) * scale, (top - bottom) * scale
    height = max(high + 4, 3.6 * len(view.key) + 5) + note_mm
    figure, axes = page(width_mm, height, view.caption, medium)
    origin = (
        (width_mm - key_mm - wide) / 2 - left * scale,
        note_mm + (height - note_mm - high) / 2 - bottom * scale,
    )
    _shapes(Pen(axes, scale, origin), shapes, numbers)
    for i, line in enumerate(view.key):
        _key_line(axes, line, width_mm - KEY_MM, height - 3.5 - 3.6 * i)
    paragraph(axes, 2, 2.75 * len(notes) - 0.75, notes)
    return figure


def _shapes(pen: Pen, shapes: Sketch, numbers: Mapping[str, int] | None) -> None:
    for order, outline in enumerate(shapes.outlines):
        _outline(pen, outline, 0.1 * order)
    for arrow in shapes.arrows:
        _arrow(pen, arrow, arrow.mark.cut, len(shapes.units) > MANY)
    for mark, spot in shapes.units:
        _unit(pen, mark, spot, shapes.radius)
        if numbers and mark.label in numbers:
            _badge(pen, spot, shapes.radius, numbers[mark.label])
    _texts(pen, shapes, _scissors(pen, shapes, numbers))


def _scissors(pen: Pen, shapes: Sketch, numbers: Mapping[str, int] | None) -> list[NDArray[np.float64]]:
    """Draw the scissors and return where they stand: the dashes say which edges are cut, these only why."""
    badges = [
        pen.mm(np.asarray(spot) + 0.82 * shapes.radius)
        for mark, spot in shapes.units
        if numbers and mark.label in numbers
    ]
    standing: list[NDArray[np.float64]] = []
    for cut in shapes.cuts[: None if numbers is None else MOST_SCISSORS]:
        at = pen.mm(cut.start)
        if all(np.hypot(*(at - other)) >= SCISSORS_MM for other in (*badges, *standing)):
            standing.append(at)
            _cut(pen, cut)
    return standing


def _texts(pen: Pen, shapes: Sketch, scissors: list[NDArray[np.float64]]) -> None:
    """Write the texts of regions, and beside their units the names that are too long for these."""
    (left, right), (bottom, top) = pen.axes.get_xlim(), pen.axes.get_ylim()
    high, r = LINE * pen.theme.font_size * POINT_MM, shapes.radius * pen.scale
    looks: list[tuple[str, str, float]] = []
    wishes: list[Wish] = []
    many, brief_texts = len(shapes.units) > MANY, len(shapes.outlines) > FULL_TEXTS
    for outline in shapes.outlines:
        x, y = (float(v) for v in pen.mm(outline.text_at))
        if brief_texts:
            middle, above = outline.path[:, 0].mean(), outline.path[:, 1].max()
            x, y = (float(v) for v in pen.mm((middle, above)))
            y += 0.6 * high
        text = outline.mark.text.split(" = ")[-1] if brief_texts else outline.mark.text
        said, size = fitted(text, right - left - 2, pen.theme.font_size)
        looks.append((said, pen.theme.region(outline.mark.kind)[1], size))
        wishes.append(Wish(x, y, text_mm(said, size), high, firm=True))
    for mark, spot in shapes.units:
        if _inside(mark, r)[0] == mark.text:
            continue
        x, y = (float(v) for v in pen.mm(spot))
        said = brief(mark.text)
        wide, away = text_mm(said, SMALL), r + 0.6 * high
        beside = r + 0.5 + wide / 2
        others = ((x, y + away), (x + beside, y), (x - beside, y))
        looks.append((said, pen.theme.text, SMALL))
        wishes.append(Wish(x, y - away, wide, high, others, firm=not many))
    middles = [pen.mm(spot) for _, spot in shapes.units]
    walls = [(float(at[0]), float(at[1]), 2 * r, 2 * r) for at in middles]
    kept = [(float(at[0]), float(at[1]), 3.8, 3.8) for at in scissors]
    places = spread(wishes, walls, (left + 0.3, max(bottom, 0.0), right - 0.3, top), 0.2, kept)
    box = {"facecolor": pen.theme.background, "edgecolor": "none", "pad": 0.2, "alpha": 0.75}
    for (said, color, size), wish, place in zip(looks, wishes, places, strict=True):
        # Among many units a name that stands apart could be that of another.
        if place is not None and (wish.firm or np.hypot(place[0] - wish.x, place[1] - wish.y) <= 2.4 * high):
            write(pen.axes, *place, said, size=size, color=color, bbox=box, zorder=7)


def _inside(mark: UnitMark, radius_mm: float) -> tuple[str, float]:
    """Return what of its name stands in a unit, and the size of the type."""
    return fitted(mark.text, 1.75 * radius_mm, min(8.0, max(4.2 * radius_mm, SMALL)))


def _outline(pen: Pen, outline: Outline, order: float) -> None:
    """Draw the outline of a region above those of smaller `order`."""
    fill, edge = pen.theme.region(outline.mark.kind)
    dotted = outline.mark.kind == "excluded" and pen.theme.patterned
    dashed = (0, (1, 1.4)) if dotted else (0, (3, 2))
    style = "solid" if outline.mark.kind in {"complex", "macro"} else dashed
    pen.axes.add_patch(
        Polygon(
            pen.mm(outline.path),
            facecolor=fill or "none",
            edgecolor=edge,
            linestyle=style,
            linewidth=0.8,
            joinstyle="round",
            zorder=1 + order,
        )
    )
    for rung in rungs(outline):
        ends = pen.mm(rung)
        pen.axes.add_line(Line2D(ends[:, 0], ends[:, 1], color=edge, linewidth=1.1, zorder=1.05 + order))


def _arrow(pen: Pen, arrow: Arrow, dashed: bool, many: bool = False) -> None:
    color = pen.theme.inhibitory if arrow.mark.inhibitory else pen.theme.excitatory
    path = pen.mm(arrow.path)
    width = _stroke(arrow.mark.strength)
    if many:
        width *= 0.3
        color = pen.theme.rest if np.hypot(*(arrow.path[-1] - arrow.path[0])) > LONG * SIDE else color
    if arrow.mark.odd:
        halo = {"color": pen.theme.link, "linewidth": width + 3, "alpha": 0.6, "zorder": 2.5}
        pen.axes.add_line(Line2D(path[:, 0], path[:, 1], **halo))
    pen.axes.add_line(
        Line2D(
            path[:, 0],
            path[:, 1],
            color=color,
            linewidth=width,
            linestyle=(0, (3, 1.6)) if dashed else "solid",
            solid_capstyle="butt",
            dash_capstyle="butt",
            zorder=3,
        )
    )
    pen.axes.add_patch(Polygon(pen.mm(arrow.head), facecolor=color, edgecolor="none", zorder=4))


def _stroke(strength: float) -> float:
    return 0.4 + 1.4 * strength


def _unit(pen: Pen, mark: UnitMark, spot: tuple[float, float], radius: float) -> None:
    x, y = pen.mm(spot)
    r = radius * pen.scale
    edge = pen.theme.background_unit if mark.background else pen.theme.outline
    fill = pen.theme.unit_fill(mark.level, mark.background)
    pen.axes.add_patch(Circle((x, y), r, facecolor=fill, edgecolor=edge, linewidth=0.6, zorder=5))
    if mark.odd:
        ring = {"edgecolor": pen.theme.link, "linewidth": 1.2, "linestyle": "dotted", "zorder": 6}
        pen.axes.add_patch(Circle((x, y), 1.3 * r, facecolor="none", **ring))
    text, size = _inside(mark, r)
    if text == mark.text:
        write(pen.axes, x, y - 0.05 * r, text, size=size, color=pen.theme.unit_text(mark.level), zorder=6)
    if mark.background:
        _pin(pen.axes, x + 0.75 * r, y + 0.75 * r, 0.3 * r)


def _badge(pen: Pen, spot: tuple[float, float], radius: float, number: int) -> None:
    """Write the number of its part beside a unit, at the same place as on screen."""
    x, y = pen.mm(np.asarray(spot) + 0.82 * radius)
    size = max(0.42 * radius * pen.scale, 1.45)
    looks = {
        "facecolor": pen.theme.background,
        "edgecolor": pen.theme.system,
        "linewidth": 0.5,
        "zorder": 6.5,
    }
    pen.axes.add_patch(Circle((x, y), size, **looks))
    write(pen.axes, x, y - 0.05 * size, str(number), size=max(3.6 * size, SMALL), zorder=6.6)


def _pin(axes: PageAxes, x: float, y: float, size: float) -> None:
    """Draw a push-pin: background units are fixed in their state."""
    axes.add_line(Line2D([x - size, x], [y - size, y], color=axes.theme.muted, linewidth=0.6, zorder=6))
    axes.add_patch(Circle((x, y), 0.6 * size, facecolor=axes.theme.muted, edgecolor="none", zorder=6))


def _cut(pen: Pen, cut: CutStroke) -> None:
    ends = pen.mm([cut.start, cut.end])
    pen.axes.add_line(
        Line2D(ends[:, 0], ends[:, 1], color=pen.theme.cut, linewidth=1, linestyle=(0, (2.5, 1.5)), zorder=7)
    )
    write(pen.axes, ends[0, 0], ends[0, 1], SCISSORS, size=8, rotation=degrees(cut.angle), zorder=7)


def _key_line(axes: PageAxes, line: KeyLine, x: float, y: float) -> None:
    """Draw a short arrow of one weight, and write the weight."""
    color = axes.theme.inhibitory if line.inhibitory else axes.theme.excitatory
    width, head = _stroke(line.strength), 0.6 + 0.5 * line.strength
    axes.add_line(Line2D([x, x + 5], [y, y], color=color, linewidth=width, solid_capstyle="butt"))
    if line.inhibitory:
        axes.add_patch(Circle((x + 5, y), 0.75 * head, facecolor=color, edgecolor="none"))
    else:
        corners = [(x + 6, y), (x + 6 - 1.6 * head, y + 0.8 * head), (x + 6 - 1.6 * head, y - 0.8 * head)]
        axes.add_patch(Polygon(corners, facecolor=color, edgecolor="none"))
    write(axes, x + 7.2, y, line.text, size=6, ha="left")
