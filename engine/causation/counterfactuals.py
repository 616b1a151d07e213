"""One occurrence over one purview in full: repertoires, partition, α, and counterfactual states."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.causation.links import Direction, cause_side, effect_side, log_given, weakest_partition
from engine.causation.transitions import Transition, cause_radix, likelihoods, next_columns
from engine.errors import StateError
from engine.iit4.partitions import MechanismPartition
from engine.iit4.repertoires import average_rows
from engine.run.jobs import new_control
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import row_of
from engine.words import tr

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LinkAnalysis:
    """One occurrence over one purview in one direction (Albantakis et al. 2019), linked or not.

    Attributes
    ----------
    direction : {"cause", "effect"}
    occurrence, occurrence_state, purview, purview_state : tuple
        Labels and states as they were in the transition.
    alpha : float
        log2 of `probability` over `partitioned_probability`, in bits; there is no link at 0 or below.
    partition : MechanismPartition
        The partition that leaves the largest probability.
    intact, unconstrained, partitioned : array
        Repertoires of the purview given the occurrence, without it, and under `partition`; one axis per
        purview unit, indexed by its state.
    counterfactuals : array
        Repertoire of the purview for every state that the occurrence might have had: one axis per occurrence
        unit, then one per purview unit; 0 throughout at a state that is impossible.
    """

    direction: Direction
    occurrence: tuple[str, ...]
    occurrence_state: tuple[int, ...]
    purview: tuple[str, ...]
    purview_state: tuple[int, ...]
    alpha: float
    partition: MechanismPartition
    intact: Array
    unconstrained: Array
    partitioned: Array
    counterfactuals: Array

    @property
    def probability(self) -> float:
        """Probability of the purview's actual state given the occurrence."""
        return float(self.intact[self.purview_state])

    @property
    def partitioned_probability(self) -> float:
        """Probability of the purview's actual state under the partition."""
        return float(self.partitioned[self.purview_state])


def analyse_link(
    substrate: Substrate,
    moved: Transition,
    direction: Direction,
    occurrence: Iterable[str],
    purview: Iterable[str],
) -> LinkAnalysis:
    """Analyse an occurrence over a purview, linked or not.

    Parameters
    ----------
    substrate : Substrate
    moved : Transition
        Such as `Account.transition`.
    direction : {"cause", "effect"}
        Whether to look for a cause of effect units or for an effect of cause units.
    occurrence, purview : labels
        For an effect, units that may be causes and units that may be effects; for a cause the other way
        round.

    Returns
    -------
    LinkAnalysis

    Raises
    ------
    StateError
        If there is no such unit on its side of the transition.
    """
    is_effect = direction == "effect"
    here, there = (moved.causes, moved.effects) if is_effect else (moved.effects, moved.causes)
    x, y = _listed(here, occurrence), _listed(there, purview)
    x_state, y_state = (
        (moved.before_of(x), moved.after_of(y)) if is_effect else (moved.after_of(x), moved.before_of(y))
    )
    counterfactuals = _repertoires(substrate, moved, direction, x, y)
    alpha, partition = _alpha(substrate, moved, direction, x, y)
    partitioned = np.ones(counterfactuals.shape[len(x) :])
    for part, rest in partition.parts:
        states = tuple(s for unit, s in zip(x, x_state, strict=True) if unit in part)
        factor = _repertoires(substrate, moved, direction, part, rest)[states]
        shape = [n if unit in rest else 1 for unit, n in zip(y, partitioned.shape, strict=True)]
        partitioned = partitioned * factor.reshape(shape)
    return LinkAnalysis(
        direction=direction,
        occurrence=x,
        occurrence_state=x_state,
        purview=y,
        purview_state=y_state,
        alpha=alpha,
        partition=partition,
        intact=counterfactuals[x_state],
        unconstrained=_repertoires(substrate, moved, direction, (), y),
        partitioned=partitioned,
        counterfactuals=counterfactuals,
    )


def _listed(units: tuple[str, ...], chosen: Iterable[str]) -> tuple[str, ...]:
    """Return the chosen labels in the order of `units`, or refuse the choice."""
    wanted = list(chosen)
    unknown = [label for label in wanted if label not in units]
    known = ", ".join(units)
    if not wanted:
        raise StateError(
            tr("Nothing is chosen on that side of the transition; choose among {known}.", known=known),
            "units",
        )
    if unknown:
        raise StateError(
            tr(
                "{label} is no unit on that side of the transition; choose among {known}.",
                label=unknown[0],
                known=known,
            ),
            "units",
        )
    return tuple(label for label in units if label in wanted)


def _alpha(
    substrate: Substrate, moved: Transition, direction: Direction, x: tuple[str, ...], y: tuple[str, ...]
) -> tuple[float, MechanismPartition]:
    """Return α and the weakest partition of one pair, from tables over its own units alone."""
    causes, effects = (x, y) if direction == "effect" else (y, x)
    radix = cause_radix(substrate, moved)
    kept = [moved.causes.index(label) for label in causes]
    table = average_rows(likelihoods(substrate, moved), radix, kept)
    table = np.ascontiguousarray(table[:, [moved.effects.index(label) for label in effects]])
    base = [radix[i] for i in kept]
    state = moved.before_of(causes)
    if direction == "effect":
        side = effect_side(log_given(table, base, state), new_control())
    else:
        side = cause_side(table, np.array(base), row_of(state, tuple(base)), new_control())
    pair = len(side.alpha) - 1, side.alpha.shape[1] - 1
    return float(side.alpha[pair]), weakest_partition(side, pair, x, y)


def _repertoires(
    substrate: Substrate, moved: Transition, direction: Direction, x: tuple[str, ...], y: tuple[str, ...]
) -> Array:
    """Return the repertoire of y for every state of x: one axis per unit of x, then one per unit of y."""
    causes, effects = (x, y) if direction == "effect" else (y, x)
    radix = cause_radix(substrate, moved)
    kept = [moved.causes.index(label) for label in causes]
    table = average_rows(next_columns(substrate, moved), radix, kept)
    table = table.reshape(*(radix[i] for i in reversed(kept)), -1)
    table = table.transpose(*reversed(range(len(kept))), len(kept))
    joint, start = np.ones(table.shape[:-1]), 0
    for label in moved.effects:
        base = substrate.radix[substrate.index(label)]
        if label in effects:
            block = table[..., start : start + base]
            joint = joint[..., None] * block.reshape(*table.shape[:-1], *[1] * (joint.ndim - len(kept)), base)
        start += base
    if direction == "effect":
        return joint
    total = joint.sum(axis=tuple(range(len(kept))), keepdims=True)
    posterior = np.divide(joint, total, out=np.zeros_like(joint), where=total > 0)
    return posterior.transpose(*range(len(kept), joint.ndim), *range(len(kept)))
