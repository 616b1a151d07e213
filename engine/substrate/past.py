"""Where a state came from, without a table over all states of the substrate (formalism §9).

Each unit's present state is a factor over the states that its inputs had. Units that no such chain of inputs
joins were independent, and the others are summed out one by one: exact, and bounded by the largest table.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import TooLargeError, UnreachableStateError
from engine.substrate.network import Network
from engine.words import tr

Array = NDArray[np.float64]
Factor = tuple[tuple[int, ...], Array, NDArray[np.int64]]
"""Units, and a table over their states: fractions, and the powers of 2 that multiply them."""
MAX_TABLE = 2**20  # states of units that are looked at together: 8 MB


class Past:
    """The previous state of a substrate, given its present one and nothing else (IIT 4.0 eq. 3).

    Parameters
    ----------
    network : Network
    state : sequence of int
        Present state of every unit.

    Raises
    ------
    UnreachableStateError
        If no state leads to `state`, as far as tables of `MAX_TABLE` states can tell.
    """

    def __init__(self, network: Network, state: Sequence[int]) -> None:
        self._network, self._state = network, tuple(state)
        self._readers = _joined([network.inputs_at(unit) for unit in range(network.n)])
        self._known: dict[int, tuple[dict[int, int], list[Factor]]] = {}
        for group in self._readers:
            try:
                self._summed(group, ())
            except TooLargeError:
                continue  # asked about, it is refused

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
        radix = self._network.radix
        joint = np.ones([1] * len(units))
        groups = {unit: group for group, (members, _) in self._readers.items() for unit in members}
        for group in dict.fromkeys(groups[unit] for unit in units if unit in groups):
            own = tuple(unit for unit in units if groups.get(unit) == group)
            joint = joint * _spread(own, self._probable(self._summed(group, own)), units)
        joint = np.broadcast_to(joint, [radix[unit] for unit in units])
        return joint / joint.sum()

    def _summed(self, group: int, kept: tuple[int, ...]) -> Factor:
        """Return the table of some units of a group, summed over the others; its scale is arbitrary."""
        pinned, factors = self._factors(group)
        radix = self._network.radix
        certain = [_scaled((unit,), np.eye(radix[unit])[pinned[unit]]) for unit in kept if unit in pinned]
        return self._eliminated([*factors, *certain], kept)

    def _factors(self, group: int) -> tuple[dict[int, int], list[Factor]]:
        """Return the units whose past is certain, and the factors over the others."""
        if group not in self._known:
            factors = []
            for reader in self._readers[group][1]:
                inputs, table = self._network.local(reader)
                factors.append(_scaled(inputs, table[..., self._state[reader]]))
            self._known[group] = self._pinned(factors)
        return self._known[group]

    def _pinned(self, factors: list[Factor]) -> tuple[dict[int, int], list[Factor]]:
        pinned: dict[int, int] = {}
        changed = True
        while changed:
            changed, rest = False, []
            for scope, table, power in factors:
                at = tuple(pinned.get(unit, slice(None)) for unit in scope)
                left = (tuple(unit for unit in scope if unit not in pinned), table[at], power[at])
                scope, table = self._possible(left)[:2]
                for axis, unit in enumerate(scope):
                    others = tuple(each for each in range(len(scope)) if each != axis)
                    possible = np.flatnonzero(table.max(axis=others) > 0)
                    if len(possible) == 1 and unit not in pinned:
                        pinned[unit], changed = int(possible[0]), True
                rest.append(left)
            factors = rest
        return pinned, [factor for factor in factors if factor[0]]

    def _eliminated(self, factors: list[Factor], kept: tuple[int, ...]) -> Factor:
        left = {unit for scope, *_ in factors for unit in scope} - set(kept)
        while left:
            scopes = {unit: _union(scope for scope, *_ in factors if unit in scope) for unit in left}
            unit = min(left, key=lambda unit: (self._size(scopes[unit]), unit))
            touched = [factor for factor in factors if unit in factor[0]]
            factors = [factor for factor in factors if unit not in factor[0]]
            factors.append(_sum(self._product(touched, scopes[unit]), unit))
            left.remove(unit)
        return self._product(factors, kept)

    def _product(self, factors: list[Factor], scope: tuple[int, ...]) -> Factor:
        if self._size(scope) > MAX_TABLE:
            raise TooLargeError(
                tr(
                    "Where the state came from depends on {count} units together, which is too many to infer "
                    "exactly; choose a candidate system with fewer inputs from outside.",
                    count=len(scope),
                ),
                field="units",
            )
        shape = [self._network.radix[unit] for unit in scope]
        product, power = np.ones(shape), np.zeros(shape, np.int64)
        for own, table, own_power in factors:
            product, more = np.frexp(product * _spread(own, table, scope))
            power = power + more + _spread(own, own_power, scope)
        return self._possible((scope, product, power))

    def _possible(self, factor: Factor) -> Factor:
        if not factor[1].max() > 0:
            raise UnreachableStateError.of(self._network.state_label(self._state))
        return factor

    def _probable(self, factor: Factor) -> Array:
        """Return a table relative to its largest entry."""
        _, table, power = self._possible(factor)
        largest = power[table > 0].max()
        return np.ldexp(table, np.where(table > 0, power - largest, 0))

    def _size(self, scope: Sequence[int]) -> float:
        return float(np.prod([self._network.radix[unit] for unit in scope], dtype=float))


def _scaled(scope: tuple[int, ...], table: Array) -> Factor:
    fraction, power = np.frexp(table)
    return scope, fraction, power.astype(np.int64)


def _sum(factor: Factor, unit: int) -> Factor:
    """Sum over the states of a unit; each entry has its power of 2, so that no small one is lost."""
    scope, table, power = factor
    axis = scope.index(unit)
    lowest = np.iinfo(np.int64).min // 2
    largest = np.where(table > 0, power, lowest).max(axis=axis, keepdims=True)
    largest[largest == lowest] = 0
    shift = np.where(table > 0, power - largest, 0)
    rest, fraction, more = _scaled(scope[:axis] + scope[axis + 1 :], np.ldexp(table, shift).sum(axis=axis))
    return rest, fraction, more + largest.squeeze(axis)


def _spread(scope: Sequence[int], table: Any, units: Sequence[int]) -> Any:
    """Return a table with an axis for each of some units, of length 1 where it does not have it."""
    order = sorted(range(len(scope)), key=lambda axis: list(units).index(scope[axis]))
    shape = iter([table.shape[axis] for axis in order])
    return table.transpose(order).reshape([next(shape) if unit in scope else 1 for unit in units])


def _union(scopes: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sorted({unit for scope in scopes for unit in scope}))


def _joined(inputs: Sequence[tuple[int, ...]]) -> dict[int, tuple[set[int], list[int]]]:
    """Return groups of units that readers join, with their readers; a reader of nothing is a group."""
    group = list(range(len(inputs)))

    def root(unit: int) -> int:
        while group[unit] != unit:
            group[unit] = group[group[unit]]
            unit = group[unit]
        return unit

    for read in inputs:
        for unit in read[1:]:
            group[root(unit)] = root(read[0])
    joined: dict[int, tuple[set[int], list[int]]] = {}
    for reader, read in enumerate(inputs):
        members, readers = joined.setdefault(root(read[0]) if read else -1 - reader, (set(), []))
        members.update(read)
        readers.append(reader)
    return joined
