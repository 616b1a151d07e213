"""The loss by a partition in one direction, with the factor of every unit."""

from dataclasses import dataclass
from math import inf, log2
from typing import Literal

import numpy as np

from engine.iit4.integration import TOLERANCE

Side = Literal["cause", "effect"]


@dataclass(frozen=True, slots=True)
class Factor:
    """The factor of one unit in a probability, without and with a partition.

    Attributes
    ----------
    unit, state : str, int
        A unit of the side whose probability is meant, and its state.
    kept : tuple of str
        Labels of the inputs that the partition keeps.
    before, after : float
        P(unit in its state | all inputs), and that given `kept` only, the other inputs being noise.
    """

    unit: str
    state: int
    kept: tuple[str, ...]
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Loss:
    """The loss by a partition in one direction (IIT 4.0 eqs 5-20 for systems, 29-41 for mechanisms).

    Attributes
    ----------
    direction : {"cause", "effect"}
    units, state : tuple
        The system's units or the purview, and their specified state.
    selectivity : float
        p_e(s'|s) or π_e(z'|m) for effects; the Bayesian p_c←(s'|s) or π_c←(z'|m) for causes.
    mean : float
        `before` averaged over all states of the condition.
    factors : tuple of Factor
    """

    direction: Side
    units: tuple[str, ...]
    state: tuple[int, ...]
    selectivity: float
    mean: float
    factors: tuple[Factor, ...]

    @property
    def before(self) -> float:
        """Probability without the partition: p_e(s'|s) or π_e(z'|m), for causes p_c(s|s') or π_c(m|z')."""
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
        """log2(before / after) in bits; negative if the partition makes the state more probable."""
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


def _ratio(p: float, q: float) -> float:
    """Return log2(p / q), or 0 if either is 0."""
    return log2(p / q) if p > 0 and q > 0 else 0.0
