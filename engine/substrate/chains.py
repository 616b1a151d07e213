"""Functions of many inputs that need no table: gates, and literals that are joined, as a chain of steps.

A running value starts at 0 and every input moves it: a count up to a limit, a parity, whether all literals
held so far. The value at the end decides. Moves commute, so that inputs can be taken in any order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.substrate.functions import Gate, Rule, UnitFunction, gate_output
from engine.substrate.probabilities import differ
from engine.substrate.rules import BINARY, CONSTANTS, parse_rule

Array = NDArray[np.float64]
PARITY = np.array([[0, 1], [1, 0]])


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """A unit's function as a value that each input moves.

    Attributes
    ----------
    inputs : tuple of int
        Positions of the inputs, which have two states each.
    moves : array of int, shape (inputs, values, 2)
        The value after an input in each of its states.
    output : array, shape (values, 2)
        Distribution of the unit's next state, by the value at the end.
    """

    inputs: tuple[int, ...]
    moves: NDArray[np.int64]
    output: Array

    @property
    def values(self) -> int:
        """How many values there are."""
        return len(self.output)

    @property
    def is_constant(self) -> bool:
        """Whether the unit does the same whatever its inputs are."""
        return not differ(self.output.max(axis=0), self.output.min(axis=0)).any()

    def value(self, state: Mapping[int, int]) -> int:
        """Return the value after those inputs that have a state here."""
        value = 0
        for axis, unit in enumerate(self.inputs):
            if unit in state:
                value = int(self.moves[axis, value, state[unit]])
        return value

    def reached(self, values: NDArray[np.bool_], units: int) -> NDArray[np.bool_]:
        """Return which values may follow, whatever the inputs in a mask of positions are."""
        for axis, unit in enumerate(self.inputs):
            if units >> unit & 1:
                after = np.zeros_like(values)
                after[self.moves[axis][values].ravel()] = True
                values = after
        return values

    def table(self, kept: Sequence[int], weights: Array) -> Array:
        """Return the function over some inputs, given a distribution of the value after the others.

        Parameters
        ----------
        kept : sequence of int
            Positions of inputs, in the order of the axes.
        weights : array, shape (values,)

        Returns
        -------
        array, shape (2 for each of `kept` …, 2)
        """
        possible = np.flatnonzero(weights)
        values = possible
        for unit in kept:
            values = self.moves[self.inputs.index(unit)][values]
        return np.tensordot(weights[possible], self.output[values], 1)

    def steps(self, axes: Sequence[int]) -> list[Array]:
        """Return for each of some inputs the table from value and input to the next value, all 0 or 1."""
        return [np.eye(self.values)[self.moves[axis]] for axis in axes]

    def digest(self) -> bytes:
        """Return what tells this function from others, whatever the order its inputs are written in."""
        order = np.argsort(self.inputs)
        parts = (np.array(self.inputs)[order], self.moves[order], np.round(self.output, 12) + 0.0)
        return b"".join(
            part.astype(kind).tobytes() for part, kind in zip(parts, ("<i8", "<i8", "<f8"), strict=True)
        )


def chain_of(function: UnitFunction, inputs: Sequence[int], names: Sequence[str], label: str) -> Chain | None:
    """Return a unit's function as a chain, or None if it has no such structure.

    Parameters
    ----------
    function : UnitFunction
    inputs : sequence of int
        Positions of its inputs, all of two states.
    names : sequence of str
        Their labels.
    label : str
        Label of the unit, for error messages.
    """
    if isinstance(function, Gate):
        return _gate(function, tuple(inputs), label)
    return _rule(function, tuple(inputs), names) if isinstance(function, Rule) else None


def _gate(gate: Gate, inputs: tuple[int, ...], label: str) -> Chain:
    """Return a gate: what it says of each count of inputs that are ON, as far as that makes a difference."""
    says = gate_output(gate, np.arange(len(inputs) + 1), len(inputs), label)
    if gate.gate in ("XOR", "PARITY", "XNOR"):
        return _made(inputs, [(0, 1)] * len(inputs), PARITY, says[:2], gate.noise)
    changes = np.flatnonzero(says[1:] != says[:-1]) + 1
    limit = int(changes[0]) if len(changes) else 0
    # A gate that needs many is one that fewer OFF decide.
    from_on = limit <= len(inputs) + 1 - limit
    limit = limit if from_on else len(inputs) + 1 - limit
    up = np.minimum(np.arange(limit + 1) + 1, limit)
    moves = np.stack([np.arange(limit + 1), up], axis=1)
    ends = says[: limit + 1] if from_on else says[::-1][: limit + 1]
    return _made(inputs, [(0, 1) if from_on else (1, 0)] * len(inputs), moves, ends, gate.noise)


def _rule(rule: Rule, inputs: tuple[int, ...], names: Sequence[str]) -> Chain | None:
    """Return a rule that joins literals of different units by one operator, or None if it is another."""
    negated: list[dict[str, int]] = []  # of each part on the stack, its literals
    joined: set[str] = set()
    turned = False
    program = parse_rule(rule.rule).program
    for at, token in enumerate(program):
        if token in CONSTANTS or (token == "!" and turned):
            return None
        if token in BINARY:
            right, left = negated.pop(), negated.pop()
            joined.add(token)
            if left.keys() & right.keys() or len(joined) > 1:
                return None
            negated.append(left | right)
        elif token == "!" and len(negated[-1]) == 1:
            negated[-1] = {name: 1 - value for name, value in negated[-1].items()}
        elif token == "!" and at == len(program) - 1:
            turned = True
        elif token == "!":
            return None
        else:
            negated.append({token: 0})
    operator = joined.pop() if joined else "&"
    # Whether an input as it is counts: those that hold under |, those that fail under &.
    order = [negated[0][name] for name in names]
    if operator == "^":
        odd = bool(sum(order) % 2) ^ turned
        return _made(inputs, [(0, 1)] * len(inputs), PARITY, np.array([odd, not odd]), rule.noise)
    literals = [(value, 1 - value) if operator == "|" else (1 - value, value) for value in order]
    ends = np.array([operator == "&", operator == "|"]) ^ turned
    return _made(inputs, literals, np.array([[0, 1], [1, 1]]), ends, rule.noise)


def _made(
    inputs: tuple[int, ...],
    literals: Sequence[tuple[int, int]],
    moves: NDArray[np.int64],
    ends: NDArray[np.bool_],
    noise: float,
) -> Chain:
    """Put a chain together: `moves` by value and whether an input counts, `ends` by the value at the end."""
    on = np.where(ends, 1.0 - noise, noise)
    each = np.stack([moves[:, list(literal)] for literal in literals])
    return Chain(inputs, each, np.stack([1.0 - on, on], axis=1))
