"""Potentials: tables over the states of some variables, multiplied and summed with no small entry lost.

Entries of one may have a power of 2 each, where their products would otherwise underflow; where they
would not, which is nearly everywhere, plain numbers do.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
LOWEST = -900  # power of 2 below which a product of doubles may underflow


@dataclass(frozen=True, slots=True, eq=False)
class Potential:
    """A table over the states of some variables.

    Attributes
    ----------
    scope : tuple of int
        The variables, one for each axis.
    table : array
    power : array of int, optional
        Powers of 2 that multiply the entries.
    """

    scope: tuple[int, ...]
    table: Array
    power: NDArray[np.int64] | None = None

    @property
    def low(self) -> int:
        """The power of 2 of the smallest entry above 0, or 0 if that is larger."""
        some = self.table[self.table > 0]
        return min(0, int(np.frexp(some.min())[1])) if some.size else 0

    @property
    def is_possible(self) -> bool:
        """Whether some entry is above 0."""
        return bool(self.table.max() > 0)

    def given(self, pinned: Mapping[int, int]) -> "Potential":
        """Return the factor over the other variables, some being in a state."""
        if pinned.keys().isdisjoint(self.scope):
            return self
        at = tuple(pinned.get(each, slice(None)) for each in self.scope)
        rest = tuple(each for each in self.scope if each not in pinned)
        power = None if self.power is None else np.asarray(self.power[at])
        return Potential(rest, np.asarray(self.table[at]), power)

    def only_states(self) -> dict[int, int]:
        """Return the variables that can be in one state only, and that state."""
        found = {}
        for axis, each in enumerate(self.scope):
            others = tuple(other for other in range(len(self.scope)) if other != axis)
            possible = np.flatnonzero(self.table.max(axis=others) > 0)
            if len(possible) == 1:
                found[each] = int(possible[0])
        return found

    def relative(self) -> Array:
        """Return the table relative to its largest entry, or near it."""
        if self.power is None:
            return self.table
        largest = self.power[self.table > 0].max()
        return np.ldexp(self.table, np.where(self.table > 0, self.power - largest, 0))


def product(factors: Collection[Potential], scope: tuple[int, ...], radix: Sequence[int]) -> Potential:
    """Multiply factors whose variables are all in `scope`, which has `radix` states of each variable."""
    table = np.ones([radix[each] for each in scope])
    if all(f.power is None for f in factors) and sum(f.low for f in factors) > LOWEST:
        for factor in factors:
            table = table * spread(factor.scope, factor.table, scope)
        return Potential(scope, table)
    power = np.zeros(table.shape, np.int64)
    for factor in factors:
        table, more = np.frexp(table * spread(factor.scope, np.frexp(factor.table)[0], scope))
        own = np.frexp(factor.table)[1].astype(np.int64)
        own = own if factor.power is None else own + factor.power
        power = power + more + spread(factor.scope, own, scope)
    return Potential(scope, table, power)


def summed(factor: Potential, variable: int) -> Potential:
    """Sum over the states of a variable; a power of 2 keeps the largest entry near 1."""
    axis = factor.scope.index(variable)
    rest = factor.scope[:axis] + factor.scope[axis + 1 :]
    if factor.power is None:
        table = factor.table.sum(axis=axis)
        return Potential(rest, np.ldexp(table, -int(np.frexp(table.max())[1])))
    lowest = np.iinfo(np.int64).min // 2
    largest = np.where(factor.table > 0, factor.power, lowest).max(axis=axis, keepdims=True)
    largest[largest == lowest] = 0
    shift = np.where(factor.table > 0, factor.power - largest, 0)
    table, more = np.frexp(np.ldexp(factor.table, shift).sum(axis=axis))
    return Potential(rest, table, more + largest.squeeze(axis))


def spread(scope: Sequence[int], table: Any, onto: Sequence[int]) -> Any:
    """Return a table with an axis for each of some variables, of length 1 where it does not have it."""
    order = sorted(range(len(scope)), key=lambda axis: onto.index(scope[axis]))
    shape = iter([table.shape[axis] for axis in order])
    return table.transpose(order).reshape([next(shape) if each in scope else 1 for each in onto])


def pinned(factors: Iterable[Potential]) -> tuple[dict[int, int], list[Potential]]:
    """Return the variables that some factor leaves one state only, each time more are known, and the rest.

    Of factors that contradict each other one is returned that is 0 everywhere.
    """
    known: dict[int, int] = {}
    rest = list(factors)
    holders: dict[int, list[int]] = {}
    for at, factor in enumerate(rest):
        for each in factor.scope:
            holders.setdefault(each, []).append(at)
    waiting = list(range(len(rest)))
    while waiting:
        at = waiting.pop()
        rest[at] = rest[at].given(known)
        if not rest[at].is_possible:
            return known, [rest[at]]
        new = rest[at].only_states()
        known |= new
        waiting += [other for each in new for other in holders[each]]
    return known, [
        factor for factor in (f.given(known) for f in rest) if factor.scope or not factor.is_possible
    ]


def joined(scopes: Sequence[Collection[int]]) -> list[list[int]]:
    """Return which scopes are joined by common variables, along chains of them, as lists of their places."""
    group = list(range(len(scopes)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    first: dict[int, int] = {}
    for at, scope in enumerate(scopes):
        for each in scope:
            group[root(at)] = root(first.setdefault(each, at))
    found: dict[int, list[int]] = {}
    for at in range(len(scopes)):
        found.setdefault(root(at), []).append(at)
    return list(found.values())
