"""The definitions as loops: slow, obvious twins of everything in `engine/kernels`.

A TPM here is a list with one array per unit: ``tpm[i][u]`` is the distribution over the next
states of unit `i` when the present state is the tuple `u` (one axis per unit, then one axis for the
states of `i`). Nothing is shared with the engine: partitions are listed one by one.
"""

import math
from fractions import Fraction
from itertools import combinations, product

import numpy as np

TOLERANCE = 1e-10


def close(a, b):
    return abs(a - b) <= TOLERANCE * max(1.0, abs(a), abs(b))


def nonempty_subsets(items):
    items = tuple(items)
    return [c for size in range(1, len(items) + 1) for c in combinations(items, size)]


def set_partitions(items):
    items = list(items)
    if not items:
        yield []
        return
    first, rest = items[0], items[1:]
    for smaller in set_partitions(rest):
        for i, part in enumerate(smaller):
            yield [*smaller[:i], [first, *part], *smaller[i + 1 :]]
        yield [[first], *smaller]


def from_state_by_node(tpm):
    """Make the list form of a little-endian state-by-node array."""
    tpm = np.asarray(tpm, float)
    n = tpm.shape[1]
    on = tpm.reshape((2,) * n + (n,)).transpose((*reversed(range(n)), n))
    return [np.stack([1 - on[..., i], on[..., i]], axis=-1) for i in range(n)]


def from_columns(columns, radix):
    """Make the list form of an array ``columns[row, offset(i) + v]``, unit 0 fastest in the rows."""
    columns = np.asarray(columns, float)
    n = len(radix)
    out, start = [], 0
    for k in radix:
        block = columns[:, start : start + k].reshape((*reversed(radix), k))
        out.append(block.transpose((*reversed(range(n)), n)))
        start += k
    return out


def states(radix):
    return list(product(*(range(k) for k in radix)))


def candidate_system(tpm, state, units):
    """Return the cause and the effect TPM of a candidate system (IIT 4.0 eqs 1-4)."""
    n = len(tpm)
    radix = tpm[0].shape[:n]
    inside = list(units)
    outside = [i for i in range(n) if i not in inside]

    def to_here(u):
        return exact_product(tpm[i][u][state[i]] for i in range(n))

    total = sum(to_here(u) for u in states(radix))
    if total == 0:
        raise ZeroDivisionError("unreachable")
    shape = tuple(radix[i] for i in inside)
    background = states([radix[i] for i in outside])

    def whole(s, w):
        u = [0] * n
        for i, v in zip(inside, s, strict=True):
            u[i] = v
        for i, v in zip(outside, w, strict=True):
            u[i] = v
        return tuple(u)

    weight = {w: float(sum(to_here(whole(s, w)) for s in states(shape)) / total) for w in background}
    now = tuple(state[i] for i in outside)
    effect, cause = [], []
    for i in inside:
        e = np.zeros((*shape, radix[i]))
        c = np.zeros((*shape, radix[i]))
        for s in states(shape):
            e[s] = tpm[i][whole(s, now)]
            c[s] = sum(tpm[i][whole(s, w)] * weight[w] for w in background)
        effect.append(e)
        cause.append(c)
    return cause, effect, tuple(state[i] for i in inside)


def given(table, v, kept):
    """P(unit = v | the units in the dict `kept` in these states, all others uniform)."""
    n = table.ndim - 1
    index = tuple(kept.get(i, slice(None)) for i in range(n))
    return float(np.mean(table[(*index, v)]))


def positive(x):
    return max(x, 0.0)


def argmaxima(values):
    best = max(values.values())
    return best, [k for k, v in values.items() if close(v, best)]


def log2(x):
    if isinstance(x, Fraction) and x:
        return math.log2(x.numerator) - math.log2(x.denominator)
    return -np.inf if x == 0 else np.log2(x)


def exact_product(values):
    """Multiply without rounding, so that nothing underflows."""
    return math.prod(Fraction(float(value)) for value in values)


