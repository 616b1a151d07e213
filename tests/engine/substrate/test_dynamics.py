"""Attractors, basins and steps against walking every trajectory."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from computers import FEEDBACK, WEAK, computer, entries
from engine.errors import TooLargeError
from engine.substrate.dynamics import (
    attractors,
    components,
    is_deterministic,
    next_state,
    possible_steps,
    recurrent_classes,
    successors,
    transition_matrix,
    walk,
    without_predecessor,
)
from engine.substrate.functions import Gate, Table
from engine.substrate.substrate import Edge, Substrate, Unit
from engine.substrate.tpm import row_of, state_of
from strategies import beside, binary_substrates, deterministic_substrates, many_valued_substrates

maps = st.integers(1, 40).flatmap(lambda n: st.lists(st.integers(0, n - 1), min_size=n, max_size=n))


def walked(successor, row):
    """The cycle a state ends in and the steps until then, by walking on until a state comes again."""
    seen = []
    while row not in seen:
        seen.append(row)
        row = successor[row]
    return frozenset(seen[seen.index(row) :]), seen.index(row)


@pytest.mark.nojit
@given(maps)
def test_attractors_and_basins_are_where_walks_end(successor):
    found = attractors(np.array(successor))
    for row in range(len(successor)):
        cycle, steps = walked(successor, row)
        assert frozenset(found.cycles[found.basin[row]]) == cycle
        assert found.transient[row] == steps
    for cycle in found.cycles:
        following = [successor[row] for row in cycle]
        assert following == [*cycle[1:], cycle[0]]
        assert cycle[0] == min(cycle)
    assert list(found.cycles) == sorted(found.cycles)


@settings(max_examples=40)
@given(st.one_of(deterministic_substrates(4), binary_substrates(3), many_valued_substrates(3)))
def test_successors_are_the_most_probable_steps_of_every_state(substrate):
    found = successors(substrate)
    matrix = transition_matrix(substrate)
    for row in range(len(found)):
        state = state_of(row, substrate.radix)
        assert state_of(int(found[row]), substrate.radix) == next_state(substrate, state)
        assert matrix[row, found[row]] == pytest.approx(matrix[row].max())
    assert is_deterministic(substrate) == bool(((matrix == 0) | (matrix == 1)).all())


@settings(max_examples=40)
@given(deterministic_substrates(4))
def test_the_recurrent_classes_of_a_deterministic_substrate_are_its_attractors(substrate):
    cycles = attractors(successors(substrate)).cycles
    assert {frozenset(c) for c in cycles} == {
        frozenset(c) for c in recurrent_classes(transition_matrix(substrate))
    }


@settings(max_examples=40)
@given(st.one_of(deterministic_substrates(3), binary_substrates(3)))
def test_recurrent_classes_are_the_closed_sets_of_states_that_reach_each_other(substrate):
    reach = transition_matrix(substrate) > 0
    for _ in range(len(reach)):
        reach = reach | (reach.astype(int) @ reach > 0)
    expected = {
        frozenset(np.flatnonzero(reach[row])) for row in range(len(reach))
        if all(reach[other, row] for other in np.flatnonzero(reach[row]))
    }  # fmt: skip
    assert {frozenset(c) for c in recurrent_classes(transition_matrix(substrate))} == expected


def test_a_ring_of_copies_has_cycles_and_a_network_with_garden_of_eden_states_names_them():
    ring = Substrate.from_rules({"A": "C", "B": "A", "C": "B"})
    assert [len(c) for c in attractors(successors(ring)).cycles] == [1, 3, 3, 1]
    both = Substrate.from_rules({"A": "A & B", "B": "A & B"})
    found = attractors(successors(both))
    assert found.cycles == ((0,), (3,))
    assert np.bincount(found.basin).tolist() == [3, 1]
    assert list(without_predecessor(transition_matrix(both))) == [1, 2]


def test_sampled_steps_follow_the_probabilities_and_the_seed():
    substrate = Substrate.from_weights([[0.3, 1.0], [-0.5, 0.2]], 1.0, ["A", "B"])
    random = np.random.default_rng(5)
    drawn = [row_of(next_state(substrate, (1, 0), random), (2, 2)) for _ in range(4000)]
    shares = np.bincount(drawn, minlength=4) / len(drawn)
    assert shares == pytest.approx(transition_matrix(substrate)[row_of((1, 0), (2, 2))], abs=0.03)
    again = np.random.default_rng(5)
    assert [row_of(next_state(substrate, (1, 0), again), (2, 2)) for _ in range(4000)] == drawn


def test_a_matrix_that_would_not_fit_is_refused():
    with pytest.raises(TooLargeError):
        transition_matrix(Substrate.from_weights(np.ones((15, 15)), 1.0))


def test_states_that_are_hard_to_reach_have_predecessors():
    """Two units of p = 1e-170: the product underflows."""
    rare = Substrate.from_tpm(np.full((4, 2), 1e-170))
    assert transition_matrix(rare)[:, -1].max() == 0
    assert possible_steps(rare).all()
    assert list(without_predecessor(possible_steps(rare))) == []
    assert recurrent_classes(possible_steps(rare)) == ((0, 1, 2, 3),)


def test_a_rare_step_is_no_rounding():
    assert not is_deterministic(Substrate.from_tpm([[1e-13], [1.0]]))
    assert is_deterministic(Substrate.from_tpm([[1e-17], [1.0]]))


@given(st.one_of(binary_substrates(4), many_valued_substrates(3)), st.data())
def test_units_that_stand_beside_change_no_step(substrate, data):
    """Seventeen units more, and functions tell in place of the TPM."""
    state = tuple(data.draw(st.integers(0, base - 1)) for base in substrate.radix)
    large = beside(substrate, 17)
    assert next_state(large, (*state, *[0, 1] * 8, 0))[: substrate.n] == next_state(substrate, state)
    assert is_deterministic(large) == is_deterministic(substrate)


def test_sampled_steps_of_a_large_substrate_have_the_chances_of_its_functions():
    coins = Substrate(tuple(Unit(f"U{i}", Table((), (i / 20,))) for i in range(21)))
    random = np.random.default_rng(0)
    mean = np.mean([next_state(coins, (0,) * 21, random) for _ in range(400)], axis=0)
    np.testing.assert_allclose(mean, np.arange(21) / 20, atol=0.08)


@pytest.mark.parametrize("gate", ["OR", "XOR", "MAJORITY"])
def test_gates_of_many_inputs_step(gate):
    ring = Substrate.from_rules({f"U{i}": f"U{(i + 1) % 21}" for i in range(21)})
    edges = [Edge(f"U{i}", "X") for i in range(21)]
    large = Substrate((*ring.units, Unit("X", Gate(gate))), (*ring.edges, *edges))
    for on in (0, 1, 10, 11, 21):
        state = (*[1] * on, *[0] * (21 - on), 0)
        expected = {"OR": on > 0, "XOR": on % 2, "MAJORITY": on > 10}[gate]
        assert next_state(large, state)[-1] == expected


def test_the_feedback_alone_joins_the_computer():
    sizes = [len(each) for each in components(computer(WEAK)) if len(each) > 1]
    assert sizes == entries()[WEAK]["strongly_connected_components"]
    assert list(map(len, components(computer(FEEDBACK)))) == [117]
    assert is_deterministic(computer(FEEDBACK))


def test_the_digest_of_a_computer_is_pinned():
    """Digests stand in results and links: they must not change with the code."""
    assert computer(FEEDBACK).sha256 == "ae1e81f1fe1847e87f5a71ade2c99d4dc930538cfa4720dbe09963c52f2a2009"


def test_a_walk_begins_where_it_starts():
    swap = Substrate.from_rules({"A": "B", "B": "A"})
    assert list(walk(swap, (1, 0), 3)) == [(1, 0), (0, 1), (1, 0), (0, 1)]
    assert list(walk(swap, (1, 0), 0)) == [(1, 0)]
