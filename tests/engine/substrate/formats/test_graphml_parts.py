"""GraphML as each program writes it, and what it stands for, worked out by hand."""

import pytest

from engine.errors import FormatError
from engine.substrate.formats.graphml import from_text
from engine.substrate.substrate import Substrate

YED = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:java="http://www.yworks.com/xml/yfiles-common/1.0/java"
  xmlns:x="http://www.yworks.com/xml/yfiles-common/markup/2.0" xmlns:y="http://www.yworks.com/xml/graphml"
  xmlns:yed="http://www.yworks.com/xml/yed/3">
  <!--Created by yEd 3.22-->
  <key attr.name="Description" attr.type="string" for="graph" id="d0"/>
  <key for="port" id="d1" yfiles.type="portgraphics"/>
  <key attr.name="url" attr.type="string" for="node" id="d4"/>
  <key attr.name="description" attr.type="string" for="node" id="d5"/>
  <key for="node" id="d6" yfiles.type="nodegraphics"/>
  <key for="graphml" id="d7" yfiles.type="resources"/>
  <key attr.name="url" attr.type="string" for="edge" id="d8"/>
  <key attr.name="description" attr.type="string" for="edge" id="d9"/>
  <key for="edge" id="d10" yfiles.type="edgegraphics"/>
  <graph edgedefault="directed" id="G">
    <data key="d0" xml:space="preserve"/>
    <node id="n0">
      <data key="d6">
        <y:ShapeNode>
          <y:Geometry height="30.0" width="30.0" x="0.0" y="0.0"/>
          <y:Fill color="#FFCC00" transparent="false"/>
          <y:NodeLabel alignment="center" visible="true">ERK<y:LabelModel>
              <y:SmartNodeLabelModel distance="4.0"/>
            </y:LabelModel>
            <y:ModelParameter/>
          </y:NodeLabel>
          <y:Shape type="rectangle"/>
        </y:ShapeNode>
      </data>
    </node>
    <node id="n1">
      <data key="d5">a kinase</data>
      <data key="d6">
        <y:ShapeNode>
          <y:Geometry height="30.0" width="30.0" x="180.0" y="90.0"/>
          <y:NodeLabel alignment="center">MAP kinase</y:NodeLabel>
        </y:ShapeNode>
      </data>
    </node>
    <edge id="e0" source="n0" target="n1">
      <data key="d10">
        <y:PolyLineEdge>
          <y:Path sx="0.0" sy="0.0" tx="0.0" ty="0.0"/>
          <y:LineStyle color="#000000" type="line" width="1.0"/>
          <y:Arrows source="none" target="standard"/>
          <y:EdgeLabel alignment="center">-2<y:LabelModel/></y:EdgeLabel>
        </y:PolyLineEdge>
      </data>
    </edge>
    <edge id="e1" source="n1" target="n0">
      <data key="d10">
        <y:PolyLineEdge>
          <y:Arrows source="none" target="t_shape"/>
        </y:PolyLineEdge>
      </data>
    </edge>
  </graph>
  <data key="d7">
    <y:Resources/>
  </data>
</graphml>
"""
GEPHI = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key attr.name="label" attr.type="string" for="node" id="label"/>
<key attr.name="Edge Label" attr.type="string" for="edge" id="edgelabel"/>
<key attr.name="weight" attr.type="double" for="edge" id="weight"/>
<key attr.name="Edge Id" attr.type="string" for="edge" id="edgeid"/>
<key attr.name="r" attr.type="int" for="node" id="r"/>
<key attr.name="x" attr.type="float" for="node" id="x"/>
<key attr.name="y" attr.type="float" for="node" id="y"/>
<key attr.name="size" attr.type="float" for="node" id="size"/>
<key attr.name="breed" attr.type="string" for="node" id="0"/>
<graph edgedefault="directed">
<node id="1">
<data key="label">ERK</data>
<data key="0">mice</data>
<data key="size">10.0</data>
<data key="r">254</data>
<data key="x">-10.5</data>
<data key="y">179.0</data>
</node>
<node id="2">
<data key="label">MEK</data>
<data key="x">10.5</data>
<data key="y">179.0</data>
</node>
<edge id="0" source="2" target="1">
<data key="edgeid">0</data>
<data key="edgelabel">inhibits</data>
<data key="weight">1.5</data>
</edge>
</graph>
</graphml>
"""
IGRAPH = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<!-- Created by igraph -->
  <key id="v_name" for="node" attr.name="name" attr.type="string"/>
  <key id="e_weight" for="edge" attr.name="weight" attr.type="double"/>
  <graph id="G" edgedefault="directed">
    <node id="n0">
      <data key="v_name">ERK</data>
    </node>
    <node id="n1">
      <data key="v_name">MEK</data>
    </node>
    <edge source="n1" target="n0">
      <data key="e_weight">-2</data>
    </edge>
  </graph>
