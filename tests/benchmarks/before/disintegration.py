"""The minimum disintegrating partition of mechanism-purview pairs, without listing partitions.

The *divided* side (the mechanism for effects, the purview for causes) is split into blocks; every unit of the
other side, a *chooser*, keeps one block or nothing. With the cost c_b(P) = -log2 of chooser b's probability
given block P only, F = sum_b c_b(P_b) - c_b(everything) and N = sum_b |divided| - |P_b|, so F - λN separates
over choosers: Dinkelbach's method on λ, a depth-first search over blocks inside. Blocks are masks over the
divided side's own units; patterns are those of kernels/causes.py. Cost: |M||Z| additions for the easy bound
of each pair; for the one pair in seven that it leaves (6 dense units) a search of ~10 nodes.
"""

import numpy as np
from numba import njit

TOLERANCE = 1e-10
ROUNDING = 1e-13  # a smaller gain, in bits, comes from the order of additions


@njit(cache=True, nogil=True)
def _count(mask):
    """Number of units in a mask; a copy, because files of kernels must not import each other."""
    count = 0
    while mask:
        mask &= mask - 1
        count += 1
    return count


@njit(cache=True, nogil=True)
def _slack(phi):
    """By how much another value may differ from φ and still be equal to it; a copy of `iit4.tolerance`."""
    return TOLERANCE * max(1.0, abs(phi))


@njit(cache=True, nogil=True)
def _offer(values, picks, to, costs, row, choosers, slope, block):
    """Offer a block to every chooser: level `to` has the best and second best of level `to - 1` and it."""
    size = _count(block)
    for b in range(choosers.size):
        g = costs[row, choosers[b]] + slope * size
        first, second = values[to - 1, 0, b], values[to - 1, 1, b]
        if g < first:
            values[to, 0, b], values[to, 1, b] = g, first
            picks[to, 0, b], picks[to, 1, b] = block, picks[to - 1, 0, b]
        else:
            values[to, 0, b] = first
            picks[to, 0, b] = picks[to - 1, 0, b]
            values[to, 1, b] = min(g, second)
            picks[to, 1, b] = block if g < second else picks[to - 1, 1, b]


@njit(cache=True, nogil=True)
def _leaf(values, picks, is_cause):
    """Value of the best allowed choice, and the chooser that takes its second best (-1 if none does).

    For causes not all choosers may keep the same nonempty block: the cheapest single change is made.
    """
    value, same = 0.0, is_cause and picks[0, 0] != 0
    for b in range(values.shape[1]):
        value += values[0, b]
        same = same and picks[0, b] == picks[0, 0]
    if not same:
        return value, -1
    change = 0
    for b in range(1, values.shape[1]):
        change = b if values[1, b] - values[0, b] < values[1, change] - values[0, change] else change
    return value + values[1, change] - values[0, change], change


@njit(cache=True, nogil=True)
def _may_improve(best, least, row, choosers, rest_size, slope, value):
    """Whether some completion over the uncovered units (pattern `row`) could go below `value`."""
    # The rough bound discards seven of ten nodes, the sharp one another tenth (6 dense units).
    rough = 0.0
    for b in range(choosers.size):
        rough += min(best[b], least[row, 0, choosers[b]] + slope)
    if rough >= value:
        return False
    sharp = 0.0
    for b in range(choosers.size):
        low = best[b]
        for k in range(1, rest_size + 1):
            low = min(low, least[row, k, choosers[b]] + slope * k)
        sharp += low
    return sharp < value


