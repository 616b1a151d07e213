import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from engine.errors import PhiscopeError
from engine.iit4.cuts import cut_mechanism, cut_system
from engine.iit4.integration import integrate
from engine.iit4.partitions import MechanismPartition, SystemPartition, smallest_partition
from engine.iit4.purviews import analyse_purview
from engine.iit4.system import candidate_system
from engine.substrate.substrate import Substrate
from strategies import binary_substrates, many_valued_substrates, rare_tables, reachable

DIRECTIONS = ("cause", "effect")
situations = reachable(st.one_of(binary_substrates(3), many_valued_substrates(3), rare_tables(2)))


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-10)


def tables(substrate, state):
    tpm = naive.from_columns(substrate.columns, substrate.radix)
    return naive.candidate_system(tpm, state, range(substrate.n))


def named(labels, groups):
    return tuple(tuple(labels[i] for i in sorted(group)) for group in groups)


@pytest.mark.nojit
@settings(max_examples=40)
@given(situations, st.randoms(use_true_random=False))
def test_any_cut_of_a_system_costs_what_its_naive_twin_says(situation, random):
    substrate, state = situation
    system = candidate_system(substrate, state)
    if system.n == 1:
        return
    found = integrate(system)[0]
    cause, effect, own = tables(substrate, state)
    partitions = list(naive.directed_partitions(system.n))
    for parts, directions in random.sample(partitions, min(8, len(partitions))):
        cut = cut_system(
            system,
            SystemPartition(named(system.labels, parts), tuple(directions)),
            found.cause_state,
            found.effect_state,
        )
        matrix = naive.is_cut(parts, directions)
        expected = naive.phi_of_cut(cause, effect, own, matrix, found.cause_state, found.effect_state)
        assert cut.connections == matrix.sum()
        if min(found.ii_c, found.ii_e) > naive.TOLERANCE:
            assert (cut.cause.phi, cut.effect.phi) == (near(expected[0]), near(expected[1]))
            assert (cut.cause.ii, cut.effect.ii) == (near(found.ii_c), near(found.ii_e))
            assert cut.normalized >= found.normalized_phi_s - 1e-10


@settings(max_examples=40)
@given(situations)
def test_the_minimum_partition_costs_phi_s(situation):
    system = candidate_system(*situation)
    for formalism in ("iit4-2023", "iit4-2026"):
        for found in integrate(system, formalism):
            cut = cut_system(system, found.mip, found.cause_state, found.effect_state)
            if found.reason not in (None, "deterministic-cap"):
                continue
            assert (cut.cause.phi, cut.effect.phi) == (near(found.phi_c), near(found.phi_e))
            assert cut.normalized == near(found.normalized_phi_s)
            capped = min(cut.phi, cut.cap) if formalism == "iit4-2026" else cut.phi
            assert capped == near(found.phi_s)


def sides(substrate):
    units = st.sets(st.integers(0, substrate.n - 1), min_size=1).map(lambda s: tuple(sorted(s)))
    return st.tuples(st.sampled_from(DIRECTIONS), units, units)


@pytest.mark.nojit
@settings(max_examples=60)
@given(
    situations.flatmap(lambda s: st.tuples(st.just(s), sides(s[0]))),
    st.randoms(use_true_random=False),
)
def test_any_cut_of_a_mechanism_costs_what_its_naive_twin_says(drawn, random):
    (substrate, state), (direction, mechanism, purview) = drawn
    system = candidate_system(substrate, state)
    names = named(system.labels, (mechanism, purview))
    lens = analyse_purview(system, direction, *names)
    cause, effect, own = tables(substrate, state)
    z_now = dict(zip(purview, lens.specified, strict=True))
    divided = list(naive.disintegrating_partitions(mechanism, purview))
    for pairs in random.sample(divided, min(8, len(divided))):
        partition = MechanismPartition(tuple(named(system.labels, pair) for pair in pairs))
        cut = cut_mechanism(system, direction, *names, lens.specified, partition)
        mine = cause if direction == "cause" else effect
        q = 2 ** naive.log2_of_parts(direction, mine, own, z_now, pairs)
        assert cut.connections == len(mechanism) * len(purview) - sum(len(a) * len(b) for a, b in pairs)
        assert cut.loss.after == near(q)
        assert cut.loss.before == near(lens.before)
        assert cut.loss.ii == near(lens.ii)
        gain = np.log2(lens.before / q) if lens.before > 0 else 0.0
        assert cut.phi == near(float(lens.intact[lens.specified]) * max(0.0, gain))
        mip = len(lens.partition.cut)
        assert cut.normalized >= lens.phi / mip - 1e-10


