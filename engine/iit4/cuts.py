"""φ of a given partition, of a system or of a mechanism and purview, with every factor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from engine.errors import PhiscopeError
from engine.iit4 import repertoires
from engine.iit4.integration import DIRECTIONS
from engine.iit4.losses import Factor, Loss, Side
from engine.iit4.partitions import MechanismPartition, SystemPartition
from engine.iit4.system import CandidateSystem
from engine.substrate.tpm import row_of
from engine.words import tr

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SystemCut:
    """A directional partition of a system with its losses.

    Attributes
    ----------
    partition : SystemPartition
    cause, effect : Loss
        For the specified cause state and the specified effect state.
    """

    partition: SystemPartition
    cause: Loss
    effect: Loss

    @property
    def phi(self) -> float:
        """φ(θ) = min(φ_c, φ_e) in ibits (eq. 21)."""
        return min(self.cause.phi, self.effect.phi)

    @property
    def connections(self) -> int:
        """N(θ), the number of connections cut, counted on the complete graph."""
        return len(self.partition.cut)

    @property
    def normalized(self) -> float:
        """φ(θ) / N(θ), which the minimum partition minimises (eq. 22)."""
        return self.phi / self.connections

    @property
    def cap(self) -> float:
        """ii(s) in ibits, the upper bound of φ_s in the 2026 revision."""
        sides = (self.cause, self.effect)
        return max(0.0, min(min(side.differentiation, side.ii) for side in sides))


@dataclass(frozen=True, slots=True)
class MechanismCut:
    """A disintegrating partition of a mechanism and its purview with its loss.

    Attributes
    ----------
    mechanism, mechanism_state : tuple
        Labels and states.
    partition : MechanismPartition
    loss : Loss
        In one direction, for one state of the purview.
    """

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
    """Evaluate a directional partition of a system (IIT 4.0 eqs 13-21).

    Parameters
    ----------
    system : CandidateSystem
    partition : SystemPartition
    cause_state, effect_state : sequence of int
        The specified states of the system's units.

    Returns
    -------
    SystemCut

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
    """Evaluate a disintegrating partition of a mechanism and its purview (IIT 4.0 eqs 36-39).

    Parameters
    ----------
    system : CandidateSystem
    direction : {"cause", "effect"}
    mechanism, purview : iterable of str
        Labels.
    state : sequence of int
        State of the purview's units, in system order.
    partition : MechanismPartition

    Returns
    -------
    MechanismCut

    Raises
    ------
    PhiscopeError
        If the parts do not divide mechanism and purview, or one part has the whole mechanism and a purview
        unit.
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
    """Return P(unit = wanted) of each of `units` given the units `whole`, and given those it keeps."""
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
    """Return the parts as positions, or refuse them."""
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
