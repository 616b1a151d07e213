import networkx as nx
import pytest

from engine.errors import FormatError
from engine.substrate.formats.nodelink import from_json
from engine.substrate.functions import Logistic
from engine.substrate.substrate import Substrate


@pytest.mark.parametrize("key", ["links", "edges"])
def test_a_graph_of_networkx_becomes_logistic_units(key):
    graph = nx.DiGraph(name="pair")
    graph.add_weighted_edges_from([("A", "B", 0.5), ("B", "A", -1)])
    substrate = from_json(Substrate, nx.node_link_data(graph, edges=key))
    assert [(e.source, e.target, e.weight) for e in substrate.edges] == [("A", "B", 0.5), ("B", "A", -1.0)]
    assert {unit.function for unit in substrate.units} == {Logistic()}
    assert substrate.name == "pair"


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"nodes": [{"id": "A"}, {}], "links": []}, "nodes[1].id"),
        ({"nodes": [{"id": "A"}], "links": [{"source": "A"}]}, "links[0].target"),
        ({"nodes": "A", "links": []}, "nodes"),
        ({"nodes": [{"id": "A"}], "edges": [3]}, "edges"),
    ],
)
def test_a_missing_id_or_end_is_named(data, field):
    with pytest.raises(FormatError) as refusal:
        from_json(Substrate, data)
    assert refusal.value.field == field


@pytest.mark.parametrize("name", ["iit4-fig1", "pyphi-basic", "findlay-pqrs"])
def test_a_network_goes_through_networkx_and_back(name, root):
    substrate = Substrate.read(root / "assets" / "networks" / f"{name}.json")
    graph = substrate.to_networkx()
    found = Substrate.from_networkx(graph)
    assert found.sha256 == substrate.sha256
    assert (found.units, found.state) == (substrate.units, substrate.state)
    assert set(found.edges) == set(substrate.edges)
    assert list(graph) == substrate.labels
    assert nx.number_strongly_connected_components(graph) >= 1


def test_a_graph_made_by_hand_becomes_a_network():
    graph = nx.cycle_graph(3, create_using=nx.DiGraph)
    assert Substrate.from_networkx(graph).labels == ["U0", "U1", "U2"]
    undirected = Substrate.from_networkx(nx.path_graph(["A", "B", "C"]))
    assert {(e.source, e.target) for e in undirected.edges} == {
        ("A", "B"),
        ("B", "A"),
        ("B", "C"),
        ("C", "B"),
    }
    with pytest.raises(FormatError, match="parallel edges"):
        Substrate.from_networkx(nx.MultiDiGraph([("A", "B"), ("A", "B")]))
