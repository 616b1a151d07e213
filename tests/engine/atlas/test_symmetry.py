"""Symmetries of networks: a group that leaves numbers alone, and Burnside's count of what is left."""

from itertools import permutations
from math import factorial

import numpy as np
import pytest

from engine import Substrate, unfold
from engine.atlas.families import ring
from engine.atlas.symmetry import deterministic_count, deterministic_maps, form, symmetries


@pytest.mark.parametrize("n", [1, 2, 3])
def test_the_symmetries_are_a_group(n):
    known = symmetries(n).to
    assert len({tuple(each) for each in known.tolist()}) == factorial(n) * 2**n == len(known)
    together = {
        tuple(one[other])
        for one in known.tolist()
        for other in [np.array(known[-1])]
        for one in [np.array(one)]
    }
    assert together == {tuple(each) for each in known.tolist()}


def renamed(substrate: Substrate, order, flips) -> Substrate:
    """The same network with its units in another order and some of their states exchanged."""
    n = substrate.n
    tpm = np.empty((1 << n, n))
    for row in range(1 << n):
        bits = [row >> i & 1 for i in range(n)]
        carried = sum((bits[i] ^ flips[i]) << order[i] for i in range(n))
        for i in range(n):
            p = substrate.tpm[row, i]
            tpm[carried, order[i]] = 1 - p if flips[i] else p
    return Substrate.from_tpm(tpm)


def quarters(n, seed):
    """A TPM of quarters, so that 1 - p is exact."""
    return Substrate.from_tpm(np.random.default_rng(seed).integers(0, 5, (1 << n, n)) / 4)


@pytest.mark.parametrize("n", [2, 3])
def test_renamed_networks_share_their_form_and_their_systems_a_key(n):
    substrate = quarters(n, n)
    own = form(substrate)
    for order in permutations(range(n)):
        for code in range(1 << n):
            flips = [code >> i & 1 for i in range(n)]
            other = form(renamed(substrate, order, flips))
            assert other.tpm == own.tpm
            for row in range(1 << n):
                carried = sum(((row >> i & 1) ^ flips[i]) << order[i] for i in range(n))
                key, places = own.key(row)
                again, there = other.key(carried)
                assert again == key
                assert {order[i]: places[i] for i in range(n)} == dict(enumerate(there)) or len(own.found) > 1


def test_other_networks_have_other_forms():
    forms = {form(quarters(3, seed)).tpm for seed in range(30)}
    assert len(forms) == 30
    # 1e-17 is not 0, however near.
    one, other = (Substrate.from_tpm([[p], [1.0]]) for p in (0.0, 1e-17))
    assert form(one).tpm != form(other).tpm


def test_a_shared_key_means_the_same_numbers():
    substrate = quarters(3, 8)
    other = renamed(substrate, (2, 0, 1), (1, 0, 1))
    for row in range(8):
        state = tuple(row >> i & 1 for i in range(3))
        carried = [0, 0, 0]
        for i, place in enumerate((2, 0, 1)):
            carried[place] = state[i] ^ (1, 0, 1)[i]
        one, two = unfold(substrate, state), unfold(other, tuple(carried))
        assert one.phi_s == pytest.approx(two.phi_s, abs=1e-12)
        assert len(one.distinctions) == len(two.distinctions)


def test_large_networks_and_other_units_are_compared_as_they_are():
    large = Substrate.from_tpm(np.full((64, 6), 0.5))
    assert len(form(large).found) == 0
    key, places = form(large).key(3)
    assert places == (0, 1, 2, 3, 4, 5)
    assert key != form(large).key(4)[0]


def test_the_maps_of_two_units_are_one_of_each_kind():
    found = list(deterministic_maps(2))
    assert len(found) == deterministic_count(2) == 43
    forms = {form(Substrate.from_tpm([[s & 1, s >> 1] for s in each])).tpm for each in found}
    assert len(forms) == 43
    everything = {
        form(Substrate.from_tpm([[s & 1, s >> 1] for s in (a, b, c, d)])).tpm
        for a in range(4)
        for b in range(4)
        for c in range(4)
        for d in range(4)
    }
    assert everything == forms


@pytest.mark.slow
def test_the_maps_of_three_units_are_as_many_as_burnside_counts():
    assert sum(1 for _ in deterministic_maps(3)) == deterministic_count(3) == 352_744


def test_mirrored_and_complementary_rules_share_their_form():
    of = {rule: form(Substrate.from_tpm(ring(rule, 5))).tpm for rule in (110, 124, 137, 193, 30)}
    assert of[110] == of[124] == of[137] == of[193] != of[30]
