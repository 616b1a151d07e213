"""Effect purviews: the specified effect states of every mechanism over every purview (IIT 4.0 eqs 29-31).

A *pattern* is an integer with one digit per unit, unit 0 fastest: a digit below radix[i] is the state of unit
i, the digit radix[i] leaves unit i out (it is averaged over, or not in the purview). Sets of units are
bitmasks in which bit i is unit i.

Cost: 2^|M| * 2^m products for the mean joint distribution of mechanism M over its m outputs and 3^m entries
looked at once, so 6^n for all mechanisms of a dense system of n binary units.
"""

import numpy as np
from numba import njit

TOLERANCE = 1e-10
INVERSE_LN2 = 1.4426950408889634


@njit(cache=True, nogil=True)
def _slack(phi):
    """By how much another value may differ from φ and still be equal to it; a copy of `iit4.tolerance`."""
    return TOLERANCE * max(1.0, abs(phi))


@njit(cache=True, nogil=True)
def _units(mask):
    """Positions of the units in a mask, ascending, int64."""
    units = np.empty(64, np.int64)
    count = 0
    unit = 0
    while mask >> unit:
        if mask >> unit & 1:
            units[count] = unit
            count += 1
        unit += 1
    return units[:count]


@njit(cache=True, nogil=True)
def _patterns(radix, strides, allowed):
    """Every pattern over the units of the mask `allowed` and the mask of its units, both int64, shape (P,).

    P is the product of radix + 1 over those units, the lowest unit fastest. kernels/causes.py has a copy:
    files of kernels must not import each other, because numba's on-disk cache does not notice an edit in a
    callee of another file (it returned stale numbers when tried).
    """
    units = _units(allowed)
    total = 1
    out = 0
    for i in range(radix.size):
        out += radix[i] * strides[i]
    for i in units:
        total *= radix[i] + 1
    index = np.empty(total, np.int64)
    mask = np.empty(total, np.int64)
    index[0] = out
    mask[0] = 0
    size = 1
    for i in units:
        k = radix[i]
        for d in range(k, -1, -1):
            shift = (d - k) * strides[i]
            bit = np.int64(0) if d == k else np.int64(1) << i
            for x in range(size):
                index[d * size + x] = index[x] + shift
                mask[d * size + x] = mask[x] | bit
        size *= k + 1
    return index, mask


@njit(cache=True, nogil=True)
def _mean_joint(given, rows, units, radix, offsets):
    """Mean over the rows `rows` of the joint distribution of the k `units`, flat, the lowest unit fastest.

    `given`, shape (patterns, sum of radix), is P(unit = v | pattern) in column offsets[unit] + v.
    """
    total = 1
    for i in units:
        total *= radix[i]
    mean = np.zeros(total)
    joint = np.empty(total)
    weight = 1.0 / rows.size
    for r in rows:
        joint[0] = weight
        size = 1
        for i in units:
            # Downwards: block 0 holds the product so far and is overwritten last.
            for v in range(radix[i] - 1, -1, -1):
                p = given[r, offsets[i] + v]
                for x in range(size):
                    joint[v * size + x] = joint[x] * p
            size *= radix[i]
        for x in range(total):
            mean[x] += joint[x]
    return mean


@njit(cache=True, nogil=True)
def _fold(joint, units, radix):
    """Append to every axis the sum over it: the marginals over all subsets of `units`, flat."""
    inner = 1
    outer = joint.size
    for i in units:
        k = radix[i]
        outer //= k
        # One unit at a time: all 3^m marginals for m passes, instead of a sum for each subset.
        folded = np.empty(outer * (k + 1) * inner)
        for o in range(outer):
            for x in range(inner):
                total = 0.0
                for v in range(k):
                    value = joint[(o * k + v) * inner + x]
                    folded[(o * (k + 1) + v) * inner + x] = value
                    total += value
                folded[(o * (k + 1) + k) * inner + x] = total
        joint = folded
        inner *= k + 1
    return joint


@njit(cache=True, nogil=True)
def _products(row, units, radix, offsets):
    """Probability of every pattern over `units`, flat, given their independent distributions in `row`."""
    total = 1
    for i in units:
        total *= radix[i] + 1
    out = np.empty(total)
    out[0] = 1.0
    size = 1
    for i in units:
        k = radix[i]
        for x in range(size):
            out[k * size + x] = out[x]
        for v in range(k - 1, -1, -1):
            p = row[offsets[i] + v]
            for x in range(size):
                out[v * size + x] = out[k * size + x] * p
        size *= k + 1
    return out


