"""When two φ are equal: everywhere within 1e-10, relative and absolute.

φ here is any value in ibits or bits that is compared: φ_s, φ_d, φ/N, intrinsic information, α, Φ. Kernels
have copies of `slack`, because numba's on-disk cache does not notice an edit in another file.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

TOLERANCE = 1e-10


def slack(phi: npt.ArrayLike) -> Any:
    """Return by how much another value may differ from φ (or each of an array) and still be equal to it."""
    return TOLERANCE * np.maximum(1.0, np.abs(phi))


def close(a: float, b: float) -> bool:
    """Whether two values of φ are equal."""
    return bool(abs(a - b) <= slack(max(abs(a), abs(b))))


def positive(phi: float) -> float:
    """Return φ, or 0 if it is equal to 0."""
    return phi if phi > TOLERANCE else 0.0


def ranked(values: Iterable[float]) -> list[int]:
    """Return the positions of some values from the largest on; those of equal values in their own order."""
    known = list(values)
    out: list[int] = []
    group: list[int] = []
    for i in sorted(range(len(known)), key=lambda i: -known[i]):
        if group and not close(known[group[0]], known[i]):
            out += sorted(group)
            group = []
        group.append(i)
    return out + sorted(group)


def largest(values: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Return the positions of the values that are equal to the largest one, ascending."""
    array = np.asarray(values, float)
    top = float(array.max())
    return np.flatnonzero(array >= top - slack(top))
