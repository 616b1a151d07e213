"""Places of the units of a large network: loops as blocks, in columns in which edges lead to the right.

A block is a strongly connected component; a unit in no loop is one by itself. All units stand on a grid, so
that none covers another.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil, cos, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from engine.substrate.substrate import Edge
MARGIN = 0.06
SEED = 4
"""Any fixed number: the same network must always look the same."""
RING = 8
"""Most units of a loop that stand on a circle."""
SPRINGS = 300
"""Most units of a loop that springs place; more stand in the order of the network."""
Point = tuple[float, float]
Cell = tuple[int, int]
Block = dict[str, Cell]


@lru_cache(maxsize=16)  # every picture of a network asks
def by_component(labels: tuple[str, ...], edges: tuple[Edge, ...]) -> dict[str, Point]:
    """Return label -> (x, y) in [0, 1], y up; the result must not be changed.

    Parameters
    ----------
    labels
        Labels of the units.
    edges
        Edges between them; others are ignored.

    Returns
    -------
    dict
        label -> (x, y).
    """
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from(labels)
    known = set(labels)
    graph.add_edges_from(
        (e.source, e.target) for e in edges if e.source != e.target and {e.source, e.target} <= known
    )
    condensed = nx.condensation(graph)
    column: dict[int, int] = {}
    for each in nx.lexicographical_topological_sort(condensed):
        column[each] = max((column[before] + 1 for before in condensed.predecessors(each)), default=0)
    order = {label: i for i, label in enumerate(labels)}
    members = {
        each: sorted(condensed.nodes[each]["members"], key=order.__getitem__) for each in condensed.nodes
    }
    blocks = {each: _block(units, graph) for each, units in members.items()}
    return _placed(_packed(column, blocks, condensed, members, order))


def _block(units: Sequence[str], graph: Any) -> Block:
    """Return the units of a loop on cells: on a circle if they are few, else where springs put them."""
    count = len(units)
    if count == 1:
        return {units[0]: (0, 0)}
    if count <= RING:
        turn = _around(units, graph)
        radius = max(0.7, count / pi / 1.1)
        spots = {
            label: (radius * sin(2 * pi * i / count), radius * cos(2 * pi * i / count))
            for i, label in enumerate(turn)
        }
    elif count <= SPRINGS:
        import networkx as nx

        inside = graph.subgraph(units).to_undirected()
        found = nx.spring_layout(inside, iterations=120, weight=None, seed=SEED)
        spots = {label: (float(found[label][0]), float(found[label][1])) for label in units}
        reach = max(hypot(*spot) for spot in spots.values()) or 1.0
        scale = 0.62 * sqrt(count) / reach
        spots = {label: (scale * x, scale * y) for label, (x, y) in spots.items()}
    else:
        side = ceil(sqrt(count))
        return {label: (i % side, i // side) for i, label in enumerate(units)}
    return _on_cells(spots)


def _around(units: Sequence[str], graph: Any) -> list[str]:
    """Return units so that, where possible, each feeds the next."""
    turn, left = [units[0]], set(units[1:])
    while left:
        ahead = [label for label in units if label in left and graph.has_edge(turn[-1], label)]
        turn.append(ahead[0] if ahead else next(label for label in units if label in left))
        left.remove(turn[-1])
    return turn


def _on_cells(spots: Mapping[str, Point]) -> Block:
    """Return each unit on the free cell that is nearest to its spot, with the first cell at (0, 0)."""
    taken: dict[Cell, str] = {}
    middle = sorted(spots, key=lambda label: (round(hypot(*spots[label]), 6), label))
    for label in middle:
        taken[_nearest_free(spots[label], taken)] = label
    left, top = min(x for x, _ in taken), min(y for _, y in taken)
    return {label: (x - left, y - top) for (x, y), label in taken.items()}


def _nearest_free(spot: Point, taken: Mapping[Cell, str]) -> Cell:
    x, y = round(spot[0]), round(spot[1])
    for ring in range(len(taken) + 2):
        cells = [
            (x + i, y + j)
            for i in range(-ring, ring + 1)
            for j in range(-ring, ring + 1)
            if max(abs(i), abs(j)) == ring and (x + i, y + j) not in taken
        ]
        if cells:
            return min(cells, key=lambda cell: (hypot(cell[0] - spot[0], cell[1] - spot[1]), cell))
    raise AssertionError("there are more rings than cells taken")


def _packed(
    column: Mapping[int, int],
    blocks: Mapping[int, Block],
    condensed: Any,
    members: Mapping[int, Sequence[str]],
    order: Mapping[str, int],
) -> Block:
    """Return all units on cells: blocks of a column below each other, many columns in several bands."""
    area = sum((_wide(block) + 1) * (_high(block) + 1) for block in blocks.values())
    tallest = max(ceil(sqrt(area)), *(_high(block) + 1 for block in blocks.values()))
    strips: list[list[int]] = []
    rank: dict[int, float] = {}
    for at in range(max(column.values()) + 1):
        those = [each for each in blocks if column[each] == at]
        pull = {each: _mean(rank[before] for before in condensed.predecessors(each)) for each in those}
        those.sort(key=lambda each: (pull[each], order[members[each][0]]))
        rank |= {each: place - len(those) / 2 for place, each in enumerate(those)}
        strips += _strips(those, blocks, tallest)
    choices = [_in_bands(strips, blocks, wide) for wide in range(4, 4 * tallest)]
    return min(choices, key=lambda cells: (max(_wide(cells), _high(cells)), _wide(cells)))


def _strips(those: Sequence[int], blocks: Mapping[int, Block], tallest: int) -> Iterable[list[int]]:
    strip: list[int] = []
    high = 0
    for each in those:
        if strip and high + _high(blocks[each]) > tallest:
            yield strip
            strip, high = [], 0
        strip.append(each)
        high += _high(blocks[each]) + 1
    yield strip


def _in_bands(strips: Sequence[list[int]], blocks: Mapping[int, Block], most: int) -> Block:
    """Return strips beside each other, and those that would be beyond a width in a band below."""
    cells: Block = {}
    band: list[tuple[Block, int]] = []
    x = top = 0
    for strip in [*strips, None]:
        wide = 0 if strip is None else max(_wide(blocks[each]) for each in strip)
        if band and (strip is None or x + wide > most):
            high = max(_high(each) for each, _ in band)
            for each, left in band:
                down = top + (high - _high(each)) // 2
                cells |= {label: (left + i, down + j) for label, (i, j) in each.items()}
            x, top, band = 0, top + high + 1, []
        if strip is not None:
            band.append((_stacked([blocks[each] for each in strip]), x))
            x += wide + 1
    return cells


def _stacked(blocks: Sequence[Block]) -> Block:
    """Return blocks below each other; around loops a row stays free."""
    cells: Block = {}
    y = 0
    for block in blocks:
        cells |= {label: (i, y + j) for label, (i, j) in block.items()}
        y += _high(block) + (1 if len(block) > 1 else 0)
    return cells


def _placed(cells: Block) -> dict[str, Point]:
    """Return cells as places that fill the unit square."""
    xs, ys = [x for x, _ in cells.values()], [y for _, y in cells.values()]
    wide, high = max(xs) - min(xs) or 1, max(ys) - min(ys) or 1
    room = 1 - 2 * MARGIN
    step_x, step_y = room / wide, room / high
    # Cells stay about square where there is room for that.
    step_x, step_y = min(step_x, 2 * step_y), min(step_y, 2 * step_x)
    left, top = 0.5 - step_x * wide / 2, 0.5 + step_y * high / 2
    return {
        label: (round(left + step_x * (x - min(xs)), 4), round(top - step_y * (y - min(ys)), 4))
        for label, (x, y) in cells.items()
    }


def _wide(block: Block) -> int:
    return max(x for x, _ in block.values()) + 1


def _high(block: Block) -> int:
    return max(y for _, y in block.values()) + 1


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0
