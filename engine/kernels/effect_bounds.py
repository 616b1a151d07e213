"""Bounds of φ for the specified effect states of kernels/effects.py, the most promising of a mechanism first.

The bits lost by a purview are sums over its units. They are looked up in two tables, of every state of every
set of the lower half of the units and of the upper half, 2 * 3^(n/2) entries made for each mechanism: 40 ns a
pair of 8 dense units, where a loop over the units takes 150.
"""

import numpy as np
from numba import njit

TOLERANCE = 1e-10
# So many of a mechanism's candidates, those of largest φ at the easy partitions, come first.
FIRST = 8


@njit(cache=True, nogil=True)
def _slack(phi):
    """By how much another value may differ from φ and still be equal to it; a copy of `iit4.tolerance`."""
    return TOLERANCE * max(1.0, abs(phi))


@njit(cache=True, nogil=True)
def _count(mask):
    """Number of units in a mask."""
    count = 0
    while mask:
        mask &= mask - 1
        count += 1
    return count


@njit(cache=True, nogil=True)
def _starts(radix):
    """Where the states of every set of units begin, shape (2^h + 1,)."""
    sizes, starts = np.ones(1 << radix.size, np.int64), np.zeros((1 << radix.size) + 1, np.int64)
    for j in range(radix.size):
        for x in range(1 << j):
            sizes[(1 << j) + x] = sizes[x] * radix[j]
    for x in range(sizes.size):
        starts[x + 1] = starts[x] + sizes[x]
    return starts


@njit(cache=True, nogil=True)
def _lost(mechanism, radix, costs):
    """Bits that each target loses without each unit of the mechanism, and without all, shape (B, k + 1).

    `costs`, shape (B, 2^n), is the cost of each target; bit i of the column is set where unit i is averaged.
    """
    row = (1 << radix.size) - 1 - mechanism
    lost = np.zeros((len(costs), _count(mechanism) + 1))
    for c in range(len(costs)):
        # A state that is impossible is never specified.
        if costs[c, row] < np.inf:
            k = 0
            for i in range(radix.size):
                if mechanism >> i & 1:
                    lost[c, k] = costs[c, row | 1 << i] - costs[c, row]
                    k += 1
            lost[c, k] = costs[c, row | mechanism] - costs[c, row]
    return lost


@njit(cache=True, nogil=True)
def _half(first, radix, starts, lost):
    """Pattern, and bits lost (k + 1,), of every state of every set of some units, as `starts` has them.

    `first` = (stride, column of `lost`) of the first unit; patterns are relative to that of no unit.
    """
    stride, column = first
    patterns = np.zeros(starts[-1], np.int64)
    sums = np.zeros((patterns.size, lost.shape[1]))
    for j in range(radix.size):
        for below in range(1 << j):
            fro, to = starts[below], starts[1 << j | below]
            size = starts[below + 1] - fro
            for x in range(size * radix[j]):
                v = x // size
                patterns[to + x] = patterns[fro + x - v * size] + (v - radix[j]) * stride
                for k in range(lost.shape[1]):
                    sums[to + x, k] = sums[fro + x - v * size, k] + lost[column + v, k]
        stride *= radix[j] + 1
        column += radix[j]
    return patterns, sums


@njit(cache=True, nogil=True)
def _bound(selectivity, low, high, a, b, size):
    """No less than φ, and φ at the better of the complete cut and one mechanism unit cut off alone.

    low[a] + high[b] are the bits that a purview of `size` units loses without each of k units, and without
    all of them.
    """
    count = low.shape[1] - 1
    every, least = low[a, count] + high[b, count], np.inf
    for k in range(count):
        least = min(least, low[a, k] + high[b, k])
    if selectivity * min(every, least) <= TOLERANCE:
        return 0.0, 0.0
    f = least if least * count < every else every
    ratio = selectivity * min(every / count, least) / size
    return (ratio + _slack(ratio)) * count * size, selectivity * f


@njit(cache=True, nogil=True)
def _best_first(pairs, values):
    """Move the candidates of largest φ at their easy partition to the front."""
    for k in range(min(FIRST, len(pairs))):
        top = k
        for x in range(k + 1, len(pairs)):
            if values[x, 2] > values[top, 2]:
                top = x
        for c in range(pairs.shape[1]):
            pairs[k, c], pairs[top, c] = pairs[top, c], pairs[k, c]
        for c in range(values.shape[1]):
            values[k, c], values[top, c] = values[top, c], values[k, c]


@njit(cache=True, nogil=True)
def effect_candidates(states, selectivity, costs, radix):
    """Turn specified states into candidates for the partition search; those whose φ is 0 are left out.

    `states`, shape (C, 3), and `selectivity`, shape (C,), as `effect_states` returns them, so mechanism by
    mechanism. `costs`, shape (sum of radix, 2^n), is -log2 P(unit = v | the present state of the kept units),
    where unit i is averaged over if bit i of the column is set.

    Returns (mechanism, pattern of (purview, state)) int64, shape (D, 2), and (selectivity, a bound of φ, φ at
    the easiest partition), shape (D, 3).
    """
    half = radix.size // 2
    starts, starts_above = _starts(radix[:half]), _starts(radix[half:])
    none = np.prod(radix + 1) - 1
    above = (np.prod(radix[:half] + 1), radix[:half].sum())
    pairs, values = np.empty((len(states), 2), np.int64), np.empty((len(states), 3))
    count, first, at = 0, 0, 0
    while at < len(states):
        mechanism = states[at, 0]
        lost = _lost(mechanism, radix, costs)
        patterns, low = _half((1, 0), radix[:half], starts, lost)
        patterns_above, high = _half(above, radix[half:], starts_above, lost)
        while at < len(states) and states[at, 0] == mechanism:
            # A state of the purview is one of its part in either half of the units.
            purview, row = states[at, 1], states[at, 2]
            below = purview & (1 << half) - 1
            width = starts[below + 1] - starts[below]
            a, b = starts[below] + row % width, starts_above[purview >> half] + row // width
            bound, easy = _bound(selectivity[at], low, high, a, b, _count(purview))
            if bound > 0.0:
                pairs[count, 0], pairs[count, 1] = mechanism, none + patterns[a] + patterns_above[b]
                values[count, 0], values[count, 1], values[count, 2] = selectivity[at], bound, easy
                count += 1
            at += 1
        _best_first(pairs[first:count], values[first:count])
        first = count
    return pairs[:count], values[:count]
