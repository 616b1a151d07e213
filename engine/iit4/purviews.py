"""One mechanism over one purview in full: repertoires, intrinsic information, partition, φ."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ldexp
from typing import Literal

import numpy as np
import numpy.typing as npt

from engine.iit4 import repertoires
from engine.iit4.partitions import MechanismPartition
from engine.iit4.repertoires import bits
from engine.iit4.system import CandidateSystem
from engine.iit4.tolerance import largest, positive, slack
from engine.kernels import disintegration

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PurviewAnalysis:
    """One mechanism over one purview in one direction (IIT 4.0 eqs 29-41).

    Arrays have one axis per purview unit, in system order, indexed by its state.

    Attributes
    ----------
    direction : {"cause", "effect"}
    mechanism, mechanism_state, purview : tuple
        Labels and states.
    intact, unconstrained, partitioned : array
        Repertoires given the mechanism in its state, without it, and under `partition`.
    specified : tuple of int
        The state of largest intrinsic information; of tied ones that of larger φ.
    tied : tuple of tuples of int
        All states of largest intrinsic information.
    information : array
        Intrinsic information of every state, in ibits.
    ii : float
        Its largest value.
    before, after : float
        Probability for `specified` without and with the partition: π_e(z'|m) for effects, π_c(m|z') for
        causes.
    phi : float
        ``intact[specified]`` times the positive part of log2(`before` / `after`), in ibits.
    partition : MechanismPartition
        The minimum partition for `specified`.
    """

    direction: Literal["cause", "effect"]
    mechanism: tuple[str, ...]
    mechanism_state: tuple[int, ...]
    purview: tuple[str, ...]
    intact: Array
    unconstrained: Array
    partitioned: Array
    specified: tuple[int, ...]
    tied: tuple[tuple[int, ...], ...]
    information: Array
    ii: float
    before: float
    after: float
    phi: float
    partition: MechanismPartition


def analyse_purview(
    system: CandidateSystem,
    direction: Literal["cause", "effect"],
    mechanism: Sequence[str],
    purview: Sequence[str],
    state: tuple[int, ...] | None = None,
) -> PurviewAnalysis:
    """Return the analysis of a mechanism over a purview (IIT 4.0 eqs 29-41).

    Parameters
    ----------
    system : CandidateSystem
    direction : {"cause", "effect"}
    mechanism, purview : sequence of str
        Labels.
    state : tuple of int, optional
        State of the purview to partition for; the specified one by default.
    """
    m, z = system.positions(mechanism), system.positions(purview)
    exponent = 0
    if direction == "effect":
        intact = repertoires.effect_repertoire(system, m, z)
        unconstrained = repertoires.unconstrained_effect_repertoire(system, m, z)
        likelihood, mean = intact, unconstrained
    else:
        likelihood, exponent = repertoires.cause_likelihood(system, m, z)
        intact = likelihood / likelihood.sum()
        unconstrained = np.full_like(intact, 1 / intact.size)
        mean = np.full_like(intact, likelihood.mean())
    information = np.zeros_like(intact)
    some = (likelihood > 0) & (mean > 0)
    information[some] = intact[some] * np.log2(likelihood[some] / mean[some])
    ii = float(information.max())
    tied = tuple(tuple(int(v) for v in index) for index in np.argwhere(information >= ii - slack(ii)))
    options = [_partition(system, direction, m, z, s) for s in ([state] if state else tied)]
    loss = [float(intact[s]) * max(0.0, f) for s, f, _, _ in options]
    best = int(largest(loss)[0])
    specified, f, parts, partitioned = options[best]
    before = ldexp(float(likelihood[specified]), exponent)
    after = before * 2.0**-f
    return PurviewAnalysis(
        direction=direction,
        mechanism=tuple(system.labels[i] for i in m),
        mechanism_state=tuple(system.state[i] for i in m),
        purview=tuple(system.labels[i] for i in z),
        intact=intact,
        unconstrained=unconstrained,
        partitioned=partitioned,
        specified=specified,
        tied=tied,
        information=information,
        ii=ii,
        before=before,
        after=after,
        phi=positive(loss[best]),
        partition=MechanismPartition(
            tuple((tuple(system.labels[i] for i in a), tuple(system.labels[i] for i in b)) for a, b in parts)
        ),
    )


def _partition(
    system: CandidateSystem, direction: str, m: tuple[int, ...], z: tuple[int, ...], state: tuple[int, ...]
) -> tuple[tuple[int, ...], float, list[tuple[tuple[int, ...], tuple[int, ...]]], Array]:
    """Return (state, F, parts as (mechanism, purview) positions, partitioned repertoire)."""
    is_cause = direction == "cause"
    divided, choosing = (z, m) if is_cause else (m, z)
    table = system.cause if is_cause else system.effect
    given = dict(zip(divided, state if is_cause else (system.state[i] for i in m), strict=True))
    targets = dict(zip(choosing, (system.state[i] for i in m) if is_cause else state, strict=True))
    columns = [system.offsets[i] + targets[i] for i in choosing]
    # Only the divided units are kept: the others are noise in every partition.
    averaged = repertoires.average_rows(table[:, columns], system.radix, divided)
    present = repertoires.given_present_state(
        averaged, [system.radix[i] for i in divided], list(given.values())
    )
    costs = bits(present)
    # Bits of the table's rows are set where a unit is averaged over, those of a block where it is kept.
    size = len(divided)
    losses = np.zeros((len(choosing), 1 << size))
    # An impossible state loses nothing.
    if np.isfinite(costs[0]).all():
        losses[:] = (costs[::-1] - costs[0]).T
    f, choice = disintegration.minimum_partition(losses, is_cause, 1.0, 0.0)
    kept = sorted({int(block) for block in choice})
    pairs = [
        (_at(divided, block), tuple(c for c, b in zip(choosing, choice, strict=True) if b == block))
        for block in kept
    ]
    # Divided units in no chosen block are a part of their own, without choosers.
    alone = _at(divided, (1 << size) - 1 - sum(kept))
    if alone:
        pairs.append((alone, ()))
    parts = [(b, a) if is_cause else (a, b) for a, b in pairs]
    return state, float(f), parts, repertoires.partitioned_repertoire(system, direction, parts, z)


def _at(units: Sequence[int], mask: int) -> tuple[int, ...]:
    return tuple(u for k, u in enumerate(units) if mask >> k & 1)