@settings(max_examples=40)
@given(situations.flatmap(lambda s: st.tuples(st.just(s), sides(s[0]))))
def test_the_minimum_partition_of_a_mechanism_costs_its_phi(drawn):
    (substrate, state), (direction, mechanism, purview) = drawn
    system = candidate_system(substrate, state)
    names = named(system.labels, (mechanism, purview))
    lens = analyse_purview(system, direction, *names)
    cut = cut_mechanism(system, direction, *names, lens.specified, lens.partition)
    assert cut.phi == near(lens.phi)


@pytest.fixture
def fig1():
    weights = [[-0.2, 0.7, 0.2], [0.7, -0.2, 0], [0, -0.8, 0.2]]
    return candidate_system(Substrate.from_weights(weights, k=4.0), (0, 1, 1), "AB")


def test_the_cut_the_paper_prints(fig1):
    # Albantakis et al. 2023, Figs 1-2: φ_c 0.24, φ_e 0.17, ii_c 0.84, ii_e 1.1, and each single cut
    only = SystemPartition((("A",), ("B",)), ("effect", "cause"))
    assert only.cut == (("A", "B"),)
    cut = cut_system(fig1, only, (1, 0), (1, 0))
    printed = [round(x, 2) for x in (cut.cause.phi, cut.effect.phi, cut.phi, cut.cause.ii)]
    assert printed == [0.24, 0.17, 0.17, 0.84]
    assert round(cut.effect.ii, 1) == 1.1
    assert [f.kept for f in cut.effect.factors] == [("A", "B"), ("B",)]
    assert cut.effect.factors[0].before == cut.effect.factors[0].after


@pytest.mark.parametrize(
    ("parts", "directions", "said"),
    [
        ((("A", "B"),), ("both",), "nothing is cut"),
        ((("A",),), ("both",), "exactly one part"),
        ((("A",), ("A", "B")), ("both", "both"), "exactly one part"),
        ((("A",), ("B",), ()), ("both",) * 3, "exactly one part"),
        ((("A",), ("B",)), ("both",), "one direction"),
        ((("A",), ("B",)), ("both", "sideways"), "one direction"),
    ],
)
def test_parts_that_are_no_partition_are_refused(fig1, parts, directions, said):
    with pytest.raises(PhiscopeError, match=said):
        cut_system(fig1, SystemPartition(parts, directions), (1, 0), (1, 0))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (((("A", "B"), ("A",)), ((), ("B",))), "stays whole"),
        (((("A",), ("A", "B")),), "exactly one part"),
        (((("A", "B"), ()), ((), ("A",))), "exactly one part"),
    ],
)
def test_parts_that_leave_a_mechanism_whole_are_refused(fig1, parts, said):
    with pytest.raises(PhiscopeError, match=said):
        cut_mechanism(fig1, "effect", "AB", "AB", (1, 0), MechanismPartition(parts))


def test_an_impossible_state_has_nothing_to_lose():
    swap = candidate_system(Substrate.from_rules({"A": "B", "B": "A"}), (1, 0))
    cut = cut_mechanism(swap, "effect", "A", "B", (0,), MechanismPartition(((("A",), ()), ((), ("B",)))))
    assert (cut.loss.before, cut.phi, cut.loss.ii, cut.loss.informativeness) == (0, 0, 0, 0)


@given(st.integers(2, 4).flatmap(lambda n: st.tuples(st.just(n), st.sets(st.integers(0, n * n - 1)))))
def test_the_smallest_partition_that_cuts_what_is_wished(drawn):
    n, chosen = drawn
    wished = [(i // n, i % n) for i in chosen if i // n != i % n]
    labels = "ABCD"[:n]
    found = smallest_partition(labels, [(labels[a], labels[b]) for a, b in wished])
    if not wished:
        assert found is None
        return
    matrices = [naive.is_cut(*each) for each in naive.directed_partitions(n)]
    least = min(m.sum() for m in matrices if all(m[pair] for pair in wished))
    cut = {(labels.index(a), labels.index(b)) for a, b in found.cut}
    assert len(cut) == least
    assert set(wished) <= cut


def test_a_connection_with_itself_is_in_no_partition_of_several_units():
    assert smallest_partition("AB", [("A", "A")]) is None
