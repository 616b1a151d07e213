"""The matrices of a network as tables, and the change of the document that an edited table makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from apps.document.edits import plain
from apps.document.snapshot import Change, Snapshot
from apps.ui.matrix_grid import Grid
from engine.errors import PhiscopeError
from engine.substrate.functions import Logistic, Table
from engine.substrate.matrices import Edited, tpm_grid, with_connectivity, with_tpm, with_weights
from engine.substrate.states import format_state, tpm_columns
from engine.substrate.substrate import MAX_UNITS, Substrate
from engine.substrate.tpm import row_of
from engine.words import phrase, tr, trn

EDITED_ROWS = 64
SHOWN_ROWS = 4_096  # a larger TPM takes longer to build than a page may wait
TABLED = phrase("Undo brings back what the units were.")


def weights_grid(snapshot: Snapshot) -> Grid:
    """Return the weights, from the unit of the row to the unit of the column; no edge is an empty cell."""
    substrate = snapshot.substrate
    labels = tuple(substrate.labels)
    if substrate.n > MAX_UNITS:
        return Grid(tr("Weights"), _too_many(substrate.n))
    words = tr(
        "Each row is the unit an edge comes from, each column the unit it leads to. Empty or 0: no edge."
    )
    silent = [unit.label for unit in substrate.units if not isinstance(unit.function, Logistic)]
    if silent:
        words += f" {_silent(silent, substrate.n)}"
    blank = substrate.drawn == 0
    say = tr("Weight from {row} to {column}")
    return Grid(
        tr("Weights"), words, tr("from ↓ to →"), say, labels, labels, substrate.weights, blank, "weight"
    )


def _silent(labels: list[str], n: int) -> str:
    if len(labels) == n:
        return tr("Weights change what logistic units do; no unit is logistic.")
    return trn(
        "Weights change what logistic units do; {units} is not logistic.",
        "Weights change what logistic units do; {units} are not logistic.",
        len(labels),
        units=", ".join(labels),
    )


def connectivity_grid(snapshot: Snapshot) -> Grid:
    """Return the edges drawn: a tick from the unit of the row to the unit of the column."""
    substrate = snapshot.substrate
    labels = tuple(substrate.labels)
    if substrate.n > MAX_UNITS:
        return Grid(tr("Connectivity"), _too_many(substrate.n))
    words = tr(
        "A tick is an edge from the unit of its row to the unit of its column; a new edge has weight 1."
    )
    say = tr("Edge from {row} to {column}")
    drawn = substrate.drawn.astype(float)
    return Grid(tr("Connectivity"), words, tr("from ↓ to →"), say, labels, labels, drawn, None, "bit")


def tpm_table(snapshot: Snapshot) -> Grid:
    """Return the TPM, state by unit: all of it up to `EDITED_ROWS` rows, else the rows near the state."""
    substrate, radix = snapshot.substrate, snapshot.substrate.radix
    count = float(np.prod(radix, dtype=float))
    title = tr("Transition probabilities")
    if count > SHOWN_ROWS:
        return Grid(
            title,
            tr(
                "The TPM of {n} units has {count:,.0f} rows, too many for a table.",
                n=substrate.n,
                count=count,
            ),
        )
    try:
        if count > EDITED_ROWS:
            return _around(snapshot, title, int(count))
        grid = tpm_grid(substrate)
    except PhiscopeError as error:
        return Grid(title, f"{tr('There is no TPM yet.')} {error}")
    edits = tr("Editing makes the units whose column changes table units.")
    words = f"{_row_words(substrate, grid.rows)} {edits}"
    current = row_of(snapshot.state, radix)
    return Grid(
        title,
        words,
        tr("now ↓ next →"),
        _say(substrate),
        grid.rows,
        grid.columns,
        grid.values,
        None,
        "probability",
        current,
    )


def _say(substrate: Substrate) -> str:
    if substrate.is_binary:
        return tr("Probability that {column} is ON next, after the state {row}")
    return tr("Probability that {column} comes next, after the state {row}")


def _row_words(substrate: Substrate, rows: tuple[str, ...]) -> str:
    first = substrate.labels[0]
    if not substrate.is_binary:
        return tr(
            "Each row is a state now, each entry the probability of the unit and state of its column "
            "next. The first unit, {first}, changes fastest from row to row.",
            first=first,
        )
    said = tr(
        "Each row is a state now (capital = ON), each entry the probability that the unit of the column is "
        "ON next."
    )
    order = tr("The first unit, {first}, changes fastest from row to row.", first=first)
    if len(rows) > 1:
        order = tr(
            "The first unit, {first}, changes fastest from row to row: after {row} comes {next}.",
            first=first,
            row=rows[0],
            next=rows[1],
        )
    return " ".join((said, order, tr("▶ marks the current state.")))


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
    words = tr(
        "The TPM has {count:,} rows; up to {most} can be edited here. These are the current "
        "state, marked ▶, and the states that differ from it in one unit. Capital = ON; the order "
        "is that of the whole TPM, in which the first unit, {first}, changes fastest.",
        count=count,
        most=EDITED_ROWS,
        first=labels[0],
    )
    current = at.index(row_of(state, radix))
    return Grid(
        title,
        words,
        tr("now ↓ next →"),
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
    return tr(
        "{n} units are too many for a table; up to {most} are shown here. Edit the drawing or the text.",
        n=n,
        most=MAX_UNITS,
    )


Edit = Callable[[Substrate, NDArray[np.float64]], Edited]


def _edited(snapshot: Snapshot, edit: Edit, values: NDArray[np.float64]) -> Change:
    after, notes = edit(snapshot.substrate, values)
    if after is snapshot.substrate:
        return snapshot, ""
    return replace(snapshot, substrate=plain(after)), " ".join(notes)


def _has_new_tables(before: Substrate, after: Substrate) -> bool:
    pairs = zip(before.units, after.units, strict=True)
    return before.tpm_rows is not None or any(
        isinstance(new.function, Table) and not isinstance(old.function, Table) for old, new in pairs
    )


def put_weights(snapshot: Snapshot, values: NDArray[np.float64]) -> Change:
    """Return the document with edited weights, shape (n, n) from row to column."""
    return _edited(snapshot, with_weights, values)


def put_connectivity(snapshot: Snapshot, values: NDArray[np.float64]) -> Change:
    """Return the document with edited edges, 1 or 0, shape (n, n) from row to column."""
    return _edited(snapshot, with_connectivity, values)


def put_tpm(snapshot: Snapshot, values: NDArray[np.float64]) -> Change:
    """Return the document with an edited TPM, shaped as in `tpm_table`; units that changed become tables."""
    after, said = _edited(snapshot, with_tpm, values)
    if after is not snapshot and _has_new_tables(snapshot.substrate, after.substrate):
        said = f"{said} {TABLED}"
    return after, said
