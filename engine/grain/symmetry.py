"""Symmetries of a substrate with its history: systems that they carry into each other have the same φ_s."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from engine.grain.listing import System, watched
from engine.grain.universe import Placed, Universe, classes_of
from engine.run.jobs import Watch
from engine.substrate.mappings import in_order

Permutation = tuple[int, ...]
"""The image of every unit."""
TOLERANCE = 1e-13
# A substrate whose units look alike two by two, but are not, could have 16! trials.
MOST_TRIALS = 500


def symmetries(universe: Universe) -> list[Permutation]:
    """Return permutations of the units that keep the TPM and the history, enough to make all others.

    Fewer may be returned than there are if they are hard to find.
    """
    finder = _Finder(universe)
    n, found = universe.n, []
    # For every unit, those before it staying where they are, one symmetry to each place that it can go.
    for unit in reversed(range(n)):
        reached = {unit}
        for target in range(unit + 1, n):
            if target in reached:
                continue
            symmetry = finder.carrying((*range(unit), target))
            if symmetry is not None:
                found.append(symmetry)
                reached = _orbit(unit, [each for each in found if each[:unit] == tuple(range(unit))])
    return found


def _orbit(unit: int, permutations: Sequence[Permutation]) -> set[int]:
    reached, new = {unit}, [unit]
    while new:
        at = new.pop()
        for image in (permutation[at] for permutation in permutations):
            if image not in reached:
                reached.add(image)
                new.append(image)
    return reached


class _Finder:
    """Looks for symmetries: pairs of units first, then the whole TPM."""

    def __init__(self, universe: Universe) -> None:
        self.universe = universe
        self.trials = 0
        n = universe.n
        # Chance of each unit after each unit was on: what a symmetry must keep, and cheap to compare.
        self.after = np.stack([universe.on[classes_of((i,), n) == 1].mean(axis=0) for i in range(n)])
        self.states = list(zip(*universe.history, strict=True))
        self.means = universe.on.mean(axis=0)

    def carrying(self, images: tuple[int, ...]) -> Permutation | None:
        """Return a symmetry that begins with these images, None if there is none."""
        if not self._alike(images):
            return None
        if len(images) == self.universe.n:
            self.trials += 1
            return images if self._holds(images) else None
        for image in range(self.universe.n):
            if image not in images and self.trials < MOST_TRIALS:
                found = self.carrying((*images, image))
                if found is not None:
                    return found
        return None

    def _alike(self, images: tuple[int, ...]) -> bool:
        """Whether the last image looks like its unit, seen from all images."""
        last, image = len(images) - 1, images[-1]
        known = range(len(images))
        there = list(images)
        return (
            self.states[last] == self.states[image]
            and _near(self.means[last], self.means[image])
            and _near(self.after[last, known], self.after[image, there])
            and _near(self.after[known, last], self.after[there, image])
        )

    def _holds(self, images: Permutation) -> bool:
        """Whether the TPM stays the same."""
        on, off = self.universe.on, self.universe.off
        # Bit images[i] of a row's image is bit i of the row.
        moved = np.zeros(len(on), np.int64)
        rows = np.arange(len(on))
        for i, image in enumerate(images):
            moved |= (rows >> i & 1) << image
        return all(_near(p[moved][:, list(images)], p) for p in (on, off))


def _near(a: npt.ArrayLike, b: npt.ArrayLike) -> bool:
    return bool(np.allclose(a, b, rtol=TOLERANCE, atol=0))


def image_of(unit: Placed, permutation: Permutation) -> Placed:
    """Return the unit that a symmetry carries a unit into; it has no background."""
    moved = [permutation[i] for i in unit.at]
    order = sorted(range(len(moved)), key=moved.__getitem__)
    table = unit.table
    if order != list(range(len(order))):
        table = bytes(in_order(tuple(table), order, unit.tau))
    return Placed(tuple(sorted(moved)), unit.tau, table)


def representatives(systems: Sequence[System], images: Sequence[Sequence[int]], watch: Watch) -> list[int]:
    """Return, for each system, the position of the first one that symmetries carry it into.

    Parameters
    ----------
    systems : sequence of tuple of int
        Numbers of units, ascending.
    images : sequence of sequences of int
        For each symmetry, the number of the image of each unit, -1 if it has none.
    watch : Watch
        Asked whether to stop.
    """
    place = {system: i for i, system in enumerate(systems)}
    first = list(range(len(systems)))

    def root(i: int) -> int:
        while first[i] != i:
            first[i] = first[first[i]]
            i = first[i]
        return i

    for image in images:
        for i, system in enumerate(watched(systems, watch)):
            j = place.get(tuple(sorted(image[unit] for unit in system)))
            if j is not None and j != i:
                a, b = root(i), root(j)
                if a != b:
                    first[max(a, b)] = min(a, b)
    return [root(i) for i in range(len(systems))]
