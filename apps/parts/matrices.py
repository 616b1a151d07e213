"""What the matrices of a network show, and the changes of the document that an edited one makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from apps.parts.edits import Change
from apps.parts.matrix_grid import Grid
from apps.parts.snapshot import Snapshot
from engine.errors import PhiscopeError
from engine.faces import Edited, tpm_grid, with_connectivity, with_tpm, with_weights
from engine.functions import Logistic
from engine.states import format_state, tpm_columns
from engine.substrate import MAX_UNITS, Substrate
from engine.tpm import row_of

EDITED_ROWS = 64
SHOWN_ROWS = 4_096  # a larger TPM takes longer to build than a page may wait
TABLED = "Undo brings back what the units were."


def weights_grid(snapshot: Snapshot) -> Grid:
    """Return the weights, from the unit of the row to the unit of the column; no edge is an empty cell."""
    substrate = snapshot.substrate
    labels = tuple(substrate.labels)
    if substrate.n > MAX_UNITS:
        return Grid("Weights", _too_many(substrate.n))
    words = "Each row is the unit an edge comes from, each column the unit it leads to. Empty or 0: no edge."
    silent = [unit.label for unit in substrate.units if not isinstance(unit.function, Logistic)]
    if silent:
        which = "no unit is" if len(silent) == substrate.n else f"{', '.join(silent)} {_are_not(silent)}"
        words += f" Weights change what logistic units do; {which} logistic."
    blank = substrate.drawn == 0
    say = "Weight from {row} to {column}"
    return Grid("Weights", words, "from ↓ to →", say, labels, labels, substrate.weights, blank, "weight")


def _are_not(labels: list[str]) -> str:
    return "is not" if len(labels) == 1 else "are not"


def connectivity_grid(snapshot: Snapshot) -> Grid:
    """Return the edges drawn: a tick from the unit of the row to the unit of the column."""
    substrate = snapshot.substrate
    labels = tuple(substrate.labels)
    if substrate.n > MAX_UNITS:
        return Grid("Connectivity", _too_many(substrate.n))
    words = "A tick is an edge from the unit of its row to the unit of its column; a new edge has weight 1."
    say = "Edge from {row} to {column}"
    drawn = substrate.drawn.astype(float)
    return Grid("Connectivity", words, "from ↓ to →", say, labels, labels, drawn, None, "bit")


def tpm_table(snapshot: Snapshot) -> Grid:
    """Return the TPM, state by node: all of it up to `EDITED_ROWS` rows, else what is around the state."""
    substrate, radix = snapshot.substrate, snapshot.substrate.radix
    count = float(np.prod(radix, dtype=float))
    title = "Transition probabilities"
    if count > SHOWN_ROWS:
        return Grid(title, f"The TPM of {substrate.n} units has {count:,.0f} rows, too many for a table.")
    try:
        if count > EDITED_ROWS:
            return _around(snapshot, title, int(count))
        grid = tpm_grid(substrate)
    except PhiscopeError as error:
        return Grid(title, f"There is no TPM yet. {error}")
    words = f"{_row_words(substrate, grid.rows)} Editing makes the units whose column changes table units."
    current = row_of(snapshot.state, radix)
    return Grid(
        title,
        words,
        "now ↓ next →",
        _say(substrate),
        grid.rows,
        grid.columns,
        grid.values,
        None,
        "probability",
        current,
    )


def _say(substrate: Substrate) -> str:
    on = "is ON" if substrate.is_binary else "comes"
    return f"Probability that {{column}} {on} next, after the state {{row}}"


def _row_words(substrate: Substrate, rows: tuple[str, ...]) -> str:
    entry = "the probability that the unit of the column is ON next"
    if not substrate.is_binary:
        return (
            "Each row is a state now, each entry the probability of the unit and state of its column next. "
            f"The first unit, {substrate.labels[0]}, changes fastest from row to row."
        )
    second = f": after {rows[0]} comes {rows[1]}" if len(rows) > 1 else ""
    return (
        f"Each row is a state now (capital = ON), each entry {entry}. The first unit, {substrate.labels[0]}, "
        f"changes fastest from row to row{second}. ▶ marks the current state."
    )


def _around(snapshot: Snapshot, title: str, count: int) -> Grid:
    """Return the rows of the current state and of those one unit away, to read only."""
    substrate, state = snapshot.substrate, snapshot.state
    radix, labels = substrate.radix, substrate.labels
    near = {state}
    for i, base in enumerate(radix):
        near |= {(*state[:i], value, *state[i + 1 :]) for value in range(base)}
    at = sorted(row_of(one, radix) for one in near)
    rows = tuple(format_state(labels, radix, one) for one in sorted(near, key=lambda one: row_of(one, radix)))
    values = (substrate.tpm if substrate.is_binary else substrate.columns)[at]
    words = (
        f"The TPM has {count:,} rows; up to {EDITED_ROWS} can be edited here. These are the current state, "
        "marked ▶, and the states that differ from it in one unit. Capital = ON; the order is that of the "
        f"whole TPM, in which the first unit, {labels[0]}, changes fastest."
    )
    current = at.index(row_of(state, radix))
    return Grid(
        title,
        words,
        "now ↓ next →",
        _say(substrate),
        rows,
        tpm_columns(labels, radix),
        values,
        None,
        "probability",
        current,
        False,
    )


def _too_many(n: int) -> str:
    return (
        f"{n} units are too many for a table; up to {MAX_UNITS} are shown here. Edit the drawing or the text."
    )


Edit = Callable[[Substrate, NDArray[np.float64]], Edited]


def _tabled(snapshot: Snapshot, edit: Edit, values: NDArray[np.float64], more: str = "") -> Change:
    after, notes = edit(snapshot.substrate, values)
    if after is snapshot.substrate:
        return snapshot, ""
    after = replace(after, state=None, system=None, transition=None)
    said = " ".join(notes)
    return replace(snapshot, substrate=after), f"{said} {more}" if more and "table" in said else said


def put_weights(snapshot: Snapshot, values: NDArray[np.float64]) -> Change:
    """Take over an edited table of weights."""
    return _tabled(snapshot, with_weights, values)


def put_connectivity(snapshot: Snapshot, values: NDArray[np.float64]) -> Change:
    """Take over an edited table of edges."""
    return _tabled(snapshot, with_connectivity, values)


def put_tpm(snapshot: Snapshot, values: NDArray[np.float64]) -> Change:
    """Take over an edited TPM; units whose column changed become tables."""
    return _tabled(snapshot, with_tpm, values, TABLED)
