"""GML as each program writes it, and what it stands for, worked out by hand."""

import networkx as nx
import pytest

from engine.errors import FormatError
from engine.substrate.formats.gml import LONGEST_TEXT, MAX_DEPTH, MAX_WORDS, from_text, looks_so
from engine.substrate.substrate import Substrate

YED = """Creator	"yFiles"
Version	"2.17"
graph
[
	hierarchic	1
	label	""
	directed	1
	node
	[
		id	0
		label	"ERK"
		graphics
		[
			x	100.0
			y	101.0
			w	30.0
			h	30.0
			type	"ellipse"
			fill	"#FFCC00"
		]
		LabelGraphics
		[
			text	"ERK"
			fontSize	12
			fontName	"Dialog"
			anchor	"c"
		]
	]
	node
	[
		id	1
		label	""
		graphics
		[
			x	300.0
			y	201.0
		]
		LabelGraphics
		[
		]
		LabelGraphics
		[
			text	"Raf &amp; &#945;
kinase"
			fontSize	14
		]
	]
	edge
	[
		source	0
		target	1
		graphics
		[
			fill	"#000000"
			targetArrow	"t_shape"
		]
	]
	edge
	[
		source	1
		target	0
		label	"-2"
		graphics
		[
			fill	"#000000"
			targetArrow	"standard"
		]
		LabelGraphics
		[
			text	"-2"
		]
	]
]
"""
GEPHI = """graph
[
  Creator Gephi
  directed 1
  node
  [
    id "1"
    label "ERK"
    graphics
    [
      x -355.93912
      y -114.81057
      z 0.0
      w 10.0
      h 10.0
      d 10.0
      fill "#999999"
    ]
    breed mice
  ]
  node
  [
    id "2"
    label "MEK"
  ]
  edge
  [
    id "16"
    source "2"
    target "1"
    value -1.5
  ]
]
"""
IGRAPH = """Creator "igraph version 0.10.17 Sat May  2 13:49:43 2026"
Version 1
graph
[
  directed 1
  node
  [
    id 0
    name "ERK"
  ]
  node
  [
    id 1
    name "MEK"
  ]
  edge
  [
    source 1
    target 0
    weight -2
  ]
]
"""
CYTOSCAPE = """Creator	"Cytoscape"
Version	1.0
graph	[
	node	[
		root_index	-2
		id	-2
		graphics	[
			x	100.0
			y	0.0
			w	35.0
			h	35.0
			fill	"#ff9999"
			type	"ellipse"
		]
		label	"ERK"
	]
	node	[
		root_index	-1
		id	-1
		graphics	[
			x	0.0
			y	0.0
		]
		label	"MEK"
	]
	edge	[
		root_index	-1
		target	-2
		source	-1
		graphics	[
			width	1.0
			type	"line"
			source_arrow	0
			target_arrow	15
		]
		label	"inhibits"
	]
]
"""


def arrows(substrate):
    return {(edge.source, edge.target): edge.weight for edge in substrate.edges}


def test_yed():
    substrate = from_text(Substrate, YED)
    assert substrate.labels == ["ERK", "Raf___α_kinase"]
    assert arrows(substrate) == {("ERK", "Raf___α_kinase"): -1.0, ("Raf___α_kinase", "ERK"): -2.0}
    places = [place for unit in substrate.units for place in (unit.x, unit.y)]
    assert places == pytest.approx([0.05, 0.05, 0.95, 0.5])
    assert "Names were made labels: 'Raf & α\\nkinase' is Raf___α_kinase." in substrate.notes
    assert "Edges that inhibit were given negative weights: ERK → Raf___α_kinase." in substrate.notes
    assert "Numbers written at edges were taken as their weights" in substrate.notes


def test_gephi():
    substrate = from_text(Substrate, GEPHI)
    assert substrate.labels == ["ERK", "MEK"]
    assert arrows(substrate) == {("MEK", "ERK"): -1.5}
    assert "Not used, of nodes: breed." in substrate.notes
    assert "Positions were left out" in substrate.notes


def test_a_mixed_graph_of_gephi_says_its_way_edge_by_edge():
    mixed = GEPHI.replace("  directed 1\n", "").replace("    value", "    directed 1\n    value")
    assert arrows(from_text(Substrate, mixed)) == {("MEK", "ERK"): -1.5}


