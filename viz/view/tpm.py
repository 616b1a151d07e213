"""The transition probability matrix as a grid of numbers with letter-case labels."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Literal

import numpy as np

from engine.errors import PhiscopeError
from engine.substrate.tpm import row_of
from engine.words import tr
from viz.view.letters import every_state, letter, letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from engine.substrate.substrate import Substrate

MAX_UNITS = 6
"""Most binary units of a substrate whose TPM is drawn."""
MAX_ROWS = 2**MAX_UNITS


@dataclass(frozen=True, slots=True, eq=False)
class TpmView:
    """A transition probability matrix."""

    rows: tuple[str, ...]
    """The states before, in letter case, little-endian: unit 0 varies fastest."""
    columns: tuple[str, ...]
    """The units after, or the states after in the order of the rows."""
    values: NDArray[np.float64]
    """Probabilities, shape (rows, columns), read-only; only the current row if there are too many rows."""
    current_row: int | None
    """Index in `rows` of the current state: its row tells what follows from it (the effect reading)."""
    current_column: int | None
    """Index in `columns` of the current state: its column tells what leads to it (the cause reading).

    None if the columns are units.
    """
    shape: tuple[int, int]
    """Shape of the whole TPM."""
    by: str
    """"unit" or "state": what the columns are."""
    sentence: str
    """Why the TPM is not drawn in full; empty if it is."""
    caption: str

    @property
    def drawn(self) -> bool:
        """Whether all rows are in `values`."""
        return len(self.rows) == self.shape[0]

    @property
    def screen_text(self) -> str:
        """One sentence for a screen reader."""
        if self.current_row is None:
            return self.sentence
        row = self.values[self.current_row]
        best = np.argsort(-row, kind="stable")[:4]
        ends = ", ".join(f"{self.columns[i]} {row[i]:.2f}" for i in best)
        said = tr(
            "Transition probabilities, {rows} rows by {columns} columns. From the current state {state}: "
            "{ends}.",
            rows=self.shape[0],
            columns=self.shape[1],
            state=self.rows[self.current_row],
            ends=ends,
        )
        return f"{said} {self.sentence}".strip()


def tpm_view(substrate: Substrate, state: Sequence[int], by: Literal["unit", "state"] = "unit") -> TpmView:
    """Return the TPM of a substrate with its present state marked.

    Parameters
    ----------
    substrate
        The substrate.
    state
        Its state, one value per unit.
    by
        "unit": one column per unit, P(unit is ON), or one per state of a unit if a unit has more than two.
        "state": one column per next state of the whole substrate.

    Returns
    -------
    TpmView
        Only the row of the present state if there are more than `MAX_ROWS`; no row if the substrate is too
        large to have a TPM at all.
    """
    whole = tuple(int(value) for value in state)
    radix = tuple(substrate.radix)
    row = row_of(whole, radix)
    name = letters(substrate.labels, whole)
    try:
        table = _table(substrate, radix)
    except PhiscopeError as error:
        shape = (prod(radix), 0)
        nothing = np.zeros((0, 0))
        return TpmView((), (), nothing, None, None, shape, by, str(error), _caption(substrate, name))
    if prod(radix) > MAX_ROWS:
        return TpmView(
            rows=(name,),
            columns=_unit_columns(substrate, radix),
            values=_frozen(table[row : row + 1]),
            current_row=0,
            current_column=None,
            shape=(table.shape[0], table.shape[1]),
            by="unit",
            sentence=tr(
                "The TPM has {n:,} rows, too many to draw: this is the row of {state}.",
                n=table.shape[0],
                state=name,
            ),
            caption=_caption(substrate, name),
        )
    names = tuple(letters(substrate.labels, each) for each in every_state(radix))
    values = _by_state(substrate, radix) if by == "state" else table
    return TpmView(
        rows=names,
        columns=names if by == "state" else _unit_columns(substrate, radix),
        values=_frozen(values),
        current_row=row,
        current_column=row if by == "state" else None,
        shape=(values.shape[0], values.shape[1]),
        by=by,
        sentence="",
        caption=_caption(substrate, name),
    )


def _table(substrate: Substrate, radix: tuple[int, ...]) -> NDArray[np.float64]:
    return np.asarray(substrate.tpm if set(radix) <= {2} else substrate.columns, dtype=np.float64)


def _by_state(substrate: Substrate, radix: tuple[int, ...]) -> NDArray[np.float64]:
    """Return the state-by-state TPM, a product over units, as they are conditionally independent."""
    columns = np.asarray(substrate.columns, dtype=np.float64)
    joint = np.ones((columns.shape[0], 1))
    start = 0
    for r in radix:
        unit = columns[:, start : start + r]
        joint = (unit[:, :, None] * joint[:, None, :]).reshape(columns.shape[0], -1)
        start += r
    return joint


def _unit_columns(substrate: Substrate, radix: tuple[int, ...]) -> tuple[str, ...]:
    if set(radix) <= {2}:
        return tuple(letter(label, 1) for label in substrate.labels)
    return tuple(letter(label, v) for label, r in zip(substrate.labels, radix, strict=True) for v in range(r))


def _frozen(values: NDArray[np.float64]) -> NDArray[np.float64]:
    copy = np.array(values, dtype=np.float64)
    copy.flags.writeable = False
    return copy


def _caption(substrate: Substrate, name: str) -> str:
    order = tr("rows: state before, first unit fastest")
    return " · ".join(filter(None, [substrate.name, tr("state {state}", state=name), order]))
