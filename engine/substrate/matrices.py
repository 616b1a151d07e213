"""The matrix views of a network: its TPM, weights and connectivity, shown as tables and edited by hand.

Each ``with_…`` takes the whole edited table and returns the network that it describes, and notes. Labels,
places, state and every function that the edit does not touch are kept; the notes are one sentence for each
thing dropped or assumed. If nothing was edited, the same substrate is returned.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.errors import PhiscopeError, SubstrateError, TooLargeError, TPMError
from engine.substrate.builders import checked_cm, with_tables
from engine.substrate.functions import MAX_PARAMETER, Logistic, Table
from engine.substrate.states import format_state, tpm_columns
from engine.substrate.substrate import Edge, Substrate
from engine.substrate.tpm import all_states, check_size, infer_cm, offsets, table_of
from engine.substrate.tpm_input import as_array, read_tpm
from engine.substrate.wiring import complaint, with_input, without_input
from engine.words import tr, trn

Notes = tuple[str, ...]
Edited = tuple[Substrate, Notes]
Pair = tuple[str, str]
MAX_GRID_ROWS = 1024


@dataclass(frozen=True, slots=True)
class TPMGrid:
    """A TPM as a table to edit.

    Attributes
    ----------
    rows : tuple of str
        The state of each row as a label string, ``aBC``; the first unit varies fastest.
    columns : tuple of str
        Labels (P(ON)); if a unit has more than two states ``A=0``, ``A=1``, …, one per unit and state.
    values : array, shape (rows, columns)
        Probabilities, read-only.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: NDArray[np.float64]


def tpm_grid(substrate: Substrate) -> TPMGrid:
    """Return the TPM as a table to edit.

    Raises
    ------
    TooLargeError
        If there are more than `MAX_GRID_ROWS` states.
    PhiscopeError
        If the drawing is unfinished and has no TPM.
    """
    radix, labels = substrate.radix, substrate.labels
    check_size(radix)
    states = all_states(radix)
    if len(states) > MAX_GRID_ROWS:
        raise TooLargeError(
            tr(
                "The TPM has {rows:,} rows, and {most:,} can be edited by hand; edit the units' functions "
                "instead.",
                rows=len(states),
                most=MAX_GRID_ROWS,
            ),
            "tpm",
        )
    rows = tuple(format_state(labels, radix, state) for state in states.tolist())
    values = substrate.tpm if substrate.is_binary else substrate.columns
    return TPMGrid(rows, tpm_columns(labels, radix), values)


def with_tpm(substrate: Substrate, tpm: ArrayLike) -> Edited:
    """Return the network with an edited TPM: units whose column changed become tables.

    Parameters
    ----------
    substrate : Substrate
    tpm : array-like, shape (rows, columns)
        The whole table, in the form of `tpm_grid`. An entry equal to the present value counts as not edited.

    Returns
    -------
    (Substrate, tuple of str)

    Raises
    ------
    TPMError
        If `tpm` is no TPM of these units.
    """
    columns, radix = _columns(substrate, tpm)
    changed = _changed(substrate, columns)
    if not changed:
        return substrate, ()
    base, notes = _editable(substrate, keep=set(range(substrate.n)) - set(changed))
    labels, cm = substrate.labels, infer_cm(columns, radix)
    units = list(base.units)
    wanted = {(e.source, e.target): e.weight for e in base.edges}
    for i in changed:
        inputs = np.flatnonzero(cm[:, i]).tolist()
        rows = table_of(columns, i, inputs, radix).tolist()
        names = tuple(labels[j] for j in inputs)
        units[i] = replace(units[i], function=Table(names, rows))
        if not isinstance(base.units[i].function, Table):
            notes.append(_tabled(labels[i], names))
        for label in labels:
            if label not in names:
                wanted.pop((label, labels[i]), None)
            else:
                wanted.setdefault((label, labels[i]), 1.0)
    after = replace(base, units=tuple(units), edges=_edges(base, wanted), tpm_rows=None)
    return after, (*notes, *_said(base, after))


def with_weights(substrate: Substrate, weights: ArrayLike) -> Edited:
    """Return the network with edited weights: 0 removes an edge, another number draws one.

    An edge already drawn with weight 0 stays while its entry is 0.

    Parameters
    ----------
    substrate : Substrate
    weights : array-like, shape (n, n)
        Weight of the edge from i to j at [i, j].

    Returns
    -------
    (Substrate, tuple of str)

    Raises
    ------
    SubstrateError
        If the table does not fit the units.
    """
    array = as_array(weights, "weights")
    _check_square(array, substrate.n, "weights")
    if (np.abs(array) > MAX_PARAMETER).any():
        source, target = np.argwhere(np.abs(array) > MAX_PARAMETER)[0]
        names = f"{substrate.labels[source]} → {substrate.labels[target]}"
        raise SubstrateError(
            tr(
                "The weight {names} is {weight:g}; use {least:g} to {most:g}.",
                names=names,
                weight=array[source, target],
                least=-MAX_PARAMETER,
                most=MAX_PARAMETER,
            ),
            "weights",
        )
    stays = (array != 0) | ((substrate.drawn == 1) & (substrate.weights == 0))
    return _rewired(substrate, array, stays)


