"""Effect purviews: the specified effect states of every mechanism over every purview (IIT 4.0 eqs 29-31).

A *pattern* is an integer with one digit per unit, unit 0 fastest: a digit below radix[i] is the state of unit
i, the digit radix[i] leaves unit i out (it is averaged over, or not in the purview). Sets of units are
bitmasks in which bit i is unit i.

For each mechanism the states of every purview lie side by side, purview after purview, 3^m entries for m
binary outputs, so that all steps are loops over neighbours. Cost: 2^|M| 2^m products for the mean joint
distribution and 3^m sums and logarithms, so 6^n for all mechanisms of n dense binary units, 2 ns each.
"""

import numpy as np
from numba import njit

TOLERANCE = 1e-10
# Rough values are right to 3e-6 ibits; what is this close to the largest is evaluated exactly.
ROUGH = np.float32(1e-5)
# So many values at once stay in the nearest cache.
CHUNK = 512
FAINT = np.float32(1e-30)
# Singles: the bits of the mantissa, and those of 1.
MANTISSA, ONE, EXPONENT_OF_1 = np.int32((1 << 23) - 1), np.int32(127 << 23), np.float32(127.0)
# log2 about the middle of [1, 2), by powers.
MIDDLE = np.float32(1.5)
C0, C1, C2, C3 = np.array([0.584962759, 0.96179654, -0.320631878, 0.142508024], np.float32)
C4, C5, C6, C7 = np.array([-0.070594554, 0.0376104643, -0.025110141, 0.0144403525], np.float32)


@njit(cache=True, nogil=True)
def _slack(phi):
    """By how much another value may differ from φ and still be equal to it; a copy of `iit4.tolerance`."""
    return TOLERANCE * max(1.0, abs(phi))


@njit(cache=True, nogil=True)
def _units(mask):
    """Positions of the units in a mask, ascending, int64."""
    units, count = np.empty(64, np.int64), 0
    for unit in range(64):
        if mask >> unit & 1:
            units[count] = unit
            count += 1
    return units[:count]


@njit(cache=True, nogil=True)
def _layout(units, radix):
    """Where the states of every set of `units` begin, shape (2^m + 1,); state 0's unit 0 is fastest."""
    sizes, starts = np.ones(1 << units.size, np.int64), np.zeros((1 << units.size) + 1, np.int64)
    for j in range(units.size):
        for x in range(1 << j):
            sizes[(1 << j) + x] = sizes[x] * radix[units[j]]
    for x in range(sizes.size):
        starts[x + 1] = starts[x] + sizes[x]
    return starts


@njit(cache=True, nogil=True)
def _state_rows(mechanism, radix, strides):
    """Rows of the table, one for each state of the mechanism, with the other units averaged over."""
    rows = np.zeros(1, np.int64)
    for i in range(radix.size):
        if mechanism >> i & 1:
            size = rows.size
            longer = np.empty(size * radix[i], np.int64)
            for v in range(radix[i]):
                for x in range(size):
                    longer[v * size + x] = rows[x] + v * strides[i]
            rows = longer
        else:
            rows = rows + radix[i] * strides[i]
    return rows


@njit(cache=True, nogil=True, error_model="numpy")
def _joint(row, units, radix, offsets, out):
    """Overwrite `out` with the joint distribution of independent units, flat; return its size."""
    out[0], size = 1.0, 1
    for i in units:
        # Downwards: block 0 holds the product so far and is overwritten last.
        for v in range(radix[i] - 1, -1, -1):
            p = row[offsets[i] + v]
            for x in range(size):
                out[v * size + x] = out[x] * p
        size *= radix[i]
    return size


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"contract"})
def _mean_joint(given, rows, units, radix, offsets, mean):
    """Overwrite `mean` with the mean over `rows` of the joint distribution of `units`, flat.

    `given`, shape (patterns, sum of radix), is P(unit = v | pattern) in column offsets[unit] + v.
    """
    # Two halves and their outer product: one multiplication and addition for each row and state.
    middle = units.size // 2
    low, high = np.empty(mean.size), np.empty(mean.size)
    mean[:] = 0.0
    for r in rows:
        width = _joint(given[r], units[:middle], radix, offsets, low)
        height = _joint(given[r], units[middle:], radix, offsets, high)
        for y in range(height):
            weight, out = high[y] / rows.size, mean[y * width : (y + 1) * width]
            for x in range(width):
                out[x] += weight * low[x]


