import pytest

from engine.errors import FormatError
from engine.substrate.formats.graph_edges import GraphEdge
from engine.substrate.formats.graphs import GraphNode, from_graph
from engine.substrate.functions import Gate, Logistic
from engine.substrate.substrate import Substrate


def made(nodes, edges=(), directed=True, about=None):
    """Make a substrate from pairs and triples."""
    parts = [GraphNode(*node) for node in nodes]
    return from_graph(Substrate, parts, [GraphEdge(*e, directed=directed) for e in edges], about or {})


def test_attributes_become_units_states_and_words():
    gate = '{"type": "gate", "gate": "AND"}'
    nodes = [("a", {"label": "A", "state": 1, "function": gate}), ("b", {"label": "B", "state": 0})]
    edges = [("a", "a", {}), ("b", "a", {"weight": "2.5"})]
    substrate = made(nodes, edges, about={"name": "two", "notes": "first."})
    assert [unit.function for unit in substrate.units] == [Gate("AND"), Logistic()]
    assert [(e.source, e.target, e.weight) for e in substrate.edges] == [("A", "A", 1.0), ("B", "A", 2.5)]
    assert (substrate.name, substrate.state) == ("two", (1, 0))
    assert substrate.notes.startswith("first. ")
    assert "k = 1: B." in substrate.notes


def test_an_undirected_edge_becomes_two_and_a_loop_one():
    substrate = made([(0, {}), (1, {})], [(0, 1, {}), (1, 1, {})], directed=False)
    assert [(e.source, e.target) for e in substrate.edges] == [("U0", "U1"), ("U1", "U0"), ("U1", "U1")]
    assert "undirected" in substrate.notes


def test_other_coordinates_are_scaled_to_the_drawing_without_distortion():
    nodes = [("A", {"x": 0, "y": 0}), ("B", {"x": 200, "y": 100})]
    units = made(nodes).units
    assert [place for unit in units for place in (unit.x, unit.y)] == pytest.approx([0.05, 0.05, 0.95, 0.5])
    fractions = made([("A", {"x": 0.2, "y": 0.9}), ("B", {})]).units
    assert [(unit.x, unit.y) for unit in fractions] == [(0.2, 0.9), (None, None)]


@pytest.mark.parametrize(
    ("nodes", "edges", "field"),
    [
        ([], [], "nodes"),
        ([("A", {}), ("A", {})], [], "nodes"),
        ([("A", {})], [("A", "B", {})], "edges[0]"),
        ([("A", {"states": "many"})], [], "states of node A"),
        ([("A", {})], [("A", "A", {"weight": "nan"})], "weight of edge A → A"),
        ([("A", {"x": "left", "y": 0})], [], "x"),
    ],
)
def test_an_attribute_that_cannot_be_read_is_named(nodes, edges, field):
    with pytest.raises(FormatError) as refusal:
        made(nodes, edges)
    assert refusal.value.field == field
