"""What a given partition costs: φ of your own cut, of a system or of a mechanism, with every factor kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import inf, log2
from typing import Literal

import numpy as np
import numpy.typing as npt

from engine.errors import PhiscopeError
from engine.iit4 import repertoires
from engine.iit4.integration import DIRECTIONS, TOLERANCE
from engine.iit4.partitions import MechanismPartition, SystemPartition
from engine.iit4.system import CandidateSystem
from engine.substrate.tpm import row_of
from engine.words import tr

Array = npt.NDArray[np.float64]
Side = Literal["cause", "effect"]


@dataclass(frozen=True, slots=True)
class Factor:
    """One unit's share of a probability: P(its state | all of the other side) and given `kept` only."""

    unit: str
    state: int
    kept: tuple[str, ...]
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Loss:
    """What a partition costs in one direction for the specified `state` of `units` (IIT 4.0 eqs 5-20, 29-41).

    For effects `before` is p_e(s'|s), or π_e(z'|m), and so is `selectivity`; for causes `before` is the
    likelihood p_c(s|s'), or π_c(m|z'), and `selectivity` its Bayesian inverse. `mean` is `before` averaged
    over all states of the condition, `after` what is left of it under the partition.
    """

    direction: Side
    units: tuple[str, ...]
    state: tuple[int, ...]
    selectivity: float
    mean: float
    factors: tuple[Factor, ...]

    @property
    def before(self) -> float:
        """Probability, intact: the product of the factors."""
        return float(np.prod([f.before for f in self.factors]))

    @property
    def after(self) -> float:
        """Probability under the partition."""
        return float(np.prod([f.after for f in self.factors]))

    @property
    def ii(self) -> float:
        """Intrinsic information of the state in ibits."""
        return self.selectivity * _ratio(self.before, self.mean)

    @property
    def informativeness(self) -> float:
        """log2(before / after) in bits; negative where the cut makes the state more probable."""
        return _ratio(self.before, self.after)

    @property
    def phi(self) -> float:
        """φ of the partition in this direction, in ibits."""
        phi = self.selectivity * max(0.0, self.informativeness)
        return phi if phi > TOLERANCE else 0.0

    @property
    def differentiation(self) -> float:
        """i_diff: -log2 of the selectivity (2026 revision)."""
        return -log2(self.selectivity) if self.selectivity > 0 else inf


@dataclass(frozen=True, slots=True)
class SystemCut:
    """A directional partition of a system and its cost in both directions."""

    partition: SystemPartition
    cause: Loss
    effect: Loss

    @property
    def phi(self) -> float:
        """φ(θ) = min(φ_c, φ_e) in ibits (eq. 21)."""
        return min(self.cause.phi, self.effect.phi)

    @property
    def connections(self) -> int:
        """N(θ): connections cut, counted on the complete graph."""
        return len(self.partition.cut)

    @property
    def normalized(self) -> float:
        """φ(θ) / N(θ), which the minimum partition minimises (eq. 22)."""
        return self.phi / self.connections

    @property
    def cap(self) -> float:
        """ii(s), the most that φ_s can be in the 2026 revision."""
        sides = (self.cause, self.effect)
        return max(0.0, min(min(side.differentiation, side.ii) for side in sides))


@dataclass(frozen=True, slots=True)
class MechanismCut:
    """A disintegrating partition of a mechanism and its purview, and its cost."""

    mechanism: tuple[str, ...]
    mechanism_state: tuple[int, ...]
    partition: MechanismPartition
    loss: Loss

    @property
    def phi(self) -> float:
        """φ(θ) in ibits (eqs 38-39)."""
        return self.loss.phi

    @property
    def connections(self) -> int:
        """N(θ) = |M||Z| - Σ|M_i||Z_i|."""
        return len(self.partition.cut)

    @property
    def normalized(self) -> float:
        """φ(θ) / N(θ) (eq. 40)."""
        return self.phi / self.connections


def cut_system(
    system: CandidateSystem,
    partition: SystemPartition,
    cause_state: Sequence[int],
    effect_state: Sequence[int],
) -> SystemCut:
    """Evaluate a directional partition for the specified states (IIT 4.0 eqs 13-21).

    Raises
    ------
    PhiscopeError
        If the parts are not a partition of the system's units in two or more (one, of a single unit).
    """
    _check_system(system, partition)
    cut = frozenset(partition.cut)
    kept = [[i for i, a in enumerate(system.labels) if (a, b) not in cut] for b in system.labels]
    everything = range(system.n)
    past, future = tuple(cause_state), tuple(effect_state)
    causes = _factors(system, system.cause, everything, system.state, past, kept)
    effects = _factors(system, system.effect, everything, future, system.state, kept)
    likelihood = system.cause[:, system.present_columns].prod(axis=1)
    back = float(likelihood[row_of(past, system.radix)] / likelihood.sum())
    columns = [o + s for o, s in zip(system.offsets, future, strict=True)]
    ahead = system.effect[:, columns].prod(axis=1)
    return SystemCut(
        partition=partition,
        cause=Loss("cause", system.labels, past, back, float(likelihood.mean()), causes),
        effect=Loss("effect", system.labels, future, float(ahead[system.row]), float(ahead.mean()), effects),
    )


