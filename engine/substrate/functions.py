"""Unit functions: logistic, gate, table or rule.

A function maps the states of a unit's inputs to P(unit ON next). Logistic units and gates read every incoming
edge, in unit order; tables and rules name their inputs themselves.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import RuleError, SubstrateError, TPMError
from engine.substrate.rules import parse_rule
from engine.words import tr

GATES = ("AND", "OR", "XOR", "NAND", "NOR", "XNOR", "NOT", "COPY", "MAJORITY", "PARITY", "THRESHOLD")
# Keeps sums of weights finite; a logistic unit is saturated long before.
MAX_PARAMETER = 1e6

Distribution = tuple[float, ...]


def _check_number(value: Any, name: str, low: float = -MAX_PARAMETER, high: float = MAX_PARAMETER) -> None:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not low <= value <= high:
        raise SubstrateError(
            tr(
                "{name} is {value!r}; give a number from {low:g} to {high:g}.",
                name=name,
                value=value,
                low=low,
                high=high,
            ),
            name,
        )


@dataclass(frozen=True, slots=True)
class Logistic:
    """P(ON) = 1 / (1 + exp(-(k Σ_j w_j s_j + bias))), inputs s_j being -1 (OFF) or +1 (ON) (IIT 4.0 eq. 60).

    The weights w_j are those of the unit's incoming edges; the bias, absent in the paper, is not multiplied
    by k.
    """

    k: float = 1.0
    bias: float = 0.0

    def __post_init__(self) -> None:
        """Refuse parameters that are not numbers."""
        _check_number(self.k, "k")
        _check_number(self.bias, "bias")


@dataclass(frozen=True, slots=True)
class Gate:
    """A logic gate over all incoming edges, whose output is flipped with probability `noise`.

    XOR and PARITY are ON when an odd number of inputs are ON, XNOR when an even number are; MAJORITY needs
    more than half of the inputs, THRESHOLD at least `n`; NOT and COPY take one input.
    """

    gate: str
    noise: float = 0.0
    n: int | None = None

    def __post_init__(self) -> None:
        """Refuse unknown gates and parameters out of range."""
        if self.gate not in GATES:
            raise SubstrateError(
                tr("Gate {gate!r} is unknown; use one of {gates}.", gate=self.gate, gates=", ".join(GATES)),
                "gate",
            )
        _check_number(self.noise, "noise", 0, 1)
        whole = isinstance(self.n, int) and not isinstance(self.n, bool) and 0 <= self.n <= 128
        if self.gate == "THRESHOLD" and not whole:
            raise SubstrateError(
                tr(
                    "A THRESHOLD gate needs how many inputs must be ON, not {n!r}; set n to 0 … 128.",
                    n=self.n,
                ),
                "n",
            )
        if self.gate != "THRESHOLD" and self.n is not None:
            raise SubstrateError(tr("n is for THRESHOLD gates, not {gate}; remove it.", gate=self.gate), "n")


@dataclass(frozen=True, slots=True)
class Table:
    """P(ON) for every state of the inputs, the first input fastest.

    Parameters
    ----------
    inputs : tuple of str
        Without inputs the unit ignores the others: ``Table(inputs=(), p=(0.5,))``.
    p : tuple
        One probability per state of the inputs; for a unit with more than two states, one distribution over
        its states instead.
    """

    inputs: tuple[str, ...]
    p: tuple[float, ...] | tuple[Distribution, ...]

    def __post_init__(self) -> None:
        """Refuse repeated inputs and entries that are no probabilities."""
        object.__setattr__(self, "inputs", tuple(self.inputs))
        if len(set(self.inputs)) < len(self.inputs):
            raise SubstrateError(tr("A table names an input twice; name each input once."), "inputs")
        try:
            values = np.asarray(self.p)
        except ValueError:
            values = np.empty(0)
        if values.size == 0 or values.ndim > 2 or values.dtype.kind not in "iuf":
            raise SubstrateError(
                tr(
                    "p must be a list with one probability (or, beyond two states, one distribution of "
                    "equal length) per input state; complete it."
                ),
                "p",
            )
        if not ((values >= 0) & (values <= 1)).all():
            entry = int(np.argmax(~((values >= 0) & (values <= 1)).reshape(len(values), -1).all(axis=1)))
            raise SubstrateError(
                tr("p[{entry}] is {value}; probabilities go from 0 to 1.", entry=entry, value=self.p[entry]),
                f"p[{entry}]",
            )
        if values.ndim == 2 and not np.allclose(values.sum(axis=1), 1, atol=1e-9):
            entry = int(np.argmax(np.abs(values.sum(axis=1) - 1)))
            raise SubstrateError(
                tr(
                    "p[{entry}] adds up to {total:.6g}; make it add up to 1.",
                    entry=entry,
                    total=values[entry].sum(),
                ),
                f"p[{entry}]",
            )
        plain: list[Any] = values.astype(float).tolist()
        object.__setattr__(self, "p", tuple(plain if values.ndim == 1 else map(tuple, plain)))


@dataclass(frozen=True, slots=True)
class Rule:
    """A boolean rule over labels, such as ``B & !C``, whose output is flipped with probability `noise`."""

    rule: str
    noise: float = 0.0

    def __post_init__(self) -> None:
        """Refuse a rule that cannot be read."""
        if not isinstance(self.rule, str):
            raise RuleError(
                tr("A rule is text such as 'B & !C', not {rule!r}; write it as text.", rule=self.rule)
            )
        _check_number(self.noise, "noise", 0, 1)
        parse_rule(self.rule)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The labels in the rule, in order of first appearance."""
        return parse_rule(self.rule).inputs


