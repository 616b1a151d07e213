"""GraphML, as yEd, Gephi, igraph, Cytoscape and networkx write it.

Ours has the unit functions as attributes of nodes, and the weights as attributes of edges.
"""

from engine.errors import FormatError
from engine.substrate.builders import Made
from engine.substrate.formats.graphml_parts import Parts
from engine.substrate.formats.graphs import from_graph
from engine.substrate.formats.nodelink import to_graph
from engine.substrate.formats.text import check_count
from engine.substrate.network import Network
from engine.substrate.units import MAX_DRAWN
from engine.words import tr

# A complete graph of as many units as can be drawn has 230,000 and 250,000 as yEd writes it. These keep the
# parser for half a second, a file of 8 MB full of them for seven.
MAX_TAGS = 300_000
MAX_ATTRIBUTES = 300_000


def from_text(make: type[Made], text: str) -> Made:
    """Read GraphML; units without a function are logistic, k = 1.

    Parameters
    ----------
    make : type of Network
        The class to make, such as `Substrate`.
    text : str

    Returns
    -------
    Network
        Of the class `make`.

    Raises
    ------
    FormatError
        If it is no GraphML, has too many parts, or declares a document type or entities, which could expand
        without end.
    """
    upper = text.upper()
    for mark in ("<!DOCTYPE", "<!ENTITY"):
        if mark in upper:
            raise FormatError(
                tr("The GraphML holds {mark}, which is not accepted; remove that declaration.", mark=mark)
            )
    # `from_graph` checks the same, but a hostile file would first be read for seconds.
    check_count(text.count("<node"), MAX_DRAWN, "nodes")
    check_count(text.count("<edge"), 2 * MAX_DRAWN**2, "edges")
    _check_parts(text)
    parts = Parts()
    parts.read(text)
    return from_graph(make, parts.nodes, parts.edges, parts.about)


def _check_parts(text: str) -> None:
    if text.count("<") > MAX_TAGS:
        raise FormatError(
            tr("The GraphML has more than {most:,} tags; export nodes and edges alone.", most=MAX_TAGS)
        )
    if text.count("=") > MAX_ATTRIBUTES:
        raise FormatError(
            tr(
                "The GraphML has more than {most:,} attributes; export nodes and edges alone.",
                most=MAX_ATTRIBUTES,
            )
        )


def to_text(substrate: Network) -> str:
    """Return GraphML that reads back as the same units, functions, edges and positions."""
    import networkx as nx

    graph = to_graph(substrate)
    graph.graph.update({key: _xml(text) for key, text in graph.graph.items()})
    return "\n".join(nx.generate_graphml(graph)) + "\n"


def _xml(text: str) -> str:
    return "".join(c for c in text if c.isprintable() or c in "\n\t")
