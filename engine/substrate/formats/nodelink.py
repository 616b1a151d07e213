"""Node-link JSON, as networkx and D3 write it: ``nodes`` with ``id``, and ``links`` or ``edges``."""

from collections.abc import Mapping
from typing import Any

from engine.errors import FormatError
from engine.substrate.builders import Made
from engine.substrate.formats.graph_edges import GraphEdge
from engine.substrate.formats.graphs import GraphNode, from_graph, keyed
from engine.words import tr


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
