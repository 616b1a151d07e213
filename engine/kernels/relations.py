"""Counting over sets of purview pairs: how many distinctions contain each set (IIT 4.0, S3)."""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def signed_histogram(masks, pairs):
    """Signed number of nonempty sets O of pairs by how many of the masks contain O.

    `masks`, int64, shape (D,): bit i of a mask is set if the distinction's purviews contain (unit, state)
    pair i of `pairs`. Returns int64 of shape (D + 1,): entry c is the sum of (-1)^(|O|-1) over the nonempty O
    contained in exactly c masks. The number of relations and every count by degree follow from it by
    inclusion-exclusion. Cost: pairs * 2^pairs additions and 4 * 2^pairs bytes.
    """
    total = 1 << pairs
    containing = np.zeros(total, np.int32)
    for mask in masks:
        containing[mask] += 1
    # Sums over supersets, one pair at a time: D * 2^pairs comparisons would be the alternative.
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