def intrinsic_information(cause, effect, state):
    """Return (ii, its states) for causes and for effects (IIT 4.0 eqs 5-12)."""
    shape = cause[0].shape[:-1]
    n = len(state)
    everything = states(shape)
    ii_e, ii_c = {}, {}
    forward = {t: [np.prod([effect[i][s][t[i]] for i in range(n)]) for s in everything] for t in everything}
    now = everything.index(state)
    for t in everything:
        p, mean = forward[t][now], np.mean(forward[t])
        ii_e[t] = p * np.log2(p / mean) if p > 0 else 0.0
    likelihood = {t: exact_product(cause[i][t][state[i]] for i in range(n)) for t in everything}
    total = sum(likelihood.values())
    for t in everything:
        p = likelihood[t]
        ii_c[t] = float(p / total) * log2(p / (total / len(everything))) if p > 0 else 0.0
    return argmaxima(ii_c), argmaxima(ii_e)


def directed_partitions(n):
    for parts in set_partitions(range(n)):
        if len(parts) > 1:
            for directions in product(("cause", "effect", "both"), repeat=len(parts)):
                yield parts, directions


def is_cut(parts, directions):
    n = sum(map(len, parts))
    part_of = {i: k for k, part in enumerate(parts) for i in part}
    cut = np.zeros((n, n), bool)
    for a in range(n):
        for b in range(n):
            if part_of[a] != part_of[b]:
                cut[a, b] = directions[part_of[b]] in ("cause", "both") or directions[part_of[a]] in (
                    "effect",
                    "both",
                )
    return cut


def phi_of_cut(cause, effect, state, cut, cause_state, effect_state):
    """Return (φ_c, φ_e) of one cut (IIT 4.0 eqs 15-18)."""
    n = len(state)
    kept = [[a for a in range(n) if not cut[a, b]] for b in range(n)]

    def log_p(table, v, s, inputs):
        return log2(given(table, v, {a: s[a] for a in inputs}))

    full = range(n)
    e = [log_p(effect[i], effect_state[i], state, full) for i in range(n)]
    e_cut = [log_p(effect[i], effect_state[i], state, kept[i]) for i in range(n)]
    c = [log_p(cause[i], state[i], cause_state, full) for i in range(n)]
    c_cut = [log_p(cause[i], state[i], cause_state, kept[i]) for i in range(n)]
    shape = cause[0].shape[:-1]
    likelihood = {t: exact_product(cause[i][t][state[i]] for i in range(n)) for t in states(shape)}
    posterior = float(likelihood[tuple(cause_state)] / sum(likelihood.values()))
    phi_e = 2 ** sum(e) * positive(sum(e) - sum(e_cut))
    phi_c = posterior * positive(sum(c) - sum(c_cut))
    return phi_c, phi_e


def system_mip(cause, effect, state, cause_state, effect_state):
    """Return (φ_s, normalized, φ_c, φ_e, cut) by listing every directional partition."""
    n = len(state)
    if n == 1:
        cut = np.ones((1, 1), bool)
        c, e = phi_of_cut(cause, effect, state, cut, cause_state, effect_state)
        return min(c, e), min(c, e), c, e, cut
    best = None
    for parts, directions in directed_partitions(n):
        cut = is_cut(parts, directions)
        if not cut.any():
            continue
        c, e = phi_of_cut(cause, effect, state, cut, cause_state, effect_state)
        phi = min(c, e)
        ratio = phi / cut.sum()
        if (
            best is None
            or (ratio < best[1] and not close(ratio, best[1]))
            or (close(ratio, best[1]) and phi > best[0] + TOLERANCE)
        ):
            best = (phi, ratio, c, e, cut)
    return best


def lowest_row(states):
    """Return the first of some states when unit 0 varies fastest."""
    return min(states, key=lambda state: state[::-1])


def reachable_now(tpm, state, units):
    """Whether some state of the units leads to theirs while the others are as they are now."""
    _, effect, s = candidate_system(tpm, state, units)
    return any(
        all(effect[i][before][s[i]] > 0 for i in range(len(s))) for before in states(effect[0].shape[:-1])
    )


