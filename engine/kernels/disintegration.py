"""The minimum disintegrating partition of mechanism-purview pairs, without listing partitions.

The *divided* side (the mechanism for effects, the purview for causes) is split into blocks; every unit of the
other side, a *chooser*, keeps one block or nothing. With the cost c_b(P) = -log2 of chooser b's probability
given block P only, F = sum_b c_b(P_b) - c_b(everything) and N = sum_b |divided| - |P_b|, so F - λN separates
over choosers: Dinkelbach's method on λ, a depth-first search over blocks inside. Patterns: kernels/causes.py.

Only φ as large as the best so far counts. Any partition with F below λN, λ = best / (selectivity |M||Z|),
proves that φ is less, so partitions in two blocks, each one unit larger than the last, are tried first, 0.2
µs a pair. They leave one pair in nine (9 dense units) to the search, which takes 1 µs to reject a pair, and 5
for a new best. Its tables, 2^|divided| entries a chooser, are made anew for each pair.
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
        mask, count = mask & (mask - 1), count + 1
    return count


@njit(cache=True, nogil=True)
def _slack(phi):
    """By how much another value may differ from φ and still be equal to it; a copy of `iit4.tolerance`."""
    return TOLERANCE * max(1.0, abs(phi))


@njit(cache=True, nogil=True)
def _price(losses, slope, values, least):
    """Overwrite `values` with loss + slope |P|, `least` with the smallest of nonempty blocks within P."""
    for b in range(len(losses)):
        value, low, half = values[b], least[b], 1
        value[0] = 0.0
        # One unit at a time, block by block, so that sums and minima are taken in vectors.
        while half < value.size:
            for x in range(half):
                value[half + x] = value[x] + slope
            half *= 2
        for x in range(value.size):
            value[x] += losses[b, x]
            low[x] = value[x] if x else np.inf
        half = 1
        while half < value.size:
            for start in range(0, value.size, 2 * half):
                for x in range(start, start + half):
                    low[half + x] = min(low[x], low[half + x])
            half *= 2


@njit(cache=True, nogil=True)
def _offer(kept, picks, to, values, block):
    """Offer a block to every chooser: level `to` has the best and second best of level `to - 1` and it."""
    for b in range(len(values)):
        g, first, second = values[b, block], kept[to - 1, 0, b], kept[to - 1, 1, b]
        kept[to, 0, b], kept[to, 1, b] = min(g, first), min(max(g, first), second)
        picks[to, 0, b] = block if g < first else picks[to - 1, 0, b]
        picks[to, 1, b] = picks[to - 1, 0, b] if g < first else (block if g < second else picks[to - 1, 1, b])


@njit(cache=True, nogil=True)
def _leaf(kept, picks, is_cause):
    """Value of the best allowed choice, and the chooser that takes its second best (-1 if none does)."""
    same, change = is_cause and picks[0, 0] != 0, -1
    for b in range(kept.shape[1]):
        same = same and picks[0, b] == picks[0, 0]
    if same:
        # For causes not all may keep the same nonempty block: the cheapest single change is made.
        change = np.argmin(kept[1] - kept[0])
        return kept[0].sum() + kept[1, change] - kept[0, change], change
    return kept[0].sum(), change


@njit(cache=True, nogil=True)
def _search(values, least, is_cause, value, any_will_do):
    """Block of each chooser for the smallest sum of values below `value`, or for any; all -1 if none is."""
    choosers, blocks = values.shape
    size = _count(blocks - 1)
    kept = np.empty((size + 1, 2, choosers))
    picks = np.empty((size + 1, 2, choosers), np.int64)
    uncovered, low, sub = np.empty((3, size + 1), np.int64)
    choice = np.full(choosers, -1)
    kept[0, 0], kept[0, 1], picks[0] = values[:, 0], np.inf, 0
    depth = 0
    uncovered[0], low[0], sub[0] = blocks - 1, 1, blocks - 2
    while depth >= 0:
        if sub[depth] < 0:
            depth -= 1
            continue
        block = low[depth] | sub[depth]
        sub[depth] = -1 if sub[depth] == 0 else (sub[depth] - 1) & (uncovered[depth] ^ low[depth])
        if block == blocks - 1 and not is_cause:
            continue
        rest, to = uncovered[depth] ^ block, depth + 1
        if rest:
            # Every chooser keeps a block it was offered, or some nonempty block of the rest.
            reachable = 0.0
            for b in range(choosers):
                reachable += min(kept[depth, 0, b], values[b, block], least[b, rest])
            if reachable >= value:
                continue
        _offer(kept, picks, to, values, block)
        if rest == 0:
            found, change = _leaf(kept[to], picks[to], is_cause)
            if found < value:
                value = found
                choice[:] = picks[to, 0]
                if change >= 0:
                    choice[change] = picks[to, 1, change]
                if any_will_do:
                    break
        else:
            depth = to
            uncovered[depth], low[depth] = rest, rest & -rest
            sub[depth] = rest ^ low[depth]
    return choice


@njit(cache=True, nogil=True)
def _loss(losses, choice):
    """(F, N) when every chooser keeps its choice."""
    f, n = 0.0, 0
    size = _count(losses.shape[1] - 1)
    for b in range(choice.size):
        f += losses[b, choice[b]]
        n += size - _count(choice[b])
    return f, n


@njit(cache=True, nogil=True)
def _easy_partition(losses, is_cause):
    """(F, N, choice) of the best of the complete cut and each mechanism unit cut off alone."""
    choosers, last = len(losses), losses.shape[1] - 1
    f, n, choice = losses[:, 0].sum(), choosers * _count(last), np.zeros(choosers, np.int64)
    for i in range(choosers if is_cause else _count(last)):
        trial = np.full(choosers, last if is_cause else last ^ (1 << i))
        if is_cause:
            trial[i] = 0
        loss, edges = _loss(losses, trial)
        if loss * n < f * edges:
            f, n, choice = loss, edges, trial
    return f, n, choice


@njit(cache=True, nogil=True)
def minimum_partition(losses, is_cause, selectivity, enough):
    """Smallest F / N over the partitions of one pair, the largest N among ties (IIT 4.0 eqs 36-41).

    `losses`, shape (c, 2^k), are the bits that each of c choosers loses by keeping only a block of the k
    divided units; φ = `selectivity` * F. Returns (F, block that each chooser keeps (c,), 0 for nothing); F =
    -1 if a partition has F / N below `enough`.
    """
    edges = len(losses) * _count(losses.shape[1] - 1)
    f, n, choice = _easy_partition(losses, is_cause)
    if (len(losses) == 1 and is_cause) or (losses.shape[1] == 2 and not is_cause):
        return f, choice
    values, least = np.empty_like(losses), np.empty_like(losses)
    if enough > 0.0:
        # Four of five pairs end here, after one search.
        _price(losses, enough, values, least)
        if _search(values, least, is_cause, enough * edges - ROUNDING, True)[0] >= 0:
            return -1.0, choice
    least_ratio = np.inf
    while f * selectivity > TOLERANCE:
        # Above the least ratio by what makes two φ / N equal: among equal ones the larger N wins.
        least_ratio = min(least_ratio, f / n)
        slope = least_ratio + _slack(least_ratio * selectivity) / selectivity
        _price(losses, slope, values, least)
        now = f + slope * (edges - n)
        found = _search(values, least, is_cause, now - ROUNDING, False)
        if found[0] < 0:
            break
        choice = found
        f, n = _loss(losses, choice)
    return f, choice


@njit(cache=True, nogil=True)
def _two_blocks(costs, columns, rows, sizes, price, is_cause):
    """F - price N of the cheapest partition in two blocks.

    `rows` of `costs`, shape (B, T), keep (all, nothing, the one block, the other), of `sizes` units.
    """
    total, change, ones, others = 0.0, np.inf, 0, 0
    for column in columns:
        whole = costs[column, rows[0]]
        nothing = costs[column, rows[1]] - whole - price * (sizes[0] + sizes[1])
        one = costs[column, rows[2]] - whole - price * sizes[1]
        other = costs[column, rows[3]] - whole - price * sizes[0]
        if other <= nothing and other <= one:
            others += 1
            total, change = total + other, min(change, min(one, nothing) - other)
        elif one < nothing:
            ones += 1
            total, change = total + one, min(change, min(other, nothing) - one)
        else:
            total += nothing
    # For causes not all choosers may keep the same block: the cheapest change is made.
    return total + change if is_cause and columns.size in (ones, others) else total


@njit(cache=True, nogil=True)
def _losses(costs, columns, shifts, row):
    """Bits that each chooser loses by keeping only a block of the divided side, shape (choosers, blocks)."""
    rows = np.full(1 << shifts.size, row + shifts.sum())
    for k in range(shifts.size):
        for x in range(1 << k):
            rows[(1 << k) + x] = rows[x] - shifts[k]
    losses = np.empty((columns.size, rows.size))
    for b in range(columns.size):
        for x in range(rows.size):
            losses[b, x] = costs[columns[b], rows[x]] - costs[columns[b], row]
    return losses


@njit(cache=True, nogil=True)
def _pair(mechanism, pattern, radix, is_cause, columns, shifts):
    """Write the choosers' columns of the costs and by how much dropping each divided unit moves the row.

    Returns how many of both there are, and the row that keeps all divided units.
    """
    choosers, divided, offset, stride = 0, 0, 0, 1
    # The effect table fixes the present state: bit i is set where unit i is averaged over.
    row = pattern if is_cause else (1 << radix.size) - 1 - mechanism
    for i in range(radix.size):
        # Division by a constant is a multiplication.
        digit = pattern % 3 if radix[i] == 2 else pattern % (radix[i] + 1)
        pattern = pattern // 3 if radix[i] == 2 else pattern // (radix[i] + 1)
        in_mechanism, in_purview = mechanism >> i & 1, digit < radix[i]
        if in_purview if is_cause else in_mechanism:
            shifts[divided] = (radix[i] - digit) * stride if is_cause else 1 << i
            divided += 1
        if in_mechanism if is_cause else in_purview:
            columns[choosers] = i if is_cause else offset + digit
            choosers += 1
        offset += radix[i]
        stride *= radix[i] + 1
    return choosers, divided, row


@njit(cache=True, nogil=True)
def _is_beaten(costs, columns, shifts, row, enough, is_cause, hint):
    """Whether a partition in two blocks has F / N below `enough`."""
    size, nothing, moved, last, best = shifts.size, row + shifts.sum(), 0, 0, 0
    # One mechanism unit has but one partition. The block grows by the unit that makes it cheapest.
    for count in range(1, size // 2 + 1 if (columns.size if is_cause else size) > 1 else 0):
        least = np.inf
        for k in range(size if size > 2 else 1):
            # The unit that was the last proof is tried first.
            unit = (k + hint[0]) % size
            if moved >> unit & 1:
                continue
            there = last + shifts[unit]
            rows = (row, nothing, nothing - there, row + there)
            value = _two_blocks(costs, columns, rows, (count, size - count), enough, is_cause)
            if value < -ROUNDING:
                hint[0] = unit
                return True
            if value < least:
                least, best = value, unit
        moved |= 1 << best
        last += shifts[best]
    return False


@njit(cache=True, nogil=True)
def evaluate(pairs, values, costs, radix, is_cause, best, control):
    """φ of the pairs that can be the largest of their mechanism, and 0 for the others (IIT 4.0 eqs 36-45).

    `pairs`, shape (C, 2), are (mechanism, pattern of (purview, state)), `values`, shape (C, 2), (selectivity,
    bound of φ). `costs`, shape (B, T), is that of chooser b at row t; `radix`, shape (n,). `best`, (2^n,), is
    the largest φ of each mechanism so far, raised on the way: threads may share it, as a value lost in a race
    only lets more be looked at. `control` is (cancel flag, unused).
    """
    phi = np.zeros(len(pairs))
    columns, shifts, hint = np.zeros((3, radix.size), np.int64)
    for x in range(len(pairs)):
        if control[0]:
            break
        mechanism, selectivity = pairs[x, 0], values[x, 0]
        drop = max(TOLERANCE, best[mechanism] - _slack(best[mechanism]))
        if values[x, 1] < drop:
            continue
        choosers, divided, row = _pair(mechanism, pairs[x, 1], radix, is_cause, columns, shifts)
        own, moves = columns[:choosers], shifts[:divided]
        # F / N below it proves that φ is below `drop`, whichever of equal φ / N is chosen.
        edges = divided * choosers
        enough = max(drop / edges - _slack(drop / edges), TOLERANCE / edges) / selectivity
        if not _is_beaten(costs, own, moves, row, enough, is_cause, hint):
            f, _ = minimum_partition(_losses(costs, own, moves, row), is_cause, selectivity, enough)
            phi[x] = selectivity * f if selectivity * f >= drop else 0.0
            best[mechanism] = max(best[mechanism], phi[x])
    return phi
