"""Cause purviews: the specified cause states of every mechanism over every purview (IIT 4.0 eqs 32-35).

A *pattern* is an integer with one digit per unit, unit 0 fastest: a digit below radix[i] is the state of unit
i, the digit radix[i] leaves unit i out (it is averaged over, or not in the purview). Sets of units are
bitmasks in which bit i is unit i.

Cost: |M| products for each of the 3^m patterns over the mechanism's m inputs, so n/2 * 6^n for all mechanisms
of a dense system of n binary units. The maximum is found without a logarithm, because x log(x / mean) rises
with x wherever it is positive.
"""

import numpy as np
from numba import njit

TOLERANCE = 1e-10
# Below it products of probabilities lose digits, and soon underflow.
FAINT = 1e-200


@njit(cache=True, nogil=True)
def _slack(phi):
    """By how much another value may differ from φ and still be equal to it; a copy of `iit4.tolerance`."""
    return TOLERANCE * max(1.0, abs(phi))


@njit(cache=True, nogil=True)
def _patterns(radix, strides, allowed):
    """Every pattern over the units of the mask `allowed` and the mask of its units, both int64, shape (P,).

    P is the product of radix + 1 over those units, the lowest unit fastest. kernels/effects.py has a copy:
    files of kernels must not import each other, because numba's on-disk cache does not notice an edit in a
    callee of another file (it returned stale numbers when tried).
    """
    total = 1
    out = 0
    for i in range(radix.size):
        out += radix[i] * strides[i]
        if allowed >> i & 1:
            total *= radix[i] + 1
    index = np.empty(total, np.int64)
    mask = np.empty(total, np.int64)
    index[0] = out
    mask[0] = 0
    size = 1
    for i in range(radix.size):
        if allowed >> i & 1:
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
def _likelihoods(mechanism, likelihood, index):
    """π_c(m | z) of every pattern z in `index`, a product over the units of the mechanism (eq. 32)."""
    p = np.ones(index.size)
    for i in range(likelihood.shape[0]):
        if mechanism >> i & 1:
            for x in range(index.size):
                p[x] *= likelihood[i, index[x]]
    return p


@njit(cache=True, nogil=True)
def _summed(p, mask, best, total):
    """Overwrite `best` and `total`, shape (2^n,), with each purview's largest and summed likelihood.

    Returns whether a purview is faint. `p` and `mask`, shape (P,), are the likelihood and the purview of each
    pattern.
    """
    best[:] = 0.0
    total[:] = 0.0
    for x in range(p.size):
        total[mask[x]] += p[x]
        best[mask[x]] = max(best[mask[x]], p[x])
    # The first pattern leaves no unit out.
    every = mask[0]
    z = every
    while z:
        if best[z] < FAINT:
            return True
        z = (z - 1) & every
    return False


@njit(cache=True, nogil=True)
def _rescale(mechanism, likelihood, index, mask, p, best):
    """Overwrite `p` in faint purviews with likelihoods over the largest of the purview, by way of logs."""
    logs = np.zeros(p.size)
    top = np.full(best.size, -np.inf)
    for x in range(p.size):
        if best[mask[x]] < FAINT:
            for i in range(likelihood.shape[0]):
                if mechanism >> i & 1:
                    logs[x] += np.log2(likelihood[i, index[x]]) if likelihood[i, index[x]] > 0.0 else -np.inf
            top[mask[x]] = max(top[mask[x]], logs[x])
    for x in range(p.size):
        if best[mask[x]] < FAINT and top[mask[x]] > -np.inf:
            p[x] = 2.0 ** (logs[x] - top[mask[x]])


@njit(cache=True, nogil=True)
def _specified(p, mask, states, best, total):
    """Positions of the largest intrinsic information of each purview, ties included, and its values (eq. 33).

    `p` and `mask`, shape (P,), are the likelihood and the purview of each pattern; `states`, shape (2^n,), is
    the number of states of each purview, `best` and `total`, shape (2^n,), as `_summed` leaves them.
    """
    found = np.empty(256, np.int64)
    values = np.empty(256)
    count = 0
    for x in range(p.size):
        z = mask[x]
        # The slope of x log2(x / mean) is at least 1 / ln 2, and ii at most 16: so no tie is missed here, and
        # the logarithms of the others are spared. The tolerance itself is applied below.
        if z and p[x] > 0.0 and best[z] - p[x] <= 16.0 * TOLERANCE * total[z]:
            mean = total[z] / states[z]
            top = best[z] / total[z] * np.log2(best[z] / mean)
            value = p[x] / total[z] * np.log2(p[x] / mean)
            if top > TOLERANCE and value >= top - _slack(top):
                if count == found.size:
                    found = np.concatenate((found, np.empty(count, np.int64)))
                    values = np.concatenate((values, np.empty(count)))
                found[count] = x
                values[count] = value
                count += 1
    return found[:count], values[:count]


@njit(cache=True, nogil=True)
def cause_candidates(mechanisms, likelihood, radix, inputs, control):
    """Specified cause states of each mechanism over each purview among its inputs.

    `mechanisms`, shape (M,), are masks. `likelihood`, shape (n, patterns), is P(unit i in its present state |
    pattern of past states); `radix`, shape (n,), the number of states of each unit; `inputs`, shape (n,), the
    mask of the units that feed each; `control`, shape (2,), is (cancel flag, mechanisms done).

    Returns `starts`, shape (M + 1,): the candidates of mechanism k are starts[k] to starts[k + 1] of three
    arrays, the pattern of (purview, state) int64, π_c←(z'|m), and intrinsic information in ibits.
    """
    n = radix.size
    strides = np.ones(n, np.int64)
    for i in range(1, n):
        strides[i] = strides[i - 1] * (radix[i - 1] + 1)
    states = np.ones(1 << n)
    for z in range(1 << n):
        for i in range(n):
            if z >> i & 1:
                states[z] *= radix[i]
    # Work space of 2^n entries, made once for all mechanisms.
    best = np.empty(1 << n)
    total = np.empty(1 << n)
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
        feeding = np.int64(0)
        for i in range(n):
            if mechanisms[at] >> i & 1:
                feeding |= inputs[i]
        # In a dense system all mechanisms have the same inputs, so their patterns are made once.
        if feeding != last:
            index, mask = _patterns(radix, strides, feeding)
            last = feeding
        p = _likelihoods(mechanisms[at], likelihood, index)
        if _summed(p, mask, best, total):
            _rescale(mechanisms[at], likelihood, index, mask, p, best)
            _summed(p, mask, best, total)
        found, values = _specified(p, mask, states, best, total)
        if count + found.size > patterns.size:
            # At least doubled, so that copying stays linear in the number of candidates.
            more = patterns.size + found.size
            patterns = np.concatenate((patterns, np.empty(more, np.int64)))
            probabilities = np.concatenate((probabilities, np.empty(more)))
            information = np.concatenate((information, np.empty(more)))
        for x in range(found.size):
            patterns[count + x] = index[found[x]]
            probabilities[count + x] = p[found[x]] / total[mask[found[x]]]
            information[count + x] = values[x]
        count += found.size
        starts[at + 1] = count
        control[1] += 1
    return starts, patterns[:count], probabilities[:count], information[:count]
