"""From a plain graph to a substrate, for GraphML and node-link JSON."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from engine.errors import FormatError
from engine.substrate.builders import Made
from engine.substrate.formats.phiscope import check_function, function_from_dict
from engine.substrate.formats.text import check_count, load_json
from engine.substrate.functions import Logistic, UnitFunction
from engine.substrate.units import MAX_DRAWN, Edge, Unit
from engine.words import tr

Attributes = Mapping[str, Any]
MARGIN = 0.05


def from_graph(
    make: type[Made],
    nodes: Sequence[tuple[Any, Attributes]],
    edges: Sequence[tuple[Any, Any, Attributes]],
    directed: bool,
    about: Attributes,
) -> Made:
    """Make a substrate from a graph.

    Parameters
    ----------
    make : type of Network
        The class to make.
    nodes : sequence of (id, attributes)
        Attributes used: label, function (as in a substrate file, possibly as JSON text), states, state, x, y.
    edges : sequence of (source id, target id, attributes)
        Attribute used: weight, 1 by default.
    directed : bool
        If False, each edge becomes two.
    about : mapping
        Attributes of the graph; name, source and notes are used.

    Returns
    -------
    Network
        Of the class `make`.

    Raises
    ------
    FormatError
        If the graph has no nodes or too many, or an attribute cannot be read.
    """
    if not nodes:
        raise FormatError(tr("The graph has no nodes; add at least one."), "nodes")
    check_count(len(nodes), MAX_DRAWN, "nodes")
    check_count(len(edges), 2 * MAX_DRAWN**2, "edges")
    notes = [str(about["notes"])] if about.get("notes") else []
    labels = _labels([(node, data) for node, data in nodes], notes)
    places = _places([data for _, data in nodes], notes)
    units = []
    plain = []
    for (node, data), (x, y) in zip(nodes, places, strict=True):
        function = _function(labels[node], data, plain)
        units.append(Unit(labels[node], function, _states(labels[node], data), x, y))
    if len(plain) == len(units):
        notes.append(tr("Without a function, and so taken as logistic with k = 1: every unit."))
    elif plain:
        notes.append(
            tr("Without a function, and so taken as logistic with k = 1: {labels}.", labels=", ".join(plain))
        )
    drawn = _edges(edges, labels, directed, notes)
    states = {labels[node]: data.get("state") for node, data in nodes}
    return replace(
        make(tuple(units), tuple(drawn)),
        name=str(about.get("name") or ""),
        source=str(about.get("source") or ""),
        notes=" ".join(notes),
        state=None if None in states.values() else states,
    )


def _labels(nodes: list[tuple[Any, Attributes]], notes: list[str]) -> dict[Any, str]:
    labels: dict[Any, str] = {}
    for node, data in nodes:
        if node in labels:
            raise FormatError(tr("Two nodes have the id {node!r}; make ids unique.", node=node), "nodes")
        labels[node] = str(data.get("label", node)).strip()
    if all(label.isdigit() for label in labels.values()):
        notes.append(tr("Nodes are numbered: unit U0 is node 0, and so on."))
        labels = {node: f"U{label}" for node, label in labels.items()}
    return labels


def _states(label: str, data: Attributes) -> int:
    value = data.get("states", 2)
    number = _number(value)
    if number is None:
        raise FormatError(
            tr(
                "The states of node {label} is {value!r}; give a finite number.",
                label=label,
                value=str(value)[:40],
            ),
            f"states of node {label}",
        )
    return int(number)


def _function(label: str, data: Attributes, plain: list[str]) -> UnitFunction:
    described = data.get("function")
    if described is None:
        plain.append(label)
        return Logistic()
    if isinstance(described, str):
        described = load_json(described)
    check_function(described, f"function of node {label}", tr("function of node {label}", label=label))
    return function_from_dict(described)


def _places(nodes: list[Attributes], notes: list[str]) -> list[tuple[float | None, float | None]]:
    """Return positions as fractions of the drawing; other coordinates are scaled if every node has them."""
    given: list[tuple[float | None, float | None]] = [
        (_place(data, "x"), _place(data, "y")) if "x" in data and "y" in data else (None, None)
        for data in nodes
    ]
    points = [(x, y) for x, y in given if x is not None and y is not None]
    if all(0 <= value <= 1 for point in points for value in point):
        return given
    if len(points) < len(nodes):
        notes.append(tr("Positions were left out: some nodes have none."))
        return [(None, None)] * len(nodes)
    low = [min(point[axis] for point in points) for axis in (0, 1)]
    span = max(max(point[axis] for point in points) - low[axis] for axis in (0, 1)) or 1.0
    if not math.isfinite(span):
        raise FormatError(tr("Positions are too far apart; use smaller x and y."), "x")
    notes.append(tr("Positions were scaled to the drawing."))
    scale = (1 - 2 * MARGIN) / span
    return [(MARGIN + (x - low[0]) * scale, MARGIN + (y - low[1]) * scale) for x, y in points]


def _place(data: Attributes, axis: str) -> float:
    number = _number(data[axis])
    if number is None:
        raise FormatError(
            tr("The {axis} is {value!r}; give a finite number.", axis=axis, value=str(data[axis])[:40]),
            axis,
        )
    return number


def _edges(
    edges: Sequence[tuple[Any, Any, Attributes]], labels: dict[Any, str], directed: bool, notes: list[str]
) -> list[Edge]:
    drawn = []
    for i, (source, target, data) in enumerate(edges):
        for end in (source, target):
            if end not in labels:
                raise FormatError(
                    tr("Edge {number} names node {end!r}, which is absent; add it.", number=i + 1, end=end),
                    f"edges[{i}]",
                )
        weight = _weight(labels[source], labels[target], data)
        drawn.append(Edge(labels[source], labels[target], weight))
        if not directed and source != target:
            drawn.append(Edge(labels[target], labels[source], weight))
    if not directed and drawn:
        notes.append(tr("The graph is undirected: each edge was taken in both directions."))
    return drawn


def _weight(source: str, target: str, data: Attributes) -> float:
    value = data.get("weight", 1.0)
    number = _number(value)
    if number is None:
        raise FormatError(
            tr(
                "The weight of edge {source} → {target} is {value!r}; give a finite number.",
                source=source,
                target=target,
                value=str(value)[:40],
            ),
            f"weight of edge {source} → {target}",
        )
    return number


def _number(value: Any) -> float | None:
    """Return a finite number, or None if the value is none."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
