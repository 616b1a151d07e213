"""Copying, pasting and duplicating units of a drawing.

On the clipboard they are a phiscope file. Text that comes back from there is not trusted: its size is checked
before it is parsed, its content as that of a file, and it is added as one step of undo.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import hypot, prod

from apps.document.edits import pinned, plain
from apps.document.snapshot import Change, Snapshot, editable, next_label, opened, renamed
from engine.errors import FormatError, SubstrateError
from engine.substrate.formats.phiscope import FORMAT, to_text
from engine.substrate.formats.text import load_json
from engine.substrate.functions import Table
from engine.substrate.substrate import Edge, Substrate, Unit
from engine.substrate.units import MAX_DRAWN, MAX_LABEL
from engine.substrate.wiring import without_input
from engine.words import phrase, tr
from viz.layout import Point, Positions, positions

MAX_TEXT = 200_000  # characters of a part on the clipboard
MAX_EDGES = 4_000
APART = 0.1  # of the drawing's width: the diameter of a unit and a little more
STEP = 0.05
NOT_OURS = phrase("The clipboard holds no units; copy some from a drawing, or the text of a phiscope file.")
MANY_UNITS = phrase("What you paste has more than {most:,} units; open it as a file.", most=MAX_DRAWN)
MANY_EDGES = phrase("What you paste has more than {most:,} edges; open it as a file.", most=MAX_EDGES)


def copied(snapshot: Snapshot, labels: Iterable[str]) -> tuple[str, str]:
    """Return units and the edges among them as the text of a phiscope file, and a note about other inputs.

    Raises
    ------
    FormatError
        If the text is too long for the clipboard.
    """
    part, note = _part(snapshot, labels)
    text = to_text(part)
    if len(text) > MAX_TEXT:
        raise FormatError(tr("That is too much for the clipboard; save a file instead."))
    return text, note


def _part(snapshot: Snapshot, labels: Iterable[str]) -> tuple[Substrate, str]:
    substrate, _ = editable(snapshot.substrate)
    substrate = pinned(substrate)
    chosen = [substrate.labels[i] for i in sorted({substrate.index(label) for label in labels})]
    radix = dict(zip(substrate.labels, substrate.radix, strict=True))
    inside = [e for e in substrate.edges if e.source in chosen and e.target in chosen]
    cut = [e for e in substrate.edges if e.source not in chosen and e.target in chosen]
    units = []
    for label in chosen:
        unit = substrate.units[substrate.index(label)]
        function = unit.function
        for edge in cut:
            if edge.target == label:
                function, _ = without_input(function, edge.source, label, radix)
        units.append(replace(unit, function=function))
    sources = ", ".join(dict.fromkeys(e.source for e in cut))
    note = tr("Left behind: the edges from {sources}.", sources=sources) if cut else ""
    state = tuple(snapshot.state[substrate.index(label)] for label in chosen)
    return Substrate(tuple(units), tuple(inside), name=substrate.name, state=state), note


def pasted(snapshot: Snapshot, text: str, at: Point | None = None) -> Change:
    """Add the units of the text of a phiscope file, as `added` does.

    Raises
    ------
    PhiscopeError
        If the text is no valid part of a drawing, or if there would be too many units.
    """
    return added(snapshot, read_part(text), at)


def added(snapshot: Snapshot, read: Substrate, at: Point | None = None) -> Change:
    """Add the units of a part of a drawing, under free labels.

    Parameters
    ----------
    snapshot : Snapshot
        The document.
    read : Substrate
        The part, as `read_part` returns it.
    at : (float, float), optional
        Where their centre goes, each from 0 to 1; None puts them beside what is drawn.

    Raises
    ------
    PhiscopeError
        If there would be too many units.
    """
    part, note = editable(read)
    seen = positions(part)
    taken = list(positions(snapshot.substrate).values())
    places = _around(seen, at) if at is not None else _beside(seen, taken)
    names = new_names(part.labels, snapshot.substrate.labels)
    units = [renamed_unit(unit, names, places) for unit in part.units]
    edges = [Edge(names[e.source], names[e.target], e.weight) for e in part.edges]
    other = [tr("{old} as {new}", old=old, new=new) for old, new in names.items() if old != new]
    said = tr("Pasted {names}: the labels were taken.", names=", ".join(other)) if other else ""
    return _grown(snapshot, units, edges, opened(part).state, " ".join(filter(None, (note, said))))


def duplicated(snapshot: Snapshot, labels: Iterable[str], wanted: Positions | None = None) -> Change:
    """Add copies of units, with the same functions and the same inputs from other units.

    Copies are connected with each other as the originals are; no other unit gets an edge from a copy.

    Parameters
    ----------
    snapshot : Snapshot
        The document.
    labels : iterable of str
        The units to copy.
    wanted : mapping of str to (float, float), optional
        Places of the copies by label of the original, each from 0 to 1; None puts them beside what is drawn.
    """
    substrate, note = editable(snapshot.substrate)
    chosen = [substrate.labels[i] for i in sorted({substrate.index(label) for label in labels})]
    seen = positions(substrate)
    places = (
        dict(wanted) if wanted else _beside({label: seen[label] for label in chosen}, list(seen.values()))
    )
    names = new_names(chosen, substrate.labels)
    units = [renamed_unit(substrate.units[substrate.index(label)], names, places) for label in chosen]
    edges = [
        Edge(names.get(e.source, e.source), names[e.target], e.weight)
        for e in substrate.edges
        if e.target in names
    ]
    state = tuple(snapshot.state[substrate.index(label)] for label in chosen)
    return _grown(replace(snapshot, substrate=substrate), units, edges, state, note)


def read_part(text: str) -> Substrate:
    """Return the substrate that a text from the clipboard describes.

    Raises
    ------
    PhiscopeError
        If it describes no valid substrate; one sentence for any text.
    """
    if len(text) > MAX_TEXT:
        raise FormatError(
            tr("That is too much to paste (more than {most:,} characters); open it as a file.", most=MAX_TEXT)
        )
    if not text.lstrip().startswith("{"):
        raise FormatError(NOT_OURS)
    data = load_json(text)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise FormatError(NOT_OURS)
    for key, most, said in (("units", MAX_DRAWN, MANY_UNITS), ("edges", MAX_EDGES, MANY_EDGES)):
        if isinstance(data.get(key), list) and len(data[key]) > most:
            raise FormatError(said, key)
    part = Substrate.from_dict(data)
    for unit in part.units:
        if isinstance(unit.function, Table):
            # One length check per table; the other functions fit whatever is connected.
            size = prod(part.radix[part.index(name)] for name in unit.function.inputs)
            if len(unit.function.p) != size:
                raise FormatError(
                    tr(
                        "The table of unit {label} needs {size} rows; correct the text.",
                        label=unit.label,
                        size=size,
                    )
                )
    return part


def new_names(labels: Iterable[str], there: Iterable[str]) -> dict[str, str]:
    """Return a free label for each of ``labels``: its own, unless one of ``there`` equals it in any case."""
    taken = {label.casefold() for label in there}
    names: dict[str, str] = {}
    for label in labels:
        names[label] = label if label.casefold() not in taken else _free(label, taken)
        taken.add(names[label].casefold())
    return names


def _free(label: str, taken: set[str]) -> str:
    if re.fullmatch(r"[A-Za-z]|U\d+", label, re.ASCII):
        return next_label([name.upper() for name in taken])
    stem = re.sub(r"\d+$", "", label) or label
    numbered = (f"{stem[: MAX_LABEL - len(str(i))]}{i}" for i in range(2, 2 + 2 * MAX_DRAWN))
    return next(name for name in numbered if name.casefold() not in taken)


def renamed_unit(unit: Unit, names: Mapping[str, str], places: Mapping[str, Point]) -> Unit:
    """Return a unit with its label and inputs replaced as in ``names``, at its place in ``places``."""
    x, y = (round(min(1.0, max(0.0, value)), 4) for value in places[unit.label])
    return replace(unit, label=names[unit.label], function=renamed(unit.function, names), x=x, y=y)


def _grown(
    snapshot: Snapshot, units: list[Unit], edges: list[Edge], state: tuple[int, ...], note: str
) -> Change:
    substrate, said = editable(snapshot.substrate)
    if substrate.n + len(units) > MAX_DRAWN:
        raise SubstrateError(tr("A drawing holds at most {most} units; delete some first.", most=MAX_DRAWN))
    base = plain(pinned(substrate))
    grown = replace(base, units=(*base.units, *units), edges=(*base.edges, *edges))
    note = " ".join(dict.fromkeys(filter(None, (said, note))))
    return replace(snapshot, substrate=grown, state=(*snapshot.state, *state)), note


def _around(places: Positions, at: Point) -> Positions:
    """Return the places shifted so that their centre is at a point, as far as all stay in the drawing."""
    moved: list[dict[str, float]] = []
    for axis in (0, 1):
        values = {label: place[axis] for label, place in places.items()}
        low, high = min(values.values()), max(values.values())
        shift = min(1 - high, max(-low, at[axis] - (low + high) / 2))
        moved.append({label: value + shift for label, value in values.items()})
    return {label: (moved[0][label], moved[1][label]) for label in places}


def _beside(places: Positions, taken: list[Point]) -> Positions:
    """Return the places shifted to where they cover no taken one, else to where they fit into the drawing."""
    on_sheet = []
    for ring in range(20):
        d = ring * STEP
        for dx, dy in ((d, -d), (d, 0), (0, -d), (-d, 0), (0, d), (-d, -d), (d, d), (-d, d)):
            moved = {label: (x + dx, y + dy) for label, (x, y) in places.items()}
            if not all(0 <= x <= 1 and 0 <= y <= 1 for x, y in moved.values()):
                continue
            on_sheet.append(moved)
            if all(hypot(x - a, y - b) >= APART for x, y in moved.values() for a, b in taken):
                return moved
    # A group as wide as the drawing has nowhere to go: the next best place is a little aside.
    return next((m for m in on_sheet if m != places), places)
