"""Counting over sets of purview pairs: how many distinctions contain each set."""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def signed_histogram(masks, pairs):
    """Signed number of nonempty sets of pairs by how many of the `masks` contain them.

    `out[c]` = sum of (-1)^(|O|-1) over the nonempty O contained in exactly c masks; the number of relations
    and every count by degree follow from it (inclusion-exclusion). Cost: pairs * 2^pairs additions.
    """
    total = 1 << pairs
    containing = np.zeros(total, np.int32)
    for mask in masks:
        containing[mask] += 1
    for i in range(pairs):
        bit = 1 << i
        for x in range(total):
            if not x & bit:
                containing[x] += containing[x | bit]
    out = np.zeros(masks.size + 1, np.int64)
    for x in range(1, total):
        odd = 0
        y = x
        while y:
            y &= y - 1
            odd ^= 1
        out[containing[x]] += 1 if odd else -1
    return out
