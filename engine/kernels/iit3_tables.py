"""Tables of IIT 3.0: what some units in a state say of each unit, repertoires, and φ of effects.

Sets of units are bitmasks. A repertoire over the units of Z is packed: 2**|Z| numbers from `offsets[Z]` on,
the lowest unit of Z fastest. `visible[j]` is the set of units that unit j reads; a cut takes units out of it.
"""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def conditional_tables(tpm):
    """P(unit ON next | some units in a state, the others uniform), for every set of units and state.

    `tpm`, shape (2**n, n), is state by node, unit 0 fastest. Returns shape (n, 2**n, 2**n): at [j, X, x] the
    probability of unit j given that the units X are in state x, a subset of X; other x are 0.
    """
    rows, n = tpm.shape
    table = np.zeros((n, rows, rows))
    for j in range(n):
        for x in range(rows):
            table[j, rows - 1, x] = tpm[x, j]
        for given in range(rows - 2, -1, -1):
            free = 0
            while given >> free & 1:
                free += 1
            more = given | 1 << free
            x = given
            while True:
                table[j, given, x] = 0.5 * (table[j, more, x] + table[j, more, x | 1 << free])
                if x == 0:
                    break
                x = (x - 1) & given
    return table


@njit(cache=True, nogil=True)
def cause_repertoires(table, state, visible, offsets, spread, sizes):
    """Cause repertoires of every mechanism over every purview, and their marginals.

    `table` is of `conditional_tables`, `state` the present state as a bitmask, `visible`, shape (n,), what
    each unit reads, `spread`, shape (2**n, 2**n), the bitmask of each packed state. Returns `repertoires`,
    shape (2**n, offsets[-1]), and `marginals`, shape (2**n, 2**n, n): P(unit i ON) at [M, Z, i].
    """
    n, rows = table.shape[0], table.shape[1]
    repertoires = np.empty((rows, offsets[rows]))
    marginals = np.zeros((rows, rows, n))
    for purview in range(rows):
        start, states = offsets[purview], 1 << sizes[purview]
        repertoires[0, start : start + states] = 1.0
        for mechanism in range(1, rows):
            i = 0
            while not mechanism >> i & 1:
                i += 1
            seen = purview & visible[i]
            # A mechanism is its lowest unit and the rest, whose product is there already.
            rest = mechanism & (mechanism - 1)
            for c in range(states):
                p = table[i, seen, spread[purview, c] & seen]
                if not state >> i & 1:
                    p = 1.0 - p
                repertoires[mechanism, start + c] = repertoires[rest, start + c] * p
        for mechanism in range(rows):
            total = repertoires[mechanism, start : start + states].sum()
            for c in range(states):
                if total > 0:
                    repertoires[mechanism, start + c] /= total
                for i in range(n):
                    if spread[purview, c] >> i & 1:
                        marginals[mechanism, purview, i] += repertoires[mechanism, start + c]
    return repertoires, marginals


@njit(cache=True, nogil=True)
def effect_probabilities(table, state, visible):
    """P(unit j ON next | mechanism in its state, the others uniform), shape (2**n, n) at [M, j]."""
    n, rows = table.shape[0], table.shape[1]
    probabilities = np.empty((rows, n))
    for mechanism in range(rows):
        for j in range(n):
            seen = mechanism & visible[j]
            probabilities[mechanism, j] = table[j, seen, state & seen]
    return probabilities


@njit(cache=True, nogil=True)
def effect_phi(probabilities, mechanism):
    """φ of the effects of a mechanism over every purview, in closed form.

    Effects are products of single units, so that their distance is a sum over units and each purview unit
    takes the half of the mechanism that costs less. Returns `phi`, shape (2**n,), and `half`, shape (2**n,):
    one half of the mechanism in the minimum partition, 0 if one purview unit is cut off from it.
    """
    rows, n = probabilities.shape
    phi = np.full(rows, np.inf)
    half = np.zeros(rows, np.int64)
    cost = np.empty(n)
    total = np.zeros(rows)
    phi[0] = 0.0
    for purview in range(1, rows):
        for j in range(n):
            if purview >> j & 1:
                phi[purview] = min(phi[purview], abs(probabilities[mechanism, j] - probabilities[0, j]))
    lowest = mechanism & -mechanism
    part = (mechanism - 1) & mechanism
    while part > 0:
        if part & lowest:  # the other half would be the same partition
            for j in range(n):
                one = abs(probabilities[mechanism, j] - probabilities[part, j])
                other = abs(probabilities[mechanism, j] - probabilities[mechanism ^ part, j])
                cost[j] = min(one, other)
            for purview in range(1, rows):
                j = 0
                while not purview >> j & 1:
                    j += 1
                total[purview] = total[purview & (purview - 1)] + cost[j]
                if total[purview] < phi[purview]:
                    phi[purview], half[purview] = total[purview], part
        part = (part - 1) & mechanism
    return phi, half


@njit(cache=True, nogil=True)
def farthest_from_uniform(repertoires, offsets, sizes):
    """Upper bound, per mechanism, of the distance of any of its cause repertoires from the uniform one.

    The uniform repertoire is a product, so that moving mass unit by unit is a transport: it costs the sum
    over prefixes of |P(next unit ON) − P(next unit OFF)| / 2. Returns shape (2**n,).
    """
    rows = repertoires.shape[0]
    farthest = np.zeros(rows)
    left = np.empty(rows)
    for mechanism in range(1, rows):
        for purview in range(1, rows):
            states = 1 << sizes[purview]
            start = offsets[purview]
            left[:states] = repertoires[mechanism, start : start + states]
            cost = 0.0
            half = states >> 1
            while half:
                for x in range(half):
                    cost += 0.5 * abs(left[x + half] - left[x])
                    left[x] += left[x + half]
                half >>= 1
            farthest[mechanism] = max(farthest[mechanism], cost)
    return farthest
