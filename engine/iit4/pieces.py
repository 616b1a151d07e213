"""The pieces of the search for irreducible mechanisms: their tables, order and cost, and one of them.

Causes are searched purview by purview, for all mechanisms at once (kernels/causes.py), effects mechanism by
mechanism (kernels/effects.py); both leave the pairs above an easy bound to kernels/disintegration.py.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import numpy as np
import numpy.typing as npt

from engine.iit4.repertoires import bits, given_every_state, given_present_state
from engine.iit4.system import CandidateSystem
from engine.iit4.tolerance import slack
from engine.kernels import causes, disintegration, effect_bounds, effects
from engine.run.jobs import Control

# A piece takes about so many ns: progress is smooth, and all cores end together.
COST_A_PIECE = 5e6
# But there are no more pieces than this unless they would take longer than a second.
MOST_PIECES = 200
COST_OF_A_LONG_PIECE = 1e9
# Pairs swept before they are evaluated: below 1 MB, and the best φ so far is fresh.
PAIRS_AT_ONCE = 1 << 14
# Measured, in ns on one core of 2024: an entry swept, and a pair bounded and evaluated.
CAUSE_ENTRY, CAUSE_PAIR = 0.9, 130.0
EFFECT_ENTRY, EFFECT_PAIR = 4.0, 250.0

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Found = tuple[Ints, Ints, Floats]
"""Mechanism masks, patterns of (purview, state), and φ of the pairs that may be their mechanism's largest."""


@dataclass(frozen=True, slots=True)
class _Direction:
    """The tables of one direction, shared by all its pieces.

    Attributes
    ----------
    probabilities : array
        Of causes, shape (n, patterns), P(unit in its present state | pattern); of effects, shape (patterns,
        sum of radix).
    costs : array
        -log2 of probabilities given the kept units of the divided side, one row for each chooser.
    radix, state, links : array of int64, shape (n,)
        `links` are masks: inputs of each unit for causes, outputs for effects.
    """

    probabilities: Floats
    costs: Floats
    radix: Ints
    state: Ints
    links: Ints


def search_order(n: int, is_cause: bool) -> Ints:
    """Return the masks that pieces go through: purviews for causes, mechanisms for effects.

    Purviews of two units come first, then those of 1, 3, 4 and so on: most maxima are small, and every φ
    found spares work later.
    """
    masks = np.arange(1, 1 << n, dtype=np.int64)
    if not is_cause:
        return masks
    return masks[np.argsort(np.abs(np.bitwise_count(masks) - 1.9), kind="stable")]


def costs_in_order(system: CandidateSystem, is_cause: bool) -> Floats:
    """Predict the nanoseconds that each mask of `search_order` takes on one core.

    Parameters
    ----------
    system : CandidateSystem
    is_cause : bool
        The direction.

    Returns
    -------
    array, shape (2**n - 1,)
    """
    # The units that a purview feeds, for causes, or a mechanism, for effects, are its partners.
    partners = _masks(system.cm)
    masks = search_order(system.n, is_cause)
    reach = np.zeros_like(masks)
    for i in range(system.n):
        reach[masks >> i & 1 == 1] |= partners[i]
    sizes = np.log2(np.array(system.radix)), np.log2(np.array(system.radix) + 1.0)

    def product(of: Ints, size: Floats) -> Floats:
        return np.exp2(sum(np.where(of >> i & 1, size[i], 0.0) for i in range(system.n)))

    pairs = np.exp2(np.bitwise_count(reach).astype(np.float64))
    if is_cause:
        return pairs * (CAUSE_ENTRY * product(masks, sizes[0]) + CAUSE_PAIR)
    sums = product(masks, sizes[0]) * product(reach, sizes[0])
    return EFFECT_ENTRY * (product(reach, sizes[1]) + 0.1 * sums) + EFFECT_PAIR * pairs


def batches(costs: Floats) -> list[tuple[tuple[int, int], float]]:
    """Divide the masks of `search_order` into ranges [start, stop) of about equal cost, with their costs."""
    least = max(COST_A_PIECE, min(COST_OF_A_LONG_PIECE, float(costs.sum()) / MOST_PIECES))
    sums = np.cumsum(costs)
    out, start = [], 0
    while start < len(costs):
        before = sums[start - 1] if start else 0.0
        stop = min(len(costs), max(start, int(np.searchsorted(sums, before + least))) + 1)
        out.append(((start, stop), float(sums[stop - 1] - before)))
        start = stop
    return out


