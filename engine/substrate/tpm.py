"""Transition probability matrices: forms, size limits, conversions and inferred connectivity.

**Rows are little-endian**: row `r` is the state in which unit `i` is in state ``(r // prod(radix[:i])) %
radix[i]``; for binary units that is bit `i` of `r`, so unit 0 varies fastest. The index order of the whole
program is defined here.

Forms: *state-by-node*, shape ``(2**n, n)``, P(unit ON next | row); *columns*, shape ``(prod(radix),
sum(radix))``, P(unit i in state v next | row) in column ``sum(radix[:i]) + v``; *state-by-state*, P(next
state | row), little-endian on both axes.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from engine.errors import TooLargeError, TPMError
from engine.substrate.probabilities import differ
from engine.words import tr

MAX_UNITS = 16
MAX_ROWS = 2**MAX_UNITS
MAX_STATE_BY_STATE = 2**12

Radix = tuple[int, ...]
Array = NDArray[np.float64]


@lru_cache(maxsize=64)
def all_states(radix: Radix) -> NDArray[np.uint8]:
    """Return every state, one per row in row order: uint8, shape ``(prod(radix), len(radix))``, read-only."""
    rows = np.arange(math.prod(radix), dtype=np.int64)
    strides = np.cumprod((1, *radix[:-1]))[: len(radix)]
    states = (rows[:, None] // strides % np.array(radix, dtype=np.int64)).astype(np.uint8)
    states.flags.writeable = False
    return states


def row_of(state: Sequence[int], radix: Radix) -> int:
    """Return the row of a state: Σ_i state[i] · prod(radix[:i]).

    Parameters
    ----------
    state : sequence of int
        State of each unit.
    radix : tuple of int
        Number of states of each unit.

    Returns
    -------
    int
    """
    row = 0
    for value, base in zip(reversed(state), reversed(radix), strict=True):
        row = row * base + int(value)
    return row


def state_of(row: int, radix: Radix) -> tuple[int, ...]:
    """Return the state of a row; the inverse of `row_of`.

    Parameters
    ----------
    row : int
    radix : tuple of int
        Number of states of each unit.

    Returns
    -------
    tuple of int
        State of each unit.
    """
    state = []
    for base in radix:
        row, value = divmod(row, base)
        state.append(value)
    return tuple(state)


def fits(radix: Radix) -> bool:
    """Return whether there can be a TPM of units with these numbers of states."""
    return len(radix) <= MAX_UNITS and math.prod(radix) <= MAX_ROWS


def check_size(radix: Radix) -> None:
    """Refuse a substrate whose TPM would not fit.

    Raises
    ------
    TooLargeError
        If there are more than `MAX_UNITS` units or `MAX_ROWS` rows.
    TPMError
        If there are no units.
    """
    if not radix:
        raise TPMError(tr("There are no units; add at least one."))
    if not fits(radix):
        raise TooLargeError(
            tr(
                "A TPM of {count} units does not fit; use at most {most} units with {rows:,} states "
                "together.",
                count=len(radix),
                most=MAX_UNITS,
                rows=MAX_ROWS,
            )
        )


def offsets(radix: Radix) -> NDArray[np.int64]:
    """Return the first column of each unit in the columns form, int64."""
    return np.cumsum((0, *radix[:-1]))


def spread(table: Array, inputs: Sequence[int], radix: Radix) -> Array:
    """Spread a table over the states of some units to the states of all units, as a broadcast view.

    Parameters
    ----------
    table : array, shape (states of the inputs,) or (states of the inputs, k)
        The first input fastest.
    inputs : sequence of int
        Positions of the inputs, in the table's order.
    radix : tuple of int
        Number of states of each unit.

    Returns
    -------
    array, shape (radix reversed..., k)
        The axis of a unit that is no input has length 1, and k = 1 for a one-dimensional table; unit 0 is the
        last axis but one.
    """
    width = 1 if table.ndim == 1 else table.shape[1]
    axes = table.reshape([radix[i] for i in reversed(inputs)] + [width])
    # The axes now stand in reversed table order; the whole TPM wants them in reversed unit order.
    given = list(reversed(inputs))
    order = sorted(range(len(given)), key=lambda axis: -given[axis])
    axes = axes.transpose([*order, len(given)])
    read = set(inputs)
    shape = [radix[i] if i in read else 1 for i in reversed(range(len(radix)))]
    return axes.reshape([*shape, width])


def build_columns(radix: Radix, tables: Sequence[tuple[Sequence[int], Array]]) -> Array:
    """Build the columns form from each unit's inputs and its table over their states.

    Parameters
    ----------
    radix : tuple of int
        Number of states of each unit.
    tables : sequence of (inputs, table)
        For each unit the positions of its inputs and an array, the first input fastest: P(ON) of shape
        (states of the inputs,), or (states of the inputs, states of the unit).

    Returns
    -------
    array, shape (prod(radix), sum(radix))

    Raises
    ------
    TooLargeError
        If the TPM would not fit.
    """
    check_size(radix)
    columns = np.empty((math.prod(radix), sum(radix)))
    cube = columns.reshape([*reversed(radix), sum(radix)])
    start = 0
    for base, (inputs, table) in zip(radix, tables, strict=True):
        values = spread(table, inputs, radix)
        if table.ndim == 1:
            cube[..., start + 1 : start + 2] = values
            np.subtract(1.0, cube[..., start + 1], out=cube[..., start])
        else:
            cube[..., start : start + base] = values
        start += base
    return columns


def infer_cm(columns: Array, radix: Radix) -> NDArray[np.uint8]:
    """Return the connectivity that a TPM implies.

    Parameters
    ----------
    columns : array, shape (prod(radix), sum(radix))
    radix : tuple of int
        Number of states of each unit.

    Returns
    -------
    array of uint8, shape (n, n)
        1 at [i, j] if the next state of unit j depends on unit i: its probabilities in some two states of
        i, all else equal, `differ`.
    """
    n = len(radix)
    binary = sum(radix) == 2 * n
    used = columns[:, 1::2] if binary else columns
    cube = used.reshape([*reversed(radix), used.shape[1]])
    depends = np.empty((n, used.shape[1]), dtype=bool)
    for i in range(n):
        axis = n - 1 - i
        change = differ(cube.max(axis=axis), cube.min(axis=axis))
        depends[i] = change.reshape(-1, used.shape[1]).any(axis=0)
    if not binary:
        depends = np.logical_or.reduceat(depends, offsets(radix), axis=1)
    return depends.astype(np.uint8)


def table_of(columns: Array, unit: int, inputs: Sequence[int], radix: Radix) -> Array:
    """Return a unit's table over `inputs` alone, the other units being in state 0.

    Parameters
    ----------
    columns : array, shape (prod(radix), sum(radix))
    unit : int
        Position of the unit.
    inputs : sequence of int
        Positions of its inputs; the first is the fastest.
    radix : tuple of int
        Number of states of each unit.

    Returns
    -------
    array
        P(ON) of shape (states of the inputs,) for a binary unit, else (states of the inputs, states of the
        unit).
    """
    strides = np.cumprod((1, *radix[:-1]))
    read = all_states(tuple(radix[i] for i in inputs)).astype(np.int64)
    rows = read @ strides[list(inputs)].astype(np.int64)
    start = int(offsets(radix)[unit])
    if radix[unit] == 2:
        return columns[rows, start + 1]
    return columns[rows, start : start + radix[unit]]


def columns_from_state_by_node(tpm: Array) -> Array:
    """Return the columns form of a state-by-node TPM."""
    return np.stack([1.0 - tpm, tpm], axis=2).reshape(len(tpm), -1)


def state_by_node(columns: Array) -> Array:
    """Return the state-by-node form of the columns of binary units."""
    return np.ascontiguousarray(columns[:, 1::2])


def state_by_state(columns: Array, radix: Radix) -> Array:
    """Return P(next state | row).

    Parameters
    ----------
    columns : array, shape (prod(radix), sum(radix))
    radix : tuple of int
        Number of states of each unit.

    Returns
    -------
    array, shape (prod(radix), prod(radix))
        Little-endian on both axes.

    Raises
    ------
    TooLargeError
        If there are more than `MAX_STATE_BY_STATE` states.
    """
    rows = len(columns)
    if rows > MAX_STATE_BY_STATE:
        raise TooLargeError(
            tr(
                "A state-by-state table of {rows:,} states does not fit; use state-by-node beyond {most:,} "
                "states.",
                rows=rows,
                most=MAX_STATE_BY_STATE,
            )
        )
    joint = np.ones((rows, 1))
    start = 0
    for base in radix:
        unit = columns[:, start : start + base]
        joint = (unit[:, :, None] * joint[:, None, :]).reshape(rows, -1)
        start += base
    return joint
