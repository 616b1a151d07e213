"""Substrates from a TPM, from weights, or from rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from string import ascii_uppercase
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.errors import SubstrateError, TooLargeError, TPMError
from engine.substrate.checks import check_cm
from engine.substrate.functions import Logistic, Rule, Table
from engine.substrate.network import Network
from engine.substrate.rules import check_rules, plain_rule
from engine.substrate.tpm import infer_cm, table_of
from engine.substrate.tpm_input import as_array, read_tpm
from engine.substrate.units import MAX_DRAWN, Edge, Unit
from engine.words import tr

Made = TypeVar("Made", bound=Network)
"""The class of the network that a function makes, or edits and returns."""


def default_labels(n: int) -> list[str]:
    """Return A, B, … for up to 26 units, U0, U1, … for more."""
    return list(ascii_uppercase[:n]) if n <= 26 else [f"U{i}" for i in range(n)]


def checked_labels(labels: Sequence[str] | None, n: int) -> list[str]:
    """Return one label per unit: those given, or default ones if `labels` is None.

    Parameters
    ----------
    labels : sequence of str or None
    n : int
        Number of units.

    Returns
    -------
    list of str

    Raises
    ------
    SubstrateError
        If there are more or fewer labels than units.
    """
    if labels is None:
        return default_labels(n)
    if len(labels) != n:
        raise SubstrateError(
            tr("There are {count} labels for {units} units; give one per unit.", count=len(labels), units=n),
            "labels",
        )
    return list(labels)


def checked_cm(cm: ArrayLike, n: int) -> NDArray[np.uint8]:
    """Return a declared connectivity as an array.

    Parameters
    ----------
    cm : array-like, shape (n, n)
        1 at [i, j] for an edge from i to j.
    n : int
        Number of units.

    Returns
    -------
    array of uint8, shape (n, n)

    Raises
    ------
    TPMError
        If it has another shape or an entry other than 0 and 1.
    """
    array = as_array(cm, "cm")
    if array.shape != (n, n) or not np.isin(array, (0, 1)).all():
        raise TPMError(
            tr("cm must be {units} by {units} with entries 0 and 1; correct it or leave it out.", units=n),
            "cm",
        )
    return array.astype(np.uint8)


def from_tpm(
    make: type[Made],
    tpm: ArrayLike,
    cm: ArrayLike | None = None,
    labels: Sequence[str] | None = None,
    radix: Sequence[int] | None = None,
) -> Made:
    """Make a substrate whose units are tables over the inputs that the TPM (or `cm`) gives them.

    Parameters
    ----------
    make : type of Network
        The class to make, such as `Substrate`.
    tpm : array-like
        Any form `engine.substrate.tpm_input.read_tpm` takes; rows little-endian.
    cm : array-like, shape (n, n), optional
        1 at [i, j] for an edge from i to j; must have every edge the TPM implies.
    labels : sequence of str, optional
        A, B, C … by default.
    radix : sequence of int, optional
        Number of states of each unit; two by default.

    Returns
    -------
    Network
        Of the class `make`.

    Raises
    ------
    TPMError
        If `tpm` is no TPM, or `cm` misses an edge that it implies.
    """
    columns, radix = read_tpm(tpm, None if radix is None else tuple(radix))
    n = len(radix)
    named = checked_labels(labels, n)
    edges = infer_cm(columns, radix)
    if cm is not None:
        declared = checked_cm(cm, n)
        check_cm(edges, declared, named)
        edges = declared
    units = []
    for i, label in enumerate(named):
        inputs = [int(j) for j in np.flatnonzero(edges[:, i])]
        table = table_of(columns, i, inputs, radix).tolist()
        units.append(Unit(label, Table(tuple(named[j] for j in inputs), tuple(table)), radix[i]))
    drawn = [Edge(named[i], named[j]) for i, j in np.argwhere(edges)]
    return make(tuple(units), tuple(drawn))


def with_tables(substrate: Made, which: Iterable[int] | None = None) -> Made:
    """Replace unit functions by tables over the drawn edges, read off the TPM.

    If every function is replaced, `tpm_rows` is dropped, so that edits of the functions count.

    Parameters
    ----------
    substrate : Network
    which : iterable of int, optional
        Positions of the units; all by default.

    Returns
    -------
    Network
        Of the same class as `substrate`.
    """
    chosen = set(range(substrate.n) if which is None else which)
    units = list(substrate.units)
    for i in sorted(chosen):
        units[i] = replace(units[i], function=table_at(substrate, i))
    rows = None if len(chosen) == substrate.n else substrate.tpm_rows
    return replace(substrate, units=tuple(units), tpm_rows=rows)


def table_at(substrate: Network, i: int) -> Table:
    """Return the function of the unit at position `i` as a table over its drawn inputs, read off the TPM."""
    inputs = [int(j) for j in np.flatnonzero(substrate.drawn[:, i])]
    rows = table_of(substrate.columns, i, inputs, substrate.radix).tolist()
    return Table(tuple(substrate.labels[j] for j in inputs), tuple(rows))


def from_weights(
    make: type[Made], weights: ArrayLike, k: float = 1.0, labels: Sequence[str] | None = None
) -> Made:
    """Make a substrate of logistic units.

    Parameters
    ----------
    make : type of Network
        The class to make, such as `Substrate`.
    weights : array-like, shape (n, n)
        Weight of the edge from i to j at [i, j]; 0 is no edge.
    k : float
        Slope of every unit.
    labels : sequence of str, optional
        A, B, C … by default.

    Returns
    -------
    Network
        Of the class `make`.

    Raises
    ------
    SubstrateError
        If the table is not square.
    TooLargeError
        If there are more than `MAX_DRAWN` units.
    """
    array = as_array(weights, "weights")
    if array.ndim != 2 or array.shape[0] != array.shape[1]:
        raise SubstrateError(
            tr("Weights must be a square table, from rows to columns; complete it."), "weights"
        )
    if len(array) > MAX_DRAWN:
        raise TooLargeError(
            tr("{count} units do not fit; use at most {most}.", count=len(array), most=MAX_DRAWN), "weights"
        )
    named = checked_labels(labels, len(array))
    edges = tuple(Edge(named[i], named[j], float(array[i, j])) for i, j in np.argwhere(array))
    return make(tuple(Unit(label, Logistic(float(k))) for label in named), edges)


def from_rules(make: type[Made], rules: Mapping[str, str]) -> Made:
    """Make a substrate from one boolean rule per label; the edges follow from the rules.

    Parameters
    ----------
    make : type of Network
        The class to make, such as `Substrate`.
    rules : mapping
        Rule of each unit, by label; in any spelling that `engine.substrate.rules.read_rule` reads.

    Returns
    -------
    Network
        Of the class `make`.

    Raises
    ------
    SubstrateError
        If a rule names a label without a rule.
    """
    check_rules(rules.values())
    return from_plain_rules(make, {label: plain_rule(rule, rules) for label, rule in rules.items()})


def from_plain_rules(make: type[Made], rules: Mapping[str, str]) -> Made:
    """Make a substrate from rules that are already in the plain spelling; see `from_rules`."""
    functions = {label: Rule(rule) for label, rule in rules.items()}
    for label, function in functions.items():
        for name in function.inputs:
            if name not in functions:
                raise SubstrateError(
                    tr(
                        "The rule of unit {label} names {name!r}, which has no rule; correct it, or give it "
                        "one: {name!r}: {name!r} makes it an input that keeps its state.",
                        label=label,
                        name=name,
                    ),
                    "rule",
                )
    units = tuple(Unit(label, function) for label, function in functions.items())
    edges = [Edge(name, label) for label, function in functions.items() for name in function.inputs]
    place = {label: at for at, label in enumerate(functions)}
    return make(units, tuple(sorted(edges, key=lambda edge: (place[edge.source], place[edge.target]))))