def phi_s(tpm, state, units, state_ties="paper"):
    """Return a dict with φ_s of a candidate system; among tied specified states the largest φ_s.

    With `state_ties` "first" the lowest row of the tied states alone is looked at, in each direction.
    """
    cause, effect, s = candidate_system(tpm, state, units)
    (ii_c, cause_states), (ii_e, effect_states) = intrinsic_information(cause, effect, s)
    if close(ii_c, 0) or close(ii_e, 0):
        return {"phi_s": 0.0, "ii_c": ii_c, "ii_e": ii_e}
    if state_ties == "first":
        cause_states, effect_states = [lowest_row(cause_states)], [lowest_row(effect_states)]
    found = []
    for c, e in product(cause_states, effect_states):
        phi, ratio, phi_c, phi_e, cut = system_mip(cause, effect, s, c, e)
        found.append(
            {
                "phi_s": phi,
                "normalized": ratio,
                "phi_c": phi_c,
                "phi_e": phi_e,
                "cut": cut,
                "cause_state": c,
                "effect_state": e,
                "ii_c": ii_c,
                "ii_e": ii_e,
            }
        )
    top = max(f["phi_s"] for f in found)
    best = [f for f in found if close(f["phi_s"], top)]
    return best[0] | {"ties": [(f["cause_state"], f["effect_state"]) for f in best]}


def disintegrating_partitions(mechanism, purview):
    """Yield lists of (mechanism part, purview part), by listing set partitions of both together."""
    tagged = [("m", i) for i in mechanism] + [("z", i) for i in purview]
    for blocks in set_partitions(tagged):
        pairs = [(tuple(i for t, i in b if t == "m"), tuple(i for t, i in b if t == "z")) for b in blocks]
        if all(not z for m, z in pairs if len(m) == len(mechanism)):
            yield pairs


def log2_of_parts(direction, tables, state, z_now, pairs):
    """log2 of the partitioned probability of one disintegrating partition (IIT 4.0 eqs 36-37)."""
    if direction == "effect":
        return sum(
            log2(given(tables[i], z_now[i], {a: state[a] for a in part_m}))
            for part_m, part_z in pairs
            for i in part_z
        )
    return sum(
        log2(given(tables[i], state[i], {b: z_now[b] for b in part_z}))
        for part_m, part_z in pairs
        for i in part_m
    )


def specified_purview(direction, tables, state, mechanism, purview):
    """Return (p, selectivity, ii, tied states) of one purview, the first three by its state (eqs 27-35)."""
    shape = tables[0].shape[:-1]
    zs = states([shape[i] for i in purview])
    m_now = {i: state[i] for i in mechanism}
    if direction == "effect":
        ms = states([shape[i] for i in mechanism])

        def likelihood(z, m):
            return np.prod([given(tables[i], v, m) for i, v in zip(purview, z, strict=True)])

        p = {z: likelihood(z, m_now) for z in zs}
        mean = {z: np.mean([likelihood(z, dict(zip(mechanism, m, strict=True))) for m in ms]) for z in zs}
        select = p
    else:
        p = {
            z: exact_product(
                given(tables[i], state[i], dict(zip(purview, z, strict=True))) for i in mechanism
            )
            for z in zs
        }
        total = sum(p.values())
        if total == 0:
            return p, p, p, []
        mean = dict.fromkeys(zs, total / len(zs))
        select = {z: float(p[z] / total) for z in zs}
    ii = {z: select[z] * log2(p[z] / mean[z]) if p[z] > 0 else 0.0 for z in zs}
    best, tied = argmaxima(ii)
    return p, select, ii, tied if best >= TOLERANCE else []


def purview_phi(direction, tables, state, mechanism, purview):
    """Return {z': (φ, ratio, ii)} of one purview for each of its tied specified states (eqs 27-41)."""
    p, select, ii, tied = specified_purview(direction, tables, state, mechanism, purview)
    out = {}
    for z in tied:
        z_now = dict(zip(purview, z, strict=True))
        mip = None
        for pairs in disintegrating_partitions(mechanism, purview):
            size = len(mechanism) * len(purview) - sum(len(a) * len(b) for a, b in pairs)
            if not size:
                continue
            q = log2_of_parts(direction, tables, state, z_now, pairs)
            phi = select[z] * positive(log2(p[z]) - q)
            ratio = phi / size
            if (
                mip is None
                or (ratio < mip[1] and not close(ratio, mip[1]))
                or (close(ratio, mip[1]) and phi > mip[0] + TOLERANCE)
            ):
                mip = (phi, ratio)
        out[z] = (mip[0], mip[1], max(ii.values()))
    return out


def linked(direction, cm, mechanism, purview):
    """Whether every unit of either side has a connection with the other (formalism §5)."""

    def meet(m, z):
        return cm[m][z] if direction == "effect" else cm[z][m]

    return all(any(meet(m, z) for z in purview) for m in mechanism) and all(
        any(meet(m, z) for m in mechanism) for z in purview
    )


