import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from engine.large.components import strong_components
from engine.substrate.masks import bits, mask_of


@given(st.integers(1, 8).flatmap(lambda n: st.tuples(*[st.integers(0, 2**n - 1)] * n)), st.integers(1, 255))
def test_components_are_those_of_a_graph(inputs, some):
    inside = some & (1 << len(inputs)) - 1
    graph = nx.DiGraph()
    graph.add_nodes_from(bits(inside))
    graph.add_edges_from((a, b) for b in bits(inside) for a in bits(inputs[b] & inside))
    expected = sorted(map(mask_of, nx.strongly_connected_components(graph)))
    assert sorted(strong_components(inside, lambda unit: inputs[unit])) == expected
