from fractions import Fraction
from itertools import combinations, product
from math import inf, isinf, log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from engine.iit4.distinctions import Distinction, MaximalPurview
from engine.iit4.relations import Relations
from engine.iit4.structure import unfold
from strategies import binary_substrates, reachable


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-12)


def purview(pairs, phi):
    units, state = zip(*sorted(pairs), strict=True)
    return MaximalPurview(units, state, phi)


def distinction(phi, cause, effect, name="M"):
    return Distinction((name,), (1,), phi, purview(cause, phi), purview(effect, phi))


@st.composite
def synthetic(draw, most=6):
    """Distinctions over four units in two states: purviews that overlap, touch or miss each other."""
    side = st.dictionaries(st.sampled_from("ABCD"), st.integers(0, 1), min_size=1, max_size=3)
    ones = st.tuples(st.integers(1, 64), side, side)
    return [
        distinction(numerator / 16, cause.items(), effect.items(), f"M{i}")
        for i, (numerator, cause, effect) in enumerate(draw(st.lists(ones, max_size=most)))
    ]


def sides(d):
    return naive.pairs((d.cause.units, d.cause.state)), naive.pairs((d.effect.units, d.effect.state))


def entries(distinctions):
    return [(d.phi, *sides(d)) for d in distinctions]


def check_twin(distinctions):
    expected = naive.relation_phis(entries(distinctions))
    found = Relations(distinctions)
    degrees = {len(members) for members in expected}
    assert found.count == len(expected)
    assert found.by_degree == {k: sum(len(m) == k for m in expected) for k in degrees}
    assert found.sum_phi == near(sum(expected.values()))
    assert found.sum_by_degree == {
        k: near(sum(phi for m, phi in expected.items() if len(m) == k)) for k in degrees
    }
    listed = {r.members: r for k in found.by_degree for r in found.of_degree(k)}
    assert {members: r.phi for members, r in listed.items()} == {m: near(phi) for m, phi in expected.items()}
    for relation in listed.values():
        assert relation.phi > 0
        check_faces(distinctions, relation)
    return found, expected, listed


def check_faces(distinctions, relation):
    """Every choice of cause, effect or both whose purviews share something, and no other."""
    expected = {}
    single = len(relation.members) == 1
    for choice in product(*[["both"] if single else ["cause", "effect", "both"]] * len(relation.members)):
        chosen = []
        for side, i in zip(choice, relation.members, strict=True):
            cause, effect = sides(distinctions[i])
            chosen += {"cause": [cause], "effect": [effect], "both": [cause, effect]}[side]
        overlap = frozenset.intersection(*chosen)
        if overlap:
            expected[choice] = tuple(sorted(overlap))
    assert {f.choices: f.overlap for f in relation.faces} == expected
    assert len(relation.faces) == len(expected)
    assert set().union(*expected.values()) <= set(relation.overlap)


@pytest.mark.nojit
@settings(max_examples=60)
@given(synthetic())
def test_naive_twin(distinctions):
    check_twin(distinctions)


@settings(max_examples=40)
@given(reachable(binary_substrates(3)))
def test_naive_twin_of_real_structures(situation):
    check_twin(unfold(*situation).distinctions)


@settings(max_examples=40)
@given(synthetic())
def test_listing(distinctions):
    found, expected, listed = check_twin(distinctions)
    small = sorted((phi for m, phi in expected.items() if len(m) <= 3), reverse=True)
    assert [r.phi for r in found.strongest(5)] == [near(phi) for phi in small[:5]]
    for index in range(len(distinctions)):
        touching = found.touching(index)
        assert {r.members for r in touching} == {m for m in expected if index in m and len(m) <= 3}
        phis = [r.phi for r in touching]
        assert phis == sorted(phis, reverse=True)
        assert found.touching(index, limit=2) == touching[:2]
    for degree in found.by_degree:
        every = [r.members for r in found.of_degree(degree)]
        assert every == sorted(every)
        assert [r.members for r in found.of_degree(degree, limit=2)] == every[:2]
    for members in combinations(range(len(distinctions)), 2):
        assert found.relation(members[::-1]) == listed.get(members)


