"""Unit functions that gain or lose an input: each keeps its behaviour as far as it can, with a note."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import SubstrateError, TooLargeError
from engine.substrate.functions import Gate, Rule, Table, UnitFunction, gate_output
from engine.substrate.rules import substituted
from engine.substrate.tpm import MAX_ROWS
from engine.words import tr

Said = tuple[UnitFunction, str]
"""A function and a note for people, empty if nothing changed."""


def with_input(function: UnitFunction, source: str, target: str, states: int = 2) -> Said:
    """Return the function of a unit after another unit has become its input, and a note.

    A table is repeated for each state of the new input, a rule is OR-ed with it, other functions read every
    edge.

    Parameters
    ----------
    function : UnitFunction
    source, target : str
        Labels of the new input and of the unit.
    states : int
        Number of states of the new input.

    Returns
    -------
    (UnitFunction, str)

    Raises
    ------
    TooLargeError
        If a table would have more rows than a TPM can have.
    """
    if isinstance(function, Table) and source not in function.inputs:
        if len(function.p) * states > MAX_ROWS:
            raise TooLargeError(
                tr(
                    "{target}'s table would have {rows:,} rows; make {target} a gate or logistic unit first.",
                    target=target,
                    rows=len(function.p) * states,
                ),
                "edges",
            )
        p: tuple[Any, ...] = function.p * states
        wider = Table((*function.inputs, source), p)
        note = tr(
            "{target}'s table has a new input {source} that changes nothing yet: edit its rows.",
            target=target,
            source=source,
        )
        return wider, note
    if isinstance(function, Rule) and source not in function.inputs:
        rule = source if function.rule.strip() == "0" else f"({function.rule}) | {source}"
        note = tr("{target}'s rule is now {rule}: edit it if you meant another.", target=target, rule=rule)
        return replace(function, rule=rule), note
    return function, ""


def without_input(function: UnitFunction, source: str, target: str, radix: Mapping[str, int]) -> Said:
    """Return the function of a unit after it has lost an input, and a note.

    A table is averaged over the states of the lost input; a rule has 0 in its place.

    Parameters
    ----------
    function : UnitFunction
    source, target : str
        Labels of the lost input and of the unit.
    radix : mapping
        Number of states of every input of a table, by label.

    Returns
    -------
    (UnitFunction, str)
    """
    if isinstance(function, Table) and source in function.inputs:
        shape = [radix[name] for name in function.inputs]
        rows = np.asarray(function.p, dtype=float)
        mean = by_input(rows, shape, function.inputs.index(source)).mean(axis=1)
        rest = tuple(name for name in function.inputs if name != source)
        narrower = Table(rest, mean.reshape(-1, *rows.shape[1:]).tolist())
        return narrower, tr("{target}'s table is averaged over {source}.", target=target, source=source)
    if isinstance(function, Rule) and source in function.inputs:
        rule = substituted(function.rule, {source: "0"})
        note = tr(
            "{target}'s rule has 0 in place of {source}: {rule}.", target=target, source=source, rule=rule
        )
        return replace(function, rule=rule), note
    return function, ""


def by_input(rows: NDArray[np.float64], shape: Sequence[int], at: int) -> NDArray[np.float64]:
    """Return the rows of a table with an axis for the states of one input.

    Parameters
    ----------
    rows : array
        Shape (states of the inputs,) or (states of the inputs, states of the unit), the first input fastest.
    shape : sequence of int
        Number of states of each input.
    at : int
        Position of the input.

    Returns
    -------
    array
        Shape (states of the later inputs, states of the input, states of the earlier inputs, entries of a
        row).
    """
    return rows.reshape(math.prod(shape[at + 1 :]), shape[at], math.prod(shape[:at]), -1)


def complaint(function: UnitFunction, n_inputs: int, label: str) -> str:
    """Return the error of a gate that cannot have this many inputs, or an empty string.

    Parameters
    ----------
    function : UnitFunction
    n_inputs : int
    label : str
        Label of the unit, for the sentence.

    Returns
    -------
    str
    """
    if isinstance(function, Gate):
        try:
            gate_output(function, np.zeros(1, dtype=np.int64), n_inputs, label)
        except SubstrateError as error:
            return str(error)
    return ""


def reordered(table: Table, order: Sequence[str], radix: Sequence[int]) -> Table:
    """Return the same table with its inputs in another order, the first fastest.

    Parameters
    ----------
    table : Table
    order : sequence of str
        The inputs of the table in the new order, each once.
    radix : sequence of int
        Number of states of each input, in the old order.

    Returns
    -------
    Table

    Raises
    ------
    SubstrateError
        If `order` has other inputs than the table.
    """
    if sorted(order) != sorted(table.inputs):
        raise SubstrateError(
            tr("The inputs are {labels}; name each of them once.", labels=", ".join(table.inputs)), "inputs"
        )
    rows = np.asarray(table.p, dtype=float)
    # The first input is the last axis but one: rows are little-endian.
    axis = {name: len(table.inputs) - 1 - i for i, name in enumerate(table.inputs)}
    cube = rows.reshape([*reversed(radix), rows.size // math.prod(radix)])
    turned = cube.transpose([*(axis[name] for name in reversed(order)), len(axis)]).reshape(rows.shape)
    return Table(tuple(order), turned.tolist())
