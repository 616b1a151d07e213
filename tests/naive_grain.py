"""Units of any grain as loops over all sequences of the whole universe: the twin of `engine/grain`.

A unit is a tuple: positions of its constituents, update grain, table over sequences (the oldest update
fastest) and positions of its background. Everything is listed; nothing is shared with the engine.
"""

from itertools import product

import numpy as np


def states(n):
    return list(product((0, 1), repeat=n))


def row_of(state):
    return sum(value << i for i, value in enumerate(state))


def class_of(unit, state):
    return sum(state[i] << k for k, i in enumerate(unit[0]))


def value_of(unit, sequence):
    """The macro state after a sequence of micro states of the whole universe."""
    size = 2 ** len(unit[0])
    return unit[2][sum(class_of(unit, state) * size**t for t, state in enumerate(sequence))]


def discounted(tpm, units, j, i, u):
    """P(micro unit i is ON | u) as macro unit j sees it within its window (eqs 26-29)."""
    n = tpm.shape[1]
    if i in units[j][0]:
        return tpm[row_of(u), i]
    patron = next((unit for unit in units if i in unit[3]), None)
    kept = () if patron is None else (*patron[0], *patron[3])
    same = [v for v in states(n) if all(v[k] == u[k] for k in kept)]
    return sum(tpm[row_of(v), i] for v in same) / len(same)


def step(tpm, units, j, u, v):
    """P̂(v | u) (eq. 30)."""
    chance = 1.0
    for i in range(tpm.shape[1]):
        on = discounted(tpm, units, j, i, u)
        chance *= on if v[i] else 1 - on
    return chance


def chance_on(tpm, units, j, u):
    """P(macro unit j is ON after its updates | u): every sequence of the universe is listed (eq. 31)."""
    n, tau = tpm.shape[1], units[j][1]
    steps = {(a, b): step(tpm, units, j, a, b) for a in states(n) for b in states(n)}
    total = 0.0
    for sequence in product(states(n), repeat=tau):
        path = (u, *sequence)
        total += value_of(units[j], sequence) * np.prod(
            [steps[a, b] for a, b in zip(path, sequence, strict=False)]
        )
    return total


def shares(unit):
    """Share of the sequences of each macro state that end in each class (eq. 39)."""
    size, tau = 2 ** len(unit[0]), unit[1]
    found = np.zeros((2, size))
    for row, value in enumerate(unit[2]):
        found[value, row // size ** (tau - 1)] += 1
    return found / found.sum(axis=1, keepdims=True)


def background(tpm, inside, before):
    """P(state of the background) given the state that followed (eqs 33-34)."""
    n = tpm.shape[1]
    outside = [i for i in range(n) if i not in inside]
    weight = {}
    for u in states(n):
        w = tuple(u[i] for i in outside)
        chance = np.prod([tpm[row_of(u), i] if before[i] else 1 - tpm[row_of(u), i] for i in range(n)])
        weight[w] = weight.get(w, 0.0) + chance
    total = sum(weight.values())
    if total == 0:
        raise ZeroDivisionError("unreachable")
    return outside, {w: chance / total for w, chance in weight.items()}


def macro_tpms(tpm, units, history):
    """Macro TPMs for effects and causes, shape (2^m, m), unit 0 fastest (eqs 32-42)."""
    n, m = tpm.shape[1], len(units)
    inside = sorted(i for unit in units for i in unit[0])
    share = [shares(unit) for unit in units]
    effect, cause = np.zeros((2, 2**m, m))
    for j, unit in enumerate(units):
        chance = {u: chance_on(tpm, units, j, u) for u in states(n)}
        outside, weight = background(tpm, inside, history[len(history) - unit[1]])
        now = tuple(history[-1][i] for i in outside)
        for macro in states(m):
            for u in states(n):
                w = tuple(u[i] for i in outside)
                share_of_u = np.prod([share[k][macro[k], class_of(units[k], u)] for k in range(m)])
                effect[row_of(macro), j] += share_of_u * chance[u] * (w == now)
                cause[row_of(macro), j] += share_of_u * chance[u] * weight[w]
    return effect, cause