</graphml>
"""
CYTOSCAPE = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key attr.name="selected" attr.type="boolean" for="node" id="selected"/>
<key attr.name="name" attr.type="string" for="node" id="name"/>
<key attr.name="shared name" attr.type="string" for="node" id="shared name"/>
<key attr.name="SUID" attr.type="long" for="node" id="SUID"/>
<key attr.name="interaction" attr.type="string" for="edge" id="interaction"/>
<key attr.name="shared interaction" attr.type="string" for="edge" id="shared interaction"/>
<graph edgedefault="directed" id="pathway">
<node id="62"><data key="SUID">62</data><data key="shared name">ERK</data><data key="name">ERK</data>
<data key="selected">false</data></node>
<node id="65"><data key="SUID">65</data><data key="shared name">MEK</data><data key="name">MEK</data></node>
<edge id="68" source="65" target="62"><data key="shared interaction">activates</data>
<data key="interaction">activates</data></edge>
<edge id="70" source="62" target="65"><data key="shared interaction">inhibits</data>
<data key="interaction">inhibits</data></edge>
<edge id="72" source="62" target="62"><data key="interaction">pp</data></edge>
</graph>
</graphml>
"""
YED_LIVE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/yfiles-common/3.0"
  xmlns:x="http://www.yworks.com/xml/yfiles-common/markup/3.0">
	<key id="d3" for="node" attr.name="NodeLabels" y:attr.uri="http://www.yworks.com/xml/NodeLabels"/>
	<key id="d4" for="node" attr.name="NodeGeometry" y:attr.uri="http://www.yworks.com/xml/NodeGeometry"/>
	<key id="d9" for="edge" attr.name="EdgeLabels" y:attr.uri="http://www.yworks.com/xml/EdgeLabels"/>
	<graph id="G" edgedefault="directed">
		<node id="n0">
			<data key="d3">
				<x:List><y:Label><y:Label.Text><![CDATA[ERK]]></y:Label.Text></y:Label></x:List>
			</data>
			<data key="d4">
				<y:RectD X="-144.5" Y="-285" Width="311" Height="50"/>
			</data>
		</node>
		<node id="n1">
			<data key="d3">
				<x:List><y:Label><y:Label.Text>MEK</y:Label.Text></y:Label></x:List>
			</data>
			<data key="d4">
				<y:RectD X="-144.5" Y="-160" Width="311" Height="50"/>
			</data>
			<port name="p0"/>
		</node>
		<edge id="e0" source="n0" target="n1" targetport="p0">
			<data key="d9">
				<x:List><y:Label><y:Label.Text>-0.5</y:Label.Text></y:Label></x:List>
			</data>
		</edge>
	</graph>
