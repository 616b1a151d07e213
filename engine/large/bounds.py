"""Bounds on φ_s from single partitions: φ_s ≤ φ(θ) n(n-1)/N(θ), whatever θ (formalism §9).

The minimum partition has the least φ/N, and none cuts more than n(n-1) connections. One unit against the
rest, in one direction, cuts n-1; of the specified states, which would need all states of the system, only
the best case is taken.
"""

import numpy as np
import numpy.typing as npt

from engine.large.surroundings import Over, Surroundings
from engine.substrate.chains import Chain
from engine.substrate.masks import bits
from engine.substrate.tpm import MAX_UNITS

Array = npt.NDArray[np.float64]


def most_phi_s(here: Surroundings, inside: int) -> float:
    """Return a bound on φ_s of a candidate system, in ibits.

    Parameters
    ----------
    here : Surroundings
    inside : int
        The set of its units.

    Returns
    -------
    float
        Infinity if no partition is small enough to look at.
    """
    units = list(bits(inside))
    if len(units) == 1:
        return float("inf")
    small = [unit for unit in units if not _is_wide(here, unit, inside)]
    found = [float("inf")]
    # Whatever state is specified, it is at most so probable.
    likely = 1.0
    now = {unit: _now(here, here.effect(unit, inside)) for unit in small}
    for table in now.values():
        likely *= float(table.max())
    for unit in units:
        if unit in now:
            found.append(likely * _loss_of_effect(here, unit, inside, inside & ~(1 << unit)))
            found.append(_loss_of_cause(here, unit, inside, inside & ~(1 << unit)))
        fed = list(bits(here.outputs[unit] & inside & ~(1 << unit)))
        if all(each in now for each in fed):
            found.append(likely * sum(_loss_of_effect(here, each, inside, 1 << unit) for each in fed))
            found.append(sum(_loss_of_cause(here, each, inside, 1 << unit) for each in fed))
    return len(units) * min(found)


def _is_wide(here: Surroundings, unit: int, inside: int) -> bool:
    function = here.substrate.function_at(unit)
    return isinstance(function, Chain) and (here.inputs[unit] & inside).bit_count() > MAX_UNITS


def _now(here: Surroundings, over: Over) -> Array:
    """Return the distribution of a unit's next state, its inputs being as they are now."""
    inputs, table = over
    return table[tuple(here.state[each] for each in inputs)]


def _loss_of_effect(here: Surroundings, unit: int, inside: int, cut: int) -> float:
    """Return the most that a unit's effect may lose, in bits, if its inputs in a set are noise."""
    inputs, table = here.effect(unit, inside)
    whole = _now(here, (inputs, table))
    noised = _now(here, (inputs, _noised(inputs, table, cut)))
    return _largest_ratio(whole, noised)


def _loss_of_cause(here: Surroundings, unit: int, inside: int, cut: int) -> float:
    """Return the most that a unit's cause may lose, in bits, if its inputs in a set are noise."""
    inputs, table = here.cause(unit, inside)
    state = here.state[unit]
    return _largest_ratio(table[..., state], _noised(inputs, table, cut)[..., state])


def _noised(inputs: tuple[int, ...], table: Array, cut: int) -> Array:
    axes = tuple(axis for axis, each in enumerate(inputs) if cut >> each & 1)
    return np.broadcast_to(table.mean(axis=axes, keepdims=True), table.shape) if axes else table


def _largest_ratio(whole: Array, noised: Array) -> float:
    possible = whole > 0
    ratios = whole[possible] / noised[possible]
    return max(0.0, float(np.log2(ratios.max()))) if ratios.size else 0.0
