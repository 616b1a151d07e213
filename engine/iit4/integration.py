"""System integrated information φ_s and its minimum partition (IIT 4.0 eqs 5-23, and the 2026 revision)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from engine.formalisms import DEFAULT, formalism_of
from engine.iit4.partitions import Direction, SystemPartition
from engine.iit4.readings import StateTies
from engine.iit4.repertoires import bits, given_present_state
from engine.iit4.system import CandidateSystem
from engine.iit4.tolerance import TOLERANCE, close, largest, positive
from engine.kernels import integration as kernels
from engine.run.jobs import Control, new_control
from engine.substrate.masks import members
from engine.substrate.probabilities import scaled_products

Array = npt.NDArray[np.float64]
_Tied: TypeAlias = Callable[[Array], npt.NDArray[np.int64]]
Reason = Literal[
    "not-strongly-connected",
    "no-cause",
    "no-effect",
    "reducible",
    "unreachable",
    "not-reachable-now",
    "deterministic-cap",
]
DIRECTIONS: tuple[Direction, ...] = ("cause", "effect", "both")


@dataclass(frozen=True, slots=True)
class SystemIntegration:
    """φ_s of a candidate system, with the minimum partition and the specified states (IIT 4.0 eqs 5-23).

    Attributes
    ----------
    phi_s : float
        In ibits, after any cap; 0 if there is a `reason`.
    normalized_phi_s : float
        φ(θ')/N(θ') of the minimum partition θ', before any cap.
    phi_c, phi_e : float
        φ of both directions at the minimum partition.
    ii_c, ii_e : float
        Intrinsic information of the specified states, in ibits.
    cause_state, effect_state : tuple of int
        The specified states of the system's units.
    mip : SystemPartition or None
        The minimum partition.
    reason : str or None
        Why φ_s is 0; None if it is not.
    ties : tuple of (cause state, effect state)
        The pairs of specified states with the largest φ_s, if there are several.
    """

    phi_s: float
    normalized_phi_s: float
    phi_c: float
    phi_e: float
    ii_c: float
    ii_e: float
    cause_state: tuple[int, ...]
    effect_state: tuple[int, ...]
    mip: SystemPartition | None
    reason: Reason | None
    ties: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class _Specified:
    """One specified state in one direction: probability, ii, costs of keeping inputs, minimum partition."""

    state: tuple[int, ...]
    probability: float
    ii: float
    costs: Array
    parts: npt.NDArray[np.int64]
    directions: npt.NDArray[np.int64]


def integrate(
    system: CandidateSystem,
    formalism: str = DEFAULT,
    control: Control | None = None,
    state_ties: StateTies = "paper",
) -> list[SystemIntegration]:
    """Return φ_s for the tied pairs of specified states that share the largest φ_s.

    There is usually one such pair; several if states tie (symmetric or deterministic systems). In a system
    that is not strongly connected φ_s is 0 for all states, so only the first ones are evaluated.

    Parameters
    ----------
    system : CandidateSystem
    formalism : {"iit4-2023", "iit4-2026"}
        The 2026 revision caps φ_s by ii(s) (Mayner, Marshall, Tononi 2026).
    control : array of int, shape (2,), optional
        (cancel flag, steps done) of the job.
    state_ties : {"paper", "first"}
        Whether all tied states are evaluated, or in each direction the lowest row alone.

    Returns
    -------
    list of SystemIntegration
        In the order of the states, unit 0 fastest.
    """
    control = new_control() if control is None else control
    connected = system.strongly_connected
    tied = partial(_tied, connected, state_ties)
    causes = _specified_causes(system, tied, control)
    effects = _specified_effects(system, tied, control)
    is_capped = formalism_of(formalism).is_capped
    found = [_evaluate(system, connected, c, e, is_capped) for c, e in product(causes, effects)]
    best = max(f.phi_s for f in found)
    tied = [f for f in found if close(f.phi_s, best)]
    pairs = tuple((f.cause_state, f.effect_state) for f in tied)
    return [replace(f, ties=pairs if len(pairs) > 1 else ()) for f in tied]


def intrinsic_effects(system: CandidateSystem, control: Control) -> tuple[Array, Array]:
    """Return the effect probability and the intrinsic effect information of every state (IIT 4.0 eqs 5-8).

    Parameters
    ----------
    system : CandidateSystem
    control : array of int, shape (2,)
        (cancel flag, steps done) of the job.

    Returns
    -------
    probability, information : array, shape (prod(radix),)
        p_e(s̄|s) and ii_e(s̄) in ibits, unit 0 fastest.
    """
    probability = np.ones(1)
    for j in range(system.n):
        column = system.effect[system.row, system.columns_of(j)]
        probability = (column[:, None] * probability[None, :]).ravel()
    mean = kernels.mean_joint(system.effect, np.array(system.radix), control)
    return probability, _information(probability, probability, mean)


def intrinsic_causes(system: CandidateSystem) -> tuple[Array, Array]:
    """Return p_c←(s̄|s) and ii_c(s̄) in ibits for every state s̄, unit 0 fastest (IIT 4.0 eqs 9-12)."""
    likelihood, _ = scaled_products(system.cause[:, system.present_columns])
    # The sum may be 0 in macro systems alone; see `CandidateSystem.has_cause`.
    posterior = likelihood / (likelihood.sum() or 1.0)
    return posterior, _information(posterior, likelihood, np.full_like(likelihood, likelihood.mean()))


def _information(selectivity: Array, probability: Array, mean: Array) -> Array:
    out = np.zeros_like(probability)
    some = (probability > 0) & (mean > 0)
    out[some] = selectivity[some] * np.log2(probability[some] / mean[some])
    return out


def _tied(connected: bool, state_ties: StateTies, values: Array) -> npt.NDArray[np.int64]:
    """Rows of the largest value; only the first row if φ_s is 0 for all of them, or if so read."""
    tied = largest(values)
    alone = values.max() <= TOLERANCE or not connected or state_ties == "first"
    return tied[:1] if alone else tied


def _digits(row: int, radix: Sequence[int]) -> tuple[int, ...]:
    out = []
    for k in radix:
        out.append(row % k)
        row //= k
    return tuple(out)


def _specify(state: tuple[int, ...], p: float, ii: float, table: Array, control: Control) -> _Specified:
    """Find the minimum partition for one specified state.

    Bit i of the rows of `table` is set if unit i is averaged over; the kernel sets it if the unit is kept.
    """
    n = table.shape[1]
    # A state that is not specified (ii = 0) may be impossible: no cut loses anything then.
    costs = np.ascontiguousarray(bits(table)[::-1]) if ii > TOLERANCE else np.zeros(table.shape)
    if n == 1:
        parts, directions = np.ones(1, np.int64), np.full(1, 2)
    else:
        parts, directions = kernels.minimum_partition(costs, p, control)
    return _Specified(state, p, ii, costs, parts, directions)


def _specified_effects(system: CandidateSystem, tied: _Tied, control: Control) -> list[_Specified]:
    probability, ii = intrinsic_effects(system, control)
    table = given_present_state(system.effect, system.radix, system.state)
    out = []
    for row in tied(ii):
        target = _digits(int(row), system.radix)
        columns = [o + s for o, s in zip(system.offsets, target, strict=True)]
        out.append(_specify(target, float(probability[row]), float(ii[row]), table[:, columns], control))
    return out


def _specified_causes(system: CandidateSystem, tied: _Tied, control: Control) -> list[_Specified]:
    posterior, ii = intrinsic_causes(system)
    present = system.cause[:, system.present_columns]
    out = []
    for row in tied(ii):
        past = _digits(int(row), system.radix)
        table = given_present_state(present, system.radix, past)
        out.append(_specify(past, float(posterior[row]), float(ii[row]), table, control))
    return out


def _loss(side: _Specified, parts: npt.NDArray, directions: npt.NDArray) -> tuple[float, int]:
    """Return (φ, N) of a partition in one direction (eqs 19-20)."""
    if side.costs.shape[1] == 1:
        f, edges = float(side.costs[0, 0] - side.costs[1, 0]), 1
    else:
        f, edges = kernels.partition_loss(side.costs, parts, directions)
    return positive(side.probability * f), edges


def _evaluate(
    system: CandidateSystem,
    connected: bool,
    cause: _Specified,
    effect: _Specified,
    is_capped: bool,
) -> SystemIntegration:
    """Minimise over both directions for one pair of specified states (eqs 19-23)."""
    options = []
    for side in (cause, effect):
        phi_c, edges = _loss(cause, side.parts, side.directions)
        phi_e, _ = _loss(effect, side.parts, side.directions)
        options.append((min(phi_c, phi_e) / edges, -min(phi_c, phi_e), phi_c, phi_e, side))
    first, second = options
    if close(first[0], second[0]):
        chosen = second if second[1] < first[1] and not close(second[1], first[1]) else first
    else:
        chosen = second if second[0] < first[0] else first
    ratio, _, phi_c, phi_e, side = chosen
    phi = min(phi_c, phi_e)
    reason = _reason(connected, cause, effect, phi) if system.has_cause else "no-cause"
    if is_capped:
        phi = min(phi, _cap(cause, effect))
        if reason is None and phi <= TOLERANCE:
            reason = "deterministic-cap"
    return SystemIntegration(
        phi_s=0.0 if reason else phi,
        normalized_phi_s=ratio,
        phi_c=phi_c,
        phi_e=phi_e,
        ii_c=cause.ii,
        ii_e=effect.ii,
        cause_state=cause.state,
        effect_state=effect.state,
        mip=_partition(system, side),
        reason=reason,
    )


def _cap(cause: _Specified, effect: _Specified) -> float:
    """Return ii(s): the least of differentiation and specification over both directions (2026, eqs 5-9)."""
    sides = (cause, effect)
    # A state of probability 0 has infinite differentiation, but ii = 0, which is the least.
    differentiation = [-np.log2(side.probability) for side in sides if side.probability]
    return max(0.0, min([*differentiation, *(side.ii for side in sides)]))


def _reason(connected: bool, cause: _Specified, effect: _Specified, phi: float) -> Reason | None:
    if not connected:
        return "not-strongly-connected"
    if cause.ii <= TOLERANCE:
        return "no-cause"
    if effect.ii <= TOLERANCE:
        return "no-effect"
    return "reducible" if phi <= TOLERANCE else None


def _partition(system: CandidateSystem, side: _Specified) -> SystemPartition:
    masks = zip(side.parts.tolist(), side.directions.tolist(), strict=True)
    named = sorted((members(mask), d) for mask, d in masks)
    return SystemPartition(
        parts=tuple(tuple(system.labels[i] for i in part) for part, _ in named),
        directions=tuple(DIRECTIONS[d] for _, d in named),
    )
