"""𝒜: how much of a causal account is lost when its transition is cut in two (Albantakis et al. 2019).

**What is computed.** A partition cuts the cause units at t-1 and the effect units at t, together, into two
parts, and replaces the connections between the parts by noise; 𝒜_e is the least loss of Σα over the actual
effects, 𝒜_c of Σα over the actual causes, 𝒜 of both sums at once, each under its own weakest partition.
This reading gives the numbers printed with Fig. 6 (𝒜_e = 0, 𝒜_c = 𝒜 = 0.17) and Fig. 7D (𝒜 = 0). They do
not decide between it and partitions that must divide v_{t-1} for 𝒜_e and v_t for 𝒜_c.

**Why no account is computed twice.** Cut from each other, the parts have accounts of their own: a link
across them is reducible, one within a part keeps its α but has only the part's units as purviews. So what
remains is a sum over parts of tables that follow from α by passes over subsets. What remains can only
shrink when a part is cut again, so that two parts are enough.
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
    """𝒜_e, 𝒜_c and 𝒜 of a transition in bits, each with its weakest partition.

    Parts are (cause units, effect units).
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
    effect, cause : array
        α over (occurrence mask, purview mask): (cause units, effect units) and the other way round.
    """
    effects, causes = _remaining(effect), _remaining(cause).T
    found = [_weakest(moved, table) for table in (effects, causes, effects + causes)]
    (a_e, part_e), (a_c, part_c), (a, part) = found
    return Irreducibility(a_e, a_c, a, part_e, part_c, part)


def _remaining(alpha: Array) -> Array:
    """Σ over the occurrences within a part of their largest α over the purviews within it."""
    strengths = over_subsets(np.where(alpha > TOLERANCE, alpha, 0.0), 1, np.maximum)
    return over_subsets(strengths, 0, np.add)


def _weakest(moved: Transition, remaining: Array) -> tuple[float, MechanismPartition]:
    """Least loss over the cuts in two, and the first such cut."""
    total = remaining[-1, -1]
    loss = total - remaining - remaining[::-1, ::-1]
    loss[0, 0] = loss[-1, -1] = np.inf
    least = float(loss.min())
    p, q = (int(i) for i in np.argwhere(loss <= least + TOLERANCE)[0])
    rest = (len(loss) - 1 - p, loss.shape[1] - 1 - q)
    parts = [(named(moved.causes, x), named(moved.effects, y)) for x, y in ((p, q), rest)]
    return (least if least > TOLERANCE else 0.0), MechanismPartition(tuple(parts))
