"""The search for irreducible mechanisms: every mechanism over every purview, in pieces (IIT 4.0 eqs 27-45).

For n dense binary units: O(3^n n^3) for the tables, 2 * 6^n patterns looked at once (kernels/effects.py and
kernels/causes.py), 4^n easy bounds, and a partition search for the pairs above the bound
(kernels/disintegration.py).
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from threading import Lock

import numpy as np
import numpy.typing as npt

from engine.iit4.repertoires import bits, given_every_state, given_present_state
from engine.iit4.system import CandidateSystem
from engine.kernels import bounds, causes, disintegration, effects
from engine.run import jobs, store
from engine.run.jobs import Cancel, Control, Report, Watch
from engine.run.memory import check_memory
from engine.words import tr

# A piece of a job looks at about so many patterns: ~20 ms, so that progress is smooth and cancel prompt.
COST_A_PIECE = 4e6
# Below this cost threads take longer to start than the work.
COST_INLINE = 3e5
# From this cost on (a second or more) finished pieces are kept on disk.
COST_KEPT = 1e8

Purview = tuple[tuple[int, ...], tuple[int, ...]]
"""Positions of units in the system, and their states."""
# (φ per mechanism, starts, patterns tied for the maximum), as `kernels.disintegration` returns them
Found = tuple[npt.NDArray[np.float64], npt.NDArray[np.int64], npt.NDArray[np.int64]]


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


@dataclass(frozen=True, slots=True)
class _Direction:
    """The tables of one direction, shared by all its pieces."""

    candidates: Callable[[npt.NDArray, Control], tuple]
    tables: tuple[npt.NDArray, npt.NDArray]
    sides: tuple[npt.NDArray, ...]


def irreducible_mechanisms(
    system: CandidateSystem, report: Report | None = None, cancel: Cancel | None = None
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

    Returns
    -------
    tuple of Irreducible
        By size, then by the positions of the units.

    Raises
    ------
    Cancelled
        If `cancel` is set.
    """
    batches = mechanism_batches(system)
    pieces, names = [], []
    for batch, cost in batches:
        for is_cause in (True, False):
            search = partial(search_piece, system, is_cause, batch)
            pieces.append(jobs.Piece(search, 2 * (batch[1] - batch[0]), cost))
            names.append(f"{'cause' if is_cause else 'effect'}:{batch[0]}-{batch[1]}")
    cost = sum(piece.cost for piece in pieces)
    if cost >= COST_KEPT:
        check_memory(system.radix, os.cpu_count() or 1)
    watch = Watch(tr("distinctions"), report, cancel)
    if cost <= COST_INLINE:
        results = jobs.run_here(pieces, watch)
    elif cost < COST_KEPT:
        results = jobs.run(pieces, watch)
    else:
        title = tr("distinctions of {system} ({count} units)", system="".join(system.labels), count=system.n)
        results = store.run_kept(store.Job(digest(system), title, names), pieces, watch)
    found = []
    for (batch, _), cause, effect in zip(batches, results[::2], results[1::2], strict=True):
        found += [
            Irreducible(_members(batch[0] + at), _side(system, cause, at), _side(system, effect, at))
            for at in range(batch[1] - batch[0])
            if min(cause[0][at], effect[0][at]) > 0
        ]
    return tuple(sorted(found, key=lambda f: (len(f.mechanism), f.mechanism)))


def mechanism_batches(system: CandidateSystem) -> list[tuple[tuple[int, int], float]]:
    """Divide the mechanisms (masks 1 to 2^n - 1) into ranges [start, stop), each with its predicted cost."""
    costs = np.maximum(*(mechanism_costs(system, is_cause) for is_cause in (True, False)))
    batches = []
    start = 1
    while start < len(costs):
        reach = np.searchsorted(np.cumsum(costs[start:]), COST_A_PIECE) + 1
        stop = min(len(costs), start + int(reach))
        batches.append(((start, stop), float(costs[start:stop].sum())))
        start = stop
    return batches


def mechanism_costs(system: CandidateSystem, is_cause: bool) -> npt.NDArray[np.float64]:
    """Predict the cost of searching every mechanism.

    Parameters
    ----------
    system : CandidateSystem
    is_cause : bool
        The direction.

    Returns
    -------
    array, shape (2**n,)
        Number of patterns looked at, by mechanism mask; 0 for the empty one.
    """
    links = _masks(system.cm.T if is_cause else system.cm)
    sizes = np.log2(np.array(system.radix)), np.log2(np.array(system.radix) + 1.0)
    masks = np.arange(1 << system.n)
    reach = np.zeros_like(masks)
    own = np.zeros(len(masks))
    for i in range(system.n):
        has = masks >> i & 1 == 1
        reach[has] |= links[i]
        own[has] += sizes[0][i]
    states, patterns = (
        sum(np.where(reach >> i & 1, size[i], 0.0) for i in range(system.n)) for size in sizes
    )
    # The sweep over patterns and, per purview, half the blocks of the divided side.
    cost = np.exp2(patterns) + np.exp2(own + states)
    cost[0] = 0.0
    return cost