def search_piece(
    system: CandidateSystem, is_cause: bool, batch: tuple[int, int], best: Floats, control: Control
) -> Found:
    """Search a range of `search_order` in one direction.

    Parameters
    ----------
    system : CandidateSystem
    is_cause : bool
        The direction.
    batch : (int, int)
        Range [start, stop).
    best : array, shape (2**n,)
        A φ that each mechanism reaches; raised on the way. Pieces of one direction may share it.
    control : array of int, shape (2,)
        (cancel flag, steps done), a step for each mask.

    Returns
    -------
    mechanisms, patterns, phi : array
        Every pair whose φ is not below `best`, by what `tolerance.slack` allows.
    """
    direction = _directions(system, is_cause)
    masks = search_order(system.n, is_cause)[slice(*batch)]
    step = max(1, PAIRS_AT_ONCE >> system.n)
    found = [
        _search(direction, is_cause, masks[at : at + step], best, control)
        for at in range(0, len(masks), step)
    ]
    return settle(found)


def _search(direction: _Direction, is_cause: bool, masks: Ints, best: Floats, control: Control) -> Found:
    d = direction
    if is_cause:
        pairs, values = causes.cause_candidates(
            masks, d.probabilities, d.costs, d.radix, d.links, best, control
        )
    else:
        states, selectivity = effects.effect_states(
            masks, d.probabilities, d.radix, d.state, d.links, control
        )
        pairs, values = effect_bounds.effect_candidates(states, selectivity, d.costs, d.radix)
    phi = disintegration.evaluate(pairs, values, d.costs, d.radix, is_cause, best, control)
    kept = phi > 0
    return pairs[kept, 0], pairs[kept, 1], phi[kept]


def settle(found: Sequence[Found]) -> Found:
    """Join results: the pairs whose φ is the largest of their mechanism, ties included, in order.

    Parameters
    ----------
    found : sequence of (mechanisms, patterns, phi)

    Returns
    -------
    mechanisms, patterns, phi : array
        By mechanism mask, then by pattern.
    """
    mechanisms = np.concatenate([part[0] for part in found])
    patterns = np.concatenate([part[1] for part in found])
    phi = np.concatenate([part[2] for part in found])
    order = np.lexsort((patterns, mechanisms))
    mechanisms, patterns, phi = mechanisms[order], patterns[order], phi[order]
    if not len(phi):
        return mechanisms, patterns, phi
    starts = np.flatnonzero(np.diff(mechanisms, prepend=-1))
    largest = np.repeat(np.maximum.reduceat(phi, starts), np.diff(starts, append=len(phi)))
    kept = phi >= largest - slack(largest)
    return mechanisms[kept], patterns[kept], phi[kept]


def _masks(links: npt.NDArray) -> Ints:
    return links.astype(np.int64) @ (1 << np.arange(links.shape[1], dtype=np.int64))


def digest(system: CandidateSystem) -> str:
    """Return a hash of everything that a search depends on: TPMs, state, connectivity."""
    content = hashlib.sha256(repr((system.radix, system.state)).encode())
    for array in (system.effect, system.cause, system.cm):
        content.update(np.ascontiguousarray(array).tobytes())
    return content.hexdigest()


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
# The key of the last system: hashing the TPM of 10 units for every piece takes as long as the piece's sweep.
_last: list[_BySystem] = []


def _directions(system: CandidateSystem, is_cause: bool) -> _Direction:
    """Return the tables of one direction, built once per process and system (all workers ask at once)."""
    with _lock:
        if not _last or _last[0].system is not system:
            _last[:] = [_BySystem(system)]
        return _cached_direction(_last[0], is_cause)


@lru_cache(maxsize=2)
def _cached_direction(key: _BySystem, is_cause: bool) -> _Direction:
    return (_causes if is_cause else _effects)(key.system)


def _causes(system: CandidateSystem) -> _Direction:
    likelihood = given_every_state(system.cause[:, system.present_columns], system.radix)
    # Over the power of 2 above each unit's largest: products stay in range, and their ratios are the same.
    _, exponents = np.frexp(likelihood.max(axis=0))
    by_unit = np.ascontiguousarray(np.ldexp(likelihood, -exponents).T)
    costs = np.ascontiguousarray(bits(likelihood).T)
    return _Direction(by_unit, costs, *_units(system), _masks(system.cm.T))


def _effects(system: CandidateSystem) -> _Direction:
    given = given_every_state(system.effect, system.radix)
    costs = np.ascontiguousarray(bits(given_present_state(system.effect, system.radix, system.state)).T)
    return _Direction(given, costs, *_units(system), _masks(system.cm))


def _units(system: CandidateSystem) -> tuple[Ints, Ints]:
    return np.array(system.radix, np.int64), np.array(system.state, np.int64)
