"""Ties: the range of Φ over the choices among tied purviews (IIT 4.0, S1)."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

import numpy as np
import numpy.typing as npt

from engine.iit4.mechanisms import Irreducible, Side
from engine.iit4.system import CandidateSystem

# Up to so many choices all are tried (~20 ms); beyond, one mechanism is changed at a time.
EXHAUSTIVE = 512

Masks = tuple[int, int]
"""Cause purview and effect purview; bit offset(i) + v is the pair (unit i, state v)."""


def big_phi_range(
    system: CandidateSystem,
    mechanisms: Sequence[Irreducible],
    specified: tuple[tuple[int, ...], tuple[int, ...]],
) -> tuple[float, float, bool]:
    """Return the least and the largest Φ over the choices among tied congruent purviews.

    Parameters
    ----------
    system : CandidateSystem
    mechanisms : sequence of Irreducible
    specified : (cause state, effect state)
        The system's specified states.

    Returns
    -------
    least, largest : float
        In ibits.
    exhaustive : bool
        Whether every choice was tried; if not, the extremes are those of a search that changes one mechanism
        at a time, starting from the largest and from the smallest purviews.
    """
    phis, options = [], []
    for found in mechanisms:
        causes = _congruent_masks(system, found.cause, specified[0])
        effects = _congruent_masks(system, found.effect, specified[1])
        if causes and effects:
            phis.append(min(found.cause.phi, found.effect.phi))
            options.append(list(product(causes, effects)))
    phi = np.array(phis)
    if prod(map(len, options)) <= EXHAUSTIVE:
        values = [closed_form_phi(phi, choice) for choice in product(*options)]
        return min(values), max(values), True
    return _climb(phi, options, -1.0), _climb(phi, options, 1.0), False


def closed_form_phi(phi: npt.NDArray[np.float64], masks: Sequence[Masks]) -> float:
    """Return Φ of distinctions, by the closed form of Σφ_r (IIT 4.0 eqs 56-59, S3).

    Parameters
    ----------
    phi : array, shape (distinctions,)
        φ_d in ibits.
    masks : sequence of (int, int)
        Cause and effect purview of each distinction; bits are (unit, state) pairs.

    Returns
    -------
    float
        In ibits.
    """
    if not len(phi):
        return 0.0
    causes, effects = np.array(masks, np.int64).T
    unions = causes | effects
    density = phi / np.bitwise_count(unions)
    total = float(phi.sum() + (np.bitwise_count(causes & effects) * density).sum())
    every = int(np.bitwise_or.reduce(unions))
    with np.errstate(over="ignore"):
        for bit in range(every.bit_length()):
            containing = np.sort(density[unions >> bit & 1 == 1])[::-1]
            total += float((containing * (np.exp2(np.arange(len(containing))) - 1)).sum())
    return total


def _congruent_masks(system: CandidateSystem, side: Side, specified: tuple[int, ...]) -> list[int]:
    """Return the congruent purviews as masks over (unit, state) pairs, larger purviews first."""
    return [
        sum(1 << (system.offsets[i] + v) for i, v in zip(units, state, strict=True))
        for units, state in sorted(side.purviews, key=lambda p: (-len(p[0]), p[0]))
        if all(specified[i] == v for i, v in zip(units, state, strict=True))
    ]


def _climb(phi: npt.NDArray[np.float64], options: list[list[Masks]], sign: float) -> float:
    """Return the largest (`sign` 1) or least (`sign` -1) Φ reached by changes of one mechanism at a time."""
    best = -np.inf
    for start in (0, -1):
        choice = [o[start] for o in options]
        value = sign * closed_form_phi(phi, choice)
        for better, changed in _improvements(phi, options, choice, sign):
            value, choice = better, changed
        best = max(best, value)
    return sign * best


def _improvements(
    phi: npt.NDArray[np.float64], options: list[list[Masks]], choice: list[Masks], sign: float
) -> Iterator[tuple[float, list[Masks]]]:
    """Yield ever better choices, each differing in one mechanism, until no single change improves."""
    value = sign * closed_form_phi(phi, choice)
    improved = True
    while improved:
        improved = False
        for i, own in enumerate(options):
            for option in own:
                changed = [*choice[:i], option, *choice[i + 1 :]]
                better = sign * closed_form_phi(phi, changed)
                if better > value + 1e-10 * max(1.0, abs(value)):
                    value, choice, improved = better, changed, True
                    yield value, choice
