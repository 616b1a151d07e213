"""Units of any grain: expectations over the next micro state, and the TPMs of a macro system.

Rows over micro states have unit 0 of the substrate fastest. Marshall et al. 2024, eqs 26-42.
"""

import numpy as np
from numba import njit

# Copies of those in `engine.substrate.probabilities`: a smaller difference is rounding.
RELATIVE = 1e-12
RESOLUTION = 1e-15


@njit(cache=True, nogil=True)
def expectations(values, off, on, control):
    """Means of functions of the next state of d units: Σ_v Π_i p(v_i | r) values[k, v] at [k, r].

    `values`, shape (k, 2^d), has unit 0 of the d fastest; `off` and `on`, shape (rows, d), are their chances
    in each row. `control`, shape (2,), is (cancel flag, unused). Returns shape (k, rows).
    """
    rows, d = on.shape
    half = values.shape[1] // 2
    means = np.zeros((values.shape[0], rows))
    left = np.empty(half)
    for r in range(rows):
        if control[0]:
            break
        for k in range(values.shape[0]):
            # One unit after the other is averaged out, the slowest first: no table of 4^n.
            p, q = on[r, d - 1], off[r, d - 1]
            for x in range(half):
                left[x] = q * values[k, x] + p * values[k, x + half]
            size = half
            for i in range(d - 2, -1, -1):
                p, q = on[r, i], off[r, i]
                size //= 2
                for x in range(size):
                    left[x] = q * left[x] + p * left[x + size]
            means[k, r] = left[0]
    return means


@njit(cache=True, nogil=True)
def _compress(micro, spare, shares, sizes):
    """Average over the micro states of every macro state, in place; return where the result is.

    `micro`, shape (Π sizes,), has the classes of unit 0 fastest; `shares[k, s, c]` is the share of class c in
    state s of unit k. Both arrays are overwritten. Cost: 2 Π sizes for each unit (eqs 35-39).
    """
    size = micro.size
    for k in range(sizes.size):
        classes = sizes[k]
        rest = size // classes
        for s in range(2):
            # The unit's own axis goes from the fastest place to the slowest: in the end they are in order.
            for r in range(rest):
                total = 0.0
                for c in range(classes):
                    total += shares[k, s, c] * micro[r * classes + c]
                spare[s * rest + r] = total
        size = 2 * rest
        micro, spare = spare, micro
    return micro


@njit(cache=True, nogil=True)
def _background(past, inside, outside):
    """P(background state) before, given what followed: shape of `outside` (eqs 33 and 34)."""
    weight = np.zeros(outside.size)
    for w in range(outside.size):
        for s in range(inside.size):
            weight[w] += past[inside[s] + outside[w]]
    return weight / weight.sum()


@njit(cache=True, nogil=True)
def macro_tables(chances, past, inside, outside, now, shares, sizes):
    """TPMs of a macro system of m units for effects and causes, eqs 31-42.

    `chances`, shape (m, 2, 2^n), is P(unit off, on after its updates | micro state); `past`, shape (m, 2^n),
    the probability, relative, of going from each micro state to the earliest state of the unit's window.
    `inside`, `outside` are rows of micro states with the system's or the background's bits alone, classes of
    macro unit 0 fastest; `now` is the background's present row; `shares`, shape (m, 2, most classes), and
    `sizes`, shape (m,), as for `_compress`.

    Returns two arrays of shape (2^m, 2m), unit 0 fastest: P(unit j = v | row) in column 2j + v.
    """
    m = sizes.size
    effect, cause = np.empty((2, 1 << m, 2 * m))
    room = max(inside.size, 1 << m)
    one, other = np.empty((2, room))
    for j in range(m):
        weight = _background(past[j], inside, outside)
        for v in range(2):
            chance = chances[j, v]
            for s in range(inside.size):
                one[s] = chance[inside[s] + now]
            effect[:, 2 * j + v] = _compress(one[: inside.size], other, shares, sizes)[: 1 << m]
            for s in range(inside.size):
                one[s] = 0.0
                for w in range(outside.size):
                    one[s] += weight[w] * chance[inside[s] + outside[w]]
            cause[:, 2 * j + v] = _compress(one[: inside.size], other, shares, sizes)[: 1 << m]
    _exact(effect)
    _exact(cause)
    return effect, cause


@njit(cache=True, nogil=True)
def _exact(columns):
    """Make pairs of columns sum to 1; the smaller of both is right to its last digits."""
    for r in range(columns.shape[0]):
        for j in range(0, columns.shape[1], 2):
            if columns[r, j] < columns[r, j + 1]:
                columns[r, j + 1] = 1.0 - columns[r, j]
            else:
                columns[r, j] = 1.0 - columns[r, j + 1]


@njit(cache=True, nogil=True)
def connections(effect, cause):
    """1 at [i, j] if unit j depends on unit i in one of two TPMs as `macro_tables` returns them."""
    rows, m = effect.shape[0], effect.shape[1] // 2
    cm = np.zeros((m, m), np.uint8)
    for i in range(m):
        for r in range(rows):
            if r >> i & 1:
                continue
            for j in range(m):
                for table in (effect, cause):
                    p, q = table[r, 2 * j + 1], table[r | 1 << i, 2 * j + 1]
                    gap, rest = abs(p - q), 1.0 - min(p, q)
                    if gap > RELATIVE * max(p, q) or (gap > RELATIVE * rest and gap > RESOLUTION):
                        cm[i, j] = 1
    return cm
