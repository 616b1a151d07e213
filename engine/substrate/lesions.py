"""Lesions: a unit fixed in one state for good, and the functions of the units that had it as an input."""

from dataclasses import replace
from typing import Any

import numpy as np

from engine.errors import StateError, SubstrateError
from engine.substrate.builders import with_tables
from engine.substrate.functions import MAX_PARAMETER, Gate, Logistic, Rule, Table, UnitFunction, gate_output
from engine.substrate.rules import substituted
from engine.substrate.substrate import Substrate
from engine.substrate.units import Unit
from engine.substrate.wiring import by_input
from engine.words import tr

# How many inputs must be ON; None if all must.
LEAST_ON = {"AND": None, "NAND": None, "OR": 1, "NOR": 1, "COPY": 1, "NOT": 1}
INVERTED = ("NAND", "NOR", "NOT")
SWAPPED = {"XOR": "XNOR", "PARITY": "XNOR", "XNOR": "XOR"}


def lesion(substrate: Substrate, label: str, value: int) -> tuple[Substrate, tuple[str, ...]]:
    """Return the substrate whose unit `label`, L, is in state `value`, v, for good; and notes.

    The TPM is conditioned on L = v: ``p_L(ū | u) = [ū_L = v] Π_{i ≠ L} p(ū_i | u_{-L}, v)``. L is then
    constant, no unit depends on it, and it loses its edges (Albantakis et al. 2023, Fig 7C: "inactivated", v
    = OFF). A lesion is not a background condition (eqs 3-4): the causes of a candidate system depend on the
    past states that its background may have had.

    Logistic units, gates and rules keep their kind if they can; a logistic unit gets ``bias' = bias + k w (2v
    - 1)``.

    Parameters
    ----------
    substrate : Substrate
    label : str
    value : int

    Returns
    -------
    (Substrate, tuple of str)
        The notes are one sentence for each function that changed.

    Raises
    ------
    StateError
        If the unit has no such state.
    SubstrateError
        If there is no such unit, if it is the only one, or if a unit that has it as an input is not finished.
    """
    index = substrate.index(label)
    if substrate.n == 1:
        raise SubstrateError(
            tr("{label} is the only unit; draw another one before its lesion.", label=label), "units"
        )
    if not 0 <= value < substrate.units[index].states:
        raise StateError(
            tr("{label} has no state {value}; choose a smaller one.", label=label, value=value), "state"
        )
    base = substrate if substrate.tpm_rows is None else with_tables(substrate)
    states = base.units[index].states
    constant: Any = float(value) if states == 2 else tuple(float(v == value) for v in range(states))
    units, notes = list(base.units), []
    for j, unit in enumerate(base.units):
        if j == index:
            units[j] = replace(unit, function=Table((), (constant,)))
        elif base.drawn[index, j]:
            function = _conditioned(base, unit, label, value)
            units[j] = replace(unit, function=function)
            notes.append(_note(unit, function, label))
    edges = tuple(edge for edge in base.edges if label not in (edge.source, edge.target))
    after = replace(base, units=tuple(units), edges=edges, tpm_rows=None)
    return after, tuple(note for note in notes if note)


def lesioned(substrate: Substrate) -> tuple[str, ...]:
    """Return the units that are constant tables without any edge, as `lesion` leaves them, also in a file."""
    if substrate.tpm_rows is not None:
        return ()
    wired = {label for edge in substrate.edges for label in (edge.source, edge.target)}
    return tuple(
        unit.label for unit in substrate.units if unit.label not in wired and fixed_state(unit) is not None
    )


def fixed_state(unit: Unit) -> int | None:
    """Return the only state that a unit with a constant table can be in, or None."""
    function = unit.function
    if not isinstance(function, Table) or function.inputs:
        return None
    entry = function.p[0]
    chances = entry if isinstance(entry, tuple) else (1 - entry, entry)
    return chances.index(1.0) if 1.0 in chances else None


def _conditioned(base: Substrate, unit: Unit, label: str, value: int) -> UnitFunction:
    """Return the function of a unit whose input `label` is in state `value` for good."""
    function = unit.function
    if isinstance(function, Rule):
        return replace(function, rule=substituted(function.rule, {label: str(value)}))
    if isinstance(function, Gate):
        return _gate(function, len(base.inputs(unit.label)), value, unit.label)
    if isinstance(function, Logistic):
        weight = float(base.weights[base.index(label), base.index(unit.label)])
        bias = round(function.bias + function.k * weight * (2 * value - 1), 12)
        if abs(bias) <= MAX_PARAMETER:
            return replace(function, bias=bias)
    return _slice(base, unit.label, label, value)


def _slice(base: Substrate, target: str, label: str, value: int) -> Table:
    """Return the rows of a unit's table in which the input `label` is in state `value`."""
    inputs, rows = base.table(target)
    if label not in inputs:
        return Table(inputs, rows.tolist())
    shape = [base.radix[base.index(name)] for name in inputs]
    kept = by_input(rows, shape, inputs.index(label))[:, value].reshape(-1, *rows.shape[1:])
    return Table(tuple(name for name in inputs if name != label), kept.tolist())


def _gate(function: Gate, n_inputs: int, value: int, label: str) -> Gate | Rule:
    """Return a gate over its other inputs when one is `value`: a constant output is the rule 0 or 1."""
    # Refuses a gate that is not finished.
    gate_output(function, np.zeros(1, dtype=np.int64), n_inputs, label)
    name, rest = function.gate, n_inputs - 1
    if name in SWAPPED:
        if not rest:
            return Rule(str(int((value == 1) != (name == "XNOR"))), function.noise)
        return replace(function, gate=SWAPPED[name]) if value else function
    if name == "MAJORITY":
        least = n_inputs // 2 + 1
    elif name == "THRESHOLD":
        least = function.n or 0
    else:
        least = LEAST_ON[name] or n_inputs
    least -= value
    if not 0 < least <= rest:
        return Rule(str(int((least <= 0) != (name in INVERTED))), function.noise)
    if name == "THRESHOLD" or (name == "MAJORITY" and least != rest // 2 + 1):
        return Gate("THRESHOLD", function.noise, least)
    return function


def _note(unit: Unit, function: UnitFunction, label: str) -> str:
    if function == unit.function:
        return ""
    if isinstance(function, Logistic):
        return tr(
            "{unit}'s bias is now {bias:g}: what {label} sends it for good.",
            unit=unit.label,
            bias=function.bias,
            label=label,
        )
    if isinstance(function, Rule):
        return tr("{unit}'s rule is now {rule}.", unit=unit.label, rule=function.rule)
    if isinstance(function, Gate):
        parts = {"unit": unit.label, "gate": function.gate}
        if function.n is None:
            return tr("{unit} is now {gate} of its other inputs.", **parts)
        return tr("{unit} is now {gate} (at least {least}) of its other inputs.", least=function.n, **parts)
    return tr("{unit}'s table has lost {label}: the rows of its state stay.", unit=unit.label, label=label)