def maximal_purviews(direction, tables, state, mechanism, cm=None):
    """Return (φ, [(purview, z'), ...]): every purview and state of the largest φ, ties included.

    With `cm`, purviews with a unit that is not connected with the mechanism, or the other way round,
    are skipped.
    """
    found = []
    for purview in nonempty_subsets(range(len(state))):
        if cm is not None and not linked(direction, cm, mechanism, purview):
            continue
        for z, (phi, _, _) in purview_phi(direction, tables, state, mechanism, purview).items():
            found.append((phi, purview, z))
    if not found:
        return 0.0, []
    best = max(f[0] for f in found)
    if best <= TOLERANCE:
        return 0.0, []
    return best, [(z, s) for phi, z, s in found if close(phi, best)]


def distinctions(cause, effect, state, cm=None):
    """Return [(mechanism, φ_d, (φ_c, cause purviews), (φ_e, effect purviews))], congruent or not."""
    out = []
    for mechanism in nonempty_subsets(range(len(state))):
        c = maximal_purviews("cause", cause, state, mechanism, cm)
        e = maximal_purviews("effect", effect, state, mechanism, cm)
        if min(c[0], e[0]) > TOLERANCE:
            out.append((mechanism, min(c[0], e[0]), c, e))
    return out


def congruent(purviews, system_state):
    return [(z, s) for z, s in purviews if all(system_state[i] == v for i, v in zip(z, s, strict=True))]


def relation_phis(entries):
    """Return {members: φ_r} by listing sets; `entries` = [(φ_d, cause pairs, effect pairs)] (eqs 49-58)."""
    out = {}
    for members in nonempty_subsets(range(len(entries))):
        if len(members) == 1:
            _, c, e = entries[members[0]]
            overlap = c & e
        else:
            overlap = frozenset.intersection(*(entries[d][1] | entries[d][2] for d in members))
        if overlap:
            density = min(entries[d][0] / len(entries[d][1] | entries[d][2]) for d in members)
            out[members] = len(overlap) * density
    return out


def pairs(purview):
    return frozenset(zip(*purview, strict=True))


def congruent_distinctions(found, cause_state, effect_state, sign=-1):
    """Return [(mechanism, φ_d, cause, effect)]: of tied purviews the largest, then the first by unit.

    With `sign` 1 the smallest instead.
    """

    def pick(purviews, system_state):
        options = congruent(purviews, system_state)
        return min(options, key=lambda p: (sign * len(p[0]), p[0])) if options else None

    out = []
    for mechanism, phi, (_, causes), (_, effects) in found:
        c, e = pick(causes, cause_state), pick(effects, effect_state)
        if c and e:
            out.append((mechanism, phi, c, e))
    return out


def distinctions_of_largest_phi(found, cause_state, effect_state):
    """Return the congruent distinctions, by trying every choice among tied purviews, that maximise Φ."""
    options = [
        [
            (mechanism, phi, c, e)
            for c, e in product(congruent(causes, cause_state), congruent(effects, effect_state))
        ]
        for mechanism, phi, (_, causes), (_, effects) in found
    ]
    return max(map(list, product(*filter(None, options))), key=big_phi)


def published_distinctions(found, cause_state, effect_state, cm, units):
    """Return the distinctions as published: the first congruent purview in the order of a set of tuples.

    `cm` is the connectivity of the substrate, `units` the positions of the system's units in it. Every tied
    state of the first purview counts, of a later one the lowest row.
    """

    def pick(direction, mechanism, purviews, system_state):
        here = [units[i] for i in mechanism]

        def block(z):
            rows, columns = (here, z) if direction == "effect" else (z, here)
            return np.array([[cm[i][j] for j in columns] for i in rows])

        listed = [
            z for z in nonempty_subsets(range(len(cm))) if block(z).any(0).all() and block(z).any(1).all()
        ]
        order = list(set(listed))
        tied = sorted({z for z, _ in purviews}, key=lambda z: order.index(tuple(units[i] for i in z)))
        for at, z in enumerate(tied):
            its = [s for y, s in purviews if y == z]
            for s in its if at == 0 else [lowest_row(its)]:
                if congruent([(z, s)], system_state):
                    return z, s
        return None

    out = []
    for mechanism, phi, (_, causes), (_, effects) in found:
        c = pick("cause", mechanism, causes, cause_state)
        e = pick("effect", mechanism, effects, effect_state)
        if c and e:
            out.append((mechanism, phi, c, e))
    return out


