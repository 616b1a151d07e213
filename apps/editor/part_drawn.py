"""What is drawn of a network: all of it, or of a very large one the system and its neighbours."""

from __future__ import annotations

from apps.document.snapshot import Snapshot
from engine.substrate.substrate import MAX_DRAWN, Edge
from engine.words import tr
from viz.component_layout import by_component
from viz.layout import Positions, positions


def drawn_units(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the labels of the units that are drawn, at most `MAX_DRAWN`, in substrate order.

    Of more units, those of the candidate system come first, then those that it reads or that read it; if it
    is too large itself, the first ones of the network.
    """
    substrate = snapshot.substrate
    if substrate.n <= MAX_DRAWN:
        return tuple(substrate.labels)
    system = set(snapshot.system)
    if len(system) > MAX_DRAWN:
        return tuple(substrate.labels[:MAX_DRAWN])
    near = dict.fromkeys(
        each
        for edge in substrate.edges
        for end, each in ((edge.source, edge.target), (edge.target, edge.source))
        if end in system and each not in system
    )
    chosen = system | set(list(near)[: MAX_DRAWN - len(system)])
    return tuple(label for label in substrate.labels if label in chosen)


def drawn_edges(snapshot: Snapshot, units: tuple[str, ...]) -> tuple[Edge, ...]:
    """Return the edges among the units that are drawn."""
    if len(units) == snapshot.substrate.n:
        return tuple(snapshot.substrate.edges)
    inside = set(units)
    return tuple(edge for edge in snapshot.substrate.edges if {edge.source, edge.target} <= inside)


def drawn_places(snapshot: Snapshot, units: tuple[str, ...], edges: tuple[Edge, ...]) -> Positions:
    """Return where the units that are drawn stand; a part is laid out by itself."""
    if len(units) == snapshot.substrate.n:
        return positions(snapshot.substrate)
    return by_component(units, edges)


def note_on_part(snapshot: Snapshot) -> str:
    """Return what is drawn of a network that is too large to draw; empty if all of it is."""
    n = snapshot.substrate.n
    if n <= MAX_DRAWN:
        return ""
    if len(snapshot.system) > MAX_DRAWN:
        return tr(
            "{n:,} units: the drawing shows the first {shown}; choose a candidate system to see it instead.",
            n=n,
            shown=MAX_DRAWN,
        )
    return tr(
        "{n:,} units: the drawing shows {shown} of them, the candidate system and the units next to it.",
        n=n,
        shown=len(drawn_units(snapshot)),
    )
