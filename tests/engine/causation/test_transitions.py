import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import naive
from causal import in_naive_terms, transitions
from engine.causation.transitions import (
    UnreachableTransitionError,
    cause_radix,
    cause_row,
    likelihoods,
    local_columns,
    next_columns,
    transition,
)
from engine.substrate.substrate import Substrate
from strategies import binary_substrates, many_valued_substrates


@settings(max_examples=30)
@given(transitions(st.one_of(binary_substrates(3), many_valued_substrates(3))))
def test_columns_are_the_probabilities_given_the_causes_with_the_background_fixed(situation):
    substrate, before, after, _, _ = situation
    moved = transition(*situation)
    tpm, _, _, causes, effects = in_naive_terms(*situation)
    radix = cause_radix(substrate, moved)
    columns, table = next_columns(substrate, moved), likelihoods(substrate, moved)
    for row, reversed_state in enumerate(naive.states(radix[::-1])):
        then = dict(enumerate(before)) | dict(zip(causes, reversed_state[::-1], strict=True))
        u = tuple(then[i] for i in range(substrate.n))
        np.testing.assert_allclose(columns[row], np.concatenate([tpm[j][u] for j in effects]))
        np.testing.assert_allclose(table[row], [tpm[j][u][after[j]] for j in effects])
        np.testing.assert_allclose(local_columns(substrate, moved)[row], columns[row])
        if u == tuple(before):
            assert cause_row(substrate, moved) == row


def test_units_come_in_substrate_order_and_the_others_are_the_background():
    substrate = Substrate.from_weights(np.ones((3, 3)))
    moved = transition(substrate, "AbC", "aB", ["C", "A"], ["B", "A"])
    assert (moved.causes, moved.effects, moved.background) == (("A", "C"), ("A", "B"), ("B",))
    assert (moved.before_of("BC"), moved.after_of("BA")) == ((0, 1), (1, 0))
    assert moved.to_dict()["after"] == {"A": 0, "B": 1}


def test_a_transition_of_probability_0_names_the_unit():
    with pytest.raises(UnreachableTransitionError, match="Unit B cannot be in state 1 after Ab"):
        transition(Substrate.from_rules({"A": "A", "B": "B"}), "Ab", "AB")


def test_a_transition_in_a_substrate_without_a_tpm_reads_functions_alone():
    ring = {f"U{i}": f"U{(i + 1) % 20}" for i in range(20)}
    large = Substrate.from_rules({"A": "B | U0", "B": "A"} | ring)
    moved = transition(large, (1, 0, *[0] * 20), (0, 1, *[0] * 20), "AB", "AB")
    assert likelihoods(large, moved).tolist() == [[1, 0], [1, 1], [0, 0], [0, 1]]
    with pytest.raises(UnreachableTransitionError, match="Unit A cannot be in state 0"):
        transition(large, (1, 0, 1, *[0] * 19), (0, 1, *[0] * 20), "AB", "AB")