UnitFunction = Logistic | Gate | Table | Rule


def gate_output(gate: Gate, on: NDArray[np.int64], n_inputs: int, label: str = "") -> NDArray[np.bool_]:
    """Return a gate's noiseless output, bool, of the shape of `on`.

    Parameters
    ----------
    gate : Gate
    on : array of int
        Number of inputs that are ON in each state of the inputs.
    n_inputs : int
    label : str
        Label of the unit, for error messages.

    Raises
    ------
    SubstrateError
        If the gate cannot have that many inputs.
    """
    if n_inputs == 0:
        raise SubstrateError(
            tr(
                "Unit {label} is a gate ({gate}) without inputs; draw an edge into it or make it a table.",
                label=label,
                gate=gate.gate,
            )
        )
    if gate.gate in ("NOT", "COPY") and n_inputs != 1:
        raise SubstrateError(
            tr(
                "Unit {label} is a {gate} gate, which takes exactly one input, and has {count}; remove "
                "edges into it or choose another gate.",
                label=label,
                gate=gate.gate,
                count=n_inputs,
            )
        )
    positive = {"NAND": "AND", "NOR": "OR", "XNOR": "XOR", "NOT": "COPY"}
    base = positive.get(gate.gate, gate.gate)
    if base == "MAJORITY":
        output = 2 * on > n_inputs
    elif base in ("XOR", "PARITY"):
        output = on % 2 == 1
    else:
        least = {"AND": n_inputs, "OR": 1, "COPY": 1, "THRESHOLD": gate.n or 0}[base]
        output = on >= least
    return ~output if gate.gate in positive else output


def logistic(z: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return 1 / (1 + exp(-z)) without overflow."""
    return 1.0 / (1.0 + np.exp(-np.clip(z, -700.0, 700.0)))


def p_on(
    function: Logistic | Gate | Rule,
    states: NDArray[np.uint8],
    inputs: Sequence[str],
    weights: NDArray[np.float64],
    label: str = "",
) -> NDArray[np.float64]:
    """Return P(ON) of a binary unit in each state of its inputs, shape (states of the inputs,).

    Parameters
    ----------
    function : Logistic, Gate or Rule
    states : array of int, shape (states of the inputs, inputs)
        States of the inputs, the first input fastest.
    inputs : sequence of str
        Labels of the inputs, in the order of the columns of `states`.
    weights : array, shape (inputs,)
        Weights of the edges from the inputs.
    label : str
        Label of the unit, for error messages.
    """
    if isinstance(function, Logistic):
        field = (2.0 * states - 1.0) @ weights
        return logistic(function.k * field + function.bias)
    if isinstance(function, Gate):
        output = gate_output(function, states.sum(axis=1, dtype=np.int64), states.shape[1], label)
    else:
        values = {name: states[:, i].astype(bool) for i, name in enumerate(inputs)}
        output = parse_rule(function.rule).evaluate(values, len(states))
    return np.where(output, 1.0 - function.noise, function.noise)


def table_rows(table: Table, radix: Sequence[int], states: int, label: str = "") -> NDArray[np.float64]:
    """Return a table as an array, shape (input states,), or (input states, `states`) beyond two states.

    Parameters
    ----------
    table : Table
    radix : sequence of int
        Number of states of each input.
    states : int
        Number of states of the unit.
    label : str
        Label of the unit, for error messages.

    Raises
    ------
    TPMError
        If its length or width does not fit the inputs and the unit.
    """
    rows = np.asarray(table.p, dtype=float)
    expected = math.prod(radix)
    if len(rows) != expected:
        raise TPMError(
            tr(
                "The table of unit {label} has {rows} entries for {count} inputs; give {expected}, one per "
                "state of the inputs, the first input fastest.",
                label=label,
                rows=len(rows),
                count=len(radix),
                expected=expected,
            ),
            "p",
        )
    if states == 2 and rows.ndim == 2:
        raise TPMError(
            tr("The table of unit {label} lists distributions; give P(ON) as numbers.", label=label), "p"
        )
    if states > 2 and (rows.ndim == 1 or rows.shape[1] != states):
        raise TPMError(
            tr(
                "Unit {label} has {states} states; give {states} probabilities for each state of its inputs.",
                label=label,
                states=states,
            ),
            "p",
        )
    return rows
