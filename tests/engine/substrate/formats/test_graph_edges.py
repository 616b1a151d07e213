import pytest

from engine.errors import FormatError
from engine.substrate.formats.graph_edges import NO_HEAD, PLAIN, GraphEdge, T, drawn_edges

LABELS = {0: "A", 1: "B"}


def read(*edges):
    """Edges as triples, and what was said about them."""
    notes = []
    drawn = drawn_edges(edges, LABELS, notes)
    return [(edge.source, edge.target, edge.weight) for edge in drawn], " ".join(notes)


def test_weights_and_values_are_numbers_and_otherwise_one():
    drawn, said = read(
        GraphEdge(0, 1, {"weight": "-2"}), GraphEdge(1, 0, {"value": 0.5}), GraphEdge(0, 0, {})
    )
    assert drawn == [("A", "B", -2.0), ("B", "A", 0.5), ("A", "A", 1.0)]
    assert said == "Without a weight, and so taken as 1 in size: A → A."


@pytest.mark.parametrize(
    ("heads", "drawn", "said"),
    [
        ((NO_HEAD, PLAIN), [("A", "B", 3.0)], ""),
        ((NO_HEAD, T), [("A", "B", -3.0)], "Edges that inhibit were given negative weights: A → B."),
        ((PLAIN, NO_HEAD), [("B", "A", 3.0)], "arrowhead at the source, and so taken to it: B → A."),
        ((PLAIN, T), [("A", "B", -3.0), ("B", "A", 3.0)], "two arrowheads"),
        (
            (NO_HEAD, NO_HEAD),
            [("A", "B", 3.0)],
            "without an arrowhead, and taken from source to target: A → B.",
        ),
        ((NO_HEAD, "diamond"), [("A", "B", 3.0)], "Arrowheads taken as plain ones: diamond."),
    ],
)
def test_arrowheads_say_the_way_and_the_sign(heads, drawn, said):
    found, notes = read(GraphEdge(0, 1, {"weight": 3}, heads=heads))
    assert found == drawn
    assert said in notes
    assert bool(notes) == bool(said)


def test_edges_without_direction_go_both_ways():
    drawn, said = read(GraphEdge(0, 1, {"weight": 2}, directed=False), GraphEdge(1, 1, {"weight": 1}))
    assert drawn == [("A", "B", 2.0), ("B", "A", 2.0), ("B", "B", 1.0)]
    assert said == "Undirected, and so taken in both directions: A – B."


def test_a_label_is_a_weight_and_a_word_its_sign():
    drawn, said = read(GraphEdge(0, 1, {}, texts=("-2",)), GraphEdge(1, 0, {"interaction": "inhibits"}))
    assert drawn == [("A", "B", -2.0), ("B", "A", -1.0)]
    assert "Numbers written at edges were taken as their weights: A → B." in said
    assert "given negative weights: B → A." in said


def test_a_sign_and_a_size_together():
    drawn, _ = read(
        GraphEdge(0, 1, {"interaction": "inhibition", "weight": 0.8}), GraphEdge(1, 0, {"weight": -1})
    )
    assert drawn == [("A", "B", -0.8), ("B", "A", -1.0)]


@pytest.mark.parametrize(
    ("edges", "words"),
    [
        (
            [GraphEdge(0, 1, {"weight": 1}, 7, texts=("-2",))],
            r"^line 7: Edge A → B has several weights \(1, -2\)",
        ),
        ([GraphEdge(0, 1, {"interaction": "activates"}, 7, heads=(NO_HEAD, T))], "activate and to inhibit"),
        ([GraphEdge(0, 1, {"interaction": "activates", "weight": -1})], "activate, and its weight is -1"),
        ([GraphEdge(0, 1, {"weight": "strong"})], "'strong'; give a finite number"),
        ([GraphEdge(0, 1, {}), GraphEdge(0, 1, {}, 9)], "^line 9: There are several edges from A to B"),
        ([GraphEdge(0, 2, {})], "names node 2, which is absent"),
    ],
)
def test_an_edge_that_says_two_things_is_refused(edges, words):
    with pytest.raises(FormatError, match=words):
        read(*edges)