def with_connectivity(substrate: Substrate, cm: ArrayLike) -> Edited:
    """Return the network with edited connectivity; new edges have weight 1.

    Parameters
    ----------
    substrate : Substrate
    cm : array-like, shape (n, n)
        1 at [i, j] for an edge from i to j that is drawn (`Substrate.drawn`), used by the function or not.

    Returns
    -------
    (Substrate, tuple of str)

    Raises
    ------
    PhiscopeError
        If the table does not fit the units or has an entry other than 0 and 1.
    """
    array = checked_cm(cm, substrate.n)
    weights = np.where(substrate.drawn == 1, substrate.weights, 1.0)
    return _rewired(substrate, weights, array == 1)


def _check_square(array: NDArray[np.float64], n: int, name: str) -> None:
    if array.shape != (n, n):
        shape = " by ".join(map(str, array.shape))
        raise SubstrateError(
            tr(
                "{name} has shape {shape}; give {units} rows (from) of {units} numbers (to).",
                name=name,
                shape=shape,
                units=n,
            ),
            name,
        )


def _columns(substrate: Substrate, tpm: ArrayLike) -> tuple[NDArray[np.float64], tuple[int, ...]]:
    columns, radix = read_tpm(tpm, substrate.radix)
    if radix != substrate.radix:
        raise TPMError(
            tr(
                "The tpm is for {count} units and there are {units}; give {rows:,} rows of {units} numbers.",
                count=len(radix),
                units=substrate.n,
                rows=2**substrate.n,
            ),
            "tpm",
        )
    return columns, radix


def _changed(substrate: Substrate, columns: NDArray[np.float64]) -> list[int]:
    """Return the units whose column differs from the present one: all units of an unfinished drawing."""
    try:
        present = substrate.columns
    except PhiscopeError:
        return list(range(substrate.n))
    differs = (columns != present).any(axis=0)
    return np.flatnonzero(np.logical_or.reduceat(differs, offsets(substrate.radix))).tolist()


def _editable(substrate: Substrate, keep: set[int]) -> tuple[Substrate, list[str]]:
    """Return the substrate without TPM rows; the units to keep get their rows as tables."""
    if substrate.tpm_rows is None:
        return substrate, []
    base = replace(with_tables(substrate, keep), tpm_rows=None) if keep else replace(substrate, tpm_rows=None)
    return base, [tr("The TPM of the file is now one table per unit.")]


def _tabled(label: str, names: tuple[str, ...]) -> str:
    if not names:
        return tr("{label} is now a table that reads no unit.", label=label)
    return tr("{label} is now a table over {names}.", label=label, names=", ".join(names))


def _edges(base: Substrate, wanted: dict[Pair, float]) -> tuple[Edge, ...]:
    """Return the wanted edges: present ones in their order, then the new ones in unit order."""
    rest = dict(wanted)
    pairs = [(edge.source, edge.target) for edge in base.edges]
    kept = [Edge(*pair, rest.pop(pair)) for pair in pairs if pair in rest]
    new = sorted(rest, key=lambda pair: (base.index(pair[0]), base.index(pair[1])))
    return (*kept, *(Edge(*pair, rest[pair]) for pair in new))


def _said(before: Substrate, after: Substrate) -> list[str]:
    """Return notes on the edges that appeared and on those that vanished."""
    new, gone = (
        [f"{before.labels[i]} → {before.labels[j]}" for i, j in np.argwhere(change)]
        for change in (after.drawn > before.drawn, before.drawn > after.drawn)
    )
    notes = []
    if new:
        notes.append(trn("New edge: {pairs}.", "New edges: {pairs}.", len(new), pairs=_listed(new)))
    if gone:
        notes.append(trn("Removed edge: {pairs}.", "Removed edges: {pairs}.", len(gone), pairs=_listed(gone)))
    return notes


def _listed(pairs: list[str]) -> str:
    listed = ", ".join(pairs[:12])
    return tr("{listed} and {more} more", listed=listed, more=len(pairs) - 12) if len(pairs) > 12 else listed


def _rewired(substrate: Substrate, weights: NDArray[np.float64], stays: NDArray[np.bool_]) -> Edited:
    """Return the network with these edges and weights, the functions following their inputs."""
    if (stays == substrate.drawn).all() and (weights == substrate.weights)[stays].all():
        return substrate, ()
    base, notes = _editable(substrate, keep=set(range(substrate.n)))
    labels = base.labels
    radix = dict(zip(labels, base.radix, strict=True))
    units = list(base.units)
    for j, unit in enumerate(units):
        function = unit.function
        come = np.flatnonzero(stays[:, j] & (base.drawn[:, j] == 0)).tolist()
        go = np.flatnonzero(~stays[:, j] & (base.drawn[:, j] == 1)).tolist()
        for i in go:
            function, note = without_input(function, labels[i], unit.label, radix)
            notes.append(note)
        for i in come:
            function, note = with_input(function, labels[i], unit.label, radix[labels[i]])
            notes.append(note)
        if come or go:
            notes.append(complaint(function, int(stays[:, j].sum()), unit.label))
        elif not isinstance(function, Logistic) and (weights != base.weights)[stays[:, j], j].any():
            notes.append(
                tr("{label} is not a logistic unit: weights into it change nothing.", label=unit.label)
            )
        units[j] = replace(unit, function=function)
    wanted = {(labels[i], labels[j]): float(weights[i, j]) for i, j in np.argwhere(stays)}
    after = replace(base, units=tuple(units), edges=_edges(base, wanted))
    return after, tuple(note for note in (*notes, *_said(base, after)) if note)
