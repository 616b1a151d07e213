"""The search for irreducible mechanisms: every mechanism over every purview, in pieces (IIT 4.0 eqs 27-45).

For n dense binary units: O(3^n n) for the tables, 2 * 6^n entries looked at once (kernels/effects.py and
kernels/causes.py), 4^n easy bounds, and partitions for the pairs above the bound (kernels/disintegration.py).
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from engine.iit4.pieces import Found, batches, costs_in_order, digest, search_piece, settle
from engine.iit4.system import CandidateSystem
from engine.run import jobs, store
from engine.run.jobs import Cancel, Report, Watch
from engine.run.memory import holding_memory
from engine.substrate.masks import members
from engine.words import tr

# Predicted ns on one core: below this, threads take longer to start than the work.
COST_INLINE = 2e6
# From here on (a second or more) finished pieces are kept on disk.
COST_KEPT = 1e9
# What the pieces of causes go through, and those of effects.
PURVIEWS, MECHANISMS = "purviews", "mechanisms"

Purview = tuple[tuple[int, ...], tuple[int, ...]]
"""Positions of units in the system, and their states."""


@dataclass(frozen=True, slots=True)
class Side:
    """One direction of a mechanism before congruence.

    Attributes
    ----------
    phi : float
        The largest φ of any purview, in ibits.
    purviews : tuple of (units, state)
        Every purview with that φ, as positions in the system, with its specified state.
    """

    phi: float
    purviews: tuple[Purview, ...]


@dataclass(frozen=True, slots=True)
class Irreducible:
    """A mechanism with φ_d > 0, before congruence.

    Attributes
    ----------
    mechanism : tuple of int
        Positions in the system.
    cause, effect : Side
    """

    mechanism: tuple[int, ...]
    cause: Side
    effect: Side


AsFound = Callable[[tuple[Irreducible, ...]], None]
Sides = dict[int, tuple[float, list[int]]]


def irreducible_mechanisms(
    system: CandidateSystem,
    report: Report | None = None,
    cancel: Cancel | None = None,
    found: AsFound | None = None,
) -> tuple[Irreducible, ...]:
    """Find every mechanism with φ_d > 0, with all its tied purviews (IIT 4.0 eqs 27-45).

    Long searches keep their finished pieces in the store and resume from them.

    Parameters
    ----------
    system : CandidateSystem
    report : callable(fraction, phase), optional
        Called from this thread with the progress.
    cancel : object with is_set(), optional
        Stops the work within a tenth of a second.
    found : callable(mechanisms), optional
        Called from this thread with those found since it was called last, while a long search goes on.

    Returns
    -------
    tuple of Irreducible
        By size, then by the positions of the units.

    Raises
    ------
    Cancelled
        If `cancel` is set.
    """
    pieces, names = [], []
    for is_cause in (True, False):
        # Shared by the pieces, so that each spares work to the others where they run in one process.
        best = np.zeros(1 << system.n)
        divided = batches(costs_in_order(system, is_cause))
        # Of equal cost, so that they run in their order.
        cost = sum(cost for _, cost in divided) / len(divided)
        for batch, _ in divided:
            search = partial(search_piece, system, is_cause, batch, best)
            # Causes first: they are known of all mechanisms at once, effects of one after the other.
            pieces.append(jobs.Piece(search, batch[1] - batch[0], cost, turn=0 if is_cause else 1))
            names.append(f"{PURVIEWS if is_cause else MECHANISMS}:{batch[0]}-{batch[1]}")
    cost = sum(piece.cost for piece in pieces)
    watch = Watch(
        tr("distinctions"), report, cancel, None if found is None else _Gathering(system, names, found)
    )
    if cost < COST_KEPT:
        results = jobs.run(pieces, watch, here=cost <= COST_INLINE)
    else:
        title = tr("distinctions of {system} ({count} units)", system="".join(system.labels), count=system.n)
        with holding_memory(system.radix, os.cpu_count() or 1):
            results = store.run_kept(store.Job(digest(system), title, names), pieces, watch)
    causes, effects = (
        _sides([r for r, name in zip(results, names, strict=True) if name.startswith(kind)])
        for kind in (PURVIEWS, MECHANISMS)
    )
    return _of_both(system, causes, effects)


class _Gathering:
    """Passes on mechanisms as the pieces of a search end; an effect must wait until all causes are known."""

    def __init__(self, system: CandidateSystem, names: Sequence[str], found: AsFound) -> None:
        self._system, self._names, self._found = system, names, found
        self._missing = sum(name.startswith(PURVIEWS) for name in names)
        self._causes: list[Found] = []
        self._effects: list[Found] = []
        self._sides: Sides = {}

    def __call__(self, at: int, result: Found) -> None:
        """Take the result of a piece."""
        if self._names[at].startswith(PURVIEWS):
            self._causes.append(result)
            self._missing -= 1
            if not self._missing:
                self._sides = _sides(self._causes)
        else:
            self._effects.append(result)
        if not self._missing and self._effects:
            done, self._effects = _sides(self._effects), []
            self._found(_of_both(self._system, self._sides, done))


def _of_both(system: CandidateSystem, causes: Sides, effects: Sides) -> tuple[Irreducible, ...]:
    # Decoded only where both φ are above 0: at most four of five.
    found = [
        Irreducible(members(mask), _side(system, causes[mask]), _side(system, effects[mask]))
        for mask in causes.keys() & effects.keys()
    ]
    return tuple(sorted(found, key=lambda f: (len(f.mechanism), f.mechanism)))


def _sides(found: Sequence[Found]) -> Sides:
    """Return φ and the patterns of all tied purviews, by mechanism."""
    out: Sides = {}
    for mechanism, pattern, phi in zip(*(array.tolist() for array in settle(found)), strict=True):
        most, patterns = out.setdefault(mechanism, (phi, []))
        patterns.append(pattern)
        out[mechanism] = max(most, phi), patterns
    return out


def _side(system: CandidateSystem, side: tuple[float, list[int]]) -> Side:
    return Side(side[0], tuple(_purview(system, pattern) for pattern in side[1]))


def _purview(system: CandidateSystem, pattern: int) -> Purview:
    """Decode a pattern: the digit of a unit is its state, or its radix if it is not in the purview."""
    units, states = [], []
    for i, k in enumerate(system.radix):
        pattern, digit = divmod(pattern, k + 1)
        if digit < k:
            units.append(i)
            states.append(digit)
    return tuple(units), tuple(states)