@njit(cache=True, nogil=True, error_model="numpy")
def _fold(mean, starts, units, radix):
    """Fill in the mean distribution of every set of units from that of all, which is in its place."""
    every = starts.size - 2
    for purview in range(every - 1, 0, -1):
        # From the set with the highest missing unit added: the blocks summed are as long as can be.
        top = units.size - 1
        while purview >> top & 1:
            top -= 1
        below = purview & ((1 << top) - 1)
        inner, k = starts[below + 1] - starts[below], radix[units[top]]
        more = purview | 1 << top
        # Slices, because an index that may be negative is checked at every step, outside vectors.
        source, out = mean[starts[more] : starts[more + 1]], mean[starts[purview] : starts[purview + 1]]
        if inner == 1:
            for x in range(out.size):
                out[x] = source[k * x] + source[k * x + 1]
                for v in range(2, k):
                    out[x] += source[k * x + v]
            continue
        for y in range(out.size // inner):
            to = out[y * inner : (y + 1) * inner]
            one, two = source[y * k * inner :][:inner], source[(y * k + 1) * inner :][:inner]
            for x in range(inner):
                to[x] = one[x] + two[x]
            for v in range(2, k):
                one = source[(y * k + v) * inner :][:inner]
                for x in range(inner):
                    to[x] += one[x]


@njit(cache=True, nogil=True, error_model="numpy")
def _products(row, starts, units, radix, offsets, p):
    """Overwrite `p` with π_e(z | m) of every state of every set of units."""
    p[0] = 1.0
    for j in range(units.size):
        k, offset = radix[units[j]], offsets[units[j]]
        for below in range(1 << j):
            fro, to = starts[below], starts[1 << j | below]
            size = starts[below + 1] - fro
            source = p[fro : fro + size]
            for v in range(k):
                chance, out = row[offset + v], p[to + v * size : to + (v + 1) * size]
                for x in range(size):
                    out[x] = source[x] * chance


@njit(cache=True, nogil=True, error_model="numpy", fastmath={"contract"})
def _rough_information(p, mean, out):
    """Overwrite `out`, singles, with p log2(p / mean) to 3e-6, in loops of vectors: ten times as fast."""
    bits = out.view(np.int32)
    exponents = np.empty(CHUNK, np.float32)
    for start in range(0, p.size, CHUNK):
        own, other, log = p[start:][:CHUNK], mean[start:][:CHUNK], out[start:][:CHUNK]
        mantissas = bits[start:][:CHUNK]
        for x in range(own.size):
            # Nothing is divided by 0, and a probability of 0 has a logarithm.
            log[x] = (np.float32(own[x]) + FAINT) / (np.float32(other[x]) + FAINT)
        for x in range(own.size):
            exponents[x] = np.float32(mantissas[x] >> 23) - EXPONENT_OF_1
            mantissas[x] = (mantissas[x] & MANTISSA) | ONE
        for x in range(own.size):
            # Chebyshev's polynomial of log2 on [1, 2), within 4e-7, from the highest power on.
            t = log[x] - MIDDLE
            high = C4 + t * (C5 + t * (C6 + t * C7))
            high = C0 + t * (C1 + t * (C2 + t * (C3 + t * high)))
            log[x] = np.float32(own[x]) * (exponents[x] + high)


@njit(cache=True, nogil=True)
def _largest(rough, starts, tops):
    """Write where each purview's largest value is, or -1 if another could be as large, or it could be 0."""
    all_bits = rough.view(np.int32)
    for purview in range(1, starts.size - 1):
        values, bits = rough[starts[purview] :], all_bits[starts[purview] : starts[purview + 1]]
        # As integers positive doubles have the same order, and a largest integer is found in vectors.
        top, at, near = np.int32(0), 0, 0
        for x in range(bits.size):
            top = bits[x] if bits[x] > top else top
        if top > 0:
            while bits[at] != top:
                at += 1
        least = values[at] - ROUGH
        for x in range(bits.size):
            near += 1 if values[x] >= least else 0
        tops[purview] = at if near == 1 and least > ROUGH else -1


@njit(cache=True, nogil=True)
def _specified(p, mean, rough, found):
    """Write the states of the largest intrinsic information, ties included (eq. 30); return how many."""
    best, tied, exact = TOLERANCE, 0, np.zeros(p.size)
    least = max(0.0, rough.max()) - ROUGH
    for x in range(p.size):
        if rough[x] >= least and p[x] > mean[x] > 0.0:
            exact[x] = p[x] * np.log2(p[x] / mean[x])
            best = max(best, exact[x])
    for x in range(p.size if best > TOLERANCE else 0):
        if exact[x] >= best - _slack(best) and exact[x] > 0.0:
            found[tied] = x
            tied += 1
    return tied


@njit(cache=True, nogil=True)
def _sets(mechanism, units, outputs):
    """Mask over all units of every set of `units`, or 0 if a unit of the mechanism feeds none of them."""
    masks = np.zeros(1 << units.size, np.int64)
    for j in range(units.size):
        for x in range(1 << j):
            masks[(1 << j) + x] = masks[x] | 1 << units[j]
    for i in _units(mechanism):
        for x in range(masks.size):
            masks[x] = masks[x] if outputs[i] & masks[x] else 0
    return masks


@njit(cache=True, nogil=True)
def _collect(mechanism, starts, masks, work, found, out):
    """Append the specified states of a mechanism, whose sweep is in the work space, to `out`, and return it.

    `out` = (rows, probabilities, count); `masks` as `_sets` returns them.
    """
    rows, chances, count = out
    p, mean, rough = work
    tops = np.empty(starts.size, np.int64)
    _largest(rough, starts, tops)
    for purview in range(1, masks.size):
        if masks[purview] == 0:
            continue
        start, stop = starts[purview], starts[purview + 1]
        found[0], tied = tops[purview], 1
        if tops[purview] < 0:
            tied = _specified(p[start:stop], mean[start:stop], rough[start:stop], found)
        if count + tied > len(rows):
            # At least doubled, so that copying stays linear in the number of states.
            more = len(rows) + tied
            rows = np.concatenate((rows, np.empty((more, 3), np.int64)))
            chances = np.concatenate((chances, np.empty(more)))
        for x in range(tied):
            rows[count, 0], rows[count, 1], rows[count, 2] = mechanism, masks[purview], found[x]
            chances[count] = p[start + found[x]]
            count += 1
    return rows, chances, count


@njit(cache=True, nogil=True)
def effect_states(mechanisms, given, radix, state, outputs, control):
    """Specified effect states of each of some mechanisms over each linked purview.

    `mechanisms`, shape (M,), are masks. `given`, shape (patterns, sum of radix), is P(unit i = v | pattern)
    in column offset(i) + v; `radix` and `state`, shape (n,); `outputs`, shape (n,), the mask of the units
    that each feeds; `control`, shape (2,), is (cancel flag, mechanisms done).

    Returns (mechanism, purview, row of the purview's state, its lowest unit fastest) int64, shape (C, 3), and
    π_e(z'|m), shape (C,).
    """
    strides, offsets = np.ones(radix.size, np.int64), np.zeros(radix.size, np.int64)
    for i in range(1, radix.size):
        strides[i] = strides[i - 1] * (radix[i - 1] + 1)
        offsets[i] = offsets[i - 1] + radix[i - 1]
    rows, chances, count = np.empty((1024, 3), np.int64), np.empty(1024), 0
    last, work = np.int64(-1), (np.empty(0), np.empty(0), np.empty(0, np.float32))
    units = starts = found = np.empty(0, np.int64)
    for mechanism in mechanisms:
        if control[0]:
            break
        reached, now = np.int64(0), 0
        for i in range(radix.size):
            is_member = mechanism >> i & 1
            reached |= outputs[i] if is_member else 0
            now += (state[i] if is_member else radix[i]) * strides[i]
        if reached != last:
            last, units = reached, _units(reached)
            starts = _layout(units, radix)
            work = (np.empty(starts[-1]), np.empty(starts[-1]), np.empty(starts[-1], np.float32))
            found = np.empty(starts[-1] - starts[-2], np.int64)
        p, mean, rough = work
        mean[0] = 1.0
        rows_of_states = _state_rows(mechanism, radix, strides)
        _mean_joint(given, rows_of_states, units, radix, offsets, mean[starts[starts.size - 2] :])
        _fold(mean, starts, units, radix)
        _products(given[now], starts, units, radix, offsets, p)
        _rough_information(p, mean, rough)
        masks = _sets(mechanism, units, outputs)
        rows, chances, count = _collect(mechanism, starts, masks, work, found, (rows, chances, count))
        control[1] += 1
    return rows[:count], chances[:count]