@njit(cache=True, nogil=True)
def _search(costs, least, rows, choosers, is_cause, slope, limits):
    """Block of each chooser for the smallest sum_b c_b(P_b) + slope |P_b| below a value; all -1 if none is.

    `limits` = (the value, a ratio): the first partition found whose F / N is below the ratio is enough.
    """
    value, enough = limits
    size = _count(rows.size - 1)
    values = np.full((size + 1, 2, choosers.size), np.inf)
    picks = np.zeros((size + 1, 2, choosers.size), np.int64)
    uncovered, low, sub = np.zeros((3, size + 1), np.int64)
    choice = np.full(choosers.size, -1)
    for b in range(choosers.size):
        values[0, 0, b] = costs[rows[0], choosers[b]]
    depth = 0
    uncovered[0], low[0], sub[0] = rows.size - 1, 1, rows.size - 2
    while depth >= 0:
        if sub[depth] < 0:
            depth -= 1
            continue
        block = low[depth] | sub[depth]
        sub[depth] = -1 if sub[depth] == 0 else (sub[depth] - 1) & (uncovered[depth] ^ low[depth])
        if block == rows.size - 1 and not is_cause:
            continue
        rest, to = uncovered[depth] ^ block, depth + 1
        _offer(values, picks, to, costs, rows[block], choosers, slope, block)
        if rest == 0:
            found, change = _leaf(values[to], picks[to], is_cause)
            if found < value:
                value = found
                choice[:] = picks[to, 0]
                if change >= 0:
                    choice[change] = picks[to, 1, change]
                f, n = _loss(costs, rows, choosers, choice)
                if f < enough * n:
                    break
        elif _may_improve(values[to, 0], least, rows[rest], choosers, _count(rest), slope, value):
            depth = to
            uncovered[depth] = rest
            low[depth] = rest & -rest
            sub[depth] = rest ^ low[depth]
    return choice


@njit(cache=True, nogil=True)
def _loss(costs, rows, choosers, choice):
    """(F, N) when every chooser keeps its choice."""
    f, n = 0.0, 0
    size = _count(rows.size - 1)
    for b in range(choosers.size):
        f += costs[rows[choice[b]], choosers[b]] - costs[rows[rows.size - 1], choosers[b]]
        n += size - _count(choice[b])
    return f, n


@njit(cache=True, nogil=True)
def _easy_partition(costs, rows, choosers, is_cause):
    """(F, N, choice) of the best of the complete cut and each mechanism unit cut off alone."""
    last = rows.size - 1
    choice = np.zeros(choosers.size, np.int64)
    f, n = _loss(costs, rows, choosers, choice)
    for i in range(choosers.size if is_cause else _count(last)):
        trial = np.full(choosers.size, last if is_cause else last ^ (1 << i))
        if is_cause:
            trial[i] = 0
        loss, edges = _loss(costs, rows, choosers, trial)
        if loss * n < f * edges:
            f, n, choice = loss, edges, trial
    return f, n, choice


@njit(cache=True, nogil=True)
def minimum_partition(costs, least, rows, choosers, is_cause, selectivity, drop):
    """Smallest F / N over the partitions of one pair, the largest N among ties (IIT 4.0 eqs 36-41).

    `costs` (T, B) and `least` (T, n + 1, B) as in `least_costs`; `rows` (2^k,) the row of `costs` of each
    block of the k divided units; `choosers` (c,) columns of `costs`. φ = `selectivity` * F. Returns (F, block
    that each chooser keeps (c,), 0 for nothing); F = -1 as soon as φ must be below `drop`.
    """
    edges = choosers.size * _count(rows.size - 1)
    f, n, choice = _easy_partition(costs, rows, choosers, is_cause)
    if (choosers.size == 1 and is_cause) or (rows.size == 2 and not is_cause):
        return f, choice
    last = False
    while f * selectivity > TOLERANCE:
        ratio = f / n
        equal = _slack(ratio * selectivity) / selectivity
        if (ratio + equal) * selectivity * edges < drop:
            return -1.0, choice
        # A slope above the least ratio by what makes two φ / N equal: among equal ones the larger N wins.
        slope = ratio + equal if last else ratio
        now = 0.0
        for b in range(choosers.size):
            now += costs[rows[choice[b]], choosers[b]] + slope * _count(choice[b])
        limits = (now - ROUNDING, drop / (selectivity * edges) - equal)
        found = _search(costs, least, rows, choosers, is_cause, slope, limits)
        if found[0] >= 0:
            choice = found
            f, n = _loss(costs, rows, choosers, choice)
        if last:
            break
        last = found[0] < 0
    return f, choice


@njit(cache=True, nogil=True)
def _decode(pattern, radix, digits):
    """Unit mask of a pattern; its digits are written to `digits`."""
    mask = 0
    for i in range(radix.size):
        digits[i] = pattern % (radix[i] + 1)
        pattern //= radix[i] + 1
        if digits[i] < radix[i]:
            mask |= 1 << i
    return mask


