"""Why an occurrence has no cause or effect: the purview that comes nearest to one."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from engine.causation.links import Direction, cause_side, effect_side, log_given
from engine.causation.subsets import in_order, named
from engine.causation.transitions import Transition, cause_radix, likelihoods
from engine.iit4.repertoires import average_rows
from engine.run.jobs import new_control
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import row_of

TOLERANCE = 1e-10


@dataclass(frozen=True, slots=True)
class BestPurview:
    """The purview of largest α of an occurrence, linked or not.

    Attributes
    ----------
    direction : {"cause", "effect"}
    occurrence, purview : tuple of str
    alpha : float
        Largest α of any purview, in bits; there is no link at 0 or below.
    gain : float
        log2 of the purview's probability given the occurrence, over its unconstrained probability.
    raises : bool
        Whether the occurrence raises the probability of any purview at all.
    """

    direction: Direction
    occurrence: tuple[str, ...]
    purview: tuple[str, ...]
    alpha: float
    gain: float
    raises: bool


def best_purview(
    substrate: Substrate, moved: Transition, direction: Direction, occurrence: Iterable[str]
) -> BestPurview:
    """Find the purview of largest α of an occurrence; of equal ones, that with the largest gain.

    Parameters
    ----------
    substrate : Substrate
    moved : Transition
        Such as `Account.transition`.
    direction : {"cause", "effect"}
        Whether to look for a cause of effect units or for an effect of cause units.
    occurrence : labels
        For an effect, units that may be causes; for a cause, units that may be effects.

    Returns
    -------
    BestPurview
    """
    is_effect = direction == "effect"
    here, there = (moved.causes, moved.effects) if is_effect else (moved.effects, moved.causes)
    wanted = set(occurrence)
    x = tuple(label for label in here if label in wanted)
    table, radix = likelihoods(substrate, moved), cause_radix(substrate, moved)
    if is_effect:
        kept = [here.index(label) for label in x]
        base = [radix[i] for i in kept]
        given = log_given(average_rows(table, radix, kept), base, moved.before_of(x))
        side = effect_side(given, new_control())
    else:
        table = np.ascontiguousarray(table[:, [here.index(label) for label in x]])
        present = row_of(moved.before_of(there), radix)
        side = cause_side(table, np.array(radix), present, new_control())
    alpha, gain = side.alpha[-1], side.value[-1]
    near = np.flatnonzero(alpha[1:] >= alpha[1:].max() - TOLERANCE) + 1
    best = max(in_order(near), key=lambda mask: round(float(gain[mask]), 10))
    return BestPurview(
        direction, x, named(there, best), float(alpha[best]), float(gain[best]), bool(gain.max() > TOLERANCE)
    )
