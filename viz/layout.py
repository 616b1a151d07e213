"""Positions of units: deterministic, in the unit square, with y up as in `engine.substrate.units.Unit`."""

from __future__ import annotations

from math import atan2, ceil, cos, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING, Any

from engine.errors import PhiscopeError
from engine.words import tr
from viz.component_layout import by_component

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.substrate.substrate import Substrate

Point = tuple[float, float]
Positions = dict[str, Point]
RADIUS = 0.4
"""Radius of the circle of `circle`."""
MARGIN = 0.08
"""Free space around the units in the layouts that fill the unit square."""
# The arrangements of units, each with the least number of chosen units; 0 if it places all units.
ARRANGEMENTS = {
    **dict.fromkeys(("left", "centre", "right", "top", "middle", "bottom"), 2),
    **dict.fromkeys(("horizontal", "vertical"), 3),
    **dict.fromkeys(("circle", "grid", "layered", "force"), 0),
}
MOST_ON_CIRCLE = 20
# Any fixed number: the same network must always look the same.
SEED = 4


def positions(substrate: Substrate) -> Positions:
    """Return label -> (x, y) in [0, 1]: the position stored with a unit, else its place on a circle.

    Of more than `MOST_ON_CIRCLE` units, loops are blocks (see `viz.component_layout`).
    """
    own = {
        unit.label: (float(unit.x), float(unit.y))
        for unit in substrate.units
        if unit.x is not None and unit.y is not None
    }
    if substrate.n > max(MOST_ON_CIRCLE, len(own)):
        return by_component(tuple(substrate.labels), tuple(substrate.edges)) | own
    return circle(substrate.labels) | own


def arranged(how: str, substrate: Substrate, labels: Sequence[str] = ()) -> Positions:
    """Return the positions of units after an arrangement.

    Parameters
    ----------
    how
        One of `ARRANGEMENTS`.
    substrate
        The substrate with its present positions.
    labels
        The units to align or to distribute; a layout of the whole substrate ignores them.

    Returns
    -------
    dict
        label -> (x, y) of the units that the arrangement places.

    Raises
    ------
    PhiscopeError
        If there is no such arrangement.
    """
    if how not in ARRANGEMENTS:
        known = ", ".join(ARRANGEMENTS)
        raise PhiscopeError(
            tr("There is no arrangement {how!r}; use one of {known}.", how=how, known=known), "how"
        )
    if ARRANGEMENTS[how] == 0:
        layouts = {"circle": circle, "grid": grid}
        if how in layouts:
            return layouts[how](substrate.labels)
        return layered(substrate) if how == "layered" else force(substrate)
    seen = positions(substrate)
    chosen = {label: seen[label] for label in substrate.labels if label in labels}
    return distribute(chosen, how) if how in ("horizontal", "vertical") else align(chosen, how)


def circle(labels: Sequence[str]) -> Positions:
    """Return positions on a circle, evenly spaced, clockwise from the top; two units lie side by side."""
    n = len(labels)
    if n == 1:
        return {labels[0]: (0.5, 0.5)}
    start = pi if n == 2 else pi / 2
    angles = [start - 2 * pi * i / n for i in range(n)]
    return {
        label: (round(0.5 + RADIUS * cos(a), 6), round(0.5 + RADIUS * sin(a), 6))
        for label, a in zip(labels, angles, strict=True)
    }


