"""The edges of a graph of another program: which way they go, and with what weight and sign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.errors import FormatError
from engine.substrate.formats.edge_words import WEIGHTS, Claim, claims_of, number_of
from engine.substrate.formats.names import listed
from engine.substrate.units import Edge
from engine.words import tr

NO_HEAD, PLAIN, T = "none", "arrow", "t"


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """An edge as a file has it.

    Attributes
    ----------
    source, target : str or int
        Ids of nodes.
    data : dict
        Attributes, by their names as `key_of` writes them.
    line : int
        Where it begins in the file; 0 if that is unknown.
    directed : bool
    texts : tuple of str
        What is written at it in the drawing.
    heads : (str, str), optional
        The arrowheads drawn at source and target: `NO_HEAD`, `PLAIN`, `T` or the name of another shape.
    """

    source: Any
    target: Any
    data: dict[str, Any]
    line: int = 0
    directed: bool = True
    texts: tuple[str, ...] = ()
    heads: tuple[str, str] | None = None


def at_line(error: FormatError, line: int) -> FormatError:
    """Put the number of a line in front of a refusal, if it is known."""
    if line:
        error.within(tr("line {number}", number=line))
    return error


def drawn_edges(edges: Sequence[GraphEdge], labels: Mapping[Any, str], notes: list[str]) -> list[Edge]:
    """Return the edges of a substrate, and note what was assumed.

    Parameters
    ----------
    edges : sequence of GraphEdge
    labels : mapping
        Label of each node by its id.
    notes : list of str
        Takes a sentence for each kind of assumption.

    Returns
    -------
    list of Edge
        Two for an edge without direction or with two arrowheads; negative weights where it inhibits.

    Raises
    ------
    FormatError
        If an edge names no node, comes twice, or says two things about its weight or sign.
    """
    said = _Said()
    drawn: dict[tuple[str, str], Edge] = {}
    for i, edge in enumerate(edges):
        try:
            for end in (edge.source, edge.target):
                if end not in labels:
                    raise FormatError(
                        tr(
                            "Edge {number} names node {end!r}, which is absent; add it.",
                            number=i + 1,
                            end=end,
                        ),
                        f"edges[{i}]",
                    )
            for one in _read(edge, labels, said):
                if (one.source, one.target) in drawn:
                    refused = tr(
                        "There are several edges from {source} to {target}; merge them into one.",
                        source=one.source,
                        target=one.target,
                    )
                    raise FormatError(refused, f"edges[{i}]")
                drawn[one.source, one.target] = one
        except FormatError as error:
            raise at_line(error, edge.line) from None
    notes += said.sentences(len(edges))
    return list(drawn.values())


class _Said:
    """What was assumed, by kind: the edges, or the words, that it concerns."""

    def __init__(self) -> None:
        kinds = (
            "undirected",
            "headless",
            "reversed",
            "double",
            "heads",
            "numbers",
            "negative",
            "plain",
            "words",
        )
        self.of: dict[str, dict[str, None]] = {kind: {} for kind in kinds}

    def note(self, kind: str, what: str) -> None:
        self.of[kind][what] = None

    def sentences(self, count: int) -> list[str]:
        """Return the sentences for a graph of so many edges."""
        shown = {kind: listed(list(found)) for kind, found in self.of.items()}
        if len(self.of["undirected"]) == count:
            both = tr("The graph is undirected: each edge was taken in both directions.")
        else:
            both = tr("Undirected, and so taken in both directions: {edges}.", edges=shown["undirected"])
        if len(self.of["plain"]) == count:
            plain = tr("No edge has a weight: each was taken as 1 in size.")
        else:
            plain = tr("Without a weight, and so taken as 1 in size: {edges}.", edges=shown["plain"])
        said = {
            "undirected": both,
            "headless": tr(
                "Drawn without an arrowhead, and taken from source to target: {edges}.",
                edges=shown["headless"],
            ),
            "reversed": tr(
                "Drawn with the arrowhead at the source, and so taken to it: {edges}.",
                edges=shown["reversed"],
            ),
            "double": tr(
                "Drawn with two arrowheads, and so taken in both directions: {edges}.", edges=shown["double"]
            ),
            "heads": tr("Arrowheads taken as plain ones: {shapes}.", shapes=shown["heads"]),
            "numbers": tr(
                "Numbers written at edges were taken as their weights: {edges}.", edges=shown["numbers"]
            ),
            "negative": tr(
                "Edges that inhibit were given negative weights: {edges}.", edges=shown["negative"]
            ),
            "plain": plain,
            "words": tr("Words at edges that tell no sign: {words}.", words=shown["words"]),
        }
        return [sentence for kind, sentence in said.items() if self.of[kind]]


def _read(edge: GraphEdge, labels: Mapping[Any, str], said: _Said) -> list[Edge]:
    source, target = labels[edge.source], labels[edge.target]
    shown = f"{source} → {target}"
    claims = claims_of(edge.data, edge.texts, shown)
    number = _number(edge, claims, shown, said)
    for word in claims.words:
        said.note("words", word)
    return [
        Edge(start, end, _signed(number, claims, head == T, f"{start} → {end}", said))
        for start, end, head in _ways(edge, source, target, said)
    ]


def _ways(edge: GraphEdge, source: str, target: str, said: _Said) -> list[tuple[str, str, str]]:
    """Return start, end and arrowhead of the edges that one edge of the file stands for."""
    shown = f"{source} → {target}"
    at_source, at_target = edge.heads or (NO_HEAD, NO_HEAD)
    for head in (at_source, at_target):
        if head not in (NO_HEAD, PLAIN, T):
            said.note("heads", head)
    forth, back = (source, target, at_target), (target, source, at_source)
    if at_source == at_target == NO_HEAD:
        if not edge.directed:
            said.note("undirected", f"{source} – {target}")
            return [forth] if source == target else [forth, back]
        if edge.heads is not None:
            said.note("headless", shown)
        return [forth]
    if at_source == NO_HEAD or source == target:
        return [forth if at_target != NO_HEAD else back]
    if at_target == NO_HEAD:
        said.note("reversed", f"{target} → {source}")
        return [back]
    said.note("double", f"{source} – {target}")
    return [forth, back]


def _number(edge: GraphEdge, claims: Claim, shown: str, said: _Said) -> float:
    """Return the weight that is given as a number, or 1."""
    key = next((key for key in WEIGHTS if edge.data.get(key) not in (None, "")), None)
    numbers = dict.fromkeys(claims.numbers)
    if key is None and len(numbers) == 1:
        said.note("numbers", shown)
        return claims.numbers[0]
    if key is None and not numbers:
        said.note("plain", shown)
        return 1.0
    number = claims.numbers[0] if key is None else number_of(edge.data[key])
    if number is None:
        raise FormatError(
            tr(
                "The weight of edge {edge} is {value!r}; give a finite number.",
                edge=shown,
                value=str(edge.data[key or ""])[:40],
            ),
            f"weight of edge {shown}",
        )
    if any(other != number for other in numbers):
        written = ", ".join(f"{value:g}" for value in dict.fromkeys([number, *numbers]))
        raise FormatError(
            tr("Edge {edge} has several weights ({written}); keep one.", edge=shown, written=written),
            f"weight of edge {shown}",
        )
    return number


def _signed(number: float, claims: Claim, inhibits: bool, shown: str, said: _Said) -> float:
    negative = inhibits or -1 in claims.signs
    if negative and 1 in claims.signs:
        raise FormatError(
            tr("Edge {edge} is said to activate and to inhibit; keep one of both.", edge=shown),
            f"weight of edge {shown}",
        )
    if 1 in claims.signs and number < 0:
        raise FormatError(
            tr(
                "Edge {edge} is said to activate, and its weight is {number:g}; correct one of both.",
                edge=shown,
                number=number,
            ),
            f"weight of edge {shown}",
        )
    if not negative:
        return number
    said.note("negative", shown)
    return -abs(number)
