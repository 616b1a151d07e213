"""𝒜: how much of a causal account is lost when its transition is cut in two (Albantakis et al. 2019).

**Definition.** A partition divides the cause units at t-1 and the effect units at t, together, into two
parts, and replaces the connections between the parts by noise. 𝒜_e is the least loss of Σα over the actual
effects, 𝒜_c that over the actual causes, 𝒜 that over both, each under its own weakest partition. This reading
gives the numbers printed with Fig. 6 (𝒜_e = 0, 𝒜_c = 𝒜 = 0.17) and Fig. 7D (𝒜 = 0). They do not decide
between it and partitions that must divide v_{t-1} for 𝒜_e and v_t for 𝒜_c.

**Why no account is computed twice.** Each of two separated parts has an account of its own: a causal link
across the parts is reducible, and a link within a part keeps its α but has only the part's units as purviews.
The sum that remains is therefore a sum over the parts, read from tables that follow from α by passes over
subsets. Cutting a part again can only lower that sum, so partitions in two are enough.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.causation.subsets import named, over_subsets
from engine.causation.transitions import Transition
from engine.iit4.partitions import MechanismPartition

Array = npt.NDArray[np.float64]
TOLERANCE = 1e-10


@dataclass(frozen=True, slots=True)
class Irreducibility:
    """𝒜_e, 𝒜_c and 𝒜 of a transition, each with its weakest partition (Albantakis et al. 2019).

    Attributes
    ----------
    effect, cause, both : float
        𝒜_e, 𝒜_c and 𝒜 in bits.
    effect_partition, cause_partition, partition : MechanismPartition
        The weakest partition of each; its parts are pairs (cause units, effect units).
    """

    effect: float
    cause: float
    both: float
    effect_partition: MechanismPartition
    cause_partition: MechanismPartition
    partition: MechanismPartition

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types."""
        return {
            "A_e": self.effect,
            "A_c": self.cause,
            "A": self.both,
            "partition": self.partition.to_dict()["parts"],
        }


def irreducibility(moved: Transition, effect: Array, cause: Array) -> Irreducibility:
    """Find the weakest partitions of a transition.

    Parameters
    ----------
    moved : Transition
    effect : array, shape (2**a, 2**b)
        α of the effects in bits, indexed [occurrence mask over the a cause units, purview mask over the b
        effect units].
    cause : array, shape (2**b, 2**a)
        α of the causes in bits, indexed [occurrence mask over the effect units, purview mask over the cause
        units].

    Returns
    -------
    Irreducibility
    """
    effects, causes = _remaining(effect), _remaining(cause).T
    found = [_weakest(moved, table) for table in (effects, causes, effects + causes)]
    (a_e, part_e), (a_c, part_c), (a, part) = found
    return Irreducibility(a_e, a_c, a, part_e, part_c, part)


def _remaining(alpha: Array) -> Array:
    """Sum, over the occurrences within each part, of their largest α over the purviews within it.

    Indexed [mask of the part's occurrence units, mask of its purview units], as `alpha` is.
    """
    strengths = over_subsets(np.where(alpha > TOLERANCE, alpha, 0.0), 1, np.maximum)
    return over_subsets(strengths, 0, np.add)


def _weakest(moved: Transition, remaining: Array) -> tuple[float, MechanismPartition]:
    """Return the least loss over the partitions in two, in bits, and the first partition that has it."""
    total = remaining[-1, -1]
    loss = total - remaining - remaining[::-1, ::-1]
    loss[0, 0] = loss[-1, -1] = np.inf
    least = float(loss.min())
    p, q = (int(i) for i in np.argwhere(loss <= least + TOLERANCE)[0])
    rest = (len(loss) - 1 - p, loss.shape[1] - 1 - q)
    parts = [(named(moved.causes, x), named(moved.effects, y)) for x, y in ((p, q), rest)]
    return (least if least > TOLERANCE else 0.0), MechanismPartition(tuple(parts))
