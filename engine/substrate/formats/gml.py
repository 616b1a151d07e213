"""GML, the Graph Modelling Language, as yEd, Gephi, igraph, Cytoscape 2 and networkx write it.

A file is words and texts in order, some of them in brackets; it is read once, and no further than its limits.
"""

import re
from collections.abc import Sequence
from html.entities import html5
from typing import Any

from engine.errors import FormatError
from engine.substrate.builders import Made
from engine.substrate.formats.graph_edges import NO_HEAD, PLAIN, GraphEdge, T, at_line
from engine.substrate.formats.graphml_parts import drawn_head
from engine.substrate.formats.graphs import GraphNode, from_graph, keyed, missing
from engine.substrate.formats.text import check_count
from engine.substrate.units import MAX_DRAWN
from engine.words import tr

MAX_WORDS = 250_000
MAX_DEPTH = 32
LONGEST_NUMBER = 64
LONGEST_TEXT = 100_000
TOKEN = re.compile(r'#[^\n]*|"[^"]*"|[\[\]]|[^\s\[\]"#][^\s\[\]"]*|"')
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
ENTITY = re.compile(r"&(?:#(\d{1,7})|([A-Za-z]\w{0,30}));")
BEGINNING = re.compile(r"^graph\s*\[", re.MULTILINE)
# Cytoscape 2 numbers its arrowheads: 13 to 15 are white, black and coloured T.
CYTOSCAPE_T = (13, 14, 15)
ARROWS = {
    "none": (NO_HEAD, NO_HEAD),
    "first": (PLAIN, NO_HEAD),
    "last": (NO_HEAD, PLAIN),
    "both": (PLAIN, PLAIN),
}


class _Block(list[tuple[str, Any]]):
    """What stands in a pair of brackets, key by key; `line` is where it begins."""

    line = 0

    def all(self, key: str) -> list[Any]:
        """Return every value of a key, whatever its case."""
        return [value for name, value in self if name.lower() == key]

    def one(self, key: str) -> Any:
        """Return the value of a key that comes once, None if it does not."""
        found = self.all(key)
        if len(found) > 1:
            raise at_line(FormatError(tr("{name} is given twice; keep one.", name=key), key), self.line)
        return found[0] if found else None


def looks_so(head: str) -> bool:
    """Return whether the first lines of a text are GML."""
    return BEGINNING.search(head) is not None


def from_text(make: type[Made], text: str) -> Made:
    """Read GML; units without a function are logistic, k = 1.

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
        If it is no GML, has too many parts, or holds groups of nodes.
    """
    graphs = [value for value in _blocks(text).all("graph") if isinstance(value, _Block)]
    if not graphs:
        raise FormatError(tr("The GML holds no graph; write 'graph [' before its nodes."), "graph")
    graph = graphs[0]
    nodes = [_node(block) for block in _parts(graph, "node")]
    given = graph.one("directed")
    edges = [_edge(block, given) for block in _parts(graph, "edge")]
    about = {key: value for key, value in graph if not isinstance(value, _Block)}
    name = about.get("name") or about.get("label")
    about = keyed(about) | {"name": name if isinstance(name, str) else ""}
    return from_graph(make, nodes, edges, about)


def _parts(graph: _Block, kind: str) -> Sequence[_Block]:
    found = graph.all(kind)
    for value in found:
        if not isinstance(value, _Block):
            raise FormatError(tr("A {kind} has no brackets; write '{kind} [ … ]'.", kind=kind), f"{kind}s")
    return found


def _node(block: _Block) -> GraphNode:
    if _number(block.one("isgroup")) or block.all("graph") or block.all("node"):
        raise at_line(FormatError(tr("A node holds a graph of its own; ungroup it."), "nodes"), block.line)
    data = _scalars(block)
    graphics = block.one("graphics")
    for axis in ("x", "y") if isinstance(graphics, _Block) else ():
        value = graphics.one(axis)
        if value is not None and axis not in data:
            data[axis] = value
    texts = _texts(block)
    if texts and str(data.get("label") or "").strip() in ("", *texts):
        data["label"] = data.get("label") or texts[0]
    if any(text != str(data.get("label", "")).strip() for text in texts):
        data[tr("further texts")] = texts
    return GraphNode(_id(block, "id"), data, block.line)


def _edge(block: _Block, given: Any) -> GraphEdge:
    own = block.one("directed")
    directed = _number(given if own is None else own) == 1
    ends = _id(block, "source"), _id(block, "target")
    return GraphEdge(*ends, _scalars(block), block.line, directed, tuple(_texts(block)), _heads(block))


def _id(block: _Block, key: str) -> str:
    value = block.one(key)
    if value is None or isinstance(value, _Block):
        raise at_line(missing(key), block.line)
    return str(value).strip()