def _masks(links: npt.NDArray) -> npt.NDArray[np.int64]:
    return links.astype(np.int64) @ (1 << np.arange(links.shape[1], dtype=np.int64))


def digest(system: CandidateSystem) -> str:
    """Return a hash of everything that a search depends on: TPMs, state, connectivity."""
    content = hashlib.sha256(repr((system.radix, system.state)).encode())
    for array in (system.effect, system.cause, system.cm):
        content.update(np.ascontiguousarray(array).tobytes())
    return content.hexdigest()


def search_piece(system: CandidateSystem, is_cause: bool, batch: tuple[int, int], control: Control) -> Found:
    """Search one range of mechanisms in one direction.

    Parameters
    ----------
    system : CandidateSystem
    is_cause : bool
        The direction.
    batch : (int, int)
        Range [start, stop) of mechanism masks.
    control : array of int, shape (2,)
        (cancel flag, steps done); two steps per mechanism.

    Returns
    -------
    phi : array, shape (mechanisms,)
        Largest φ of each mechanism, in ibits.
    starts : array of int64, shape (mechanisms + 1,)
    patterns : array of int64
        Those from starts[k] to starts[k + 1] are the (purview, state) of mechanism k that have its φ.
    """
    direction = _directions(system, is_cause)
    mechanisms = np.arange(*batch, dtype=np.int64)
    starts, patterns, selectivity, _ = direction.candidates(mechanisms, control)
    return disintegration.maximal_purviews(
        mechanisms, starts, patterns, selectivity, direction.tables, direction.sides, is_cause, control
    )


class _BySystem:
    """Key of the table cache; keys are equal if the contents of the systems are."""

    __slots__ = ("key", "system")

    def __init__(self, system: CandidateSystem) -> None:
        self.system = system
        self.key = digest(system)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _BySystem) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


_lock = Lock()


def _directions(system: CandidateSystem, is_cause: bool) -> _Direction:
    """Return the tables of one direction, built once per process and system (all workers ask at once)."""
    with _lock:
        return _cached_direction(_BySystem(system), is_cause)


@lru_cache(maxsize=2)
def _cached_direction(key: _BySystem, is_cause: bool) -> _Direction:
    return (_causes if is_cause else _effects)(key.system)


def _causes(system: CandidateSystem) -> _Direction:
    radix = np.array(system.radix, np.int64)
    likelihood = given_every_state(system.cause[:, system.present_columns], system.radix)
    costs = bits(likelihood)
    inputs = _masks(system.cm.T)
    by_unit = np.ascontiguousarray(likelihood.T)

    def candidates(mechanisms: npt.NDArray, control: Control) -> tuple:
        return causes.cause_candidates(mechanisms, by_unit, radix, inputs, control)

    least = bounds.least_costs(costs, radix, jobs.new_control())
    return _Direction(candidates, (costs, least), (radix, radix, inputs))


def _effects(system: CandidateSystem) -> _Direction:
    radix = np.array(system.radix, np.int64)
    given = given_every_state(system.effect, system.radix)
    state = np.array(system.state, np.int64)
    costs = bits(given_present_state(system.effect, system.radix, system.state))
    outputs = _masks(system.cm)
    present_only = np.ones(system.n, np.int64)

    def candidates(mechanisms: npt.NDArray, control: Control) -> tuple:
        return effects.effect_candidates(mechanisms, given, radix, state, outputs, control)

    least = bounds.least_costs(costs, present_only, jobs.new_control())
    return _Direction(candidates, (costs, least), (radix, present_only, outputs))


def _members(mask: int) -> tuple[int, ...]:
    return tuple(i for i in range(mask.bit_length()) if mask >> i & 1)


def _side(system: CandidateSystem, result: Found, at: int) -> Side:
    phi, starts, patterns = result
    tied: Sequence[int] = patterns[starts[at] : starts[at + 1]].tolist()
    return Side(float(phi[at]), tuple(_purview(system, pattern) for pattern in tied))


def _purview(system: CandidateSystem, pattern: int) -> Purview:
    """Decode a pattern: the digit of a unit is its state, or its radix if it is not in the purview."""
    units, states = [], []
    for i, k in enumerate(system.radix):
        pattern, digit = divmod(pattern, k + 1)
        if digit < k:
            units.append(i)
            states.append(digit)
    return tuple(units), tuple(states)
