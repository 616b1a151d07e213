"""Cause purviews: the specified cause states of every mechanism over every purview (IIT 4.0 eqs 32-35).

A *pattern* is an integer with one digit per unit, unit 0 fastest: a digit below radix[i] is the state of unit
i, the digit radix[i] leaves unit i out (it is averaged over, or not in the purview). Sets of units are
bitmasks in which bit i is unit i.

Purviews are outside and mechanisms the vector: given a state of the purview, the likelihoods of all 2^n
mechanisms are 2^n products, each of a smaller mechanism's and one unit's. Cost: 6^n products, sums and maxima
for n dense binary units, 0.6 ns each with AVX2. The maximum is found without a logarithm, because
x log(x / mean) rises with x wherever it is positive.
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
def _states(purview, radix):
    """Pattern of every state of a purview, its lowest unit fastest, and the pattern of no unit."""
    stride, none = 1, 0
    states = np.zeros(1, np.int64)
    for i in range(radix.size):
        if purview >> i & 1:
            size = states.size
            longer = np.empty(size * radix[i], np.int64)
            for v in range(radix[i]):
                for x in range(size):
                    longer[v * size + x] = states[x] + (v - radix[i]) * stride
            states = longer
        none += radix[i] * stride
        stride *= radix[i] + 1
    return states + none, none


@njit(cache=True, nogil=True)
def _fed(purview, inputs):
    """Units that a purview feeds; of every set of them (mask, units that feed it, size), shape (3, 2^w)."""
    fed = np.empty(inputs.size, np.int64)
    count = 0
    for i in range(inputs.size):
        if inputs[i] & purview:
            fed[count] = i
            count += 1
    sets = np.zeros((3, 1 << count), np.int64)
    for q in range(count):
        half = 1 << q
        for x in range(half):
            sets[0, half + x] = sets[0, x] | 1 << fed[q]
            sets[1, half + x] = sets[1, x] | inputs[fed[q]]
            sets[2, half + x] = sets[2, x] + 1
    return fed[:count], sets


@njit(cache=True, nogil=True, error_model="numpy")
def _sweep(chances, products, total, first, second, where, control):
    """Overwrite, by mechanism: sum, largest, second largest of π_c(m | z) over z, and where the largest is.

    `chances`, shape (w, states), is P(unit q | z); the other arrays, shape (2^w,), are by mechanism. `where`
    holds doubles, so that every lane of a vector has the same width.
    """
    # One row after another: rows of a slice of both axes are not contiguous, and four times as slow.
    every = 1 << len(chances)
    total, first, second = total[:every], first[:every], second[:every]
    total[:] = 0.0
    first[:] = -1.0
    second[:] = -1.0
    for z in range(chances.shape[1]):
        if control[0]:
            break
        products[0] = 1.0
        for q in range(chances.shape[0]):
            half, chance = 1 << q, chances[q, z]
            for x in range(half):
                products[half + x] = products[x] * chance
        for x in range(total.size):
            p, top = products[x], first[x]
            total[x] += p
            less = p if p < top else top
            second[x] = less if less > second[x] else second[x]
            where[x] = z if p > top else where[x]
            first[x] = p if p > top else top


@njit(cache=True, nogil=True)
def _likelihoods(chances, mechanism, is_faint):
    """π_c(m | z) of every state z (eq. 32); if they are faint, over the largest of them, by way of logs."""
    p = np.ones(chances.shape[1])
    for q in range(chances.shape[0]):
        if mechanism >> q & 1:
            p *= chances[q]
    if is_faint:
        logs = np.full(p.size, -np.inf)
        for z in range(p.size):
            possible, log = True, 0.0
            for q in range(chances.shape[0]):
                if mechanism >> q & 1 and possible:
                    possible = chances[q, z] > 0.0
                    log += np.log2(chances[q, z]) if possible else 0.0
            logs[z] = log if possible else -np.inf
        top = logs.max()
        for z in range(p.size):
            p[z] = 2.0 ** (logs[z] - top) if logs[z] > -np.inf else 0.0
    return p


@njit(cache=True, nogil=True)
def _specified(p, states, shares):
    """Write the states of the largest intrinsic information, ties included, and Bayes' probability of each.

    IIT 4.0 eqs 33-34. Returns how many there are.
    """
    total, most, count = p.sum(), p.max(), 0
    if most > 0.0:
        mean = total / p.size
        top = most / total * np.log2(most / mean)
        for z in range(p.size):
            # The slope of x log2(x / mean) is at least 1 / ln 2, and ii at most 16: no tie is missed.
            if top > TOLERANCE and most - p[z] <= 16.0 * TOLERANCE * total:
                share = p[z] / total
                if share * np.log2(p[z] / mean) >= top - _slack(top):
                    states[count] = z
                    shares[count] = share
                    count += 1
    return count


@njit(cache=True, nogil=True)
def _lost(chances, fed, states, none, costs):
    """Bits lost without the purview by (half of the fed units, state, mask in it), and the least of any unit.

    Both have shape (2, states, 2^h): a mechanism's are found from its two halves, in place of a loop over its
    units, whose branches no processor foresees.
    """
    half = (fed.size + 1) // 2
    lost = np.zeros((2, states.size, 1 << half))
    least = np.full(lost.shape, np.inf)
    for q in range(fed.size):
        h, bit = (1, 1 << q - half) if q >= half else (0, 1 << q)
        for z in range(states.size):
            # A state that is impossible is never specified.
            loss = costs[fed[q], none] - costs[fed[q], states[z]] if chances[q, z] > 0.0 else 0.0
            for x in range(bit):
                lost[h, z, bit + x] = lost[h, z, x] + loss
                least[h, z, bit + x] = min(least[h, z, x], loss)
    return lost, least


@njit(cache=True, nogil=True)
def _bound(selectivity, every, least, units, size):
    """No less than φ: by the complete cut, and by cutting off each mechanism unit alone (eqs 36-41).

    They lose `every` and at least `least` bits; the mechanism and the purview have `units` and `size` units.
    """
    if selectivity * min(every, least) <= TOLERANCE:
        return 0.0
    ratio = selectivity * min(every / units, least) / size
    return (ratio + _slack(ratio)) * units * size


@njit(cache=True, nogil=True)
def _offer(purview, states, chances, sets, losses, swept, best, out):
    """Append the candidates of one purview to `out` = (pairs, values, count), and return it.

    `swept` is (total, first, second, where) of `_sweep`, `sets` of `_fed`, `losses` of `_lost`.
    """
    total, first, second, where = swept[0], swept[1], swept[2], swept[3]
    lost, least = losses
    pairs, values, count = out
    specified, shares = np.empty(states.size, np.int64), np.empty(states.size)
    shift, size = (len(chances) + 1) // 2, 0
    rest = purview
    while rest:
        rest &= rest - 1
        size += 1
    for x in range(1, sets.shape[1]):
        if purview & ~sets[1, x]:
            continue
        tied = 1
        if first[x] < FAINT or first[x] - second[x] <= 16.0 * TOLERANCE * total[x]:
            tied = _specified(_likelihoods(chances, x, first[x] < FAINT), specified, shares)
        else:
            # One state is the most likely, as nearly always when there is noise.
            specified[0], shares[0] = int(where[x]), first[x] / total[x]
        reached = best[sets[0, x]] - _slack(best[sets[0, x]])
        for k in range(tied):
            z, low, high = specified[k], x & (1 << shift) - 1, x >> shift
            every, one = lost[0, z, low] + lost[1, z, high], min(least[0, z, low], least[1, z, high])
            bound = _bound(shares[k], every, one, sets[2, x], size)
            if bound == 0.0 or bound < reached or shares[k] * np.log2(shares[k] * states.size) <= TOLERANCE:
                continue
            if count == len(pairs):
                pairs = np.concatenate((pairs, np.empty_like(pairs)))
                values = np.concatenate((values, np.empty_like(values)))
            pairs[count, 0], pairs[count, 1] = sets[0, x], states[z]
            values[count, 0], values[count, 1] = shares[k], bound
            count += 1
    return pairs, values, count


@njit(cache=True, nogil=True)
def cause_candidates(purviews, likelihood, costs, radix, inputs, best, control):
    """Specified cause states of each mechanism over each of some purviews, where φ may be the largest.

    `purviews`, shape (P,), are masks. `likelihood`, shape (n, patterns), is P(unit i in its present state |
    pattern of past states), scaled by a factor for each unit, and `costs` its -log2 without; `radix`, shape
    (n,), the number of states of each unit; `inputs`, shape (n,), the mask of the units that feed each;
    `best`, shape (2^n,), a value that the φ of each mechanism reaches. `control`, shape (2,), is (cancel
    flag, purviews done).

    Returns (mechanism, pattern of (purview, state)) int64, shape (C, 2), and (π_c←(z'|m), a bound of φ),
    shape (C, 2), for all linked pairs whose bound reaches `best`.
    """
    pairs, values, count = np.empty((1024, 2), np.int64), np.empty((1024, 2)), 0
    work = np.empty((5, 1 << radix.size))
    for purview in purviews:
        if control[0]:
            break
        states, none = _states(purview, radix)
        # Sparse: a mechanism with a unit that the purview does not feed has φ = 0.
        fed, sets = _fed(purview, inputs)
        chances = np.empty((fed.size, states.size))
        for q in range(fed.size):
            for z in range(states.size):
                chances[q, z] = likelihood[fed[q], states[z]]
        _sweep(chances, work[0], work[1], work[2], work[3], work[4], control)
        losses = _lost(chances, fed, states, none, costs)
        out = (pairs, values, count)
        pairs, values, count = _offer(purview, states, chances, sets, losses, work[1:], best, out)
        control[1] += 1
    return pairs[:count], values[:count]