@njit(cache=True, nogil=True)
def _specified(p, mean, mask, best):
    """Positions of the largest intrinsic information of each purview, ties included, and its values (eq. 30).

    `p`, `mean` and `mask`, shape (P,), are π_e(z|m), π_e(z;M) and the purview of each pattern; `best`, shape
    (2^n,), is overwritten with the largest value of each purview.
    """
    # ln x <= x - 1 spares most logarithms: 4 of 5 in a dense system of 6 units, 5 of 6 with 7 units.
    best[:] = TOLERANCE
    for x in range(p.size):
        if p[x] > mean[x] > 0.0 and p[x] * (p[x] - mean[x]) * INVERSE_LN2 > best[mask[x]] * mean[x]:
            value = p[x] * np.log2(p[x] / mean[x])
            if value > best[mask[x]]:
                best[mask[x]] = value
    found = np.empty(256, np.int64)
    values = np.empty(256)
    count = 0
    for x in range(p.size):
        least = best[mask[x]] - _slack(best[mask[x]])
        if (
            p[x] > mean[x] > 0.0
            and best[mask[x]] > TOLERANCE
            and p[x] * (p[x] - mean[x]) * INVERSE_LN2 >= least * mean[x]
        ):
            value = p[x] * np.log2(p[x] / mean[x])
            if value >= least:
                if count == found.size:
                    found = np.concatenate((found, np.empty(count, np.int64)))
                    values = np.concatenate((values, np.empty(count)))
                found[count] = x
                values[count] = value
                count += 1
    return found[:count], values[:count]


@njit(cache=True, nogil=True)
def _state_rows(mechanism, radix, strides):
    """Rows of the table, one for each state of the mechanism, with the other units averaged over."""
    index, mask = _patterns(radix, strides, mechanism)
    rows = np.empty(index.size, np.int64)
    count = 0
    for x in range(index.size):
        if mask[x] == mechanism:
            rows[count] = index[x]
            count += 1
    return rows[:count]


@njit(cache=True, nogil=True)
def effect_candidates(mechanisms, given, radix, state, outputs, control):
    """Specified effect states of each mechanism over each purview among its outputs.

    `mechanisms`, shape (M,), are masks. `given`, shape (patterns, sum of radix), is P(unit i = v | pattern)
    in column offset(i) + v; `radix` and `state`, shape (n,); `outputs`, shape (n,), the mask of the units
    that each feeds; `control`, shape (2,), is (cancel flag, mechanisms done). Returns as `cause_candidates`
    does, with π_e(z'|m) for the probability.
    """
    n = radix.size
    strides = np.ones(n, np.int64)
    offsets = np.zeros(n, np.int64)
    for i in range(1, n):
        strides[i] = strides[i - 1] * (radix[i - 1] + 1)
        offsets[i] = offsets[i - 1] + radix[i - 1]
    best = np.empty(1 << n)
    starts = np.zeros(mechanisms.size + 1, np.int64)
    patterns = np.empty(1024, np.int64)
    probabilities = np.empty(1024)
    information = np.empty(1024)
    count = 0
    last = np.int64(-1)
    index = np.empty(0, np.int64)
    mask = np.empty(0, np.int64)
    for at in range(mechanisms.size):
        if control[0]:
            break
        mechanism = mechanisms[at]
        reached = np.int64(0)
        now = np.int64(0)
        for i in range(n):
            now += (state[i] if mechanism >> i & 1 else radix[i]) * strides[i]
            if mechanism >> i & 1:
                reached |= outputs[i]
        if reached != last:
            index, mask = _patterns(radix, strides, reached)
            last = reached
        units = _units(reached)
        mean = _fold(
            _mean_joint(given, _state_rows(mechanism, radix, strides), units, radix, offsets), units, radix
        )
        p = _products(given[now], units, radix, offsets)
        found, values = _specified(p, mean, mask, best)
        if count + found.size > patterns.size:
            more = patterns.size + found.size
            patterns = np.concatenate((patterns, np.empty(more, np.int64)))
            probabilities = np.concatenate((probabilities, np.empty(more)))
            information = np.concatenate((information, np.empty(more)))
        for x in range(found.size):
            patterns[count + x] = index[found[x]]
            probabilities[count + x] = p[found[x]]
            information[count + x] = values[x]
        count += found.size
        starts[at + 1] = count
        control[1] += 1
    return starts, patterns[:count], probabilities[:count], information[:count]
