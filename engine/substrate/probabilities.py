"""Probabilities: when two are equal, and products of many that would underflow.

Comparisons are relative, because the past of a background depends on how probable its states were, and 1e-13
is a third of 3e-13 as much as 0.1 is a third of 0.3.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# A smaller relative difference of p, or of 1 - p, is rounding.
TOLERANCE = 1e-12
# Doubles near 1 lie 1e-16 apart, so 1 - p is known to a few times that and no better.
RESOLUTION = 1e-15
RARE = 1e-6


def differ(p: Array, q: Array) -> NDArray[np.bool_]:
    """Return where probabilities differ: by more than 1e-12 of the larger p, or of the larger 1 - p."""
    gap = np.abs(p - q)
    in_p = gap > TOLERANCE * np.maximum(p, q)
    in_rest = (gap > TOLERANCE * (1.0 - np.minimum(p, q))) & (gap > RESOLUTION)
    return in_p | in_rest


def is_certain(p: Array) -> NDArray[np.bool_]:
    """Return where probabilities are 0 or 1 but for rounding."""
    return (p < RESOLUTION) | (p > 1.0 - RESOLUTION)


def rare_digits(p: Array) -> bytes:
    """Return the probabilities within `RARE` of 0 or 1, to 12 digits, with their places; empty if none is.

    A distance from 1 counts to 15 decimals, as far as doubles hold it.
    """
    rest = np.round(1.0 - p, 15)
    mantissa, exponent = np.frexp(np.where(p < 0.5, p, rest))
    rare = (mantissa > 0) & (np.minimum(p, rest) < RARE)
    digits = np.ldexp(np.round(mantissa, 12), exponent)
    return np.flatnonzero(rare).astype("<i8").tobytes() + digits[rare].astype("<f8").tobytes()


def scaled_products(factors: Array) -> tuple[Array, int]:
    """Return the products of probabilities over the last axis, scaled so that the largest does not underflow.

    Twelve probabilities of 1e-28 multiply to 0 in doubles, although their product is possible. Scaling by a
    power of 2 rounds nothing: where nothing underflows, ratios are the same bit for bit.

    Parameters
    ----------
    factors : array, shape (..., k)

    Returns
    -------
    products : array, shape (...)
        0 where a factor is 0, or where the product is less than 1e-300 of the largest.
    exponent : int
        The products themselves are ``products * 2**exponent``.
    """
    mantissas, exponents = np.frexp(factors)
    products = mantissas.prod(axis=-1)
    powers = exponents.sum(axis=-1)
    possible = products > 0
    if not possible.any():
        return products, 0
    largest = int(powers[possible].max())
    return np.ldexp(products, np.where(possible, powers - largest, 0)), largest
