"""What was understood of a table of numbers, before it is taken: its layout, and each way to read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from apps.document.read_file import prepared, read_bytes
from engine.errors import AmbiguousError
from engine.substrate.dynamics import attractors, next_state, successors
from engine.substrate.formats import layout_of
from engine.substrate.formats.names import listed
from engine.substrate.formats.readings import in_every_form
from engine.substrate.formats.row_order import ASSUMED_BOTH, noted, other_order, without_order
from engine.substrate.substrate import MAX_UNITS, Substrate
from engine.substrate.tpm import all_states
from engine.words import tr

ROWS = 8
ENDS = 3
IN_CYCLE = 4
MOST_FOLLOWED = 10  # units of which every state is followed to where it ends
MOST_NUMBERS = 5  # units whose numbers in the file stand beside what they mean

Numbers = NDArray[np.float64]
Layout = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class FileReading:
    """One way to read a file.

    ``steps`` are its first states with the most probable next state of each, ``ends`` where all lead to; both
    are empty where there are too many.
    """

    title: str
    substrate: Substrate
    steps: tuple[str, ...]
    ends: str


@dataclass(frozen=True, slots=True)
class UnderstoodFile:
    """What was understood of the file ``name``; more than one reading is a question.

    ``key`` says how to read the states in the steps. ``rows`` are its first rows as they are written, if the
    readings are about the states of these rows.
    """

    name: str
    parts: tuple[tuple[str, str], ...]
    question: str
    key: str
    rows: tuple[str, ...]
    readings: tuple[FileReading, ...]


def read_or_numbers(name: str, data: bytes) -> tuple[Substrate | Numbers, Layout | None]:
    """Read a file; of a table that may be weights or a TPM return the numbers. With it, how it is laid out.

    Raises
    ------
    FormatError
        As `apps.document.read_file.read_bytes`.
    """
    try:
        found: Substrate | Numbers = read_bytes(name, data)
    except AmbiguousError as error:
        found = error.values
    return found, layout_of(data, Path(name).name)


def understood(name: str, found: Substrate | Numbers, layout: Layout | None) -> Substrate | UnderstoodFile:
    """Return what was understood of the file ``name``, or its substrate if the file says all of itself.

    Parameters
    ----------
    name
        Name of the file.
    found, layout
        What `read_or_numbers` returned.
    """
    if layout is None:
        assert isinstance(found, Substrate)
        return prepared(found)
    if isinstance(found, Substrate):
        other = other_order(found)
        made, square = [found] if other is None else [found, other], False
    else:
        stem = Path(name).stem[:80]
        made, square = [replace(each, name=stem) for each in in_every_form(Substrate, found)], True
    readings = tuple(_readings([prepared(each) for each in made], square))
    one = made[0]
    kind, laid = layout
    parts = [(tr("Kind"), kind), *laid, (tr("Units"), f"{one.n}: {listed(one.labels)}")]
    told = one.notes if len(made) == 1 else without_order(one.notes)
    parts += [(tr("Assumed"), told)] * bool(told)
    question = _question(square) if len(made) > 1 else ""
    by_node = len(made) > 1 and not square and not noted(ASSUMED_BOTH, one.notes)
    rows = _rows(one) if by_node else ()
    return UnderstoodFile(name, tuple(parts), question, _key(one), rows, readings)


def _key(substrate: Substrate) -> str:
    if _short(substrate):
        return tr("Each state → its most probable next state; capital = ON, small = off.")
    return tr("Each state → its most probable next state; 1 = ON, 0 = off, in the order of the units.")


def _question(square: bool) -> str:
    if square:
        return tr("The file does not say whether it is a TPM, state by state, or weights. Which is it?")
    return tr("The file does not say which unit changes fastest from row to row. Which is it?")


def _readings(made: list[Substrate], square: bool) -> Iterator[FileReading]:
    """Yield the readings: in two orders, or a TPM in each of its orders and weights last."""
    tpms = made[:-1] if square else made
    for order, (unit, substrate) in enumerate(zip((0, -1), tpms, strict=False)):
        label = substrate.labels[unit]
        if square and len(tpms) == 1:
            title = tr("TPM, state by state")
        elif square:
            title = tr("TPM, state by state; {unit} changes fastest", unit=label)
        else:
            title = tr("{unit} changes fastest", unit=label) if len(tpms) > 1 else ""
        yield _reading(substrate, title, bool(order) and not square)
    if square:
        yield _reading(made[-1], tr("Weights, from row to column"), False)


def _reading(substrate: Substrate, title: str, backwards: bool) -> FileReading:
    n, steps, ends = substrate.n, (), ""
    if n <= MAX_UNITS:
        bits = [[row >> i & 1 for i in range(n)] for row in range(min(2**n, ROWS))]
        steps = tuple(_step(substrate, each[::-1] if backwards else each) for each in bits)
    if n <= MOST_FOLLOWED:
        ends = _ends(substrate)
    return FileReading(title, substrate, steps, ends)


def _step(substrate: Substrate, now: list[int]) -> str:
    return f"{_state(substrate, now)} → {_state(substrate, next_state(substrate, now))}"


def _short(substrate: Substrate) -> bool:
    return all(len(label) == 1 for label in substrate.labels)


def _state(substrate: Substrate, state: Sequence[int]) -> str:
    """Return a state by its letters, or in bits where the names would fill the line."""
    return substrate.state_label(state) if _short(substrate) else "".join(map(str, state))


def _ends(substrate: Substrate) -> str:
    """Return the attractors of the most probable steps: states that stay, and cycles."""
    states = all_states(substrate.radix)
    cycles = sorted(attractors(successors(substrate)).cycles, key=len)
    said = []
    for cycle in cycles[:ENDS]:
        names = [_state(substrate, states[row]) for row in cycle[:IN_CYCLE]]
        if len(cycle) == 1:
            said.append(names[0])
        else:
            names.append(names[0] if len(cycle) <= IN_CYCLE else "…")
            said.append(" → ".join(names))
    if len(cycles) > ENDS:
        said.append(tr("{n} more", n=len(cycles) - ENDS))
    return "; ".join(said)


def _rows(read: Substrate) -> tuple[str, ...]:
    """Return the first rows as the file has them, where they are short."""
    shown = read.tpm[:ROWS] if read.n <= MOST_NUMBERS else ()
    return tuple(", ".join(f"{each:.3g}" for each in row) for row in shown)
