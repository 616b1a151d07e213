"""φ of causes in IIT 3.0: a bounded search over bipartitions, whose distance is a transport on a cube.

The distance of two repertoires is the earth mover's, with the Hamming distance between states. States are the
corners of a cube whose edges cost 1, so that transport is a minimum-cost flow on k * 2**k unit arcs.
"""

import numpy as np
from numba import njit

FAR = 1 << 20
EMPTY = 1e-15  # mass below this is rounding


@njit(cache=True, nogil=True)
def _distances(mass, k, flow, potential, distance):
    """Shortest reduced distances from all surplus states; returns that of the nearest lack, FAR if none.

    An arc of the residual graph costs 1, or -1 where it undoes flow that comes back along it.
    """
    states = 1 << k
    for u in range(states):
        distance[u] = 0 if mass[u] > EMPTY else FAR
    changed = True
    while changed:
        changed = False
        for u in range(states):
            if distance[u] == FAR:
                continue
            for i in range(k):
                v = u ^ 1 << i
                far = distance[u] + (-1 if flow[v, i] > EMPTY else 1) + potential[u] - potential[v]
                if far < distance[v]:
                    distance[v] = far
                    changed = True
    nearest = FAR
    for u in range(states):
        if mass[u] < -EMPTY:
            nearest = min(nearest, distance[u])
    return nearest


@njit(cache=True, nogil=True)
def _path(source, mass, k, flow, potential, marks, came, stack):
    """Find a lack from `source` along arcs of reduced cost 0; returns it, or -1 with all seen marked as dead.

    `marks` is 0 for states not seen, 1 for those of this search, 2 for dead ones.
    """
    states = 1 << k
    for u in range(states):
        marks[u] = 2 if marks[u] == 2 else 0
    marks[source], stack[0], top = 1, source, 1
    while top:
        top -= 1
        u = stack[top]
        if mass[u] < -EMPTY:
            return u
        for i in range(k):
            v = u ^ 1 << i
            if marks[v] == 0 and (-1 if flow[v, i] > EMPTY else 1) + potential[u] - potential[v] == 0:
                marks[v], came[v], stack[top] = 1, i, v
                top += 1
    for u in range(states):
        marks[u] = 2 if marks[u] else 0
    return -1


@njit(cache=True, nogil=True)
def _push(source, target, mass, flow, came):
    """Move as much as the path found by `_path` takes."""
    amount = min(mass[source], -mass[target])
    v = target
    while v != source:
        if flow[v, came[v]] > EMPTY:
            amount = min(amount, flow[v, came[v]])
        v ^= 1 << came[v]
    v = target
    while v != source:
        i = came[v]
        u = v ^ 1 << i
        flow[u, i] += amount
        flow[v, i] -= amount
        if abs(flow[u, i]) <= EMPTY:
            flow[u, i] = flow[v, i] = 0.0
        v = u
    mass[source] -= amount
    mass[target] += amount


@njit(cache=True, nogil=True)
def transport(difference, k, work):
    """Least cost of moving `difference`, shape (2**k,), which sums to 0, on the k-cube; exact.

    Primal-dual: potentials grow by shortest distances, then flow runs along arcs of reduced cost 0. `work`,
    of `workspace`, ends with potentials of Lipschitz constant 1, which bound other differences from below.
    """
    mass, flow, potential, distance, marks, came, stack = work
    states = 1 << k
    mass[:states] = difference[:states]
    flow[:states] = 0.0
    potential[:states] = 0
    while True:
        nearest = _distances(mass, k, flow, potential, distance)
        if nearest == FAR:
            break
        for u in range(states):
            potential[u] += min(distance[u], nearest)
            marks[u] = 0
        for source in range(states):
            while mass[source] > EMPTY:
                target = _path(source, mass, k, flow, potential, marks, came, stack)
                if target < 0:
                    break
                _push(source, target, mass, flow, came)
    return -(difference[:states] * potential[:states]).sum()


@njit(cache=True, nogil=True)
def workspace(n):
    """Arrays that `transport` needs for up to n units, in its order."""
    states = 1 << n
    whole = np.zeros(states, np.int64)
    stack = np.zeros(states + 1, np.int64)
    flow = np.zeros((states, max(n, 1)))
    return np.zeros(states), flow, whole, whole.copy(), whole.copy(), whole.copy(), stack


@njit(cache=True, nogil=True)
def _greedy(difference, k, masks, rest, stop):
    """Upper bound of `transport`: cancel opposite signs at distance 1, 2, …; infinite once `stop` is met."""
    states = 1 << k
    rest[:states] = difference[:states]
    left = 0.5 * np.abs(difference[:states]).sum()
    cost = 0.0
    for mask in masks:
        if mask >= states:
            continue
        if left < 1e-14:
            break
        size, top = 0, 1
        for i in range(k):
            if mask >> i & 1:
                size, top = size + 1, 1 << i
        for x in range(states):
            y = x ^ mask
            if not x & top and rest[x] * rest[y] < 0.0:
                moved = min(abs(rest[x]), abs(rest[y]))
                sign = 1.0 if rest[x] > 0 else -1.0
                rest[x] -= sign * moved
                rest[y] += sign * moved
                cost += moved * size
                left -= moved
        if cost + left * size >= stop:
            return np.inf
    return cost + max(left, 0.0) * k


@njit(cache=True, nogil=True)
def _difference(cut, mechanism, purview, repertoires, layout, out):
    """Write π − π1 × π2 of a bipartition, packed over the purview; returns the sum of its absolute values."""
    offsets, packed, sizes, _ = layout
    part, half = cut
    start, one, two = offsets[purview], offsets[half], offsets[purview ^ half]
    place, other = packed[purview, half], packed[purview, purview ^ half]
    total = 0.0
    for c in range(1 << sizes[purview]):
        first = repertoires[part, one + packed[place, c]]
        second = repertoires[mechanism ^ part, two + packed[other, c]]
        out[c] = repertoires[mechanism, start + c] - first * second
        total += abs(out[c])
    return total