def cut_mechanism(
    system: CandidateSystem,
    direction: Side,
    mechanism: Iterable[str],
    purview: Iterable[str],
    state: Sequence[int],
    partition: MechanismPartition,
) -> MechanismCut:
    """Evaluate a disintegrating partition for the purview in `state` (IIT 4.0 eqs 36-39).

    Raises
    ------
    PhiscopeError
        If the parts do not divide mechanism and purview, or a part has the whole mechanism and some purview.
    """
    m, z = system.positions(mechanism), system.positions(purview)
    parts = _check_mechanism(system, m, z, partition)
    target, now = tuple(state), tuple(system.state[i] for i in m)
    part_of = {i: pair for pair in parts for i in pair[1 if direction == "effect" else 0]}
    if direction == "effect":
        intact = repertoires.effect_repertoire(system, m, z)
        mean = float(repertoires.unconstrained_effect_repertoire(system, m, z)[target])
        select, table, whole, wanted, here, own = float(intact[target]), system.effect, z, target, m, 0
    else:
        likelihood = repertoires.cause_likelihood(system, m, z)
        mean, select = float(likelihood.mean()), float(likelihood[target] / likelihood.sum())
        table, whole, wanted, here, own = system.cause, m, now, z, 1
    given = [0] * system.n
    for i, value in zip(here, now if direction == "effect" else target, strict=True):
        given[i] = value
    kept = [part_of[i][own] for i in whole]
    factors = _factors(system, table, whole, wanted, given, kept, here)
    return MechanismCut(
        mechanism=tuple(system.labels[i] for i in m),
        mechanism_state=now,
        partition=partition,
        loss=Loss(direction, tuple(system.labels[i] for i in z), target, select, mean, factors),
    )


def _factors(
    system: CandidateSystem,
    table: Array,
    units: Sequence[int],
    wanted: Sequence[int],
    given: Sequence[int],
    kept: Sequence[Sequence[int]],
    whole: Sequence[int] | None = None,
) -> tuple[Factor, ...]:
    """P(each of `units` = wanted) given the units `whole`, and given those it keeps; others are noise."""
    condition = range(system.n) if whole is None else whole

    def chance(column: int, inputs: Sequence[int]) -> float:
        ordered = sorted(inputs)
        rows = repertoires.average_rows(table[:, [column]], system.radix, ordered)
        return float(rows[row_of([given[i] for i in ordered], tuple(system.radix[i] for i in ordered)), 0])

    out = []
    for j, value, inputs in zip(units, wanted, kept, strict=True):
        column = system.offsets[j] + value
        names = tuple(system.labels[i] for i in sorted(inputs))
        out.append(Factor(system.labels[j], value, names, chance(column, condition), chance(column, inputs)))
    return tuple(out)


def _check_system(system: CandidateSystem, partition: SystemPartition) -> None:
    listed = sorted(chain.from_iterable(partition.parts))
    if listed != sorted(system.labels) or not all(partition.parts):
        raise _refusal(tr("Every unit of the system belongs to exactly one part; put each in one."))
    if len(partition.parts) < min(2, system.n):
        raise _refusal(tr("All units are in one part, so nothing is cut; move a unit to another part."))
    if len(partition.directions) != len(partition.parts) or set(partition.directions) - set(DIRECTIONS):
        raise _refusal(tr("Every part has one direction: cause, effect or both."))


def _check_mechanism(
    system: CandidateSystem, m: tuple[int, ...], z: tuple[int, ...], partition: MechanismPartition
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return the parts as positions."""
    for side, units in ((0, m), (1, z)):
        if sorted(u for pair in partition.parts for u in pair[side]) != sorted(
            system.labels[i] for i in units
        ):
            raise _refusal(tr("Every unit of the mechanism and of the purview belongs to exactly one part."))
    parts = [(system.positions(a), system.positions(b)) for a, b in partition.parts]
    if any(len(a) == len(m) and b for a, b in parts):
        raise _refusal(
            tr(
                "The whole mechanism is in one part with some of the purview, so it stays whole; move a "
                "mechanism unit to another part, or all purview units away from it."
            )
        )
    return parts


def _refusal(text: str) -> PhiscopeError:
    return PhiscopeError(text, field="partition")


def _ratio(p: float, q: float) -> float:
    """log2(p / q), 0 where there is nothing to lose."""
    return log2(p / q) if p > 0 and q > 0 else 0.0
