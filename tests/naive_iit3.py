"""IIT 3.0 as plain loops: no bounds, no reuse, every bipartition and every cut, a general linear program."""

from itertools import combinations, product

import numpy as np
import ot

TOLERANCE = 1e-10


def subsets(units):
    return [c for k in range(len(units) + 1) for c in combinations(units, k)]


def hamming(k):
    states = np.array(list(product((0, 1), repeat=k))).reshape(-1, k)
    return (states[:, None] != states[None]).sum(axis=2).astype(float)


def emd(p, q):
    """The earth mover's distance of two distributions over the states of units."""
    k = int(np.log2(p.size))
    if k == 0 or np.abs(p - q).max() < 1e-15:
        return 0.0
    return float(ot.emd2(p.ravel() / p.sum(), q.ravel() / q.sum(), hamming(k)))


class Naive:
    """A candidate set; `cut` is a set of units that units outside of it read as noise."""

    def __init__(self, tpm, state, cut=()):
        self.tpm, self.state, self.n = np.asarray(tpm, float), tuple(state), len(state)
        self.units = tuple(range(self.n))
        self.visible = [
            self.units if j in cut else tuple(i for i in self.units if i not in cut) for j in self.units
        ]

    def on(self, j, given):
        """P(unit j ON next), with the units of the dict `given` in their states, the others uniform."""
        rows = [
            row
            for row in range(2**self.n)
            if all(row >> i & 1 == v for i, v in given.items() if i in self.visible[j])
        ]
        return float(np.mean(self.tpm[rows, j]))

    def cause(self, mechanism, purview):
        """P(purview before | mechanism now), one axis per unit of the purview."""
        made = np.ones((2,) * len(purview))
        for z in np.ndindex(made.shape):
            for i in mechanism:
                p = self.on(i, dict(zip(purview, z, strict=True)))
                made[z] *= p if self.state[i] else 1 - p
        return made / made.sum() if made.sum() > 0 else made

    def effect(self, mechanism, purview):
        """P(purview next | mechanism now), one axis per unit of the purview."""
        given = {i: self.state[i] for i in mechanism}
        made = np.ones((2,) * len(purview))
        for z in np.ndindex(made.shape):
            for j, value in zip(purview, z, strict=True):
                p = self.on(j, given)
                made[z] *= p if value else 1 - p
        return made

    def phi(self, of, mechanism, purview):
        whole = of(mechanism, purview)
        least = np.inf
        for part, half in product(subsets(mechanism), subsets(purview)):
            other = tuple(i for i in mechanism if i not in part)
            rest = tuple(i for i in purview if i not in half)
            if (not part and not half) or (not other and not rest):
                continue
            cut = np.zeros(whole.shape)
            one, two = of(part, half), of(other, rest)
            for z in np.ndindex(whole.shape):
                at = dict(zip(purview, z, strict=True))
                cut[z] = one[tuple(at[i] for i in half)] * two[tuple(at[i] for i in rest)]
            least = min(least, emd(whole, cut))
        return least

    def maximal(self, of, mechanism, ties):
        found = {z: self.phi(of, mechanism, z) for z in subsets(self.units) if z}
        best = max(found.values())
        if best <= TOLERANCE:
            return 0.0, ()
        tied = [z for z, phi in found.items() if phi >= best - TOLERANCE]
        size = (max if ties == "largest" else min)(len(z) for z in tied)
        return best, next(z for z in tied if len(z) == size)

    def concepts(self, ties="largest"):
        """Mechanism -> (φ, expanded cause repertoire, expanded effect repertoire, purviews, both φ)."""
        found = {}
        for mechanism in subsets(self.units):
            if not mechanism:
                continue
            phi_c, past = self.maximal(self.cause, mechanism, ties)
            phi_e, future = self.maximal(self.effect, mechanism, ties)
            phi = min(phi_c, phi_e)
            if phi > TOLERANCE:
                cause = self.expanded(self.cause(mechanism, past), past, uniform=True)
                effect = self.expanded(self.effect(mechanism, future), future, uniform=False)
                found[mechanism] = (phi, cause, effect, (past, future), (phi_c, phi_e))
        return found

    def expanded(self, repertoire, purview, uniform):
        rest = tuple(i for i in self.units if i not in purview)
        other = np.full((2,) * len(rest), 0.5 ** len(rest)) if uniform else self.effect((), rest)
        made = np.zeros((2,) * self.n)
        for z in np.ndindex(made.shape):
            made[z] = repertoire[tuple(z[i] for i in purview)] * other[tuple(z[i] for i in rest)]
        return made

    def null(self):
        return (np.full((2,) * self.n, 0.5**self.n), self.effect((), self.units))


def distance(before, after, null):
    """The extended earth mover's distance, over all concepts, from the uncut to the cut constellation."""
    one = [*before.values(), (0.0, *null)]
    other = [*after.values(), (0.0, *null)]
    a, b = (np.array([c[0] for c in side]) for side in (one, other))
    surplus = a.sum() - b.sum()
    (b if surplus > 0 else a)[-1] += abs(surplus)
    if a.sum() <= 0:
        return 0.0
    costs = np.array([[emd(p[1], q[1]) + emd(p[2], q[2]) for q in other] for p in one])
    return float(ot.emd2(a / a.sum(), b / b.sum(), costs) * a.sum())


def big_phi(tpm, state, ties="largest"):
    """Φ of a candidate set, whether or not it is strongly connected."""
    whole = Naive(tpm, state)
    before = whole.concepts(ties)
    cuts = [c for c in subsets(whole.units) if 0 < len(c) < whole.n]
    return min(distance(before, Naive(tpm, state, cut).concepts(ties), whole.null()) for cut in cuts)
