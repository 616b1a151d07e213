"""Do units, edges, rows and transition fit together? One sentence with the remedy when they do not."""

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.errors import SubstrateError, TooLargeError, TPMError
from engine.functions import Rule, Table
from engine.tpm import check_size, infer_cm, state_by_node
from engine.tpm_input import as_array, columns_from_state_by_state, read_tpm
from engine.units import MAX_DRAWN, Edge, Unit

if TYPE_CHECKING:
    from engine.substrate import Substrate

TRANSITION_KEYS = ("before", "after", "causes", "effects")


def check_units(units: Sequence[Unit]) -> None:
    """Refuse no units, too many, and labels given twice."""
    if not units:
        raise SubstrateError("There are no units; add at least one.", "units")
    if len(units) > MAX_DRAWN:
        raise TooLargeError(f"{len(units)} units do not fit in a drawing; use {MAX_DRAWN}.", "units")
    seen: set[str] = set()
    for unit in units:
        if unit.label in seen:
            raise SubstrateError(f"Two units are labelled {unit.label}; rename one.", "units")
        seen.add(unit.label)


def check_edges(units: Sequence[Unit], edges: Sequence[Edge]) -> None:
    """Refuse edges to no unit, edges given twice, and tables or rules that read without an edge."""
    labels = {unit.label for unit in units}
    pairs: set[tuple[str, str]] = set()
    for i, edge in enumerate(edges):
        if edge.source not in labels or edge.target not in labels:
            missing = edge.target if edge.source in labels else edge.source
            raise SubstrateError(
                f"Edge {edge.source} → {edge.target} names {missing!r}, which is not a unit; add the unit or "
                "remove the edge.",
                f"edges[{i}]",
            )
        if (edge.source, edge.target) in pairs:
            raise SubstrateError(
                f"Edge {edge.source} → {edge.target} is given twice; keep one.", f"edges[{i}]"
            )
        pairs.add((edge.source, edge.target))
    for unit in units:
        if isinstance(unit.function, Table | Rule):
            for label in unit.function.inputs:
                _check_input(label, unit, labels, pairs)


def _check_input(label: str, unit: Unit, labels: set[str], pairs: set[tuple[str, str]]) -> None:
    kind = type(unit.function).__name__.lower()
    if label not in labels:
        raise SubstrateError(
            f"The {kind} of unit {unit.label} names {label!r}, which is not a unit; add the unit or correct "
            f"the {kind}.",
            "function",
        )
    if (label, unit.label) not in pairs:
        raise SubstrateError(
            f"The {kind} of unit {unit.label} reads {label} but there is no edge {label} → {unit.label}; add "
            f"the edge or take {label} out of the {kind}.",
            "edges",
        )


def checked_rows(substrate: "Substrate", rows: Any) -> tuple[tuple[float, ...], ...]:
    """Return TPM rows as tuples, state by node; a wrong shape or a dependence without an edge is refused."""
    radix = substrate.radix
    check_size(radix)
    array = as_array(rows)
    expected = (math.prod(radix), substrate.n if substrate.is_binary else sum(radix))
    if substrate.is_binary and array.shape == (expected[0], expected[0]):
        array = state_by_node(columns_from_state_by_state(array))
    if array.shape != expected:
        raise TPMError(
            f"tpm has shape {' by '.join(map(str, array.shape))}; give {expected[0]} rows (one per state, "
            f"the first unit fastest) of {expected[1]} numbers.",
            "tpm",
        )
    columns, _ = read_tpm(array, radix)
    check_cm(infer_cm(columns, radix), substrate.drawn, substrate.labels)
    return tuple(map(tuple, array.tolist()))


def check_cm(implied: np.ndarray, declared: np.ndarray, labels: Sequence[str]) -> None:
    """Refuse a declared connectivity that omits an edge the TPM implies."""
    omitted = np.argwhere(implied > declared)
    if len(omitted):
        source, target = (labels[i] for i in omitted[0])
        raise TPMError(
            f"The tpm makes {target} depend on {source} but there is no edge {source} → {target}; add the "
            "edge or correct the tpm.",
            "tpm",
        )


def checked_transition(substrate: "Substrate", transition: Mapping[str, Any]) -> dict[str, Any]:
    """Return a transition in plain JSON types, its states as dicts and its units in substrate order."""
    checked: dict[str, Any] = {}
    for key, value in transition.items():
        if key in ("before", "after"):
            checked[key] = dict(zip(substrate.labels, substrate.parse_state(value), strict=True))
        elif key in TRANSITION_KEYS:
            checked[key] = list(substrate.units_of(value))
        else:
            raise SubstrateError(
                f"The transition has {key!r}, which is unknown; use {', '.join(TRANSITION_KEYS)}.",
                "transition",
            )
    return checked