@njit(cache=True, nogil=True)
def _rows(divided, digits, radix):
    """Row of the costs for every block of the divided side."""
    rows = np.zeros(1 << _count(divided), np.int64)
    rows[0] = np.prod(radix + 1) - 1
    filled, stride = 1, 1
    for i in range(radix.size):
        if divided >> i & 1:
            for x in range(filled):
                rows[filled + x] = rows[x] + (digits[i] - radix[i]) * stride
            filled *= 2
        stride *= radix[i] + 1
    return rows


@njit(cache=True, nogil=True)
def _linked(mechanism, purview, links):
    """Whether every unit of each side is connected with the other; links[i]: partners of mechanism unit i."""
    met = 0
    for i in range(links.size):
        if mechanism >> i & 1:
            if links[i] & purview == 0:
                return False
            met |= links[i]
    return met & purview == purview


@njit(cache=True, nogil=True)
def _pair(mechanism, pattern, sides, is_cause):
    """Rows of the costs by block and columns by chooser of one pair; no choosers if it is not linked."""
    radix, divided_radix, links = sides
    digits = np.empty(radix.size, np.int64)
    purview = _decode(pattern, radix, digits)
    columns = np.empty(radix.size, np.int64)
    count, offset = 0, 0
    if _linked(mechanism, purview, links):
        for i in range(radix.size):
            if (mechanism if is_cause else purview) >> i & 1:
                columns[count] = i if is_cause else offset + digits[i]
                count += 1
            offset += radix[i]
    if not is_cause:
        # The effect table fixes the present state: its only kept digit is 0.
        digits[:] = 0
    return _rows(purview if is_cause else mechanism, digits, divided_radix), columns[:count]


@njit(cache=True, nogil=True)
def _evaluate(mechanism, patterns, selectivity, tables, sides, is_cause, control):
    """φ of every candidate of a mechanism that can be maximal (0 for the others), and the largest."""
    costs, least = tables
    bounds = np.zeros(patterns.size)
    phi = np.zeros(patterns.size)
    for x in range(patterns.size):
        rows, choosers = _pair(mechanism, patterns[x], sides, is_cause)
        if choosers.size:
            f, n, _ = _easy_partition(costs, rows, choosers, is_cause)
            if selectivity[x] * f > TOLERANCE:
                ratio = selectivity[x] * f / n
                bounds[x] = (ratio + _slack(ratio)) * choosers.size * _count(rows.size - 1)
    best = TOLERANCE
    for x in np.argsort(-bounds):
        drop = best - _slack(best)
        if control[0] or bounds[x] == 0.0 or bounds[x] < drop:
            break
        rows, choosers = _pair(mechanism, patterns[x], sides, is_cause)
        f, _ = minimum_partition(costs, least, rows, choosers, is_cause, selectivity[x], drop)
        phi[x] = selectivity[x] * f
        best = max(best, phi[x])
    return phi, best


@njit(cache=True, nogil=True)
def maximal_purviews(mechanisms, starts, patterns, selectivity, tables, sides, is_cause, control):
    """φ of each mechanism in one direction and all purviews (with state) that reach it (IIT 4.0 eqs 42-45).

    `starts` (M + 1,), `patterns` and `selectivity` are the candidates of the masks `mechanisms` (M,);
    `tables` = (costs, least); `sides` = (radix, radix of the divided side's table, links), each (n,).
    `control` is (cancel flag, mechanisms done). Returns (φ (M,), starts (M + 1,), patterns tied for the
    maximum).
    """
    phi = np.zeros(mechanisms.size)
    tie_starts = np.zeros(mechanisms.size + 1, np.int64)
    ties = np.empty(0, np.int64)
    for at in range(mechanisms.size):
        if control[0]:
            break
        here = slice(starts[at], starts[at + 1])
        values, best = _evaluate(
            mechanisms[at], patterns[here], selectivity[here], tables, sides, is_cause, control
        )
        if best > TOLERANCE:
            phi[at] = best
            ties = np.concatenate((ties, patterns[here][values >= best - _slack(best)]))
        tie_starts[at + 1] = ties.size
        control[1] += 1
    return phi, tie_starts, ties
