"""Do units, edges, rows and transition fit together? One sentence with the remedy when they do not."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from engine.errors import StateError, SubstrateError, TooLargeError, TPMError
from engine.substrate.functions import Rule, Table
from engine.substrate.states import parse_state, split_labels
from engine.substrate.tpm import MAX_UNITS, check_size, infer_cm, state_by_node
from engine.substrate.tpm_input import as_array, columns_from_state_by_state, read_tpm
from engine.substrate.units import MAX_HELD, Edge, Unit
from engine.words import tr

TRANSITION_KEYS = ("before", "after", "causes", "effects")


def check_units(units: Sequence[Unit]) -> None:
    """Refuse no units, too many, and labels given twice."""
    if not units:
        raise SubstrateError(tr("There are no units; add at least one."), "units")
    if len(units) > MAX_HELD:
        raise TooLargeError(
            tr("There are {count:,} units; use at most {most:,}.", count=len(units), most=MAX_HELD),
            "units",
        )
    seen: set[str] = set()
    for unit in units:
        if unit.label in seen:
            raise SubstrateError(tr("Two units are labelled {label}; rename one.", label=unit.label), "units")
        seen.add(unit.label)


def no_unit(label: object, labels: Sequence[str]) -> str:
    """Say that there is no unit with this label."""
    return tr("There is no unit {label!r}; use {labels}.", label=label, labels=", ".join(labels[:12]))


def needs_table(label: str) -> str:
    """Say that a unit reads more states than anything but a table can."""
    return tr("Unit {label} reads a unit with more than two states; make {label} a table.", label=label)


def listed_units(labels: Sequence[str], units: Iterable[str] | str) -> tuple[str, ...]:
    """Return labels in substrate order; an unknown one, one given twice or none at all is refused."""
    given = split_labels(labels, units) if isinstance(units, str) else list(units)
    if not given:
        raise StateError(tr("No unit is given; name at least one."), "units")
    for i, label in enumerate(given):
        if label not in labels:
            raise StateError(no_unit(label, labels), "units")
        if label in given[:i]:
            raise StateError(tr("Unit {label} is listed twice; list it once.", label=label), "units")
    return tuple(label for label in labels if label in given)


def check_edges(units: Sequence[Unit], edges: Sequence[Edge]) -> None:
    """Refuse edges to no unit, edges given twice, and tables or rules that read without an edge."""
    labels = {unit.label for unit in units}
    pairs: set[tuple[str, str]] = set()
    for i, edge in enumerate(edges):
        if edge.source not in labels or edge.target not in labels:
            missing = edge.target if edge.source in labels else edge.source
            raise SubstrateError(
                tr(
                    "Edge {source} → {target} names {missing!r}, which is not a unit; add the unit or "
                    "remove the edge.",
                    source=edge.source,
                    target=edge.target,
                    missing=missing,
                ),
                f"edges[{i}]",
            )
        if (edge.source, edge.target) in pairs:
            raise SubstrateError(
                tr(
                    "Edge {source} → {target} is given twice; keep one.",
                    source=edge.source,
                    target=edge.target,
                ),
                f"edges[{i}]",
            )
        pairs.add((edge.source, edge.target))
    for unit in units:
        if isinstance(unit.function, Table | Rule):
            for label in unit.function.inputs:
                _check_input(label, unit, labels, pairs)


def _check_input(label: str, unit: Unit, labels: set[str], pairs: set[tuple[str, str]]) -> None:
    parts = {"unit": unit.label, "label": label}
    if label not in labels:
        raise SubstrateError(_of_no_unit(isinstance(unit.function, Table), parts), "function")
    if (label, unit.label) not in pairs:
        raise SubstrateError(_without_edge(isinstance(unit.function, Table), parts), "edges")


def _of_no_unit(is_table: bool, parts: dict[str, str]) -> str:
    if is_table:
        return tr(
            "The table of unit {unit} names {label!r}, which is not a unit; add the unit or correct "
            "the table.",
            **parts,
        )
    return tr(
        "The rule of unit {unit} names {label!r}, which is not a unit; add the unit or correct the rule.",
        **parts,
    )


def _without_edge(is_table: bool, parts: dict[str, str]) -> str:
    if is_table:
        return tr(
            "The table of unit {unit} reads {label} but there is no edge {label} → {unit}; add the edge or "
            "take {label} out of the table.",
            **parts,
        )
    return tr(
        "The rule of unit {unit} reads {label} but there is no edge {label} → {unit}; add the edge or "
        "take {label} out of the rule.",
        **parts,
    )


def check_inputs(label: str, count: int) -> None:
    """Refuse more inputs than a table can have."""
    if count > MAX_UNITS:
        raise TooLargeError(
            tr(
                "Unit {label} has {count} inputs; use at most {most}, or make it a gate (AND, OR, XOR, "
                "MAJORITY, THRESHOLD) or a rule that joins units by one of &, | and ^.",
                label=label,
                count=count,
                most=MAX_UNITS,
            )
        )


class CheckedRows(tuple[tuple[float, ...], ...]):
    """TPM rows that were found in order, with what they imply: a copy with other edges asks for no more.

    Checking 65,536 rows anew at each change of a name or a place took 0.4 s.
    """

    radix: tuple[int, ...]
    cm: np.ndarray


def checked_rows(rows: Any, radix: tuple[int, ...], drawn: np.ndarray, labels: Sequence[str]) -> CheckedRows:
    """Return TPM rows as tuples, state by node; a wrong shape or a dependence without an edge is refused.

    Parameters
    ----------
    rows : array-like
        State by node (with non-binary units: one distribution per unit) or state by state; little-endian.
    radix : tuple of int
        States of each unit.
    drawn : ndarray, shape (n, n)
        ``drawn[i, j] = 1`` for an edge from unit i to unit j.
    labels : sequence of str
        Labels of the units, for refusals.
    """
    if isinstance(rows, CheckedRows) and rows.radix == radix:
        check_cm(rows.cm, drawn, labels)
        return rows
    is_binary = all(r == 2 for r in radix)
    check_size(radix)
    array = as_array(rows)
    expected = (math.prod(radix), len(radix) if is_binary else sum(radix))
    if is_binary and array.shape == (expected[0], expected[0]):
        array = state_by_node(columns_from_state_by_state(array))
    if array.shape != expected:
        raise TPMError(
            tr(
                "tpm has shape {shape}; give {rows} rows (one per state, the first unit fastest) of "
                "{numbers} numbers.",
                shape=" by ".join(map(str, array.shape)),
                rows=expected[0],
                numbers=expected[1],
            ),
            "tpm",
        )
    columns, _ = read_tpm(array, radix)
    checked = CheckedRows(map(tuple, np.clip(array, 0.0, 1.0).tolist()))
    checked.radix, checked.cm = radix, infer_cm(columns, radix)
    checked.cm.flags.writeable = False
    check_cm(checked.cm, drawn, labels)
    return checked


def check_cm(implied: np.ndarray, declared: np.ndarray, labels: Sequence[str]) -> None:
    """Refuse a declared connectivity that omits an edge the TPM implies."""
    omitted = np.argwhere(implied > declared)
    if len(omitted):
        source, target = (labels[i] for i in omitted[0])
        raise TPMError(
            tr(
                "The tpm makes {target} depend on {source} but there is no edge {source} → {target}; add "
                "the edge or correct the tpm.",
                target=target,
                source=source,
            ),
            "tpm",
        )


def checked_transition(
    transition: Mapping[str, Any], labels: Sequence[str], radix: Sequence[int]
) -> dict[str, Any]:
    """Return a transition in plain JSON types, its states as dicts and its units in substrate order."""
    checked: dict[str, Any] = {}
    for key, value in transition.items():
        if key in ("before", "after"):
            checked[key] = dict(zip(labels, parse_state(labels, radix, value), strict=True))
        elif key in TRANSITION_KEYS:
            checked[key] = list(listed_units(labels, value))
        else:
            raise SubstrateError(
                tr(
                    "The transition has {key!r}, which is unknown; use {keys}.",
                    key=key,
                    keys=", ".join(TRANSITION_KEYS),
                ),
                "transition",
            )
    return checked
