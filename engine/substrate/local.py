"""Units' functions over their own inputs alone, for substrates that are too large for a TPM."""

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from engine.substrate.chains import Chain
from engine.substrate.probabilities import differ, rare_digits
from engine.substrate.tpm import check_size, spread

Array = NDArray[np.float64]
Local = tuple[tuple[int, ...], Array]
"""Positions of a unit's inputs, and its function: an axis for each of them, the last for its next states."""


def local_function(inputs: Sequence[int], rows: Array, radix: Sequence[int]) -> Local:
    """Return a unit's function with an axis for each input.

    Parameters
    ----------
    inputs : sequence of int
        Their positions.
    rows : array, shape (states of the inputs,) or (states of the inputs, states of the unit)
        P(ON), or distributions; the first input fastest.
    radix : sequence of int
        Number of states of each unit of the substrate.

    Returns
    -------
    (tuple of int, array of shape (states of each input …, states of the unit))
    """
    if rows.ndim == 1:
        rows = np.stack([1.0 - rows, rows], axis=1)
    return tuple(inputs), rows.reshape([*(radix[i] for i in inputs), rows.shape[1]], order="F")


def held_columns(
    functions: Iterable[Local], radix: Sequence[int], state: Sequence[int], inside: Sequence[int]
) -> Array:
    """Return the next states of some units given the states of others, all the rest held.

    Parameters
    ----------
    functions : iterable of Local
        Of the units whose next states are asked for.
    radix, state : sequence of int
        Of the whole substrate; the units that are not `inside` are held in this state.
    inside : sequence of int
        Positions of the units that vary.

    Returns
    -------
    array, shape (states of the units inside, Σ states of each unit asked for)
        The first unit inside is the fastest.

    Raises
    ------
    TooLargeError
        If the units inside have too many states.
    """
    sizes = tuple(radix[i] for i in inside)
    check_size(sizes)
    place = {unit: i for i, unit in enumerate(inside)}
    columns = []
    for inputs, table in functions:
        given = tuple(slice(None) if unit in place else state[unit] for unit in inputs)
        rows = table[given].reshape(-1, table.shape[-1], order="F")
        cube = spread(rows, [place[unit] for unit in inputs if unit in place], sizes)
        columns.append(np.broadcast_to(cube, [*reversed(sizes), rows.shape[1]]).reshape(-1, rows.shape[1]))
    return np.concatenate(columns, axis=1)


def needed_inputs(inputs: Sequence[int], table: Array) -> tuple[int, ...]:
    """Return those inputs of a local function that the next state depends on, ascending."""
    found = (i for axis, i in enumerate(inputs) if differ(table.max(axis=axis), table.min(axis=axis)).any())
    return tuple(sorted(found))


def local_cm(functions: Sequence[Local | Chain | str], inputs: Iterable[Sequence[int]]) -> NDArray[np.uint8]:
    """Return connectivity, uint8, [from, to].

    Parameters
    ----------
    functions : sequence of (tuple of int, array), Chain or str
        Of each unit, as for `local_digest`.
    inputs : iterable of sequences of int
        What each unit reads, all of which counts where its function is no table.
    """
    cm = np.zeros((len(functions), len(functions)), np.uint8)
    for unit, (function, read) in enumerate(zip(functions, inputs, strict=True)):
        cm[list(needed_inputs(*function) if isinstance(function, tuple) else read), unit] = 1
    return cm


def local_digest(
    labels: Sequence[str], radix: Sequence[int], functions: Iterable[Local | Chain | str]
) -> str:
    """Return a hex digest of dynamics, made of the units' functions over the inputs that they depend on.

    Parameters
    ----------
    labels, radix : sequence
        Label and number of states of each unit.
    functions : iterable of (tuple of int, array), Chain or str
        Of each unit, as `local_function` returns it, or as it is written if it has more inputs than a table.
    """
    digest = hashlib.sha256(repr((list(labels), tuple(radix))).encode())
    for function in functions:
        if isinstance(function, str):
            digest.update(function.encode())
            continue
        if isinstance(function, Chain):
            digest.update(function.digest())
            continue
        inputs, table = function
        needed = needed_inputs(inputs, table)
        kept = [each for each in inputs if each in needed]
        table = table[tuple(slice(None) if each in needed else 0 for each in inputs)]
        table = table.transpose(*(kept.index(each) for each in needed), len(needed))
        digest.update(repr(needed).encode())
        digest.update((np.round(table, 12) + 0.0).astype("<f8").tobytes())
        digest.update(rare_digits(table))
    return digest.hexdigest()