def _scalars(block: _Block) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key, value in block:
        name = key.lower()
        if name in data:
            raise at_line(FormatError(tr("{name} is given twice; keep one.", name=key[:40]), key), block.line)
        if not isinstance(value, _Block):
            data[name] = value
        elif name not in ("graphics", "labelgraphics"):
            data[name] = None  # so that it is said not to be used
    return data


def _texts(block: _Block) -> list[str]:
    """Return what is written at a node or edge in the drawing, each text once."""
    drawn = [value for value in block.all("labelgraphics") if isinstance(value, _Block)]
    return list(dict.fromkeys(filter(None, (str(each.one("text") or "").strip() for each in drawn))))


def _heads(block: _Block) -> tuple[str, str] | None:
    """Return the arrowheads at source and target, as GML, yEd or Cytoscape write them."""
    graphics = block.one("graphics")
    if not isinstance(graphics, _Block):
        return None
    arrow = graphics.one("arrow")
    if isinstance(arrow, str):
        return ARROWS.get(arrow.lower())
    numbers = [_number(graphics.one(f"{end}_arrow")) for end in ("source", "target")]
    if None not in numbers:
        at_source, at_target = (
            T if number in CYTOSCAPE_T else PLAIN if number else NO_HEAD for number in numbers
        )
        return at_source, at_target
    named = [graphics.one(f"{end}arrow") for end in ("source", "target")]
    if named == [None, None]:
        return None
    return drawn_head(named[0]), drawn_head(named[1])


def _number(value: Any) -> float | None:
    return value if isinstance(value, int | float) else None


def _blocks(text: str) -> _Block:
    """Return the whole file as a block."""
    top = _Block()
    open_blocks = [top]
    counts = {"node": 0, "edge": 0, "graph": 0}
    key: str | None = None
    line, last, start = 1, 0, 0
    try:
        for count, match in enumerate(TOKEN.finditer(text)):
            word, start = match.group(), match.start()
            first = word[0]
            if count >= MAX_WORDS:
                said = tr(
                    "The GML has more than {most:,} words; export nodes and edges alone.", most=MAX_WORDS
                )
                raise FormatError(said)
            if first == "[":
                line, last = line + text.count("\n", last, start), start
                key = _open(key, open_blocks, line, counts)
            elif first == "]" and key is None and len(open_blocks) > 1:
                open_blocks.pop()
            elif first == "]" or word == '"':
                raise FormatError(_misplaced(word, key))
            elif first == "#":
                continue
            elif key is not None:
                open_blocks[-1].append((key, _value(word)))
                key = None
            elif first == '"':
                raise FormatError(tr("The text {word} has no name before it; add one.", word=word[:40]))
            else:
                key = word
        start = len(text)
        if key is not None:
            raise FormatError(tr("{word} has no value; add it.", word=key[:40]))
    except FormatError as error:
        raise at_line(error, line + text.count("\n", last, start)) from None
    if len(open_blocks) > 1:
        raise at_line(FormatError(tr("A bracket is never closed; add ']'.")), open_blocks[-1].line)
    return top


def _open(key: str | None, open_blocks: list[_Block], line: int, counts: dict[str, int]) -> None:
    """Begin a block inside the last one, unless there are too many of its kind."""
    if key is None:
        raise FormatError(tr("A bracket has no name before it; add one."))
    if len(open_blocks) > MAX_DEPTH:
        raise FormatError(tr("The GML is nested more than {most} deep; flatten it.", most=MAX_DEPTH))
    kind = key.lower()
    if kind in counts:
        counts[kind] += 1
        if kind == "graph" and counts[kind] > 1:
            raise FormatError(tr("The file holds two graphs; save each as a file of its own."), "graph")
        if kind != "graph":
            check_count(counts[kind], MAX_DRAWN if kind == "node" else 2 * MAX_DRAWN**2, f"{kind}s")
    block = _Block()
    block.line = line
    open_blocks[-1].append((key, block))
    open_blocks.append(block)


def _misplaced(sign: str, key: str | None) -> str:
    if sign == '"':
        return tr("A text is never closed; add '\"'.")
    if key is not None:
        return tr("{word} has no value; add it.", word=key[:40])
    return tr("A bracket is closed that was never opened; remove it.")


def _value(word: str) -> Any:
    """Return a number, or the letters of a text; Gephi writes texts of one word without quotes."""
    if len(word) > LONGEST_TEXT:
        said = tr("A text has {count:,} letters; use at most {most:,}.", count=len(word), most=LONGEST_TEXT)
        raise FormatError(said)
    if word[0] == '"':
        return ENTITY.sub(_letter, word[1:-1]) if "&" in word else word[1:-1]
    if len(word) > LONGEST_NUMBER or not NUMBER.fullmatch(word):
        return word
    return int(word) if word.lstrip("+-").isdecimal() else float(word)


def _letter(entity: re.Match[str]) -> str:
    number, name = entity.groups()
    if name:
        return html5.get(f"{name};", entity.group())
    return chr(int(number)) if 0 < int(number) < 0x110000 else entity.group()
