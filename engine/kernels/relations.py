"""Sets of purview pairs counted by the distinctions that contain them; sets of distinctions by φ_r (S3)."""

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


@njit(cache=True, nogil=True)
def sets_sharing(mask, density, masks, densities, most, floor):
    """Sets of 1 to `most` distinctions that share a pair with one more distinction, of φ_r above `floor`.

    `mask`, uint64, and `density`, φ_d / |z|, are of the one; `masks`, uint64, shape (D,), and `densities`,
    shape (D,), of the others: bit i of a mask is set if the purviews contain pair i. Returns the sets as
    int32, shape (found, most), ascending, -1 behind the last, and their φ_r with the one, shape (found,).
    Adding a member never raises φ_r, so what is under the floor is not extended.
    """
    members = np.full((64, most), -1, np.int32)
    phis = np.empty(64)
    found = 0
    chosen = np.zeros(most, np.int32)
    overlaps = np.zeros(most, np.uint64)
    least = np.zeros(most)
    overlaps[0], least[0], chosen[0] = mask, density, -1
    level = 0
    while level >= 0:
        chosen[level] += 1
        at = chosen[level]
        if at == masks.size:
            level -= 1
            continue
        common = overlaps[level] & masks[at]
        smallest = min(least[level], densities[at])
        size = 0
        rest = common
        while rest:
            rest &= rest - np.uint64(1)
            size += 1
        if size == 0 or size * smallest <= floor:
            continue
        if found == phis.size:
            members = np.concatenate((members, np.full((found, most), np.int32(-1), np.int32)))
            phis = np.concatenate((phis, np.empty(found)))
        members[found, : level + 1] = chosen[: level + 1]
        phis[found] = size * smallest
        found += 1
        if level + 1 < most:
            level += 1
            overlaps[level], least[level], chosen[level] = common, smallest, at
    return members[:found], phis[:found]
