"""The constellation of IIT 3.0 as a figure: stars in concept space, and what the minimum cut moves."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Polygon

from engine.words import tr
from viz.numbers import number
from viz.paper.page import (
    POINT_MM,
    PRINT,
    SMALL,
    TITLE_MM,
    Medium,
    fold,
    page,
    paragraph,
    text_mm,
    write,
)
from viz.paper.titles import fold_title
from viz.shapes.lettering import LINE
from viz.shapes.stars import KINDS, corners, fitting, is_away, kinds_of, names, radius, star_look

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from viz.paper.page import PageAxes
    from viz.shapes.labels import Box
    from viz.shapes.stars import Kind
    from viz.view.constellation import ConstellationView, Flow, Point, StateAxis

TITLE_SIZE = 7.5
LONGEST = 62.0
"""Most millimetres of an axis."""
SIDE_MM = 9.0
"""Free on either side, for the names of the axes."""
BEYOND = 1.06
"""How far the lines of the axes go, so that a star at the end covers no name."""
STAR_MM = 2.6
LINE_MM = 2.75
MOST_MASSES = 12
"""Of more moves, the masses stand in the table only."""


@dataclass(frozen=True, slots=True)
class Sky:
    """Axes of the page, and the conversion from the picture to their millimetres."""

    axes: PageAxes
    scale: float
    origin: Point
    largest: float
    """Radius of the largest star."""

    def mm(self, at: Point) -> Point:
        """Return a point of the picture in millimetres."""
        return at[0] * self.scale + self.origin[0], at[1] * self.scale + self.origin[1]


def draw(view: ConstellationView, width_mm: float = 120, medium: Medium = PRINT) -> Figure:
    """Draw a constellation.

    Parameters
    ----------
    view
        The constellation.
    width_mm, medium
        Width of the figure in millimetres; its theme, caption, and the figure to draw it on, if there is one.

    Returns
    -------
    Figure
        Axes, stars with their names, lines along which the minimum cut moves φ, and a key.
    """
    corners_of = [(0.0, 0.0), *(axis.end for axis in view.axes), *_floor(view.axes)]
    xs, ys = ([each[i] for each in corners_of] for i in (0, 1))
    scale = min((width_mm - 2 * SIDE_MM) / (max(xs) - min(xs)), LONGEST)
    titles = fold_title(view.title, width_mm - 4, TITLE_SIZE)
    notes = [line for text in (view.cut, view.note) for line in fold(text, width_mm - 4, SMALL)]
    keys = _key_rows(view, width_mm)
    foot = LINE_MM * len(notes) + 4.2 * len(keys) + 7.5
    high = (max(ys) - min(ys)) * scale
    figure, sheet = page(width_mm, foot + high + 12 + TITLE_MM * len(titles), view.caption, medium)
    middle = (width_mm - (max(xs) + min(xs)) * scale) / 2
    sky = Sky(sheet, scale, (middle, foot + 4 - min(ys) * scale), fitting(view, STAR_MM))
    top = foot + high + 12 + TITLE_MM * len(titles)
    for i, title in enumerate(titles):
        y = top - TITLE_MM * (i + 0.6)
        write(sheet, 2, y, title, size=TITLE_SIZE, color=sheet.theme.accent, weight="bold", ha="left")
    taken = _axes(sky, view)
    masses = _flows(sky, view, taken)
    _stars(sky, view)
    _names(sky, view, (*taken, *masses), (1.0, foot, width_mm - 1.0, foot + high + 6))
    for i, row in enumerate(keys):
        _key(sheet, row, LINE_MM * len(notes) + 4.2 * (len(keys) - i) - 0.8)
    paragraph(sheet, 2, LINE_MM * (len(notes) - 0.5), notes)
    return figure


def _floor(axes: tuple[StateAxis, ...]) -> list[Point]:
    """Return the corner opposite to the origin of the floor, or of the square."""
    (ax, ay), (bx, by) = axes[0].end, axes[1].end
    return [(ax + bx, ay + by)]


def _axes(sky: Sky, view: ConstellationView) -> list[Box]:
    """Draw the axes, and return the boxes of their names and numbers."""
    theme, sheet = sky.axes.theme, sky.axes
    floor = [sky.mm(each) for each in ((0.0, 0.0), view.axes[0].end, *_floor(view.axes), view.axes[1].end)]
    sheet.add_patch(Polygon(floor, facecolor="none", edgecolor=theme.rest, linewidth=0.4, zorder=0.5))
    taken = []
    (left, right), high = sheet.get_xlim(), LINE * SMALL * POINT_MM
    for axis in view.axes:
        direction = "cause" if axis.side == "past" else "effect"
        color = theme.direction_label(direction)
        start, end = sky.mm((0.0, 0.0)), sky.mm((BEYOND * axis.end[0], BEYOND * axis.end[1]))
        looks = {
            "color": color,
            "linewidth": 0.9,
            "linestyle": "solid" if axis.side == "past" else (0, (4, 1.5)),
        }
        sheet.add_line(Line2D([start[0], end[0]], [start[1], end[1]], zorder=1, **looks))
        steep = abs(axis.end[0]) < 0.1
        wide = text_mm(axis.short, SMALL + 0.5)
        x = min(max(end[0], left + 1 + wide / 2), right - 1 - wide / 2)
        y = end[1] + (0.8 * high if steep else -5.9)
        write(sheet, x, y, axis.short, size=SMALL + 0.5, color=color, weight="bold")
        taken.append((x, y, 1.2 * wide, high))
        taken += [_tick(sky, axis, share, view.limit) for share in (0.5, 1.0)]
    write(sheet, *_below(sky.mm((0.0, 0.0)), view), "0", size=SMALL, color=theme.muted)
    taken.append((*_below(sky.mm((0.0, 0.0)), view), 1.6, high))
    return taken


def _below(at: Point, view: ConstellationView) -> Point:
    return (at[0] - 1.6, at[1] - 1.6) if len(view.axes) == 2 else (at[0] - 1.8, at[1] + 0.9)


def _tick(sky: Sky, axis: StateAxis, share: float, limit: float) -> Box:
    """Draw a tick of an axis with its probability, and return the box of the number."""
    x, y = sky.mm((axis.end[0] * share, axis.end[1] * share))
    upright = abs(axis.end[0]) < 0.1
    dx, dy = (1.0, 0.0) if upright else (0.0, 1.0)
    sky.axes.add_line(
        Line2D([x - dx / 2, x + dx / 2], [y - dy / 2, y + dy / 2], color=sky.axes.theme.muted, linewidth=0.5)
    )
    said = number(limit * share)
    wide = text_mm(said, SMALL)
    at = (x - 3.4 - wide / 2, y) if upright else (x, y - 3.8)
    write(sky.axes, *at, said, size=SMALL, color=sky.axes.theme.muted)
    return (*at, wide, LINE * SMALL * POINT_MM)


def _flows(sky: Sky, view: ConstellationView, taken: list[Box]) -> list[Box]:
    """Draw what the cut moves, and return the boxes of the masses that are written."""
    theme, sheet = sky.axes.theme, sky.axes
    seen = [flow for flow in view.flows if flow.seen]
    stars: list[Box] = []
    for star in view.stars:
        wide = 2 * radius(star, sky.largest)
        stars.append((*sky.mm(star.at), wide, wide))
    boxes: list[Box] = []
    for flow in seen:
        one, other = (sky.mm(view.stars[i].at) for i in (flow.source, flow.target))
        shape = FancyArrowPatch(
            one,
            other,
            arrowstyle="-|>",
            mutation_scale=4 if view.is_crowded else 6,
            shrinkA=3,
            shrinkB=3,
            linewidth=(0.3 + 0.4 * flow.width) if view.is_crowded else 0.5 + 1.1 * flow.width,
            color=theme.muted,
            alpha=0.55 if view.is_crowded else 0.8,
            zorder=2,
        )
        sheet.add_patch(shape)
        if len(seen) <= MOST_MASSES:
            boxes += _mass(sky, flow, one, other, [*stars, *taken, *boxes])
    return boxes


def _mass(sky: Sky, flow: Flow, one: Point, other: Point, taken: list[Box]) -> list[Box]:
    """Write the mass at the middle of its line, or further along it if another mass stands there."""
    said = number(flow.mass, 2)
    wide, high = text_mm(said, SMALL) + 0.6, LINE * SMALL * POINT_MM
    if hypot(one[0] - other[0], one[1] - other[1]) < 9:
        return []
    for share in (0.5, 0.4, 0.6, 0.3, 0.7):
        x, y = (a + share * (b - a) for a, b in zip(one, other, strict=True))
        if all(abs(x - tx) > (wide + tw) / 2 or abs(y - ty) > (high + th) / 2 for tx, ty, tw, th in taken):
            box = {"facecolor": sky.axes.theme.background, "edgecolor": "none", "pad": 0.3}
            write(sky.axes, x, y, said, size=SMALL, color=sky.axes.theme.text, bbox=box, zorder=2.5)
            return [(x, y, wide, high)]
    return []


def _stars(sky: Sky, view: ConstellationView) -> None:
    """Draw the stars, the smaller ones upon the larger, each with a line down to the floor."""
    theme = sky.axes.theme
    order = sorted(view.stars, key=lambda star: (star.units is None, -star.phi))
    for place, star in enumerate(order):
        at, foot = sky.mm(star.at), sky.mm(star.foot)
        if np.hypot(at[0] - foot[0], at[1] - foot[1]) > 0.5:
            looks = {"color": theme.rest, "linewidth": 0.5, "linestyle": (0, (1, 1.5)), "zorder": 0.8}
            sky.axes.add_line(Line2D([at[0], foot[0]], [at[1], foot[1]], **looks))
        _symbol(sky.axes, (star.fate, star.after), at, radius(star, sky.largest), 3 + 0.01 * place)


def _symbol(sheet: PageAxes, kind: Kind, at: Point, size: float, order: float) -> None:
    """Draw a star of a kind, or the cross of the null concept."""
    look = star_look(sheet.theme, kind)
    if kind[0] == "null":
        for dx, dy in ((size, 0.0), (0.0, size)):
            xs, ys = [at[0] - dx, at[0] + dx], [at[1] - dy, at[1] + dy]
            sheet.add_line(Line2D(xs, ys, color=look.edge, linewidth=1.4, zorder=order))
        return
    style = (0, (2, 1)) if look.dashed else "solid"
    sheet.add_patch(
        Polygon(
            corners(at, size), facecolor=look.fill, edgecolor=look.edge, linewidth=0.7, linestyle=style,
            joinstyle="round", zorder=order,
        )
    )  # fmt: skip
    if look.sign:
        reach = 0.3 * size
        ends = [(reach, reach), (reach, -reach)] if look.sign == "×" else [(reach, 0.0), (0.0, reach)]
        for dx, dy in ends:
            xs, ys = [at[0] - dx, at[0] + dx], [at[1] - dy, at[1] + dy]
            sheet.add_line(Line2D(xs, ys, color=look.edge, linewidth=0.9, zorder=order + 0.005))


def _names(
    sky: Sky, view: ConstellationView, taken: tuple[Box, ...], frame: tuple[float, float, float, float]
) -> None:
    """Write the names of the stars, with a thin line where one had to stand away from its star."""
    theme, (x0, y0) = sky.axes.theme, sky.origin
    kept = tuple((x - x0, y - y0, wide, high) for x, y, wide, high in taken)
    edges = (frame[0] - x0, frame[1] - y0, frame[2] - x0, frame[3] - y0)
    for name in names(view, sky.scale, (SMALL + 0.5) * POINT_MM, sky.largest, edges, kept):
        x, y = name.at[0] + x0, name.at[1] + y0
        star = sky.mm(name.star.at)
        near = radius(name.star, sky.largest) + text_mm(name.text, SMALL + 0.5) / 2 + 2
        if is_away(name, sky.scale, near):
            looks = {"color": theme.muted if view.is_crowded else theme.rest, "linewidth": 0.4, "zorder": 2.2}
            sky.axes.add_line(Line2D([x, star[0]], [y, star[1]], **looks))
        null = name.star.units is None
        color = theme.system if name.star.after else theme.text
        looks = {"color": theme.muted} if null else {"color": color, "weight": "bold", "style": "italic"}
        write(sky.axes, x, y, name.text, size=SMALL if null else SMALL + 0.5, zorder=5, **looks)


def _key_rows(view: ConstellationView, width_mm: float) -> list[list[tuple[Kind | None, str]]]:
    """Return the entries of the key in rows that fit the width; the last one, of no kind, explains sizes."""
    largest = max((star.phi for star in view.stars), default=0.0)
    entries: list[tuple[Kind | None, str]] = [(kind, KINDS[kind]) for kind in kinds_of(view)]
    if largest:
        entries.append((None, tr("area: φ, at most {phi}", phi=number(largest, 2))))
    rows: list[list[tuple[Kind | None, str]]] = [[]]
    used = 2.0
    for entry in entries:
        wide = _key_mm(entry)
        if rows[-1] and used + wide > width_mm - 2:
            rows.append([])
            used = 2.0
        rows[-1].append(entry)
        used += wide
    return rows


def _key_mm(entry: tuple[Kind | None, str]) -> float:
    return text_mm(entry[1], SMALL) + (7.0 if entry[0] else 3.0)


def _key(sheet: PageAxes, row: list[tuple[Kind | None, str]], y: float) -> None:
    """Draw a row of the key."""
    x = 2.0
    for entry in row:
        kind, said = entry
        if kind:
            _symbol(sheet, kind, (x + 1.6, y), 1.6 if kind[0] != "null" else 1.0, 3)
        write(sheet, x + (4.2 if kind else 0.0), y, said, size=SMALL, color=sheet.theme.muted, ha="left")
        x += _key_mm(entry)
