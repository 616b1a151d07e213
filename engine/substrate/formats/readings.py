"""What a table of numbers can be, each made a network: a TPM in one of its forms, or weights."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.errors import DependentUnitsError, FormatError, PhiscopeError
from engine.substrate.builders import Made, default_labels, from_tpm, from_weights
from engine.substrate.formats.names import safe_labels
from engine.substrate.formats.row_order import ASSUMED, ASSUMED_BOTH, INSTEAD, other_order
from engine.substrate.formats.states_in_tables import big_endian, bits_of, columns_of, letters_of, order_of
from engine.substrate.tpm_input import ROUNDING, SUM_TOLERANCE, number_text, shortened
from engine.words import phrase, tr

Array = NDArray[np.float64]
States = list[tuple[int, ...]]
NO_LABELS = phrase("It has no labels: units are named in alphabetical order.")


@dataclass(slots=True)
class NumberGrid:
    """A table of numbers, with what stands around them.

    Attributes
    ----------
    values : array, shape (rows, columns)
    names : list of str, optional
        One per column.
    lead : list of str, optional
        One per row; None also if they only count the rows.
    counted : bool
        Whether a first column only counted the rows.
    backwards : bool
        Whether the last unit is the fastest, unless `names` or `lead` give states.
    notes : list of str
        What was assumed.
    lines : sequence of int
        The line of the file in which each row stands, from 1; empty if it is no file.
    before : int
        How many columns of the file stand before the numbers.
    """

    values: Array
    names: list[str] | None
    lead: list[str] | None
    backwards: bool
    notes: list[str]
    counted: bool = False
    lines: Sequence[int] = ()
    before: int = 0

    def check_probabilities(self, columns: Sequence[int] | None = None) -> None:
        """Refuse what is no probability, in some columns or all, by its line and column in the file."""
        asked = list(range(self.values.shape[1])) if columns is None else list(columns)
        part = self.values[:, asked]
        wrong = np.argwhere((part < -ROUNDING) | (part > 1 + ROUNDING))
        if len(wrong):
            row, column = wrong[0]
            raise FormatError(
                tr(
                    "{value} in line {line}, column {column} is no probability; these go from 0 to 1.",
                    value=number_text(float(part[row, column])),
                    line=self.lines[row],
                    column=self.before + asked[column] + 1,
                )
            )


def is_stochastic(values: Array) -> bool:
    """Return whether every row is a distribution."""
    return bool((values >= -SUM_TOLERANCE).all() and (np.abs(values.sum(axis=1) - 1) <= SUM_TOLERANCE).all())


def read_state_by_node(make: type[Made], grid: NumberGrid) -> Made:
    """Make a network from P(ON next) of each unit, one column a unit and one row a state."""
    labels, notes = _labels(grid, grid.names), grid.notes
    values, n = grid.values, grid.values.shape[1]
    grid.check_probabilities()
    if grid.lead is not None:
        states = bits_of(grid.lead, n) or letters_of(grid.lead, labels)
        if states is None:
            raise FormatError(_no_states(grid.lead, n))
        notes.append(
            tr("TPM rows were put in the order of the states in the first column; 10 is the first unit ON.")
        )
        values = values[order_of(states)]
    else:
        values = _forwards(values, grid, notes)
    return _made(make, values, labels, notes)


def read_pairs(make: type[Made], grid: NumberGrid, names: Sequence[str] | None, order: Sequence[int]) -> Made:
    """Make a network from columns of present states, each state once, and as many of P(ON next).

    Parameters
    ----------
    make : type of Network
    grid : Grid
    names : sequence of str, optional
        Labels of the units.
    order : sequence of int
        The columns in the order present, next.
    """
    half = len(order) // 2
    values = grid.values[:, list(order)]
    states = columns_of(values[:, :half])
    if states is None:
        raise FormatError(
            tr(
                "The columns of the present states must hold each of the {count:,} states of {half} units "
                "once; complete them, or rename the columns if they are something else.",
                count=2**half,
                half=half,
            )
        )
    grid.check_probabilities(order[half:])
    labels = _labels(grid, names, half)
    grid.notes.append(tr("Half of the columns were read as the present state, the others as P(ON) next."))
    return _made(make, values[order_of(states), half:], labels, grid.notes)


def read_state_by_state(make: type[Made], grid: NumberGrid, n: int) -> Made:
    """Make a network from P(next state), whose rows or columns are called by states of n units."""
    grid.check_probabilities()
    named = bits_of(grid.names, n) if grid.names else None
    led = bits_of(grid.lead, n) if grid.lead else None
    columns, rows = order_of(named or led or []), order_of(led or named or [])
    sums = grid.values.sum(axis=1)
    wrong = np.flatnonzero(np.abs(sums - 1) > SUM_TOLERANCE)
    if len(wrong):
        raise FormatError(
            tr(
                "The columns are headed by states, and line {line} adds up to {total:.6g}; make each line "
                "add up to 1, or head the columns by unit labels if they are weights.",
                line=grid.lines[wrong[0]],
                total=sums[wrong[0]],
            )
        )
    grid.notes.append(tr("State-by-state TPM in the order of its states; 10 is the first unit ON."))
    try:
        return _made(make, grid.values[rows][:, columns], _labels(grid, None, n), grid.notes)
    except DependentUnitsError as error:
        lines = sorted(grid.lines[rows[row]] for row in error.rows)
        raise FormatError(
            tr(
                "The units influence each other within one step in line(s) {lines}, so this is no "
                "substrate; make each line a product of the units' probabilities.",
                lines=shortened(lines),
            )
        ) from None


def read_weights(make: type[Made], grid: NumberGrid) -> Made:
    """Make a network of logistic units from weights, rows to columns."""
    labels = _labels(grid, grid.names)
    note = tr("Weights read from row (from) to column (to); every unit is logistic with k = 1.")
    return replace(from_weights(make, grid.values, labels=labels), notes=" ".join([note, *grid.notes]))


def in_every_form(make: type[Made], values: Array) -> tuple[Made, ...]:
    """Return what a square table without words is as a state-by-state TPM in each order, and as weights.

    Parameters
    ----------
    make : type of Network
    values : array, shape (2**n, 2**n)
        Every row a distribution.

    Returns
    -------
    tuple of Network
        The weights last; without the TPM if it would be none.
    """
    as_weights = read_weights(make, NumberGrid(values, None, None, False, []))
    try:
        read = replace(from_tpm(make, values), notes=f"{ASSUMED_BOTH} {NO_LABELS}")
    except PhiscopeError:  # units that depend on one another within a step make no TPM
        return (as_weights,)
    other = other_order(read)
    return (read, as_weights) if other is None else (read, other, as_weights)


def _labels(grid: NumberGrid, names: Sequence[str] | None, n: int = 0) -> list[str]:
    if names is not None:
        return safe_labels(names, grid.notes)
    grid.notes.append(str(NO_LABELS))
    return default_labels(n or grid.values.shape[1])


def _forwards(values: Array, grid: NumberGrid, notes: list[str]) -> Array:
    if grid.backwards:
        notes.append(tr("TPM rows read big-endian (the last unit varies fastest), as a comment in it says."))
        return values[big_endian(values.shape[1])]
    notes.append(str(ASSUMED))
    notes.append(str(INSTEAD))
    return values


def _made(make: type[Made], values: Array, labels: list[str], notes: list[str]) -> Made:
    return replace(from_tpm(make, values, labels=labels), notes=" ".join(notes))


def _no_states(lead: Sequence[str], n: int) -> str:
    example = "1" + "0" * (n - 1)
    return tr(
        "The first column has {word!r}; write there each of the {count:,} states once, such as {example} "
        "for the first unit ON, or remove it.",
        word=lead[0][:20],
        count=2**n,
        example=example,
    )