</graphml>
"""


def arrows(substrate):
    return {(edge.source, edge.target): edge.weight for edge in substrate.edges}


def test_yed():
    substrate = from_text(Substrate, YED)
    assert substrate.labels == ["ERK", "MAP_kinase"]
    assert arrows(substrate) == {("ERK", "MAP_kinase"): -2.0, ("MAP_kinase", "ERK"): -1.0}
    places = [place for unit in substrate.units for place in (unit.x, unit.y)]
    assert places == pytest.approx([0.05, 0.05, 0.95, 0.5])
    for said in (
        "'MAP kinase' is MAP_kinase.",
        "Numbers written at edges were taken as their weights: ERK → MAP_kinase.",
        "Edges that inhibit were given negative weights: MAP_kinase → ERK.",
        "Without a weight, and so taken as 1 in size: MAP_kinase → ERK.",
        "Not used, of nodes: description.",
    ):
        assert said in substrate.notes


def test_an_edge_of_yed_goes_where_its_arrowhead_is():
    turned = YED.replace('source="none" target="standard"', 'source="standard" target="none"')
    with pytest.raises(FormatError, match="several edges from MAP_kinase to ERK"):
        from_text(Substrate, turned)
    both = turned.replace('source="none" target="t_shape"', 'source="t_shape" target="none"')
    assert arrows(from_text(Substrate, both)) == {("MAP_kinase", "ERK"): -2.0, ("ERK", "MAP_kinase"): -1.0}


def test_yed_live():
    substrate = from_text(Substrate, YED_LIVE)
    assert substrate.labels == ["ERK", "MEK"]
    assert arrows(substrate) == {("ERK", "MEK"): -0.5}
    assert substrate.units[0].x == substrate.units[1].x
    assert "Not used" not in substrate.notes


def test_gephi():
    substrate = from_text(Substrate, GEPHI)
    assert substrate.labels == ["ERK", "MEK"]
    assert arrows(substrate) == {("MEK", "ERK"): -1.5}
    assert "Not used, of nodes: breed." in substrate.notes


def test_igraph():
    substrate = from_text(Substrate, IGRAPH)
    assert substrate.labels == ["ERK", "MEK"]
    assert arrows(substrate) == {("MEK", "ERK"): -2.0}


def test_cytoscape():
    substrate = from_text(Substrate, CYTOSCAPE)
    assert substrate.labels == ["ERK", "MEK"]
    assert arrows(substrate) == {("MEK", "ERK"): 1.0, ("ERK", "MEK"): -1.0, ("ERK", "ERK"): 1.0}
    assert "Words at edges that tell no sign: pp." in substrate.notes
    assert "No edge has a weight: each was taken as 1 in size." in substrate.notes


def test_values_that_hold_where_none_is_given():
    text = IGRAPH.replace(
        'attr.name="weight" attr.type="double"/>',
        'attr.name="weight" attr.type="double"><default>3</default></key>',
    ).replace('<data key="e_weight">-2</data>', "")
    assert arrows(from_text(Substrate, text)) == {("MEK", "ERK"): 3.0}


def test_a_single_edge_may_have_no_direction():
    text = IGRAPH.replace('target="n0"', 'target="n0" directed="false"')
    assert arrows(from_text(Substrate, text)) == {("MEK", "ERK"): -2.0, ("ERK", "MEK"): -2.0}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            IGRAPH.replace(">-2<", ">strong<"),
            "^line 15: weight is 'strong', and its key says double; correct it",
        ),
        (IGRAPH.replace('"e_weight">-2', '"weight">-2'), "^line 15: The data names the key 'weight'"),
        (IGRAPH.replace(' edgedefault="directed"', ""), 'write edgedefault="directed"'),
        (IGRAPH.replace(' id="n1"', ""), "^line 11: A node has no id"),
        (IGRAPH.replace(' target="n0"', ""), "^line 14: An edge has no target"),
        (IGRAPH.replace('target="n0"', 'target="n7"'), "^line 14: Edge 1 names node 'n7', which is absent"),
        (IGRAPH.replace('target="n0"', 'target="n0" directed="maybe"'), "write true or false"),
        (
            IGRAPH.replace("<data key", '<data key="v_name">A</data><data key', 1),
            "^line 9: name is given twice",
        ),
        (IGRAPH.replace("</graph>", '</graph><graph edgedefault="directed"/>'), "two graphs"),
        (IGRAPH.replace("    <edge", "    <hyperedge/><edge"), "edge between many nodes"),
        (
            YED.replace("</node>", '<graph edgedefault="directed" id="n0:"/></node>', 1),
            "^line 30: A node holds a graph",
        ),
        (CYTOSCAPE.replace("inhibits", "inhibited by"), "not understood"),
        (IGRAPH.replace("</edge>", ""), "mismatched tag"),
    ],
)
def test_other_text_is_refused_with_its_line(text, words):
    with pytest.raises(FormatError, match=words):
        from_text(Substrate, text)