@njit(cache=True, nogil=True)
def _list_cuts(mechanism, purview, marginals, bounds, cuts):
    """Write all bipartitions and how much their marginals differ, a lower bound; returns how many.

    The half of the purview that holds its lowest unit stands first, so that each comes once.
    """
    n = marginals.shape[2]
    lowest = purview & -purview
    count = 0
    rest = purview ^ lowest
    other = rest
    while True:
        half = other | lowest
        part = mechanism
        while True:
            if not (part == mechanism and half == purview):
                bound = 0.0
                for i in range(n):
                    m, z = (part, half) if half >> i & 1 else (mechanism ^ part, purview ^ half)
                    if purview >> i & 1:
                        bound += abs(marginals[mechanism, purview, i] - marginals[m, z, i])
                bounds[count], cuts[count, 0], cuts[count, 1] = bound, part, half
                count += 1
            if part == 0:
                break
            part = (part - 1) & mechanism
        if other == 0:
            break
        other = (other - 1) & rest
    return count


@njit(cache=True, nogil=True)
def scratch(n):
    """Arrays that a search over n units needs: bounds, cuts, difference, duals, rest, those of transport."""
    states = 1 << n
    cuts = np.empty((1 << 2 * n, 2), np.int64)
    return np.empty(1 << 2 * n), cuts, np.empty(states), np.empty((8, states)), np.empty(states), workspace(n)


@njit(cache=True, nogil=True)
def _distance(difference, k, total, enough, masks, search):
    """Distance of a bipartition, or an upper bound below `enough`; and whether it left dual potentials."""
    if k == 1 or total < 1e-13:
        return 0.5 * total, False
    if enough > 0.0:
        # Everything moves at most along the whole diagonal.
        rough = 0.5 * total * k
        if rough >= enough:
            rough = _greedy(difference, k, masks, search[4], enough)
        if rough < enough:
            return rough, False
    return transport(difference, k, search[5]), True


@njit(cache=True, nogil=True)
def cause_phi(mechanism, purview, threshold, guess, tables, layout, search):
    """φ of the cause of a mechanism over a purview: the least distance over bipartitions.

    Bipartitions come by rising bound of their marginals; half the sum of |differences| and the potentials of
    earlier transports rule out most of the rest. Below `threshold` the search ends with an upper bound: such
    a purview is not maximal. `guess` is a bipartition (part, half) to try first, (0, 0) for none. `tables` is
    (repertoires, marginals), `layout` (offsets, packed, sizes, nonempty sets by size).
    """
    repertoires, marginals = tables
    bounds, cuts, difference, duals, _, work = search
    k = layout[2][purview]
    states = 1 << k
    least, part, half, known = np.inf, 0, 0, 0
    left = _list_cuts(mechanism, purview, marginals, bounds, cuts)
    if guess[1] != 0:
        bounds[left], cuts[left, 0], cuts[left, 1] = -1.0, guess[0], guess[1]
        left += 1
    while left > 0:
        nearest = 0
        for t in range(1, left):
            if bounds[t] < bounds[nearest]:
                nearest = t
        if bounds[nearest] >= least - 1e-13:
            break
        cut = (cuts[nearest, 0], cuts[nearest, 1])
        left -= 1
        bounds[nearest], cuts[nearest, 0], cuts[nearest, 1] = bounds[left], cuts[left, 0], cuts[left, 1]
        total = _difference(cut, mechanism, purview, repertoires, layout, difference)
        bound = 0.5 * total
        for t in range(known):
            bound = max(bound, -np.dot(difference[:states], duals[t, :states]))
        if bound >= least - 1e-13:
            continue
        distance, exact = _distance(difference, k, total, threshold, layout[3], search)
        if exact and known < duals.shape[0]:
            duals[known, :states] = work[2][:states]
            known += 1
        if distance < least:
            least, part, half = distance, cut[0], cut[1]
            if least < threshold or least < 1e-12:
                break
    return max(least, 0.0), part, half


@njit(cache=True, nogil=True)
def cause_row(mechanism, known, cuts, first, tables, layout, order, control):
    """φ of the causes of a mechanism over every purview, exact for those that are maximal.

    `known`, shape (2**n,), has φ where it is known, -1 where it is to be found and -2 where it is 0; `cuts`,
    shape (2**n, 2), the bipartitions that go with it, and guesses. `first` is the purview to begin with, 0
    for none; with `order[0]` = 0 every φ is found exactly. `control`, shape (2,): (cancel flag, unused).

    Returns `phi`, -1 where a purview is not maximal, and `cuts`.
    """
    phi, found = known.copy(), cuts.copy()
    search = scratch(tables[1].shape[2])
    best = max(0.0, known.max())
    for t in range(-1, order.size):
        purview = first if t < 0 else order[t]
        if control[0]:
            break
        if purview == 0 or known[purview] != -1.0 or (t >= 0 and purview == first):
            continue
        # Ties are kept: what comes within 1e-10 of the best is solved to the end.
        threshold = -1.0 if order[0] == 0 else best - 1e-10
        guess = (cuts[purview, 0], cuts[purview, 1])
        value, part, half = cause_phi(mechanism, purview, threshold, guess, tables, layout, search)
        if value < threshold:
            continue
        phi[purview], found[purview, 0], found[purview, 1] = value, part, half
        best = max(best, value)
    return np.maximum(phi, -1.0), found
