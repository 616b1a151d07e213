"""TPMs as people give them: any form is read into the columns form, or refused in one sentence."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import DependentUnitsError, TPMError
from engine.substrate.tpm import (
    MAX_UNITS,
    Array,
    Radix,
    all_states,
    check_size,
    columns_from_state_by_node,
    offsets,
    state_by_state,
)
from engine.words import tr

# Published tables are printed with six digits or more.
SUM_TOLERANCE = 1e-6
# What sums and products of probabilities are off 0 and 1 by rounding.
ROUNDING = 1e-12


def as_array(values: Any, name: str = "tpm") -> Array:
    """Return nested lists as an array of finite floats.

    Parameters
    ----------
    values : array-like
    name : str
        Name of the input, for error messages.

    Returns
    -------
    array of float

    Raises
    ------
    TPMError
        If the rows have different lengths, or an entry is not a finite number.
    """
    try:
        array = np.asarray(values)
    except ValueError:
        raise TPMError(_ragged(values, name), name) from None
    if array.dtype.kind not in "biuf":
        raise TPMError(
            tr("{name} has entries that are not numbers; write every entry as a number.", name=name), name
        )
    array = array.astype(float)
    if array.size == 0:
        raise TPMError(tr("{name} is empty; give at least one unit.", name=name), name)
    if not np.isfinite(array).all():
        where = _place(~np.isfinite(array))
        raise TPMError(
            tr("{name}{where} is not a finite number; write a number there.", name=name, where=where),
            f"{name}{where}",
        )
    return array


def _ragged(values: Any, name: str) -> str:
    sizes = [len(row) if hasattr(row, "__len__") else None for row in values]
    for i, size in enumerate(sizes):
        if size != sizes[0]:
            return tr(
                "{name}[{i}] has {size} where {name}[0] has {first}; make all rows equally long.",
                name=name,
                i=i,
                size=_entries(size),
                first=_entries(sizes[0]),
            )
    return tr("{name} has rows of different lengths; make all rows equally long.", name=name)


def _entries(size: int | None) -> str:
    return tr("no entries") if size is None else tr("{count} entries", count=size)


def _place(bad: NDArray[np.bool_]) -> str:
    return "".join(f"[{i}]" for i in np.unravel_index(int(np.argmax(bad)), bad.shape))


def check_probabilities(array: Array, name: str = "tpm") -> Array:
    """Return an array of probabilities, those off 0 or 1 by rounding as 0 and 1.

    Parameters
    ----------
    array : array
    name : str
        Name of the input, for error messages.

    Returns
    -------
    array

    Raises
    ------
    TPMError
        If an entry is outside [0, 1]; the sentence names the first.
    """
    bad = (array < -ROUNDING) | (array > 1 + ROUNDING)
    if bad.any():
        where = _place(bad)
        value = array[tuple(np.argwhere(bad)[0])]
        raise TPMError(
            tr(
                "{name}{where} is {value}; probabilities go from 0 to 1.",
                name=name,
                where=where,
                value=number_text(float(value)),
            ),
            f"{name}{where}",
        )
    return np.clip(array, 0.0, 1.0)


def number_text(value: float) -> str:
    """Return a number in few digits, or in all that tell it from a whole one."""
    short = f"{value:g}"
    return short if float(short) == value or float(short) % 1 else repr(value)


def shortened(numbers: Sequence[int]) -> str:
    """Return the first of some numbers for a sentence."""
    return ", ".join(map(str, numbers[:5])) + (" …" if len(numbers) > 5 else "")


def read_tpm(values: Any, radix: Radix | None = None) -> tuple[Array, Radix]:
    """Check a TPM in any form and return it in the columns form.

    Parameters
    ----------
    values : array-like
        State-by-node ``(2**n, n)``; state-by-state ``(2**n, 2**n)``; multidimensional state-by-node ``(2,) *
        n + (n,)``, indexed by the states of the units; or, with `radix`, the columns form (binary units may
        stay state-by-node). Rows are little-endian.
    radix : tuple of int, optional
        Number of states of each unit; two by default.

    Returns
    -------
    columns : array, shape (prod(radix), sum(radix))
    radix : tuple of int

    Raises
    ------
    TPMError
        If it is no TPM, or not conditionally independent.
    TooLargeError
        If it has more units than fit.
    """
    array = as_array(values)
    if array.ndim > 2 and array.shape == (2,) * (array.ndim - 1) + (array.ndim - 1,):
        array = array.reshape(2 ** (array.ndim - 1), array.ndim - 1, order="F")
    if array.ndim != 2:
        raise TPMError(
            tr(
                "tpm has shape {shape}; give a row per state and a column per unit, or per next state.",
                shape=array.shape,
            ),
            "tpm",
        )
    if radix is not None and any(r != 2 for r in radix):
        return _check_columns(array, radix), radix
    rows, width = array.shape
    if rows == width and rows >= 2 and rows & (rows - 1) == 0:
        return columns_from_state_by_state(array), (2,) * (rows.bit_length() - 1)
    if width <= MAX_UNITS and rows != 2**width:
        raise TPMError(
            tr(
                "tpm has {rows} rows for {width} units; give {wanted}, one per state, the first unit "
                "fastest (or a {rows} by {rows} state-by-state table).",
                rows=rows,
                width=width,
                wanted=2**width,
            ),
            "tpm",
        )
    check_size((2,) * width)
    return columns_from_state_by_node(check_probabilities(array)), (2,) * width


def _check_columns(array: Array, radix: Radix) -> Array:
    check_size(radix)
    if array.shape != (math.prod(radix), sum(radix)):
        raise TPMError(
            tr(
                "tpm is {rows} by {columns} for units with {radix} states; give {wanted} rows, each with "
                "one distribution per unit ({numbers} numbers).",
                rows=array.shape[0],
                columns=array.shape[1],
                radix=radix,
                wanted=math.prod(radix),
                numbers=sum(radix),
            ),
            "tpm",
        )
    array = check_probabilities(array)
    sums = np.add.reduceat(array, offsets(radix), axis=1)
    wrong = np.argwhere(np.abs(sums - 1) > SUM_TOLERANCE)
    if len(wrong):
        row, unit = wrong[0]
        raise TPMError(
            tr(
                "tpm[{row}] gives unit {unit} probabilities that add up to {total:.6g}; make them add up to "
                "1.",
                row=row,
                unit=unit,
                total=sums[row, unit],
            ),
            f"tpm[{row}]",
        )
    return array


def columns_from_state_by_state(joint: Array) -> Array:
    """Return the columns form of a state-by-state TPM of binary units.

    Raises
    ------
    TPMError
        If a row is no distribution, or if the units of a row depend on one another within one step.
    """
    rows = len(joint)
    n = rows.bit_length() - 1
    joint = check_probabilities(joint)
    sums = joint.sum(axis=1)
    if (np.abs(sums - 1) > SUM_TOLERANCE).any():
        row = int(np.argmax(np.abs(sums - 1) > SUM_TOLERANCE))
        raise TPMError(
            tr(
                "tpm[{row}] adds up to {total:.6g}; make every row of a state-by-state TPM add up to 1.",
                row=row,
                total=sums[row],
            ),
            f"tpm[{row}]",
        )
    radix = (2,) * n
    check_size(radix)
    on = np.clip((joint @ all_states(radix).astype(float)), 0.0, 1.0)
    columns = columns_from_state_by_node(on)
    off = np.abs(state_by_state(columns, radix) - joint).max(axis=1) > SUM_TOLERANCE
    if off.any():
        dependent = np.flatnonzero(off).tolist()
        raise DependentUnitsError(
            tr(
                "tpm is not conditionally independent in row(s) {named}: units there influence each other "
                "within one step, so this is no substrate; make each row a product of the units' "
                "probabilities.",
                named=shortened(dependent),
            ),
            dependent,
        )
    return columns
