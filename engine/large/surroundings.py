"""What the units of a large substrate do in a state, given any of them: local functions, looked up by set.

Inputs outside a set C are at their present values for effects, and as likely as they were for causes
(IIT 4.0 eqs 3-4, formalism §9). What is asked of a unit depends on its inputs alone, so it is kept for all C.
"""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from engine.errors import TooLargeError
from engine.iit4.sparse import cause_of, effect_of, rows_of
from engine.iit4.system import CandidateSystem, system_of
from engine.substrate.chains import Chain
from engine.substrate.masks import bits, mask_of
from engine.substrate.past import Past
from engine.substrate.probabilities import differ
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import MAX_UNITS, build_columns

Array = npt.NDArray[np.float64]
Over = tuple[tuple[int, ...], Array]
"""Positions of inputs, and a function over them: an axis for each, the last for the unit's next states."""
Kept = TypeVar("Kept")


class Surroundings:
    """A large substrate in a state.

    Parameters
    ----------
    substrate : Substrate
    state : tuple of int
        State of every unit.

    Attributes
    ----------
    inputs, outputs : list of int
        The set of each unit's inputs and outputs.
    past : Past

    Raises
    ------
    UnreachableStateError
        If no state leads to `state`.
    """

    def __init__(self, substrate: Substrate, state: tuple[int, ...]) -> None:
        self.substrate, self.state = substrate, state
        self.past = Past(substrate, state)
        self.inputs = [mask_of(substrate.inputs_at(unit)) for unit in range(substrate.n)]
        self.outputs = [0] * substrate.n
        for unit, read in enumerate(self.inputs):
            for source in bits(read):
                self.outputs[source] |= 1 << unit
        self._kept: dict[tuple[str, int, int], object] = {}

    def _once(self, make: Callable[[int, int], Kept], unit: int, inside: int) -> Kept:
        key = (make.__name__, unit, inside)
        if key not in self._kept:
            self._kept[key] = make(unit, inside)
        return self._kept[key]  # type: ignore[return-value]

    def effect(self, unit: int, inside: int) -> Over:
        """Return a unit's function over its inputs in a set, the others as they are now."""
        return self._once(self._effect, unit, inside & self.inputs[unit])

    def _effect(self, unit: int, inside: int) -> Over:
        return effect_of(self.substrate, self.state, unit, set(bits(inside)))

    def cause(self, unit: int, inside: int) -> Over:
        """Return a unit's function over its inputs in a set, the others averaged over what they were.

        Raises
        ------
        TooLargeError
            If what they were cannot be inferred exactly.
        """
        return self._once(self._cause, unit, inside & self.inputs[unit])

    def _cause(self, unit: int, inside: int) -> Over:
        function = self.substrate.function_at(unit)
        past = None if isinstance(function, Chain) else self._past_of(unit)
        if past is None or isinstance(function, Chain):
            return cause_of(self.substrate, self.past, unit, set(bits(inside)))
        inputs, table = function
        own = tuple(axis for axis, each in enumerate(inputs) if inside >> each & 1)
        outer = tuple(axis for axis in range(len(inputs)) if axis not in own)
        weights = past.sum(axis=own, keepdims=True)[..., None]
        averaged = (table * weights).sum(axis=outer) if outer else table
        return tuple(inputs[axis] for axis in own), np.clip(averaged, 0.0, 1.0)

    def _past_of(self, unit: int) -> Array | None:
        """Return Q_b, the past of a unit's inputs; None if it is not known exactly."""
        return self._once(self._past, unit, 0)

    def _past(self, unit: int, _inside: int) -> Array | None:
        try:
            return self.past.of(self.substrate.function_at(unit)[0])  # type: ignore[index]
        except TooLargeError:
            return None

    def effect_inputs(self, unit: int, inside: int) -> int:
        """Return the inputs in a set that the unit's next state depends on, those outside as they are now."""
        return self._once(self._effect_inputs, unit, inside & self.inputs[unit])

    def _effect_inputs(self, unit: int, inside: int) -> int:
        function = self.substrate.function_at(unit)
        if isinstance(function, Chain):
            now = function.value(
                {each: self.state[each] for each in function.inputs if not inside >> each & 1}
            )
            return _moving(function, inside, np.arange(function.values) == now)
        return _needed(self.effect(unit, inside))

    def averaged_inputs(self, unit: int, inside: int) -> int:
        """Return the inputs in a set that the averaged cause depends on: of a candidate system, its edges.

        For a smaller system the units that leave may be correlated with others that left: use
        `cause_inputs` for all systems in a set.
        """
        return self._once(self._averaged_inputs, unit, inside & self.inputs[unit])

    def _averaged_inputs(self, unit: int, inside: int) -> int:
        function = self.substrate.function_at(unit)
        if isinstance(function, Chain) and inside.bit_count() > MAX_UNITS:
            return self.cause_inputs(unit, inside)
        return _needed(self.cause(unit, inside))

    def cause_inputs(self, unit: int, inside: int) -> int:
        """Return the inputs in a set that make a difference for some values of the unit's other inputs.

        Inputs in the set have any values, those outside any that they may have had.
        """
        return self._once(self._cause_inputs, unit, inside & self.inputs[unit])

    def _cause_inputs(self, unit: int, inside: int) -> int:
        function = self.substrate.function_at(unit)
        if isinstance(function, Chain):
            # More values than there may have been: an edge too many rules out less, never too much.
            start = np.arange(function.values) == function.value(
                {each: was for each, was in self.past.pinned.items() if not inside >> each & 1}
            )
            outside = self.inputs[unit] & ~mask_of(self.past.pinned) & ~inside
            return _moving(function, inside, function.reached(start, outside))
        inputs, table = function
        past = self._past_of(unit)
        own = tuple(axis for axis, each in enumerate(inputs) if inside >> each & 1)
        had = True if past is None else past.sum(axis=own, keepdims=True) > 0
        found = 0
        for axis in own:
            most, least = table.max(axis=axis, keepdims=True), table.min(axis=axis, keepdims=True)
            if (differ(most, least).any(axis=-1) & had).any():
                found |= 1 << inputs[axis]
        return found

    def is_forced(self, unit: int, free: int) -> bool:
        """Return whether the unit's next state is the same whatever some inputs are, the others as now."""
        return not self.effect_inputs(unit, free)

    def system(self, inside: int) -> CandidateSystem:
        """Return a candidate system.

        Raises
        ------
        TooLargeError
            If it is too large for a TPM itself, or its past cannot be inferred exactly.
        """
        units = tuple(bits(inside))
        radix = tuple(self.substrate.radix[unit] for unit in units)
        place = {unit: at for at, unit in enumerate(units)}

        def columns(over: Callable[[int, int], Over]) -> Array:
            found = [over(unit, inside) for unit in units]
            return build_columns(radix, [(tuple(place[e] for e in own), rows_of(t)) for own, t in found])

        return system_of(self.substrate, self.state, units, columns(self.effect), columns(self.cause))


def _needed(over: Over) -> int:
    """Return the inputs that a function depends on, as a set."""
    inputs, table = over
    return mask_of(
        each for axis, each in enumerate(inputs) if differ(table.max(axis=axis), table.min(axis=axis)).any()
    )


def _moving(chain: Chain, free: int, start: npt.NDArray[np.bool_]) -> int:
    """Return the inputs among some free ones that make a difference, from some values on."""
    found = 0
    known: dict[bytes, bool] = {}  # inputs that move alike do so with the others alike
    for axis, unit in enumerate(chain.inputs):
        if not free >> unit & 1:
            continue
        move = chain.moves[axis]
        if move.tobytes() not in known:
            values = chain.reached(start, free & ~(1 << unit))
            ends = chain.output[move[values]]
            known[move.tobytes()] = bool(differ(ends.max(axis=1), ends.min(axis=1)).any())
        found |= known[move.tobytes()] << unit
    return found
