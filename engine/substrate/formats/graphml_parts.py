"""What a GraphML file says, part by part: nodes, edges and their attributes, and what yEd draws of them.

The parser calls back once per tag, so that its time grows with the file and it stops at the first mistake.
"""

from typing import Any
from xml.parsers import expat

from engine.errors import FormatError
from engine.substrate.formats.edge_words import READ, WEIGHTS, key_of
from engine.substrate.formats.graph_edges import NO_HEAD, PLAIN, GraphEdge, T, at_line
from engine.substrate.formats.graphs import NAMES, GraphNode, missing
from engine.words import tr

SEPARATOR = "}"
PLAIN_HEADS = ("standard", "delta", "white_delta", "plain", "concave", "convex", "short", "simple")
T_HEADS = ("t_shape", "t-shape", "t")
NUMBERS = ("int", "long", "float", "double")
MEANT = {*READ, *WEIGHTS, *NAMES, "function", "states", "state", "x", "y"}
DRAWN_TEXTS = ("NodeLabel", "EdgeLabel", "Label.Text")  # the last of yEd Live


class Parts:
    """Takes the tags of a GraphML file, and has its nodes and edges in the end.

    Attributes
    ----------
    nodes, edges : list
    about : dict
        Attributes of the graph.
    """

    def __init__(self) -> None:
        self.nodes: list[GraphNode] = []
        self.edges: list[GraphEdge] = []
        self.about: dict[str, Any] = {}
        self._parser = expat.ParserCreate("utf-8", SEPARATOR)
        self._parser.buffer_text = True
        self._parser.buffer_size = 2**16
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._open: list[str] = []
        self._keys: dict[str, dict[str, Any]] = {}
        self._text: list[str] | None = None
        self._depth = 0  # of the tag whose text is kept
        self._key: dict[str, Any] = {}
        self._graph: dict[str, str] | None = None
        self._of: dict[str, Any] | None = None  # the attributes of the node or edge that is open
        self._edge: dict[str, str] = {}
        self._texts: list[str] = []
        self._heads: tuple[str, str] | None = None
        self._line = 0

    def read(self, text: str) -> None:
        """Read a file; it must not hold a document type or entities.

        Raises
        ------
        FormatError
            With the line of the mistake.
        """
        try:
            self._parser.Parse(text.encode("utf-8", "replace"), True)
        except expat.ExpatError as error:
            raise unreadable(expat.ErrorString(error.code) or "", error.lineno) from None
        except FormatError as error:
            raise at_line(error, self._parser.CurrentLineNumber) from None
        if self._graph is None:
            raise unreadable(tr("it holds no graph"), 0)
        self._fill()

    def _start(self, name: str, given: dict[str, str]) -> None:
        tag = name.rpartition(SEPARATOR)[2]
        depth = len(self._open)
        parent = self._open[-1] if self._open else ""
        self._open.append(tag)
        if depth == 0:
            if tag != "graphml":
                raise unreadable(tr("it begins with {tag}", tag=f"<{tag[:40]}>"), 0)
        elif tag == "data" and parent in ("graph", "node", "edge", "port", "graphml"):
            self._begin(self._known(given) if parent in ("graph", "node", "edge") else {})
        elif self._of is None:
            self._outside(tag, parent, given)
        elif tag in DRAWN_TEXTS and given.get("hasText") != "false":
            self._begin({})
        elif tag in ("Geometry", "RectD") and "x" not in self._of:
            self._place({key.lower(): value for key, value in given.items()})
        elif tag == "Arrows":
            self._heads = (drawn_head(given.get("source")), drawn_head(given.get("target")))
        elif tag in ("graph", "node", "edge"):
            raise FormatError(tr("A node holds a graph of its own; ungroup it."), "nodes")

    def _outside(self, tag: str, parent: str, given: dict[str, str]) -> None:
        """Take a tag that is in no node and no edge."""
        if tag == "key":
            self._key = {key.rpartition(SEPARATOR)[2]: value for key, value in given.items()}
            self._keys[given.get("id", "")] = self._key
        elif tag == "default" and parent == "key":
            self._begin(self._key)
        elif tag == "graph":
            if self._graph is not None:
                raise FormatError(tr("The file holds two graphs; save each as a file of its own."), "graph")
            if given.get("edgedefault") not in ("directed", "undirected"):
                raise FormatError(
                    tr('The graph does not say which way edges go; write edgedefault="directed" there.'),
                    "edgedefault",
                )
            self._graph = given
        elif tag == "hyperedge":
            raise FormatError(tr("There is an edge between many nodes; draw edges of two nodes."), "edges")
        elif tag in ("node", "edge") and parent == "graph":
            for key in ("id",) if tag == "node" else ("source", "target"):
                if key not in given:
                    raise missing(key)
            self._of, self._edge, self._texts, self._heads = {}, given, [], None
            self._line = self._parser.CurrentLineNumber

    def _known(self, given: dict[str, str]) -> dict[str, Any]:
        key = given.get("key", "")
        if key not in self._keys:
            raise FormatError(
                tr("The data names the key {key!r}, which is absent; add it above the graph.", key=key[:40]),
                "data",
            )
        return self._keys[key]

    def _begin(self, key: dict[str, Any]) -> None:
        self._text, self._depth, self._key = [], len(self._open), key

    def _characters(self, text: str) -> None:
        if self._text is not None and len(self._open) == self._depth:
            self._text.append(text)

    def _end(self, _name: str) -> None:
        tag = self._open[-1]
        if self._text is not None and len(self._open) == self._depth:
            self._take(tag, "".join(self._text))
            self._text = None
        self._open.pop()
        if tag in ("node", "edge") and self._open[-1] == "graph" and self._of is not None:
            self._close(tag, self._of)

    def _take(self, tag: str, text: str) -> None:
        """Take the text of a tag."""
        if tag in DRAWN_TEXTS:
            self._texts.append(text.strip())
            return
        key = self._key
        if "yfiles.type" in key or "attr.name" not in key:
            return
        if "attr.type" not in key and not text.strip():  # yEd Live keeps parts of the drawing so
            return
        value = _typed(text, key.get("attr.type", "string"), key["attr.name"])
        if tag == "default":
            key["default"] = value
            return
        of = self.about if self._of is None else self._of
        name = key_of(key["attr.name"])
        if name in of and self._of is not None:
            raise FormatError(tr("{name} is given twice; keep one.", name=name[:40]), name)
        if value is not None:
            of[name] = value

    def _place(self, given: dict[str, str]) -> None:
        """Take the middle of a shape of yEd, which has a corner, a width and a height."""
        assert self._of is not None
        for axis, size in (("x", "width"), ("y", "height")):
            try:
                self._of[axis] = float(given[axis]) + float(given[size]) / 2
            except (KeyError, ValueError):
                return

    def _close(self, tag: str, of: dict[str, Any]) -> None:
        given, texts, self._of = self._edge, [text for text in self._texts if text], None
        if tag == "node":
            if texts and not of.get("label"):
                of["label"] = texts[0]
            if any(text != of["label"] for text in texts):
                of[tr("further texts")] = texts
            self.nodes.append(GraphNode(given["id"], of, self._line))
            return
        assert self._graph is not None
        way = given.get("directed", "true" if self._graph["edgedefault"] == "directed" else "false")
        if way not in ("true", "false", "1", "0"):
            raise FormatError(tr("An edge has directed={way!r}; write true or false.", way=way[:40]), "edges")
        directed = way in ("true", "1")
        self.edges.append(
            GraphEdge(given["source"], given["target"], of, self._line, directed, tuple(texts), self._heads)
        )

    def _fill(self) -> None:
        """Give each node and edge the values that hold where it says none."""
        for kind, parts in (("node", self.nodes), ("edge", self.edges)):
            defaults = {
                key_of(key["attr.name"]): key["default"]
                for key in self._keys.values()
                if key.get("default") is not None and key.get("for", "all") in (kind, "all")
            }
            meant = [(name, value) for name, value in defaults.items() if name in MEANT]
            for part in parts:
                for name, value in meant:
                    part.data.setdefault(name, value)


def unreadable(reason: str, line: int) -> FormatError:
    """Return the refusal of what is no GraphML."""
    said = tr("The GraphML cannot be read ({reason}); export it again.", reason=reason)
    return at_line(FormatError(said), line)


def drawn_head(shape: Any) -> str:
    """Return the kind of an arrowhead by the name that yEd gives it."""
    shape = str(shape or "")
    if not shape or shape == "none":
        return NO_HEAD
    if shape.lower() in T_HEADS:
        return T
    return PLAIN if shape.lower() in PLAIN_HEADS else shape


def _typed(text: str, kind: str, name: str) -> Any:
    """Return the value of an attribute, None if it is empty."""
    if kind == "string":
        return text
    word = text.strip()
    if not word:
        return None
    if kind == "boolean":
        return word.lower() in ("true", "1")
    if kind not in NUMBERS:
        return text
    try:
        return int(word) if kind in ("int", "long") and word.lstrip("+-").isdecimal() else float(word)
    except ValueError:
        raise FormatError(
            tr(
                "{name} is {value!r}, and its key says {kind}; correct it.",
                name=name,
                value=word[:40],
                kind=kind,
            ),
            name,
        ) from None
