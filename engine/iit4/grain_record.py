"""What a Φ-structure over units of any grain was computed of (Marshall et al. 2024)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.substrate.macro_units import MacroUnit


@dataclass(frozen=True, slots=True, eq=False)
class Grain:
    """The units of a macro system, the micro states that they look at, and their TPMs.

    Attributes
    ----------
    units : tuple of MacroUnit
        With labels, in the order of the system.
    history : tuple of tuple of int
        Micro states of the substrate, oldest first; as many as the longest update grain.
    history_assumed : bool
        Whether the present was taken for the earlier states because only it was known.
    effect, cause : array, shape (2^m, m)
        P(unit j is ON next | row of macro states), unit 0 fastest, for effects and for causes.
    """

    units: tuple[MacroUnit, ...]
    history: tuple[tuple[int, ...], ...]
    history_assumed: bool
    effect: npt.NDArray[np.float64]
    cause: npt.NDArray[np.float64]

    def to_dict(self) -> dict:
        """Return plain JSON types."""
        return {
            "units": [unit.to_dict() for unit in self.units],
            "history": [list(state) for state in self.history],
            "history_assumed": self.history_assumed,
            "effect_tpm": self.effect.tolist(),
            "cause_tpm": self.cause.tolist(),
        }
