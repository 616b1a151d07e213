"""From a plain graph to a substrate, for GraphML, GML and node-link JSON."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.errors import FormatError
from engine.substrate.builders import Made
from engine.substrate.formats import edge_words
from engine.substrate.formats.edge_words import key_of, number_of
from engine.substrate.formats.graph_edges import GraphEdge, at_line, drawn_edges
from engine.substrate.formats.names import listed, safe_labels
from engine.substrate.formats.phiscope import check_function, function_from_dict
from engine.substrate.formats.text import check_count, load_json
from engine.substrate.functions import Logistic, UnitFunction
from engine.substrate.units import MAX_DRAWN, Unit
from engine.words import tr

Attributes = Mapping[str, Any]
MARGIN = 0.05
NAMES = ("label", "name", "shared_name")
# What programs keep about a drawing, and what says the same again.
UNSAID = frozenset((
    *("id", "key", "name", "label", "shared_name", "selected", "suid", "edgeid", "edge_id", "root_index"),
    *("graphics", "labelgraphics", "edgeanchor", "x", "y", "z", "w", "h", "d", "r", "g", "b"),
    *("size", "width", "height", "color", "colour", "fill", "shape"),
))  # fmt: skip
OF_NODES = UNSAID | {"states"}
OF_EDGES = UNSAID | {*edge_words.READ, *edge_words.WEIGHTS, "source", "target", "directed"}


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node as a file has it.

    Attributes
    ----------
    id : str or int
    data : dict
        Attributes, by their names as `key_of` writes them.
    line : int
        Where it begins in the file; 0 if that is unknown.
    """

    id: Any
    data: dict[str, Any]
    line: int = 0


def keyed(data: Attributes) -> dict[str, Any]:
    """Return attributes by their names as `key_of` writes them."""
    return {key_of(key): value for key, value in data.items()}


def missing(key: str) -> FormatError:
    """Return the refusal of a node without an id, or of an edge without a source or a target."""
    if key == "id":
        return FormatError(tr("A node has no id; add it."), "nodes")
    return FormatError(tr("An edge has no {key}; add it.", key=key), "edges")


def from_graph(
    make: type[Made], nodes: Sequence[GraphNode], edges: Sequence[GraphEdge], about: Attributes
) -> Made:
    """Make a substrate from a graph.

    Parameters
    ----------
    make : type of Network
        The class to make.
    nodes : sequence of GraphNode
        Attributes used: label or name, function (as in a substrate file, possibly as JSON text), states,
        state, x, y.
    edges : sequence of GraphEdge
        Attributes used: weight or value, and the words of `engine.substrate.formats.edge_words`.
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
    labels = _labels(nodes, notes)
    places = _places(nodes, notes)
    units = []
    plain: list[str] = []
    for node, (x, y) in zip(nodes, places, strict=True):
        label = labels[node.id]
        try:
            function = _function(label, node.data, plain, set(labels.values()))
            units.append(Unit(label, function, _states(label, node.data), x, y))
        except FormatError as error:
            raise at_line(error, node.line) from None
    if len(plain) == len(units):
        notes.append(tr("Without a function, and so taken as logistic with k = 1: every unit."))
    elif plain:
        notes.append(
            tr("Without a function, and so taken as logistic with k = 1: {labels}.", labels=", ".join(plain))
        )
    drawn = drawn_edges(edges, labels, notes)
    _say_unused(nodes, edges, notes)
    states = {labels[node.id]: _state(node.data) for node in nodes}
    return replace(
        make(tuple(units), tuple(drawn)),
        name=str(about.get("name") or ""),
        source=str(about.get("source") or ""),
        notes=" ".join(notes),
        state=None if None in states.values() else states,
    )


def _labels(nodes: Sequence[GraphNode], notes: list[str]) -> dict[Any, str]:
    """Return the label of each node: what people called it, else its id."""
    found: dict[Any, str] = {}
    unnamed = []
    key = next((key for key in NAMES if any(_text(node.data.get(key)) for node in nodes)), "")
    for node in nodes:
        if node.id in found:
            said = tr("Two nodes have the id {node!r}; make ids unique.", node=node.id)
            raise at_line(FormatError(said, "nodes"), node.line)
        found[node.id] = _text(node.data.get(key)) or str(node.id)
        if key and not _text(node.data.get(key)):
            unnamed.append(str(node.id))
    if unnamed:
        notes.append(
            tr("Nodes without a {key} are called by their id: {nodes}.", key=key, nodes=listed(unnamed))
        )
    if key == "label" and any(_text(n.data.get("name")) not in ("", found[n.id]) for n in nodes):
        notes.append(tr("Nodes have labels and other names: units are called by the labels."))
    return dict(zip(found, safe_labels(list(found.values()), notes), strict=True))


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _say_unused(nodes: Sequence[GraphNode], edges: Sequence[GraphEdge], notes: list[str]) -> None:
    """Note the attributes that nothing here means anything to."""
    of_nodes = dict.fromkeys(
        key
        for node in nodes
        for key in node.data
        if key not in OF_NODES and not _is_used(key, node.data[key])
    )
    of_edges = dict.fromkeys(key for edge in edges for key in edge.data if key not in OF_EDGES)
    if of_nodes:
        notes.append(tr("Not used, of nodes: {names}.", names=listed(list(of_nodes))))
    if of_edges:
        notes.append(tr("Not used, of edges: {names}.", names=listed(list(of_edges))))


def _states(label: str, data: Attributes) -> int:
    value = data.get("states", 2)
    number = number_of(value)
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


def _state(data: Attributes) -> Any:
    number = number_of(data.get("state"))
    return int(number) if number is not None and number == int(number) else number


def _function(label: str, data: Attributes, plain: list[str], labels: set[str]) -> UnitFunction:
    described = data.get("function")
    if described is None or not _is_function(described):
        plain.append(label)
        return Logistic()
    if isinstance(described, str):
        described = load_json(described)
    check_function(described, f"function of node {label}", tr("function of node {label}", label=label))
    return function_from_dict(described, labels)


def _is_used(key: str, value: Any) -> bool:
    if key == "state":
        return number_of(value) is not None
    return key == "function" and (value is None or _is_function(value))


def _is_function(described: Any) -> bool:
    """Return whether an attribute is a function of ours, and no word for what something does."""
    return not isinstance(described, str) or described.lstrip().startswith(("{", "["))


def _places(nodes: Sequence[GraphNode], notes: list[str]) -> list[tuple[float | None, float | None]]:
    """Return positions as fractions of the drawing; other coordinates are scaled if every node has them."""
    given: list[tuple[float | None, float | None]] = [
        (_place(node, "x"), _place(node, "y")) if "x" in node.data and "y" in node.data else (None, None)
        for node in nodes
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


def _place(node: GraphNode, axis: str) -> float:
    number = number_of(node.data[axis])
    if number is None:
        value = str(node.data[axis])[:40]
        said = tr("The {axis} is {value!r}; give a finite number.", axis=axis, value=value)
        raise at_line(FormatError(said, axis), node.line)
    return number
