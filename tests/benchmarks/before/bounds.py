"""Smallest costs over sub-patterns: a lower bound that lets the partition search discard most branches.

Cost: n^2 / 2 comparisons for each of the 3^n entries of the cause table, 2^n of the effect table.
"""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def least_costs(costs, radix, control):
    """Smallest cost over the nonempty sub-patterns of every pattern, by number of units kept.

    `costs`, shape (T, B), is the cost of chooser b at pattern t: one digit per unit, unit 0 fastest, a digit
    below radix[i] keeping unit i in that state, the digit radix[i] dropping it; T is the product of radix +
    1. `radix` has shape (n,); `control`, shape (2,), is (cancel flag, unused).

    Returns float32 `least`, shape (T, n + 1, B): at [t, k, b] the minimum over sub-patterns of t that keep k
    = 1..n units, at [t, 0, b] the minimum over all k, infinite if there are none.
    """
    n = radix.size
    # float32, since this table is n + 1 times as large as the costs and only bounds them.
    least = np.full((costs.shape[0], n + 1, costs.shape[1]), np.inf, np.float32)
    kept = np.empty(n, np.int64)
    # Dropping a unit raises the index, so sub-patterns come first when counting down.
    for t in range(costs.shape[0] - 1, -1, -1):
        if control[0]:
            break
        size = 0
        rest = t
        stride = 1
        for i in range(n):
            digit = rest % (radix[i] + 1)
            rest //= radix[i] + 1
            if digit < radix[i]:
                kept[size] = (radix[i] - digit) * stride
                size += 1
            stride *= radix[i] + 1
        if size == 0:
            continue
        for b in range(costs.shape[1]):
            # Lowered by more than the rounding to float32, so that it stays a lower bound.
            least[t, size, b] = costs[t, b] * (1.0 - 1e-6) - 1e-6
        for j in range(size):
            for k in range(1, size):
                for b in range(costs.shape[1]):
                    least[t, k, b] = min(least[t, k, b], least[t + kept[j], k, b])
        for k in range(1, size + 1):
            for b in range(costs.shape[1]):
                least[t, 0, b] = min(least[t, 0, b], least[t, k, b])
    return least