def test_igraph():
    substrate = from_text(Substrate, IGRAPH)
    assert substrate.labels == ["ERK", "MEK"]
    assert arrows(substrate) == {("MEK", "ERK"): -2.0}
    assert substrate.notes == "Without a function, and so taken as logistic with k = 1: every unit."


def test_cytoscape_has_no_direction_but_arrowheads():
    substrate = from_text(Substrate, CYTOSCAPE)
    assert arrows(substrate) == {("MEK", "ERK"): -1.0}
    assert "Edges that inhibit were given negative weights: MEK → ERK." in substrate.notes


@pytest.mark.parametrize("kind", [nx.DiGraph, nx.Graph])
def test_networkx(kind):
    graph = kind(name="pair")
    graph.add_weighted_edges_from([("A b", "C", 0.5)])
    graph.add_edge("C", "C", weight=2)
    substrate = from_text(Substrate, "\n".join(nx.generate_gml(graph)))
    assert substrate.labels == ["A_b", "C"]
    back = {} if kind is nx.DiGraph else {("C", "A_b"): 0.5}
    assert arrows(substrate) == {("A_b", "C"): 0.5, ("C", "C"): 2.0} | back
    assert ("both directions" in substrate.notes) == bool(back)
    assert substrate.name == "pair"


def test_a_graph_that_does_not_say_so_is_undirected():
    substrate = from_text(Substrate, IGRAPH.replace("  directed 1\n", ""))
    assert arrows(substrate) == {("MEK", "ERK"): -2.0, ("ERK", "MEK"): -2.0}
    assert "The graph is undirected" in substrate.notes


def test_arrows_of_the_specification():
    text = IGRAPH.replace("weight -2", 'weight -2 graphics [ type "line" arrow "first" ]')
    assert arrows(from_text(Substrate, text)) == {("ERK", "MEK"): -2.0}


@pytest.mark.parametrize("text", [YED, GEPHI, IGRAPH, CYTOSCAPE])
def test_it_is_known_by_its_contents(text):
    assert looks_so("\n".join(row.strip() for row in text.splitlines()))
    assert Substrate.read(text.encode(), "some.txt").labels[0] == "ERK"
    assert not looks_so("graph, A[-1]\nA, graph")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (IGRAPH.replace("target 0", ""), "^line 17: An edge has no target; add it"),
        (IGRAPH.replace("    id 1\n", ""), "^line 12: A node has no id"),
        (IGRAPH.replace("-2", "NaN"), "^line 17: The weight of edge MEK → ERK is 'NaN'"),
        (IGRAPH.replace("target 0", "target 7"), "^line 17: Edge 1 names node '7', which is absent"),
        (IGRAPH.replace('"MEK"', '"ERK"'), "Two units are labelled ERK"),
        (IGRAPH.replace('"MEK"', '"MEK'), "^line 1[0-9]: "),
        (IGRAPH.replace("id 1", "id 1 isGroup 1"), "^line 12: A node holds a graph of its own; ungroup it"),
        (IGRAPH.replace("weight", "weight 1 weight"), "^line 17: weight is given twice"),
        (IGRAPH + IGRAPH, "^line 26: The file holds two graphs"),
        (IGRAPH[:-3], "^line 4: A bracket is never closed"),
        (IGRAPH + "]", "^line 23: A bracket is closed that was never opened"),
        ("graph [ [ ] ]", "bracket has no name"),
        ('graph [ "a" 1 ]', "has no name before it"),
        ("graph [ a ]", "a has no value"),
        ("graph [ ] a", "a has no value"),
        ("graph [ node 1 ]", "A node has no brackets"),
        ("graph 1", "holds no graph"),
        ("graph [ " + "a [ " * MAX_DEPTH, f"nested more than {MAX_DEPTH} deep"),
        ("graph [ " + "a 1 " * MAX_WORDS, f"more than {MAX_WORDS:,} words"),
        ("graph [ " + "node [ id 1 ] " * 200, "129 nodes"),
        (f'graph [ a "{"b" * LONGEST_TEXT}" ]', f"use at most {LONGEST_TEXT:,}"),
    ],
)
def test_other_text_is_refused_with_its_line(text, words):
    with pytest.raises(FormatError, match=words):
        from_text(Substrate, text)
