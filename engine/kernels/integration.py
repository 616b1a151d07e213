"""System-level searches: the mean effect distribution and the minimum directional partition.

Cost: 4^n products for the distribution; for the partition, at every λ, 4^n / 2 steps (a subset recursion
over the outside of every union A of ← parts) and n * 3^n sums.
"""

import numpy as np
from numba import njit

TOLERANCE = 1e-10


@njit(cache=True, nogil=True)
def mean_joint(columns, radix, control):
    """Mean over all rows of the joint distribution of independent units: p_e(s̄), IIT 4.0 eq. 6.

    `columns[row, offset(i) + v]` = P(unit i = v | row); the result has unit 0 fastest, as the rows.
    """
    total = columns.shape[0]
    mean = np.zeros(total)
    joint = np.empty(total)
    for r in range(total):
        if control[0]:
            break
        joint[0] = 1.0 / total
        size = 1
        offset = 0
        for i in range(radix.size):
            for v in range(radix[i] - 1, -1, -1):
                p = columns[r, offset + v]
                for x in range(size):
                    joint[v * size + x] = joint[x] * p
            size *= radix[i]
            offset += radix[i]
        for x in range(total):
            mean[x] += joint[x]
    return mean


@njit(cache=True, nogil=True)
def _size(mask):
    count = 0
    while mask:
        mask &= mask - 1
        count += 1
    return count


@njit(cache=True, nogil=True)
def _own_costs(costs, slope):
    """Cost of every part that keeps only itself (← or ↔): sum of its units' losses - λ * inputs cut."""
    full, n = costs.shape
    own = np.zeros(full)
    for p in range(1, full):
        size = _size(p)
        own[p] = -slope * size * (n - size)
        for j in range(n):
            if p >> j & 1:
                own[p] += costs[p, j] - costs[full - 1, j]
    return own


@njit(cache=True, nogil=True)
def _cover(part_costs, single, best, pick):
    """Cheapest set partition of every subset (local bit order); `single` allows the whole as one part."""
    last = part_costs.size - 1
    best[0] = 0.0
    for x in range(1, part_costs.size):
        low = x & -x
        rest = x ^ low
        sub = rest
        lowest = np.inf
        picked = 0
        while True:
            p = sub | low
            if single or p != last:
                value = part_costs[p] + best[x ^ p]
                if value < lowest:
                    lowest = value
                    picked = p
            if sub == 0:
                break
            sub = (sub - 1) & rest
        best[x] = lowest
        pick[x] = picked


@njit(cache=True, nogil=True)
def _outside(costs, own, a, slope, part_costs, both, masks):
    """Cost of every part outside A: the cheaper of ↔ and → (a → part keeps itself and A)."""
    full, n = costs.shape
    outside = (full - 1) ^ a
    a_size = _size(a)
    masks[0] = 0
    filled = 1
    for i in range(n):
        if outside >> i & 1:
            for x in range(filled):
                masks[filled + x] = masks[x] | 1 << i
            filled *= 2
    part_costs[0] = 0.0
    for x in range(1, filled):
        p = masks[x]
        size = _size(p)
        value = -slope * size * (n - size - a_size)
        for j in range(n):
            if p >> j & 1:
                value += costs[p | a, j] - costs[full - 1, j]
        both[x] = own[p] <= value
        part_costs[x] = min(own[p], value)
    return filled


@njit(cache=True, nogil=True)
def _best_partition(costs, slope, control):
    """Parts and directions (0 cause ←, 1 effect →, 2 both ↔) of the smallest F - slope * N."""
    full, n = costs.shape
    own = _own_costs(costs, slope)
    inside = np.empty(full)
    inside_pick = np.zeros(full, np.int64)
    _cover(own, False, inside, inside_pick)
    # _cover forbids the whole as one part; every proper subset may be one
    best = np.empty(full)
    pick = np.zeros(full, np.int64)
    part_costs = np.empty(full)
    both = np.zeros(full, np.bool_)
    masks = np.empty(full, np.int64)
    value = np.inf
    chosen = 0
    for a in range(full):
        if control[0]:
            break
        filled = _outside(costs, own, a, slope, part_costs, both, masks)
        _cover(part_costs[:filled], a != 0, best, pick)
        if inside[a] + best[filled - 1] < value:
            value = inside[a] + best[filled - 1]
            chosen = a
    parts = np.zeros(n, np.int64)
    directions = np.zeros(n, np.int64)
    count = 0
    x = chosen
    while x:
        parts[count] = inside_pick[x]
        x ^= parts[count]
        count += 1
    filled = _outside(costs, own, chosen, slope, part_costs, both, masks)
    _cover(part_costs[:filled], chosen != 0, best, pick)
    x = filled - 1
    while x:
        parts[count] = masks[pick[x]]
        directions[count] = 2 if both[pick[x]] else 1
        x ^= pick[x]
        count += 1
    return parts[:count], directions[:count]


@njit(cache=True, nogil=True)
def partition_loss(costs, parts, directions):
    """(F, N) of one directional partition: loss in bits and number of connections cut."""
    full, n = costs.shape
    a = 0
    for x in range(parts.size):
        if directions[x] == 0:
            a |= parts[x]
    f = 0.0
    edges = 0
    for x in range(parts.size):
        kept = parts[x] | a if directions[x] == 1 else parts[x]
        edges += _size(parts[x]) * (n - _size(kept))
        for j in range(n):
            if parts[x] >> j & 1:
                f += costs[kept, j] - costs[full - 1, j]
    return f, edges


@njit(cache=True, nogil=True)
def minimum_partition(costs, selectivity, control):
    """Directional partition of the smallest F / N, the largest N among ties (eqs 19-23).

    `costs[K, j]` = -log2 P(target state of unit j | its inputs in the mask K kept, others noise).
    φ = selectivity * F; the search ends as soon as a partition costs nothing. Returns
    (parts, directions), `directions` 0 cause ←, 1 effect →, 2 both ↔.
    """
    n = costs.shape[1]
    parts = np.empty(n, np.int64)
    for j in range(n):
        parts[j] = 1 << j
    directions = np.full(n, 2, np.int64)
    f, edges = partition_loss(costs, parts, directions)
    while f * selectivity > TOLERANCE and not control[0]:
        ratio = f / edges
        slope = ratio + TOLERANCE * max(1.0, ratio)
        found, found_directions = _best_partition(costs, slope, control)
        if control[0]:
            break
        f_found, edges_found = partition_loss(costs, found, found_directions)
        if f_found - slope * edges_found >= f - slope * edges - 1e-13:
            break
        better = f_found / edges_found < ratio - TOLERANCE * max(1.0, ratio)
        f, edges, parts, directions = f_found, edges_found, found, found_directions
        if not better:
            break
    return parts, directions
