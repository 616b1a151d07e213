"""α of every pair (occurrence, purview) of a transition, without listing partitions.

Sets of units are bitmasks. Arrays over pairs have shape (2^a, 2^b) and are indexed [occurrence, purview],
each a mask over the units of its own side. `value[P, Q]` is log2 of the probability of the purview part Q
given the occurrence part P, over the unconstrained probability of Q. The log of the partitioned probability,
over the unconstrained one, is then the sum of `value` over the parts; a purview unit in no part adds nothing.

Cost: 3^a * 3^b / 2 additions for occurrences of a units over purviews of b units, measured at 1 ns each.
"""

import numpy as np
from numba import njit

TOLERANCE = 1e-10
LARGEST = 1e300


@njit(cache=True, nogil=True)
def _combine(part, rest, best):
    """Raise best[y] to the largest part[Q] + rest[y - Q] over the subsets Q of y; all have shape (2^b,)."""
    for y in range(best.size):
        top = best[y]
        q = y
        while True:
            top = max(top, part[q] + rest[y ^ q])
            if q == 0:
                break
            q = (q - 1) & y
        best[y] = top


@njit(cache=True, nogil=True)
def _largest_of_subsets(row):
    """Largest entry of `row`, shape (2^k,), over the subsets of every mask."""
    out = row.copy()
    bit = 1
    while bit < out.size:
        for y in range(out.size):
            if y & bit:
                out[y] = max(out[y], out[y ^ bit])
        bit <<= 1
    return out


@njit(cache=True, nogil=True)
def irreducibility(value, control):
    """α of every pair, and the largest sum of `value` over the parts of any partition of the occurrence.

    `value`, shape (2^a, 2^b), is described above; `control`, shape (2,), is (cancel flag, steps done), the
    steps counting up to (3^a - 1) / 2. Returns (alpha, most), both of the shape of `value`: most[x, y] is the
    maximum of value[P, Q] + most[x - P, y - Q] over the part P of x that contains its lowest unit and the
    subsets Q of y.

    At the top, x whole with a nonempty Q is no partition; x whole with the empty Q is the complete cut.
    """
    alpha = np.zeros_like(value)
    most = np.zeros_like(value)
    for x in range(1, value.shape[0]):
        lowest = x & -x
        others = x ^ lowest
        best = np.zeros(value.shape[1])
        steps = 1
        sub = others
        while sub:
            if control[0]:
                return alpha, most
            # The part is the lowest unit with the others that are not in `sub`: each partition is met once.
            _combine(value[x ^ sub], most[sub], best)
            sub = (sub - 1) & others
            steps += 1
        whole = _largest_of_subsets(value[x])
        for y in range(best.size):
            alpha[x, y] = value[x, y] - best[y]
            most[x, y] = max(best[y], whole[y])
        control[1] += steps
    return alpha, most


@njit(cache=True, nogil=True)
def weakest_partition(value, most, occurrence, purview):
    """Partition of one pair that leaves the largest probability: parts (occurrence mask, purview mask).

    `value` and `most`, shape (2^a, 2^b), as in `irreducibility`; `occurrence` and `purview` are masks.
    Returns int64, shape (k, 2). Among ties the complete cut wins, which is (occurrence, 0) alone; then the
    larger purview parts.
    """
    parts = np.zeros((64, 2), np.int64)
    count = 0
    x, y = occurrence, purview
    while x:
        others = x & (x - 1)
        # At the top the complete cut, of value 0, is there from the start, so that it wins ties.
        best = 0.0 if x == occurrence else -np.inf
        chosen, kept = x, np.int64(0)
        sub = others
        while True:
            if sub or x != occurrence:
                q = y
                while True:
                    found = value[x ^ sub, q] + most[sub, y ^ q]
                    if found > best + TOLERANCE:
                        best, chosen, kept = found, x ^ sub, q
                    if q == 0:
                        break
                    q = (q - 1) & y
            if sub == 0:
                break
            sub = (sub - 1) & others
        parts[count, 0], parts[count, 1] = chosen, kept
        count += 1
        x ^= chosen
        y ^= kept
    return parts[:count]


@njit(cache=True, nogil=True)
def _average(table, stride, base):
    """Average out the unit that has `base` states `stride` rows apart: the rows shrink by a factor `base`."""
    rows = table.shape[0] // base
    out = np.zeros((rows, table.shape[1]))
    for row in range(rows):
        start = row // stride * stride * base + row % stride
        for v in range(base):
            for j in range(table.shape[1]):
                out[row, j] += table[start + v * stride, j] / base
    return out


@njit(cache=True, nogil=True)
def _add_products(ratios, products, totals):
    """Add to totals[Q], Q being a mask over the columns, the product of the ratios in Q."""
    for j in range(ratios.size):
        for q in range(1 << j):
            # 0 times a product that has overflowed would be NaN.
            products[q | 1 << j] = products[q] * ratios[j] if ratios[j] > 0.0 else 0.0
    for q in range(totals.size):
        totals[q] += products[q]


@njit(cache=True, nogil=True)
def mean_ratios(table, radix, present, control):
    """Mean over the states of the units P of the product over Q of `table` averaged over the other units.

    `table`, shape (R, b), is a probability in column j given a state of all a units in the row, unit 0
    fastest; `radix`, shape (a,), counts their states. Each probability is taken relative to that in the row
    `present`, so that no mean vanishes by underflow. `control`, shape (2,), is (cancel flag, unused). Returns
    shape (2^a, 2^b), indexed [P, Q], both masks.
    """
    n = radix.size
    out = np.zeros((1 << n, 1 << table.shape[1]))
    products = np.ones(out.shape[1])
    # Level k holds the table with k units averaged out: a + 1 tables instead of 2^a. Counting up over the
    # sets that are averaged out, level k - 1 still holds the set without its lowest unit when it is needed.
    levels = [table for _ in range(n + 1)]
    rows = np.full(n + 1, present)
    for averaged in range(1 << n):
        if control[0]:
            break
        level = 0
        mask = averaged
        while mask:
            mask &= mask - 1
            level += 1
        if averaged:
            unit, stride = 0, 1
            while not averaged >> unit & 1:
                stride *= radix[unit]
                unit += 1
            levels[level] = _average(levels[level - 1], stride, radix[unit])
            above = rows[level - 1]
            rows[level] = above // (stride * radix[unit]) * stride + above % stride
        now = levels[level]
        here = now[rows[level]]
        totals = out[(1 << n) - 1 - averaged]
        for row in range(now.shape[0]):
            _add_products(np.minimum(now[row] / here, LARGEST), products, totals)
        totals /= now.shape[0]
    return out
