"""Measures of networks against their definitions and what is known of simple ones."""

from itertools import product

import numpy as np
import pytest

from engine import Substrate
from engine.atlas.measures import entropies, network_measures, stationary, system_measures
from engine.substrate.dynamics import transition_matrix

COPY = Substrate.from_rules({"A": "B", "B": "A"})
NOISY = Substrate.from_weights(np.random.default_rng(1).normal(size=(3, 3)), k=1.0)


def test_a_permutation_of_states_has_all_the_information():
    found = network_measures(COPY)
    assert found.deterministic
    assert found.effective_information == pytest.approx(2.0)
    assert (found.entropy_rate, found.attractors, found.longest) == (0.0, 3, 2)
    assert found.state_entropy == pytest.approx(2.0)
    assert (found.edges, found.reciprocity) == (2, 1.0)


def test_coin_flips_have_none():
    found = network_measures(Substrate.from_tpm(np.full((4, 2), 0.5)))
    assert found.effective_information == 0
    assert found.entropy_rate == pytest.approx(2.0)
    assert (found.attractors, found.longest, found.reciprocity) == (1, 4, None)


def test_effective_information_is_the_mutual_information_of_present_and_next():
    step = transition_matrix(NOISY)
    joint = step / len(step)
    after = joint.sum(axis=0)
    direct = sum(
        joint[i, j] * np.log2(joint[i, j] / (after[j] / len(step)))
        for i, j in product(range(8), repeat=2)
        if joint[i, j] > 0
    )
    assert network_measures(NOISY).effective_information == pytest.approx(direct)


def test_the_long_run_is_the_eigenvector():
    step = transition_matrix(NOISY)
    found = stationary(step)
    assert found @ step == pytest.approx(found)
    assert found.sum() == pytest.approx(1)


def test_the_long_run_of_a_cycle_and_of_several_basins():
    """0 → 1 → 2 → 1, and 3 alone: three of four states end in the cycle."""
    step = np.zeros((4, 4))
    step[[0, 1, 2, 3], [1, 2, 1, 3]] = 1
    assert stationary(step) == pytest.approx([0, 3 / 8, 3 / 8, 1 / 4])
    assert entropies(np.array([[0.5, 0.5, 0.0], [1.0, 0.0, 0.0]])).tolist() == [1.0, 0.0]


def test_half_of_the_connections_may_go_back():
    found = network_measures(Substrate.from_rules({"A": "B", "B": "A & C", "C": "B | C"}))
    assert found.reciprocity == 1.0
    ring = network_measures(Substrate.from_rules({"A": "C", "B": "A", "C": "B | A"}))
    assert ring.reciprocity == pytest.approx(2 / 4)


def test_large_networks_keep_what_needs_no_table_of_states():
    many = Substrate.from_rules({f"U{i}": f"U{(i + 1) % 9}" for i in range(9)})
    found = network_measures(many)
    assert (found.edges, found.effective_information, found.attractors) == (9, None, None)


def test_a_state_that_nothing_leads_to_has_no_numbers():
    gate = Substrate.from_rules({"A": "B & A", "B": "A & B"})
    found = system_measures(gate, (1, 0), "iit4-2023")
    assert (found.reason, found.big_phi, found.complexes) == ("unreachable", None, None)


def test_without_a_search_there_are_no_complexes():
    with_search, without = (system_measures(NOISY, (0, 1, 1), "iit4-2023", each) for each in (True, False))
    assert with_search.complexes
    assert without.complexes is None
    assert with_search.phi_s == without.phi_s


def test_ties_are_told():
    """In a ring of copies all units are alike, and so are their candidate systems."""
    found = system_measures(
        Substrate.from_rules({"A": "A & B | C", "B": "B & C | A", "C": "C & A | B"}), (1, 1, 1), "iit4-2023"
    )
    assert found.has_rivals or found.is_labelled
    assert not system_measures(NOISY, (0, 1, 1), "iit4-2023").is_labelled
