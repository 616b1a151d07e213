"""The strongest relations: sets of distinctions by falling φ_r, found without listing all others."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.kernels.relations import sets_sharing

Sets = tuple[NDArray[np.int64], NDArray[np.float64]]
"""Positions of the members, shape (found, degree), -1 where there are fewer; φ_r in ibits, shape (found,)."""


@dataclass(frozen=True, slots=True)
class Overlaps:
    """What the search for relations needs to know of D distinctions.

    Attributes
    ----------
    masks : array of uint64, shape (D,)
        The (unit, state) pairs of the purviews of each, as bits.
    densities : array, shape (D,)
        φ_d / |z| of each, in ibits.
    selves : sequence of float, length D
        φ_r of its self-relation, 0 where there is none.
    """

    masks: NDArray[np.uint64]
    densities: NDArray[np.float64]
    selves: Sequence[float]

    def sets_with(self, one: int, others: NDArray[np.int64], degree: int, floor: float = -1.0) -> Sets:
        """Return the relations of `one` with some of `others`, up to a degree, with φ_r above `floor`."""
        about_one = self.masks[one], self.densities[one]
        if degree > 1 and len(others):
            among = self.masks[others], self.densities[others]
            chosen, phis = sets_sharing(*about_one, *among, degree - 1, floor)
        else:
            chosen, phis = np.empty((0, max(degree - 1, 0)), np.int32), np.empty(0)
        members = np.where(chosen < 0, -1, others[chosen] if len(others) else -1)
        members = np.insert(members, 0, one, axis=1)
        if self.selves[one] <= max(floor, 0.0):
            return members, phis
        alone = np.full((1, members.shape[1]), -1)
        alone[0, 0] = one
        return np.concatenate((alone, members)), np.concatenate(([self.selves[one]], phis))

    def of_two(self) -> NDArray[np.float64]:
        """Return φ_r of every two distinctions, shape (D, D), on the diagonal those of self-relations."""
        shared = np.bitwise_count(self.masks[:, None] & self.masks[None])
        phis = shared * np.minimum(self.densities[:, None], self.densities[None])
        np.fill_diagonal(phis, self.selves)
        return phis

    def strongest(self, k: int, degree: int) -> list[tuple[int, ...]]:
        """Return the `k` relations of the largest φ_r up to a degree.

        Distinctions are taken in the order of falling φ_d / |z|, so the last of a set decides its φ_r, and
        the search ends when no later one can reach the k-th best.
        """
        order = np.argsort(-self.densities, kind="stable")
        widest = max((int(mask).bit_count() for mask in self.masks), default=0)
        members, phis = np.empty((0, max(degree, 1)), np.int64), np.empty(0)
        for at, last in enumerate(order.tolist()):
            floor = phis[-1] if len(phis) == k > 0 else -1.0
            if k == 0 or widest * self.densities[last] <= floor:
                break
            more, their = self.sets_with(last, order[:at], degree, floor)
            if len(their):
                members, phis = np.concatenate((members, more)), np.concatenate((phis, their))
                best = np.argsort(-phis, kind="stable")[:k]
                members, phis = members[best], phis[best]
        return in_order((members, phis))

    def touching(self, index: int, degree: int, limit: int | None = None) -> list[tuple[int, ...]]:
        """Return the relations of one distinction up to a degree, at most `limit` of them."""
        others = np.delete(np.arange(len(self.masks)), index)
        return in_order(self.sets_with(index, others, degree), limit)


def in_order(sets: Sets, limit: int | None = None) -> list[tuple[int, ...]]:
    """Return sets by falling φ_r, those of equal φ_r by their members, each ascending."""
    members, phis = sets
    sizes = np.count_nonzero(members >= 0, axis=1)
    behind = np.arange(members.shape[1]) >= sizes[:, None]
    ascending = np.where(
        behind, -1, np.sort(np.where(members < 0, np.iinfo(members.dtype).max, members), axis=1)
    )
    first = np.lexsort((*ascending.T[::-1], -phis))[:limit]
    return [
        tuple(row[:size]) for row, size in zip(ascending[first].tolist(), sizes[first].tolist(), strict=True)
    ]