def big_phi(chosen):
    """Return Φ = Σφ_d + Σφ_r of [(mechanism, φ_d, cause, effect)] (eq. 59)."""
    entries = [(phi, pairs(c), pairs(e)) for _, phi, c, e in chosen]
    return sum(phi for phi, _, _ in entries) + sum(relation_phis(entries).values())


def structure(tpm, state, units, cm, ties="largest", state_ties="paper"):
    """Return (Φ, distinctions) of a candidate system; among tied specified states the largest Φ.

    `cm` is the connectivity of the substrate.
    """
    system = phi_s(tpm, state, units, state_ties)
    cause, effect, s = candidate_system(tpm, state, units)
    found = distinctions(cause, effect, s, np.asarray(cm)[np.ix_(units, units)])
    options = [
        {
            "largest": lambda c=c, e=e: congruent_distinctions(found, c, e),
            "smallest": lambda c=c, e=e: congruent_distinctions(found, c, e, sign=1),
            "max-phi": lambda c=c, e=e: distinctions_of_largest_phi(found, c, e),
            "pyphi": lambda c=c, e=e: published_distinctions(found, c, e, cm, units),
        }[ties]()
        for c, e in system["ties"]
    ]
    values = [big_phi(chosen) for chosen in options]
    best = values.index(next(v for v in values if close(v, max(values))))
    return values[best], options[best]


def complexes(phis, big_phis):
    """Return the complexes among {units: φ_s}: the largest first, each dropping all that overlap it.

    Overlapping candidates tied on φ_s: the larger `big_phis(units)` goes first; tied again: none of them
    is a complex, nor what overlaps them.
    """

    def overlap(a, b):
        return bool(set(a) & set(b))

    remaining = {units: phi for units, phi in phis.items() if phi > TOLERANCE}
    out = []
    while remaining:
        top = max(remaining.values())
        tied = [units for units, phi in remaining.items() if close(phi, top)]
        value = {a: big_phis(a) if any(a != b and overlap(a, b) for b in tied) else 0.0 for a in tied}
        first = [a for a in tied if close(value[a], max(value.values()))]
        out += [a for a in first if not any(a != b and overlap(a, b) for b in first)]
        remaining = {
            units: phi for units, phi in remaining.items() if not any(overlap(units, a) for a in first)
        }
    return out


def chance(tpm, unit, value, before, causes, kept):
    """P(unit = value after | causes in the dict `kept` so, other causes uniform, background as before)."""
    noised = [i for i in causes if i not in kept]
    values = []
    for s in states([tpm[0].shape[i] for i in noised]):
        u = dict(enumerate(before)) | kept | dict(zip(noised, s, strict=True))
        values.append(tpm[unit][tuple(u[i] for i in range(len(u)))][value])
    return np.mean(values)


def past_or_future(direction, tpm, moved, occurrence, purview):
    """π(purview as it was | occurrence) of actual causation, by summing over the purview's states."""
    before, after, causes, _ = moved
    if direction == "effect":
        x = {i: before[i] for i in occurrence}
        return np.prod([chance(tpm, j, after[j], before, causes, x) for j in purview])
    everything = [dict(zip(purview, s, strict=True)) for s in states([tpm[0].shape[i] for i in purview])]
    products = [
        exact_product(chance(tpm, j, after[j], before, causes, x) for j in occurrence) for x in everything
    ]
    return float(products[everything.index({i: before[i] for i in purview})] / sum(products))


def occurrence_partitions(occurrence, purview):
    """Yield lists of (occurrence part, purview part); purview units in no part are the part of ()."""
    yield [(tuple(occurrence), ()), ((), tuple(purview))]
    for parts in set_partitions(occurrence):
        if len(parts) > 1:
            for picks in product(range(len(parts) + 1), repeat=len(purview)):
                yield [
                    (tuple(part), tuple(z for z, k in zip(purview, picks, strict=True) if k == at))
                    for at, part in enumerate([*parts, ()])
                ]


