"""How sets of units are numbered, as bitmasks, and the states of purviews, packed one after another."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
import numpy.typing as npt

from engine.substrate.masks import members

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Layout:
    """Numbers of sets and states of n units.

    Attributes
    ----------
    offsets : array of int64, shape (2**n + 1,)
        Where the repertoire over each purview starts.
    spread : array of int64, shape (2**n, 2**n)
        Bitmask of each packed state of a set.
    packed : array of int64, shape (2**n, 2**n)
        Packed state of a set that a bitmask is.
    sizes : array of int64, shape (2**n,)
        Units of each set.
    largest, smallest : array of int64, shape (2**n - 1,)
        Purviews in the order of preference among ties: by size, then by the indices of their units.
    """

    offsets: Ints
    spread: Ints
    packed: Ints
    sizes: Ints
    largest: Ints
    smallest: Ints

    @property
    def kernel(self) -> tuple[Ints, Ints, Ints, Ints]:
        """The part that the search for causes takes, with the nonempty sets by size."""
        return self.offsets, self.packed, self.sizes, self.smallest


@lru_cache(maxsize=8)
def layout(n: int) -> Layout:
    """Return the numbers of sets and states of n units."""
    sets = 1 << n
    sizes = np.array([mask.bit_count() for mask in range(sets)])
    spread, packed = np.zeros((sets, sets), np.int64), np.zeros((sets, sets), np.int64)
    for mask in range(sets):
        units = members(mask)
        for x in range(sets):
            packed[mask, x] = sum((x >> unit & 1) << at for at, unit in enumerate(units))
            if x < 1 << len(units):
                spread[mask, x] = sum((x >> at & 1) << unit for at, unit in enumerate(units))

    def ordered(by_size: range) -> Ints:
        return np.array([sum(1 << i for i in c) for k in by_size for c in combinations(range(n), k)])

    offsets = np.concatenate(([0], np.cumsum(1 << sizes)))
    made = Layout(offsets, spread, packed, sizes, ordered(range(n, 0, -1)), ordered(range(1, n + 1)))
    for array in (made.offsets, made.spread, made.packed, made.sizes, made.largest, made.smallest):
        array.flags.writeable = False
    return made