@given(synthetic())
def test_exact_sum(distinctions):
    """Sums are exact over the doubles that φ_d / |z| are, whatever the order."""
    found = Relations(distinctions)
    total = Fraction(0)
    for members in naive.relation_phis(entries(distinctions)):
        density = min(distinctions[i].phi / len(frozenset.union(*sides(distinctions[i]))) for i in members)
        size = len(found.relation(members).overlap)
        total += Fraction(size * density) if len(members) == 1 else size * Fraction(density)
    assert Fraction(found.exact_sum.scaled, 2**1126) == total
    assert found.sum_phi == near(float(total))
    assert Relations(distinctions[::-1]).sum_phi == near(float(total))
    assert found.log2_sum_phi == near(log2(total) if total else -inf)


def test_none():
    nothing = Relations([])
    assert (nothing.count, nothing.sum_phi, nothing.by_degree, nothing.sum_by_degree) == (0, 0.0, {}, {})
    assert nothing.log2_sum_phi == -inf
    assert nothing.strongest(3) == []
    apart = Relations([distinction(1.0, {"A": 1}.items(), {"B": 1}.items())])
    assert apart.count == 0
    assert apart.relation([0]) is None


@pytest.mark.nojit
def test_a_unit_in_two_states_counts_twice():
    one = distinction(1.0, {("A", 0)}, {("A", 1)})
    found = Relations([one, one])
    assert found.by_degree == {2: 1}
    relation = found.relation([0, 1])
    assert relation.overlap == (("A", 0), ("A", 1))
    assert relation.phi == 2 * (1.0 / 2)
    assert [f.choices for f in relation.faces] == [("cause", "cause"), ("effect", "effect")]


class TestBig:
    """Counts exceed 64 bits and sums exceed doubles: neither may lose anything."""

    @staticmethod
    def alike(m, phi=1.0):
        return Relations([distinction(phi, {("A", 1)}, {("A", 1)}) for _ in range(m)])

    @pytest.mark.parametrize("m", [10, 62, 63, 64, 65, 100])
    def test_count(self, m):
        found = self.alike(m)
        assert found.count == 2**m - 1
        assert found.sum_phi == float(2**m - 1)
        assert sum(found.by_degree.values()) == 2**m - 1
        assert found.log2_sum_phi == near(log2(2**m - 1))

    def test_sum_beyond_a_double(self):
        found = self.alike(1100)
        assert found.count == 2**1100 - 1
        assert isinf(found.sum_phi)
        assert found.log2_sum_phi == near(1100)
        assert found.exact_sum.json.startswith("1.3582985290493858e+331")
        assert float(found.exact_sum + 1.0) == inf

    def test_largest_finite_sum(self):
        found = self.alike(1023)
        assert found.sum_phi == float(2**1023 - 1) < inf
        assert found.log2_sum_phi == near(1023)
        assert found.exact_sum.json == found.sum_phi

    def test_tiny_phi(self):
        found = self.alike(3, phi=5e-324)
        assert found.sum_phi == 7 * 5e-324
        assert found.log2_sum_phi == near(log2(7) - 1074)

    def test_two_overlapping_groups(self):
        """m hold A, m hold B, k hold both: counted by inclusion-exclusion in plain integers."""
        m, k = 40, 45
        a, b = {("A", 1)}, {("B", 0)}
        group = [distinction(2.0, a, a)] * m + [distinction(3.0, b, b)] * m + [distinction(5.0, a, b)] * k
        found = Relations(group)
        larger = 2 * (2 ** (m + k) - 1 - (m + k)) - (2**k - 1 - k)
        assert found.count == larger + 2 * m
        # densities: 5/2 of the k, 2 (A) or 3 (B) of the others; by pair, Σ_j a_j (2^(rest) - 1)
        for_a = 2 * (2**k * (2**m - 1)) - 2 * m + Fraction(5, 2) * (2**k - 1 - k)
        for_b = 3 * (2**m - 1 - m) + Fraction(5, 2) * ((2**k - 1) * 2**m - k)
        assert found.sum_phi == near(float(for_a + for_b + 5 * m))
