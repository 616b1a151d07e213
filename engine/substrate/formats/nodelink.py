"""Graphs of networkx, and node-link JSON, as networkx and D3 write it: ``nodes`` with ``id``, ``links``."""

import json
from collections.abc import Mapping
from typing import Any

from engine.errors import FormatError
from engine.substrate.builders import Made, with_tables
from engine.substrate.formats.graph_edges import GraphEdge
from engine.substrate.formats.graphs import GraphNode, from_graph, keyed
from engine.substrate.formats.phiscope import function_to_dict
from engine.substrate.network import Network
from engine.words import tr


def from_networkx(make: type[Made], graph: Any) -> Made:
    """Make a substrate from a graph of networkx; units without a function are logistic, k = 1.

    Parameters
    ----------
    make : type of Network
        The class to make, such as `Substrate`.
    graph : networkx.Graph or networkx.DiGraph
        Read are the attributes that `to_graph` writes, and what other programs call them; an edge without
        direction is two. Nodes that are neither texts nor whole numbers are called by their text.

    Returns
    -------
    Network
        Of the class `make`.

    Raises
    ------
    FormatError
        As `from_json`; or if the graph has parallel edges, of which a substrate has none.
    """
    if graph.is_multigraph():
        raise FormatError(
            tr("The graph has parallel edges; make it a DiGraph with one edge each way."), "edges"
        )

    def named(node: Any) -> str | int:
        return node if isinstance(node, str | int) else str(node)

    data = {
        "directed": graph.is_directed(),
        "graph": dict(graph.graph),
        "nodes": [{**attributes, "id": named(node)} for node, attributes in graph.nodes(data=True)],
        "links": [
            {**attributes, "source": named(a), "target": named(b)}
            for a, b, attributes in graph.edges(data=True)
        ],
    }
    return from_json(make, data)


def to_graph(substrate: Network) -> Any:
    """Return a substrate as a graph of networkx that reads back as the same units, functions and edges.

    Returns
    -------
    networkx.DiGraph
        Nodes are labels, with ``label``, ``states``, ``function`` (as JSON, as a substrate file has it) and,
        if they are known, ``x``, ``y`` and ``state``; edges have their ``weight``.
    """
    import networkx as nx

    if substrate.tpm_rows is not None:
        substrate = with_tables(substrate)
    graph = nx.DiGraph(name=substrate.name, source=substrate.source, notes=substrate.notes)
    for i, unit in enumerate(substrate.units):
        given = {"x": unit.x, "y": unit.y, "state": substrate.state[i] if substrate.state else None}
        present = {key: value for key, value in given.items() if value is not None}
        described = json.dumps(function_to_dict(unit.function), ensure_ascii=False)
        graph.add_node(unit.label, label=unit.label, states=unit.states, function=described, **present)
    graph.add_weighted_edges_from((e.source, e.target, float(e.weight)) for e in substrate.edges)
    return graph


def from_json(make: type[Made], data: Mapping[str, Any]) -> Made:
    """Make a substrate from a node-link graph; units without a function are logistic, k = 1.

    Parameters
    ----------
    make : type of Network
        The class to make, such as `Substrate`.
    data : mapping

    Returns
    -------
    Network
        Of the class `make`.

    Raises
    ------
    FormatError
        If a node has no id, or an edge no source or target.
    """
    key = "links" if "links" in data else "edges"
    nodes = []
    for i, node in enumerate(_objects(data, "nodes")):
        if not isinstance(node.get("id"), str | int):
            raise FormatError(
                tr("nodes[{i}] has no id that is text or a whole number; add it.", i=i), f"nodes[{i}].id"
            )
        nodes.append(GraphNode(node["id"], keyed(node)))
    edges = []
    directed = data.get("directed", True) is not False
    for i, edge in enumerate(_objects(data, key)):
        for end in ("source", "target"):
            if not isinstance(edge.get(end), str | int):
                raise FormatError(
                    tr("{key}[{i}] has no {end} that is a node's id; add it.", key=key, i=i, end=end),
                    f"{key}[{i}].{end}",
                )
        edges.append(GraphEdge(edge["source"], edge["target"], keyed(edge), directed=directed))
    about = data.get("graph")
    return from_graph(make, nodes, edges, about if isinstance(about, dict) else {})


def _objects(data: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    items = data.get(key)
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise FormatError(tr("{key} must be a list of objects; correct it.", key=key), key)
    return items
