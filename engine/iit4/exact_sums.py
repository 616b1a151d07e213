"""Sums of doubles without rounding or overflow, for Σφ_r and Φ."""

from dataclasses import dataclass
from math import frexp, ldexp

import numpy as np

# Every double is a multiple of 2**-1126, so sums over this denominator are exact.
EXPONENT = 1126


@dataclass(frozen=True, slots=True)
class ExactSum:
    """An exact sum of doubles, as a whole number `scaled` of 2**-EXPONENT.

    Σφ_r of 11 dense units exceeds every double.
    """

    scaled: int

    def __add__(self, value: float) -> "ExactSum":
        """Add a double exactly."""
        return ExactSum(self.scaled + scaled(value))

    def __float__(self) -> float:
        """Return the nearest double, infinity if the sum exceeds the largest."""
        return unscaled(self.scaled)

    @property
    def log2(self) -> float:
        """Log2 of the sum, finite however large it is; -inf for 0."""
        return _log2(self.scaled)

    @property
    def json(self) -> float | str:
        """The nearest double, or if that is infinity a decimal string of 17 digits such as 1.5e+612."""
        value = float(self)
        if value != float("inf"):
            return value
        digits = str(self.scaled >> EXPONENT)
        return f"{digits[0]}.{digits[1:17]}e+{len(digits) - 1}"


def scaled(value: float) -> int:
    """Return value * 2**EXPONENT, exactly."""
    mantissa, exponent = frexp(value)
    return int(ldexp(mantissa, 53)) << (exponent - 53 + EXPONENT)


def unscaled(total: int) -> float:
    """Return the double nearest to total * 2**-EXPONENT, infinity if that exceeds the largest."""
    try:
        return total / (1 << EXPONENT)
    except OverflowError:
        return float("inf")


def _log2(total: int) -> float:
    if total == 0:
        return float("-inf")
    shift = max(0, total.bit_length() - 64)
    return float(np.log2(float(total >> shift))) + shift - EXPONENT
