"""Where a state came from, without a table over all states of the substrate (formalism §9).

Each unit's present state is a factor over the states that its inputs had. Units whose past is certain are
pinned; others that no chain of inputs joins were independent, and are summed out one by one: exact, and
bounded by the largest table.
"""

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from engine.errors import TooLargeError, UnreachableStateError
from engine.substrate.chains import Chain
from engine.substrate.elimination import eliminated
from engine.substrate.network import Network
from engine.substrate.potentials import Potential, joined, pinned, spread
from engine.words import tr

Array = NDArray[np.float64]
MAX_TABLE = 2**22  # states of units that are looked at together: 32 MB


class Past:
    """The previous state of a substrate, given its present one and nothing else (IIT 4.0 eq. 3).

    Parameters
    ----------
    network : Network
    state : sequence of int
        Present state of every unit.

    Attributes
    ----------
    pinned : dict
        The units whose past is certain, and their state.
    largest : int
        States of the largest table that was needed so far.

    Raises
    ------
    UnreachableStateError
        If no state leads to `state`, as far as tables of `MAX_TABLE` states can tell.
    """

    def __init__(self, network: Network, state: Sequence[int]) -> None:
        self._network, self._state = network, tuple(state)
        self._radix = list(network.radix)
        self.largest = 1
        self._known: dict[tuple[int, ...], Array] = {}
        refused: list[tuple[tuple[int, ...], TooLargeError]] = []
        factors: list[Potential] = []
        for unit in range(network.n):
            try:
                factors += self._factors(unit)
            except TooLargeError as error:  # of a function; asked about what it reads, it is refused
                refused.append((network.inputs_at(unit), error))
        self.pinned, factors = pinned(factors)
        self._group(factors, refused)
        for number in range(len(self._groups)):
            try:
                self._summed([number], (), [])
            except TooLargeError:
                continue  # asked about, it is refused

    def _factors(self, unit: int) -> list[Potential]:
        function, now = self._network.function_at(unit), self._state[unit]
        if not isinstance(function, Chain):
            inputs, table = function
            return [Potential(inputs, table[..., now])]
        *steps, last = self._steps(function, range(len(function.inputs)))
        return [*steps, Potential(last.scope[:-1], last.table @ function.output[:, now])]

    def _steps(self, chain: Chain, axes: Sequence[int]) -> list[Potential]:
        """Return some inputs of a chain as factors over new variables, which are the values after each."""
        first = len(self._radix)
        self._radix += [chain.values] * len(axes)
        start, *tables = chain.steps(axes)
        factors = [Potential((chain.inputs[axes[0]], first), start[0])]
        for at, (axis, table) in enumerate(zip(axes[1:], tables, strict=True)):
            factors.append(Potential((first + at, chain.inputs[axis], first + at + 1), table))
        return factors

    def _group(
        self, factors: list[Potential], refused: Sequence[tuple[tuple[int, ...], TooLargeError]]
    ) -> None:
        """Part the factors, and the functions that cannot be one, in groups that no variable joins."""
        scopes = [factor.scope for factor in factors] + [
            tuple(each for each in inputs if each not in self.pinned) for inputs, _ in refused
        ]
        self._groups: list[list[Potential]] = []
        self._errors: dict[int, TooLargeError] = {}
        self._group_of: dict[int, int] = {}
        for number, places in enumerate(joined(scopes)):
            self._groups.append([factors[at] for at in places if at < len(factors)])
            self._group_of |= {each: number for at in places for each in scopes[at]}
            for at in places:
                if at >= len(factors):
                    self._errors[number] = refused[at - len(factors)][1]

    def of(self, units: Sequence[int]) -> Array:
        """Return the joint distribution of the previous states of some units.

        Parameters
        ----------
        units : sequence of int
            Positions.

        Returns
        -------
        array, shape (states of each unit …)

        Raises
        ------
        TooLargeError
            If more units than a table can have would have to be looked at together.
        """
        key = tuple(units)
        if key not in self._known:
            joint = np.ones([1] * len(key))
            free = [unit for unit in key if unit not in self.pinned and unit in self._group_of]
            for group in dict.fromkeys(self._group_of[unit] for unit in free):
                own = tuple(unit for unit in free if self._group_of[unit] == group)
                joint = joint * spread(own, self._summed([group], own, []), key)
            for unit in key:
                if unit in self.pinned:
                    joint = joint * spread((unit,), np.eye(self._radix[unit])[self.pinned[unit]], key)
            joint = np.broadcast_to(joint, [self._radix[unit] for unit in key])
            joint = np.asarray(joint / joint.sum())
            joint.flags.writeable = False
            self._known[key] = joint
        return self._known[key]

    def value(self, chain: Chain, units: Sequence[int]) -> Array:
        """Return the distribution of the value of a chain after the previous states of some of its inputs.

        Raises
        ------
        TooLargeError
            As `of`.
        """
        axes = [chain.inputs.index(unit) for unit in units]
        if not axes:
            return np.eye(chain.values)[0]
        steps = [factor.given(self.pinned) for factor in self._steps(chain, axes)]
        groups = sorted({self._group_of[unit] for unit in units if unit in self._group_of})
        found = self._summed(groups, (len(self._radix) - 1,), steps)
        return found / found.sum()

    def _summed(self, groups: Iterable[int], kept: tuple[int, ...], more: list[Potential]) -> Array:
        """Return the table of some variables of groups, and of more factors, summed over all others."""
        factors = list(more)
        for group in groups:
            if group in self._errors:
                raise self._errors[group]
            factors += self._groups[group]
        found = eliminated(factors, kept, self._radix, self._check)
        if not found.is_possible:
            raise UnreachableStateError.of(self._network.state_label(self._state))
        return found.relative()

    def _check(self, scope: tuple[int, ...]) -> None:
        size = math.prod(self._radix[each] for each in scope)
        if size > MAX_TABLE:
            raise TooLargeError(
                tr(
                    "Where the state came from depends on {count} units together, which is too many to infer "
                    "exactly: a table of {needed:,} MB, and the limit is {most:,} MB. Choose a candidate "
                    "system with fewer inputs from outside, or another state.",
                    count=len(scope),
                    needed=size >> 17,
                    most=MAX_TABLE >> 17,
                ),
                field="units",
            )
        self.largest = max(self.largest, size)
