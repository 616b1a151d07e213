"""System-level searches: the mean effect distribution and the minimum directional partition.

Sets of units are bitmasks in which bit j is unit j. Rows and columns over states have unit 0 fastest.

Cost: 4^n products for the distribution; for the partition, at every λ, 4^n / 2 steps (a subset recursion over
the outside of every union A of ← parts) and n * 3^n sums.
"""

import numpy as np
from numba import njit

TOLERANCE = 1e-10
ROUNDING = 1e-13  # a smaller gain, in bits, comes from the order of additions


@njit(cache=True, nogil=True)
def _slack(phi):
    """By how much another value may differ from φ and still be equal to it; a copy of `iit4.tolerance`."""
    return TOLERANCE * max(1.0, abs(phi))


@njit(cache=True, nogil=True)
def _joint(row, radix, weight, out):
    """Overwrite `out` with `weight` times the joint distribution of independent units; return its size."""
    out[0], size, offset = weight, 1, 0
    for k in radix:
        # Downwards: block 0 holds the product so far and is overwritten last.
        for v in range(k - 1, -1, -1):
            for x in range(size):
                out[v * size + x] = out[x] * row[offset + v]
        size *= k
        offset += k
    return size


@njit(cache=True, nogil=True, fastmath={"contract"})
def mean_joint(columns, radix, control):
    """Mean over all rows of the joint distribution of independent units: p_e(s̄), IIT 4.0 eq. 6.

    `columns`, shape (R, sum of radix), is P(unit i = v | row) in column offset(i) + v, R being the product of
    `radix`, shape (n,). `control`, shape (2,), is (cancel flag, unused). Returns shape (R,), unit 0 fastest.
    """
    total, half = columns.shape[0], radix.size // 2
    mean, low, high = np.zeros((3, total))
    for r in range(total):
        if control[0]:
            break
        # Two halves and their outer product: one multiplication and addition for each row and state.
        width = _joint(columns[r], radix[:half], 1.0 / total, low)
        height = _joint(columns[r, radix[:half].sum() :], radix[half:], 1.0, high)
        for y in range(height):
            weight, out = high[y], mean[y * width : (y + 1) * width]
            for x in range(width):
                out[x] += weight * low[x]
    return mean


@njit(cache=True, nogil=True)
def _size(mask):
    """Number of units in a mask."""
    count = 0
    while mask:
        mask &= mask - 1
        count += 1
    return count


@njit(cache=True, nogil=True)
def _own_costs(costs, slope):
    """Cost, by mask, of a part that keeps only itself (← or ↔): loss of its units - λ * inputs cut."""
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
    """Cheapest set partition of every subset; `single` allows the whole set as one part.

    All arrays have shape (2^k,), indexed by masks over the k units to cover. `best` and `pick` are
    overwritten with the cost of each subset and the part that holds its lowest unit.
    """
    last = part_costs.size - 1
    best[0] = 0.0
    for x in range(1, part_costs.size):
        # The part of the lowest unit comes first, so that each set partition is met once.
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
    """Cost of every part outside A: the cheaper of ↔ and → (a → part keeps itself and A).

    Overwrites three arrays indexed by masks over the k units outside A, and returns 2^k: `part_costs`, `both`
    (whether ↔ is the cheaper) and `masks` (the same part as a mask over all n units).
    """
    full, n = costs.shape
    # Parts are numbered among the units outside A, so that the tables have 2^k entries instead of 2^n.
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
    """Masks of the parts and their directions (0 ←, 1 →, 2 ↔) of the smallest F - slope * N."""
    full, n = costs.shape
    own = _own_costs(costs, slope)
    inside = np.empty(full)
    inside_pick = np.zeros(full, np.int64)
    _cover(own, False, inside, inside_pick)
    # _cover forbids only the whole set as one part; every proper subset may be one.
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
    # Solved again for the best A: keeping the picks of every A would take 3^n entries.
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
    """(F, N) of one directional partition: loss in bits and number of connections cut.

    `costs`, shape (2^n, n), as in `minimum_partition`; `parts`, shape (k,), are masks, `directions`, shape
    (k,), are 0 ←, 1 → or 2 ↔.
    """
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
    """Directional partition of the smallest F / N, the largest N among ties (IIT 4.0 eqs 19-23).

    `costs`, shape (2^n, n), is -log2 P(target state of unit j | its inputs in mask K in their states, the
    others noise) at [K, j]. φ = `selectivity` * F; the search ends as soon as a partition costs nothing.
    `control`, shape (2,), is (cancel flag, unused).

    Returns (parts, directions), int64 arrays of shape (k,): masks, and 0 ←, 1 → or 2 ↔ for each.
    """
    n = costs.shape[1]
    parts = np.empty(n, np.int64)
    for j in range(n):
        parts[j] = 1 << j
    directions = np.full(n, 2, np.int64)
    f, edges = partition_loss(costs, parts, directions)
    # Dinkelbach's method: 1 to 4 rounds on dense random systems of 4 to 6 units.
    last = False
    while f * selectivity > TOLERANCE:
        slope = f / edges
        if last:
            # A slope above the least ratio by what makes two φ / N equal: among equal ones the larger N wins.
            slope += _slack(slope * selectivity) / selectivity
        found, found_directions = _best_partition(costs, slope, control)
        if control[0]:
            break
        f_found, edges_found = partition_loss(costs, found, found_directions)
        better = f_found - slope * edges_found < f - slope * edges - ROUNDING
        if better:
            f, edges, parts, directions = f_found, edges_found, found, found_directions
        if last:
            break
        last = not better
    return parts, directions
