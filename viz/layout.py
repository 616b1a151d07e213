"""Where units are drawn: deterministic positions in the unit square, y pointing up as in `engine.Unit`."""

from __future__ import annotations

from math import atan2, ceil, cos, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.errors import PhiscopeError
from engine.words import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from engine.substrate.substrate import Substrate

Point = tuple[float, float]
Positions = dict[str, Point]
RADIUS = 0.4
MARGIN = 0.08
# What units can be arranged by, with how many units it needs at least; 0: it places all of them.
ARRANGEMENTS = {
    **dict.fromkeys(("left", "centre", "right", "top", "middle", "bottom"), 2),
    **dict.fromkeys(("horizontal", "vertical"), 3),
    **dict.fromkeys(("circle", "grid", "layered", "force"), 0),
}
SEED = 4  # any number: the same network must always look the same


def positions(substrate: Substrate) -> Positions:
    """Return label -> (x, y) in [0, 1]: the units' own places, the others on a circle."""
    own = {
        unit.label: (float(unit.x), float(unit.y))
        for unit in substrate.units
        if unit.x is not None and unit.y is not None
    }
    return circle(substrate.labels) | own


def arranged(how: str, substrate: Substrate, labels: Sequence[str] = ()) -> Positions:
    """Return where an arrangement of `ARRANGEMENTS` puts units: the given ones, or all by a layout."""
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
    """Return the labels evenly on a circle, clockwise from the top; a pair lies side by side."""
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
    """Return the labels row by row from the top left on the smallest square grid that holds them."""
    side = ceil(sqrt(len(labels)))
    return {label: ((i % side + 0.5) / side, 1 - (i // side + 0.5) / side) for i, label in enumerate(labels)}


def outward(label: str, places: Mapping[str, Point]) -> float:
    """Return the angle at which a unit's self-loop disturbs least: away from the middle of the others."""
    x, y = places[label]
    others = [place for other, place in places.items() if other != label]
    if not others:
        return pi / 2
    dx = x - sum(p[0] for p in others) / len(others)
    dy = y - sum(p[1] for p in others) / len(others)
    # A unit in the very middle has no outside: its loop goes up.
    return pi / 2 if hypot(dx, dy) < 1e-9 else atan2(dy, dx)


def layered(substrate: Substrate) -> Positions:
    """Return the units in columns, causes left of effects; units that form a loop unroll from its entry.

    A loop (strongly connected component) is entered where edges from earlier columns arrive, or at its first
    unit; within it, a unit's column is its distance from there. Components follow by longest path.
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
    """Return the units where springs along the edges and repulsion between all of them come to rest."""
    import networkx as nx

    if substrate.n <= 2:
        return circle(substrate.labels)
    start = {label: (x - 0.5, y - 0.5) for label, (x, y) in circle(substrate.labels).items()}
    graph = _graph(substrate).to_undirected()
    rest = nx.spring_layout(graph, pos=start, iterations=200, weight=None, seed=SEED)
    return _fitted({label: (float(rest[label][0]), float(rest[label][1])) for label in substrate.labels})


def align(places: Mapping[str, Point], how: str) -> Positions:
    """Return the places in line: left, right or centre (one x), top, bottom or middle (one y)."""
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
    """Return the places at equal distances from the first to the last, ``horizontal`` or ``vertical``."""
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
    """Return the drawing as a networkx graph in substrate order; self-loops place nothing."""
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from(substrate.labels)
    graph.add_edges_from((e.source, e.target) for e in substrate.edges if e.source != e.target)
    return graph


def _in_columns(labels: Sequence[str], column: Mapping[str, int], graph: Any) -> Positions:
    """Return columns from left to right, each sorted by where its causes lie, from the top."""
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
    """Return the places centred and as large as the margin allows, in the same proportions."""
    (left, right), (bottom, top) = _extents(places)
    scale = (1 - 2 * MARGIN) / max(right - left, top - bottom)
    return {
        label: (
            round(0.5 + (x - (left + right) / 2) * scale, 6),
            round(0.5 + (y - (bottom + top) / 2) * scale, 6),
        )
        for label, (x, y) in places.items()
    }


def hull(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the corners of the convex hull, anticlockwise."""

    def half(ordered: Sequence[Point]) -> list[Point]:
        chain: list[Point] = []
        for p in ordered:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 0:
                chain.pop()
            chain.append(p)
        return chain[:-1]

    ordered = sorted({(float(x), float(y)) for x, y in points})
    return np.array(half(ordered) + half(ordered[::-1]))


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
