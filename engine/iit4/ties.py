"""Ties: Φ over the choices among tied purviews, its range and the choice of the largest (IIT 4.0, S1)."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

import numpy as np
import numpy.typing as npt

from engine.iit4.mechanisms import Irreducible, Purview, Side
from engine.iit4.system import CandidateSystem
from engine.iit4.tolerance import close

# Up to so many choices all are tried (~20 ms); beyond, one mechanism is changed at a time.
EXHAUSTIVE = 512
# The same where the largest Φ is asked for by name (~160 ms).
EXHAUSTIVE_BY_NAME = 4096

Masks = tuple[int, int]
"""Cause purview and effect purview; bit offset(i) + v is the pair (unit i, state v)."""
Pick = tuple[Purview, Purview]
"""The cause and the effect of a mechanism."""
Specified = tuple[tuple[int, ...], tuple[int, ...]]
"""The cause state and the effect state that the system specifies."""


def congruent(side: Side, specified: Sequence[int]) -> list[Purview]:
    """Return the tied purviews whose states are those of the system, larger purviews first."""
    return [
        (units, state)
        for units, state in sorted(side.purviews, key=lambda p: (-len(p[0]), p[0]))
        if all(specified[i] == v for i, v in zip(units, state, strict=True))
    ]


def big_phi_range(
    system: CandidateSystem, mechanisms: Sequence[Irreducible], specified: Specified
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
    choices = _choices(mechanisms, specified)
    phi = np.array([_phi(mechanisms[at]) for at in choices])
    options = [[_masks(system, pick) for pick in picks] for picks in choices.values()]
    if prod(map(len, options)) <= EXHAUSTIVE:
        values = [closed_form_phi(phi, choice) for choice in product(*options)]
        return min(values), max(values), True
    return _climb(phi, options, -1.0)[0], _climb(phi, options, 1.0)[0], False


def picks_of_largest_phi(
    system: CandidateSystem, mechanisms: Sequence[Irreducible], specified: Specified
) -> dict[int, Pick]:
    """Return the choice among tied congruent purviews that maximises Φ; of equal ones the larger purviews.

    Parameters
    ----------
    system : CandidateSystem
    mechanisms : sequence of Irreducible
    specified : (cause state, effect state)
        The system's specified states.

    Returns
    -------
    dict
        Cause and effect by the position of the mechanism; mechanisms without a congruent pair are left out.
        Beyond `EXHAUSTIVE_BY_NAME` choices that differ in what they relate, the best that a search finds
        which changes one mechanism at a time.
    """
    choices = _choices(mechanisms, specified)
    phi = np.array([_phi(mechanisms[at]) for at in choices])
    # Φ depends on the union of cause and effect and on how much they share; of alike picks one is tried.
    alike = [_unlike(system, picks) for picks in choices.values()]
    options = [list(each) for each in alike]
    if prod(map(len, options)) <= EXHAUSTIVE_BY_NAME:
        best, value = None, -np.inf
        for choice in product(*options):
            other = closed_form_phi(phi, choice)
            if best is None or (other > value and not close(other, value)):
                best, value = choice, other
        chosen: Sequence[Masks] = best or ()
    else:
        chosen = _climb(phi, options, 1.0)[1]
    return {at: picks[masks] for at, picks, masks in zip(choices, alike, chosen, strict=True)}


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


def _choices(mechanisms: Sequence[Irreducible], specified: Specified) -> dict[int, list[Pick]]:
    """Return every congruent pair of cause and effect, by the position of the mechanism."""
    found = {
        at: list(product(congruent(each.cause, specified[0]), congruent(each.effect, specified[1])))
        for at, each in enumerate(mechanisms)
    }
    return {at: picks for at, picks in found.items() if picks}


def _phi(mechanism: Irreducible) -> float:
    return min(mechanism.cause.phi, mechanism.effect.phi)


def _masks(system: CandidateSystem, pick: Pick) -> Masks:
    cause, effect = (
        sum(1 << (system.offsets[i] + v) for i, v in zip(*purview, strict=True)) for purview in pick
    )
    return cause, effect


def _unlike(system: CandidateSystem, picks: Sequence[Pick]) -> dict[Masks, Pick]:
    """Return the picks that differ in the union of cause and effect, or in how much they share."""
    seen: dict[tuple[int, int], tuple[Masks, Pick]] = {}
    for pick in picks:
        cause, effect = _masks(system, pick)
        seen.setdefault((cause | effect, (cause & effect).bit_count()), ((cause, effect), pick))
    return dict(seen.values())


def _climb(
    phi: npt.NDArray[np.float64], options: list[list[Masks]], sign: float
) -> tuple[float, list[Masks]]:
    """Return the largest (`sign` 1) or least (`sign` -1) Φ reached by changes of one mechanism, and how."""
    best, reached = -np.inf, [o[0] for o in options]
    for start in (0, -1):
        choice = [o[start] for o in options]
        value = sign * closed_form_phi(phi, choice)
        for better, changed in _improvements(phi, options, choice, sign):
            value, choice = better, changed
        if value > best:
            best, reached = value, choice
    return sign * best, reached


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
                if better > value and not close(better, value):
                    value, choice, improved = better, changed, True
                    yield value, choice
