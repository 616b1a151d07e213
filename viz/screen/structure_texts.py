"""The labels of a Φ-structure on screen and the marks of what is picked: places, and columns of glyphs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from viz.shapes.lettering import LINE, width
from viz.shapes.names import Names, Type, names, shown

if TYPE_CHECKING:
    from collections.abc import Collection

    from viz.shapes.labels import Point
    from viz.shapes.names import Name
    from viz.theme import Theme
    from viz.view.structure import MechanismMark, StructureView, Vertex

MARK = 20.0
"""Width of a vertex in pixels with the ring around it: labels stand outside of both."""
MOST_MARGIN = 0.3
"""Largest margin for labels on either side, as a share of the distance of the outermost slots."""


def dot(vertex: Vertex) -> float:
    """Return the width of a vertex in pixels, of 7 to 14."""
    return 7 + 7 * vertex.strength**0.5


def type_of(theme: Theme) -> Type:
    """Return the sizes of the type in pixels."""
    return Type(theme.label_size, theme.label_size - 1, theme.font_size - 1, MARK)


def margin_of(view: StructureView, looks: Type, wide: float) -> float:
    """Return the margin for the labels beyond the outermost vertices, in the unit of the picture.

    Parameters
    ----------
    view
        The Φ-structure.
    looks
        Sizes of the type in pixels.
    wide
        Width of the plot in pixels.

    Returns
    -------
    float
        Half of it is enough for the labels of slots that do not lie at the very edge.
    """
    widest = max((width(shown(label), looks.plain) for label in view.labels), default=0.0)
    return 0.02 + min((0.5 * widest + looks.mark) / wide, MOST_MARGIN)


def placed(
    view: StructureView, figure: Any, size: tuple[float, float], looks: Type, near: Collection[int]
) -> Names:
    """Return the labels that are written.

    Parameters
    ----------
    view
        The Φ-structure.
    figure
        The Bokeh figure, whose ranges count as they are after a reset: a zoom spreads labels further apart.
    size
        Width and height of the plot in pixels.
    looks
        Sizes of the type in pixels.
    near
        Distinctions that are pointed at.

    Returns
    -------
    Names
        With positions in the unit square of the picture.
    """
    (wide, high), (xs, ys) = size, (figure.x_range, figure.y_range)
    across, along = xs.reset_end - xs.reset_start, ys.reset_end - ys.reset_start

    def at(x: float, y: float) -> Point:
        return (x - xs.reset_start) / across * wide, (y - ys.reset_start) / along * high

    def back(point: Point) -> Point:
        return point[0] / wide * across + xs.reset_start, point[1] / high * along + ys.reset_start

    def moved(name: Name) -> Name:
        x, y = back((name.x, name.y))
        return replace(name, x=x, y=y, anchor=name.anchor and back(name.anchor))

    found = names(view, at, (1.0, 1.0, wide - 1, high - 1), looks, near)
    return Names(tuple(map(moved, found.mechanisms)), tuple(map(moved, found.purviews)))


def apexes(view: StructureView, written: Names) -> list[MechanismMark]:
    """Return the mechanisms at the places of their labels, where their links meet."""
    tops = list(view.mechanisms)
    for name in written.mechanisms:
        if name.index < len(tops):
            tops[name.index] = replace(tops[name.index], x=name.x, y=name.y)
    return tops


def label_columns(view: StructureView, written: Names, theme: Theme) -> dict[str, Any]:
    """Return the columns of the labels of purviews."""
    labels = [view.labels[name.index] for name in written.purviews]
    return {
        "x": [name.x for name in written.purviews],
        "y": [name.y for name in written.purviews],
        "text": [name.text for name in written.purviews],
        "color": [theme.direction_label(label.direction) if label.lit else theme.rest for label in labels],
        "back": [theme.background] * len(labels),
    }


def leader_columns(written: Names) -> dict[str, Any]:
    """Return the columns of the lines from labels that stand aside to their vertices."""
    aside = [(name, name.anchor) for name in written.purviews if name.anchor is not None]
    return {
        "x": [name.x for name, _ in aside],
        "y": [name.y for name, _ in aside],
        "x0": [anchor[0] for _, anchor in aside],
        "y0": [anchor[1] for _, anchor in aside],
    }


def link_columns(view: StructureView, written: Names, theme: Theme) -> dict[str, Any]:
    """Return the columns of the lines from mechanisms to their purviews."""
    tops = apexes(view, written)
    marks = [tops[v.index] for v in view.vertices]
    return {
        "x0": [mark.x for mark in marks],
        "y0": [mark.y for mark in marks],
        "x1": [v.x for v in view.vertices],
        "y1": [v.y for v in view.vertices],
        "color": [theme.link if mark.lit else theme.rest for mark in marks],
        "width": [3.0 if mark.index == view.selected else 1.8 for mark in marks],
    }


def mechanism_columns(view: StructureView, written: Names, theme: Theme) -> dict[str, Any]:
    """Return the columns of the labels of mechanisms, with φ_d below if there is room for it."""
    marks = [view.mechanisms[name.index] for name in written.mechanisms]
    looks = type_of(theme)
    # The two lines stand around the place, as they were measured; without φ_d, the one in its middle.
    up, down = (0.6 * looks.small, 0.7 * looks.bold) if view.detailed else (0.0, 0.0)
    return {
        "x": [name.x for name in written.mechanisms],
        "y": [name.y for name in written.mechanisms],
        "text": [name.text for name in written.mechanisms],
        "up": [-up] * len(marks),
        "down": [down] * len(marks),
        "phi": [mark.phi_text if view.detailed else "" for mark in marks],
        "color": [theme.text if mark.lit else theme.rest for mark in marks],
        "muted": [theme.muted if mark.lit else theme.rest for mark in marks],
        "back": [theme.background] * len(marks),
    }


def ring_columns(view: StructureView, vertices: Collection[int]) -> dict[str, Any]:
    """Return the columns of the rings around vertices, by their indices; they fit inside `MARK`."""
    rings = [v for i, v in enumerate(view.vertices) if i in vertices]
    return {
        "x": [v.x for v in rings],
        "y": [v.y for v in rings],
        "size": [dot(v) + 5 for v in rings],
    }


def frame_columns(
    view: StructureView, written: Names, distinctions: Collection[int], theme: Theme
) -> dict[str, Any]:
    """Return the columns of the frames around mechanisms, by their indices, each with its φ_d inside."""
    looks, texts = type_of(theme), {name.index: name.text for name in written.mechanisms}
    tops = [mark for mark in apexes(view, written) if mark.index in distinctions]
    lines = [
        [(texts.get(mark.index, ""), looks.bold), (mark.phi_text if view.detailed else "", looks.small)]
        for mark in tops
    ]
    return {
        "x": [mark.x for mark in tops],
        "y": [mark.y for mark in tops],
        "wide": [
            max(width(text, size, bold=size == looks.bold) for text, size in each) + 12 for each in lines
        ],
        "high": [LINE * sum(size for text, size in each if text) + 6 for each in lines],
    }