def account_links(tpm, before, after, causes, effects):
    """Return {(direction, occurrence): (α, set of purviews)}: the causal account, by listing partitions."""
    moved = (before, after, causes, effects)
    known = {}

    def log_p(direction, occurrence, purview):
        key = direction, tuple(sorted(occurrence)), tuple(sorted(purview))
        if key not in known:
            known[key] = np.log2(past_or_future(direction, tpm, moved, key[1], key[2]))
        return known[key]

    out = {}
    for direction, here, there in (("effect", causes, effects), ("cause", effects, causes)):
        for occurrence in nonempty_subsets(here):
            alphas = {
                purview: log_p(direction, occurrence, purview)
                - max(
                    sum(log_p(direction, x, y) for x, y in parts)
                    for parts in occurrence_partitions(occurrence, purview)
                )
                for purview in nonempty_subsets(there)
            }
            best, tied = argmaxima(alphas)
            if best > TOLERANCE:
                minimal = {y for y in tied if not any(set(z) < set(y) for z in tied)}
                out[direction, occurrence] = best, minimal
    return out


def account_loss(tpm, before, after, causes, effects):
    """Return the least loss of Σα of the effects, the causes, both: every partition, account by account."""
    shape = tpm[0].shape[:-1]

    def totals(noised):
        links = account_links(noised, before, after, causes, effects)
        sums = [sum(a for (d, _), (a, _) in links.items() if d == which) for which in ("effect", "cause")]
        return np.array([*sums, sum(sums)])

    whole, least = totals(tpm), np.full(3, np.inf)
    for parts in set_partitions([(0, i) for i in causes] + [(1, j) for j in effects]):
        if len(parts) > 1:
            noised = list(tpm)
            for part in parts:
                inside = [i for t, i in part if t == 0]
                outside = tuple(i for i in causes if i not in inside)
                for j in (i for t, i in part if t == 1):
                    mean = tpm[j].mean(axis=outside, keepdims=True)
                    noised[j] = np.broadcast_to(mean, (*shape, tpm[j].shape[-1]))
            least = np.minimum(least, whole - totals(noised))
    return least


def mask_of(units):
    return sum(1 << i for i in units)


def units_in(mask):
    return tuple(i for i in range(mask.bit_length()) if mask >> i & 1)


def decoded(pattern, radix):
    """Return (units, states) of a pattern of the kernels; a digit equal to the radix leaves a unit out."""
    digits = []
    for base in radix:
        digits.append(pattern % (base + 1))
        pattern //= base + 1
    units = tuple(i for i, (digit, base) in enumerate(zip(digits, radix, strict=True)) if digit < base)
    return units, tuple(digits[i] for i in units)


def directed_partition_loss(costs, parts, directions):
    """Return (F, N) of a directional partition; `costs[mask of inputs kept, unit]` (eqs 14-18)."""
    cut = is_cut(parts, directions)
    kept = [mask_of(np.flatnonzero(~cut[:, j])) for j in range(len(cut))]
    return sum(costs[kept[j], j] - costs[-1, j] for j in range(len(cut))), int(cut.sum())


def disintegration_losses(costs, is_cause):
    """Return [(F, N)] of all disintegrating partitions; `costs[block of the divided side, chooser]`."""
    divided = range(len(costs).bit_length() - 1)
    choosers = range(costs.shape[1])
    mechanism, purview = (choosers, divided) if is_cause else (divided, choosers)
    out = []
    for pairs in disintegrating_partitions(mechanism, purview):
        sides = [(part_z, part_m) if is_cause else (part_m, part_z) for part_m, part_z in pairs]
        edges = len(divided) * len(choosers) - sum(len(block) * len(own) for block, own in sides)
        if edges:
            loss = sum(costs[mask_of(block), b] - costs[-1, b] for block, own in sides for b in own)
            out.append((loss, edges))
    return out


def smallest_ratio(losses):
    """Return (F, N) of the smallest F / N, the largest N among equal ones."""
    best = min(f / n for f, n in losses)
    return max(((f, n) for f, n in losses if close(f / n, best)), key=lambda loss: loss[1])


def largest_of_partitions(value, occurrence, purview):
    """Return the largest sum of `value[P, Q]` over the parts of any partition of actual causation."""
    return max(
        sum(value[mask_of(x), mask_of(y)] for x, y in parts)
        for parts in occurrence_partitions(units_in(occurrence), units_in(purview))
    )
