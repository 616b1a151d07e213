"""Changes of the document as pure functions: each takes a `Snapshot` and returns the next one and a note.

The note is a sentence for the person who draws, empty if there is nothing to say. An invalid change raises a
`PhiscopeError`; the snapshot it was given stays as it was.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from apps.document import purview_choices
from apps.document.snapshot import (
    Change,
    Snapshot,
    editable,
    inputs_of,
    next_label,
    renamed,
    set_edges,
    unit_of,
    wanted_inputs,
)
from engine.errors import StateError, SubstrateError
from engine.formalisms import formalism_of, shown_in
from engine.iit4.readings import CHOICES
from engine.substrate.functions import Gate, Logistic, UnitFunction
from engine.substrate.lesions import fixed_state, lesioned
from engine.substrate.substrate import Edge, Substrate, Unit
from engine.substrate.units import MAX_DRAWN
from engine.substrate.wiring import complaint, with_input, without_input
from engine.words import tr, trn
from viz.layout import arranged, positions


def toggle(snapshot: Snapshot, label: str) -> Change:
    """Put the unit ``label`` in its next state."""
    index = snapshot.substrate.index(label)
    return put(snapshot, label, (snapshot.state[index] + 1) % snapshot.substrate.units[index].states)


def put(snapshot: Snapshot, label: str, value: int) -> Change:
    """Put the unit ``label`` in the state ``value``."""
    index = snapshot.substrate.index(label)
    if not 0 <= value < snapshot.substrate.units[index].states:
        raise StateError(tr("{label} has no state {value}; choose a smaller one.", label=label, value=value))
    state = (*snapshot.state[:index], value, *snapshot.state[index + 1 :])
    return _in_state(snapshot, state), ""


def set_state(snapshot: Snapshot, state: object) -> Change:
    """Put all units in ``state``: ints, a label string such as ``aBC``, or a dict."""
    return _in_state(snapshot, tuple(snapshot.substrate.parse_state(state))), ""


def _in_state(snapshot: Snapshot, state: tuple[int, ...]) -> Snapshot:
    """Return the snapshot in a state; a lesioned unit cannot leave its own."""
    substrate = snapshot.substrate
    for label in lesioned(substrate):
        index = substrate.index(label)
        if state[index] not in (snapshot.state[index], fixed_state(substrate.units[index])):
            raise StateError(
                tr("{label} is lesioned and stays in its state; undo the lesion to change it.", label=label)
            )
    return replace(snapshot, state=state)


def add_unit(snapshot: Snapshot, x: float | None = None, y: float | None = None) -> Change:
    """Add a logistic unit, OFF, with the next free label; without ``x`` and ``y`` the layout places it."""
    substrate, note = editable(snapshot.substrate)
    if substrate.n >= MAX_DRAWN:
        raise SubstrateError(tr("A drawing holds at most {most} units; delete one first.", most=MAX_DRAWN))
    unit = Unit(next_label(substrate.labels), Logistic(k=4.0))
    if x is not None and y is not None:
        unit = replace(unit, x=_place(x), y=_place(y))
    fixed = pinned(substrate)
    grown = replace(plain(fixed), units=(*fixed.units, unit))
    return replace(snapshot, substrate=grown, state=(*snapshot.state, 0)), note


def move(snapshot: Snapshot, places: Mapping[str, tuple[float, float]]) -> Change:
    """Move units to (x, y), each from 0 to 1; the dynamics stay as they are."""
    for label in places:
        snapshot.substrate.index(label)
    units = tuple(
        replace(unit, x=_place(places[unit.label][0]), y=_place(places[unit.label][1]))
        if unit.label in places
        else unit
        for unit in snapshot.substrate.units
    )
    return replace(snapshot, substrate=replace(snapshot.substrate, units=units)), ""


def _place(value: float) -> float:
    # The layout rescales a drawing that leaves the unit square, and everything would jump.
    return round(min(1.0, max(0.0, float(value))), 4)


def arrange(snapshot: Snapshot, how: str, labels: Iterable[str] = ()) -> Change:
    """Align or distribute ``labels``, or lay out all units; ``how`` is a key of `viz.layout.ARRANGEMENTS`."""
    return move(snapshot, arranged(how, snapshot.substrate, tuple(labels)))


def pinned(substrate: Substrate) -> Substrate:
    """Return ``substrate`` with its units pinned where they are drawn, so that an edit does not move them."""
    places = positions(substrate)
    units = tuple(
        replace(unit, x=_place(places[unit.label][0]), y=_place(places[unit.label][1]))
        for unit in substrate.units
    )
    return replace(substrate, units=units)


def connect(snapshot: Snapshot, source: str, target: str, weight: float = 1.0) -> Change:
    """Add an edge; a table of the target ignores the new input at first, a rule is OR-ed with it."""
    if (source, target) in snapshot.edge_pairs:
        return snapshot, tr("{source} is already connected to {target}.", source=source, target=target)
    substrate, note = editable(snapshot.substrate)
    listener, states = unit_of(substrate, target), unit_of(substrate, source).states
    function, said = with_input(listener.function, source, target, states)
    said = _say(said, complaint(function, len(inputs_of(substrate, target)) + 1, target))
    edges = (*substrate.edges, Edge(source, target, _weight(weight)))
    changed = replace(plain(substrate), units=_with(substrate, target, function), edges=edges)
    return replace(snapshot, substrate=changed), _say(note, said)


def disconnect(snapshot: Snapshot, source: str, target: str) -> Change:
    """Remove the edge from ``source`` to ``target``."""
    weight_of(snapshot.substrate, source, target)
    substrate, note = editable(snapshot.substrate)
    radix = dict(zip(substrate.labels, substrate.radix, strict=True))
    function, said = without_input(unit_of(substrate, target).function, source, target, radix)
    said = _say(said, complaint(function, len(inputs_of(substrate, target)) - 1, target))
    edges = tuple(edge for edge in substrate.edges if (edge.source, edge.target) != (source, target))
    changed = replace(plain(substrate), units=_with(substrate, target, function), edges=edges)
    return replace(snapshot, substrate=changed), _say(note, said)


def reconnect(snapshot: Snapshot, old: tuple[str, str], new: tuple[str, str]) -> Change:
    """Move an end of the edge ``old`` so that it becomes ``new`` and keeps its weight."""
    if old == new:
        return snapshot, ""
    if new in snapshot.edge_pairs:
        return connect(snapshot, *new)
    weight = weight_of(snapshot.substrate, *old)
    freed, first = disconnect(snapshot, *old)
    if old[1] == new[1] and isinstance(unit_of(freed.substrate, new[1]).function, Gate):
        first = ""  # it complains about a gate without an input, which gets one in the next line
    joined, second = connect(freed, *new, weight=weight)
    return joined, _say(first, second)


def delete(snapshot: Snapshot, labels: Iterable[str], edges: Iterable[tuple[str, str]] = ()) -> Change:
    """Remove units with their edges, and further edges; tables and rules of the targets lose the inputs."""
    doomed = [label for label in snapshot.substrate.labels if label in set(labels)]
    notes: list[str] = []
    if len(doomed) == snapshot.substrate.n:
        raise SubstrateError(tr("A drawing needs at least one unit; reset or open a preset instead."))
    wires = [pair for pair in snapshot.edge_pairs if set(pair) & set(doomed)]
    for pair in sorted({*wires, *edges}):
        snapshot, note = disconnect(snapshot, *pair)
        notes.append("" if pair[1] in doomed else note)
    for label in doomed:
        snapshot = _without(snapshot, label)
    if doomed:
        notes.insert(0, _deleted(", ".join(doomed), len(wires)))
    return snapshot, _say(*notes)


def _deleted(names: str, edges: int) -> str:
    if not edges:
        return tr("Deleted {names}.", names=names)
    return trn("Deleted {names} with {n} edge.", "Deleted {names} with {n} edges.", edges, names=names)


def _without(snapshot: Snapshot, label: str) -> Snapshot:
    substrate, _ = editable(snapshot.substrate)
    substrate = pinned(substrate)
    index = substrate.index(label)
    smaller = replace(plain(substrate), units=substrate.units[:index] + substrate.units[index + 1 :])
    units = snapshot.units
    if units is not None:
        units = tuple(name for name in units if name != label)
        units = None if not units or len(units) == smaller.n else units
    state = snapshot.state[:index] + snapshot.state[index + 1 :]
    return replace(snapshot, substrate=smaller, state=state, units=units)


def weight_of(substrate: Substrate, source: str, target: str) -> float:
    """Return the weight of the edge from ``source`` to ``target``."""
    for edge in substrate.edges:
        if (edge.source, edge.target) == (source, target):
            return edge.weight
    raise SubstrateError(tr("There is no edge from {source} to {target}.", source=source, target=target))


def set_weight(snapshot: Snapshot, source: str, target: str, weight: float) -> Change:
    """Give an edge another weight."""
    weight_of(snapshot.substrate, source, target)
    weight = _weight(weight)
    substrate, note = editable(snapshot.substrate)
    edges = tuple(
        replace(edge, weight=weight) if (edge.source, edge.target) == (source, target) else edge
        for edge in substrate.edges
    )
    if not isinstance(unit_of(substrate, target).function, Logistic):
        said = tr("{target} is not a logistic unit: the weight is drawn but changes nothing.", target=target)
        note = _say(note, said)
    return replace(snapshot, substrate=replace(plain(substrate), edges=edges)), note


def _weight(weight: float) -> float:
    weight = float(weight)
    if not math.isfinite(weight):
        raise SubstrateError(tr("A weight must be a finite number, for example 0.7."))
    return weight


def set_function(snapshot: Snapshot, label: str, function: UnitFunction) -> Change:
    """Give a unit another function; the inputs of a table or a rule become the edges into the unit."""
    substrate, note = editable(snapshot.substrate)
    unit_of(substrate, label)
    edges = substrate.edges
    sources = wanted_inputs(function)
    if sources is not None:
        unknown = [name for name in sources if name not in substrate.labels]
        if unknown:
            said = tr("{label} listens to {other}, which is not a unit; add it or rename.",
                label=label, other=unknown[0])  # fmt: skip
            raise SubstrateError(said)
        edges = set_edges(edges, label, sources)
        if len(edges) != len(substrate.edges):
            note = _say(note, tr("The edges into {label} now follow its inputs.", label=label))
    changed = replace(plain(substrate), units=_with(substrate, label, function), edges=edges)
    return replace(snapshot, substrate=changed), note


def rename(snapshot: Snapshot, old: str, new: str) -> Change:
    """Rename a unit everywhere: in edges, functions, the candidate system and the choices made by hand."""
    new = new.strip()
    substrate = snapshot.substrate
    substrate.index(old)
    if new == old:
        return snapshot, ""
    if new.casefold() in {label.casefold() for label in substrate.labels if label != old}:
        raise SubstrateError(tr("Another unit is already called {new}; choose a free label.", new=new))

    def to(label: str) -> str:
        return new if label == old else label

    units = tuple(
        replace(u, label=to(u.label), function=renamed(u.function, {old: new})) for u in substrate.units
    )
    edges = tuple(replace(edge, source=to(edge.source), target=to(edge.target)) for edge in substrate.edges)
    chosen = snapshot.units and tuple(map(to, snapshot.units))
    changed = replace(substrate, units=units, edges=edges, system=None, transition=None, macro=None)
    kept = purview_choices.renamed(snapshot.by_hand, old, new)
    return replace(snapshot, substrate=changed, units=chosen, by_hand=kept), ""


def set_units(snapshot: Snapshot, labels: Iterable[str] | None) -> Change:
    """Choose the candidate system; None stands for all units."""
    if labels is None:
        return replace(snapshot, units=None), ""
    wanted = set(labels)
    units = tuple(label for label in snapshot.substrate.labels if label in wanted)
    if not units:
        raise StateError(tr("A candidate system needs at least one unit; tick one."))
    return replace(snapshot, units=None if len(units) == snapshot.substrate.n else units), ""


def set_rules(
    snapshot: Snapshot, formalism: str | None = None, readings: Mapping[str, str | None] | None = None
) -> Change:
    """Choose the formalism and readings, by the keys of their choices; None leaves one as it is."""
    if formalism is not None:
        formalism_of(formalism, shown_in("explore"))
    chosen: dict[str, Any] = {
        key: reading for key, reading in (readings or {}).items() if reading is not None
    }
    for key, reading in chosen.items():
        CHOICES[key].reading(reading)
    return replace(snapshot, formalism=formalism or snapshot.formalism, **chosen), ""


def plain(substrate: Substrate) -> Substrate:
    """Return ``substrate`` without what its file says of its units, which may be others now."""
    return replace(substrate, state=None, system=None, transition=None, macro=None)


def _with(substrate: Substrate, label: str, function: UnitFunction) -> tuple[Unit, ...]:
    return tuple(
        replace(unit, function=function) if unit.label == label else unit for unit in substrate.units
    )


def _say(*notes: str) -> str:
    return " ".join(dict.fromkeys(note for note in notes if note))