def grid(labels: Sequence[str]) -> Positions:
    """Return positions on the smallest square grid that holds all, row by row from the top left."""
    side = ceil(sqrt(len(labels)))
    return {label: ((i % side + 0.5) / side, 1 - (i // side + 0.5) / side) for i, label in enumerate(labels)}


def outward(label: str, places: Mapping[str, Point]) -> float:
    """Return the angle at which the self-loop of a unit is drawn: away from the middle of the other units.

    Parameters
    ----------
    label
        The unit.
    places
        Positions of all units.

    Returns
    -------
    float
        The angle in radians, anticlockwise from the right; straight up if the unit is in the middle.
    """
    x, y = places[label]
    others = [place for other, place in places.items() if other != label]
    if not others:
        return pi / 2
    dx = x - sum(p[0] for p in others) / len(others)
    dy = y - sum(p[1] for p in others) / len(others)
    return pi / 2 if hypot(dx, dy) < 1e-9 else atan2(dy, dx)


def layered(substrate: Substrate) -> Positions:
    """Return positions in columns, so that edges lead from left to right wherever that is possible.

    A loop (strongly connected component) is entered at the units that edges from earlier columns reach, or at
    its first unit; within it, the column of a unit is its distance from there. A component begins one column
    right of the last column that leads to it.
    """
    import networkx as nx

    graph = _graph(substrate)
    condensed = nx.condensation(graph)
    column: dict[str, int] = {}
    for component in nx.lexicographical_topological_sort(condensed):
        members = condensed.nodes[component]["members"]
        loop = [label for label in substrate.labels if label in members]
        before = [(column[a], b) for a, b in graph.in_edges(loop) if a not in members]
        entries = {b for _, b in before} or {loop[0]}
        first = max((at for at, _ in before), default=-1) + 1
        steps = nx.multi_source_dijkstra_path_length(graph.subgraph(loop), entries, weight=None)
        column.update({label: first + int(steps[label]) for label in loop})
    return _in_columns(substrate.labels, column, graph)


def force(substrate: Substrate) -> Positions:
    """Return positions at which springs along the edges and repulsion between all units are in balance."""
    import networkx as nx

    if substrate.n <= 2:
        return circle(substrate.labels)
    start = {label: (x - 0.5, y - 0.5) for label, (x, y) in circle(substrate.labels).items()}
    graph = _graph(substrate).to_undirected()
    rest = nx.spring_layout(graph, pos=start, iterations=200, weight=None, seed=SEED)
    return _fitted({label: (float(rest[label][0]), float(rest[label][1])) for label in substrate.labels})


def align(places: Mapping[str, Point], how: str) -> Positions:
    """Return positions on one line.

    Parameters
    ----------
    places
        Positions of the units to align.
    how
        ``left``, ``right`` or ``centre`` (the same x), ``top``, ``bottom`` or ``middle`` (the same y).

    Returns
    -------
    dict
        label -> (x, y).

    Raises
    ------
    PhiscopeError
        If there is no such alignment.
    """
    xs, ys = _extents(places)
    lines = {
        "left": (xs[0], None),
        "right": (xs[1], None),
        "centre": ((xs[0] + xs[1]) / 2, None),
        "top": (None, ys[1]),
        "bottom": (None, ys[0]),
        "middle": (None, (ys[0] + ys[1]) / 2),
    }
    if how not in lines:
        known = ", ".join(lines)
        raise PhiscopeError(
            tr("Units cannot be aligned {how!r}; use one of {known}.", how=how, known=known), "align"
        )
    to_x, to_y = lines[how]
    return {
        label: (x if to_x is None else to_x, y if to_y is None else to_y) for label, (x, y) in places.items()
    }


def distribute(places: Mapping[str, Point], how: str) -> Positions:
    """Return positions at equal distances from the first unit to the last.

    Parameters
    ----------
    places
        Positions of the units to distribute.
    how
        ``horizontal`` (x changes) or ``vertical`` (y changes).

    Returns
    -------
    dict
        label -> (x, y).

    Raises
    ------
    PhiscopeError
        If there is no such distribution.
    """
    if how not in ("horizontal", "vertical"):
        raise PhiscopeError(
            tr("Units cannot be distributed {how!r}; use horizontal or vertical.", how=how), "distribute"
        )
    axis = 0 if how == "horizontal" else 1
    ordered = sorted(places, key=lambda label: places[label][axis])
    low, high = _extents(places)[axis]
    gap = (high - low) / max(1, len(ordered) - 1)
    at = {label: round(low + gap * i, 6) for i, label in enumerate(ordered)}
    return {
        label: (at[label], y) if how == "horizontal" else (x, at[label]) for label, (x, y) in places.items()
    }


def _extents(places: Mapping[str, Point]) -> tuple[Point, Point]:
    xs, ys = [x for x, _ in places.values()] or [0.5], [y for _, y in places.values()] or [0.5]
    return (min(xs), max(xs)), (min(ys), max(ys))


def _graph(substrate: Substrate) -> Any:
    """Return the edges as a networkx graph, units in substrate order, without self-loops."""
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from(substrate.labels)
    graph.add_edges_from((e.source, e.target) for e in substrate.edges if e.source != e.target)
    return graph


def _in_columns(labels: Sequence[str], column: Mapping[str, int], graph: Any) -> Positions:
    """Return positions in columns from left to right; in each, units whose inputs lie higher come first."""
    last = max(column.values())
    heights: dict[str, float] = {}
    for at in range(last + 1):
        members = [label for label in labels if column[label] == at]
        causes = {x: [heights[a] for a in graph.predecessors(x) if a in heights] for x in members}
        pull = {x: sum(ys) / len(ys) if ys else 0.5 for x, ys in causes.items()}
        members.sort(key=lambda label: -pull[label])
        step = (1 - 2 * MARGIN) / len(members)
        heights.update({label: 1 - MARGIN - (i + 0.5) * step for i, label in enumerate(members)})
    width = (1 - 2 * MARGIN) / last if last else 0.0
    left = MARGIN if last else 0.5
    return {label: (round(left + column[label] * width, 6), round(heights[label], 6)) for label in labels}


def _fitted(places: Mapping[str, Point]) -> Positions:
    """Return the positions centred and enlarged as far as the margin allows, in the same proportions."""
    (left, right), (bottom, top) = _extents(places)
    scale = (1 - 2 * MARGIN) / max(right - left, top - bottom)
    return {
        label: (
            round(0.5 + (x - (left + right) / 2) * scale, 6),
            round(0.5 + (y - (bottom + top) / 2) * scale, 6),
        )
        for label, (x, y) in places.items()
    }
