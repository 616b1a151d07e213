"""The dynamics of a document as values: seeded steps, and which states are measured."""

import threading
from dataclasses import replace

import pytest

from apps.document.snapshot import opened
from apps.results.dynamics import (
    EVERY_STATE,
    Motion,
    every_state,
    following,
    how,
    measured,
    rows_of,
    walk,
    wanted,
)
from cards import example
from engine import unfold
from engine.errors import TooLargeError
from engine.substrate.substrate import Substrate

RING = Substrate.from_rules({"A": "C", "B": "A", "C": "B"})


@pytest.fixture(scope="module")
def fig1():
    return opened(example("iit4-fig1"))


def test_a_walk_is_the_same_again_with_its_seed_and_time(fig1):
    one = walk(fig1.substrate, fig1.state, 12, seed=7)
    assert one == walk(fig1.substrate, fig1.state, 12, seed=7)
    assert one != walk(fig1.substrate, fig1.state, 12, seed=8)
    assert following(fig1.substrate, one[5], 5, 7) == one[6]
    assert walk(RING, (1, 0, 0), 3, seed=7) == ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 0, 0))


def test_a_function_too_large_for_a_table_takes_no_step():
    with pytest.raises(TooLargeError):
        following(Substrate.from_weights([[1.0] * 17] * 17), (0,) * 17, 0, 1)


def test_how_the_steps_were_chosen_is_said_only_where_it_gives_them_again(fig1):
    states = walk(fig1.substrate, fig1.state, 6, seed=3)
    motion = Motion(states, seed=3)
    assert how(fig1.substrate, motion) == "sampled, seed 3"
    assert how(fig1.substrate, replace(motion, seed=4)) == "steps of chance"
    certain = Motion(walk(fig1.substrate, fig1.state, 6, seed=None), seed=None)
    assert how(fig1.substrate, certain) == "most probable steps"
    assert how(fig1.substrate, Motion((fig1.state,))) == ""
    assert how(RING, Motion(walk(RING, (1, 0, 0), 3, 1))) == ""


def test_what_is_set_by_hand_does_not_count_as_a_step(fig1):
    states = walk(fig1.substrate, fig1.state, 3, seed=3)
    other = tuple(1 - value for value in states[2])
    jumped = Motion((*states[:2], other), seed=3, jumps=(2,))
    assert how(fig1.substrate, jumped) == "sampled, seed 3"
    assert how(fig1.substrate, replace(jumped, jumps=())) == "steps of chance"


def test_all_states_are_measured_or_of_a_large_network_those_visited(fig1):
    assert every_state(fig1)
    assert wanted(fig1, []) == frozenset(range(8))
    large = opened(Substrate.from_weights([[0.5] * 7] * 7))
    assert EVERY_STATE < 2**7
    assert wanted(large, [(0,) * 7, (1, *(0,) * 6), (1, 0)]) == {0, 1}
    assert rows_of(fig1, [(0, 0, 0), (1, 0, 0), (1, 1, 1)]) == [0, 1, 7]


def test_only_what_is_missing_is_measured(fig1):
    asked = []
    known = measured(fig1, [6], {}, lambda *_: asked.append(1), threading.Event())
    found = unfold(fig1.substrate, fig1.state, fig1.units)
    assert (known[6].phi_s, known[6].big_phi) == (found.phi_s, found.big_phi)
    assert measured(fig1, [6], known, pytest.fail, threading.Event()) == known
    both = measured(fig1, [6, 7], known, lambda *_: None, threading.Event())
    assert both[6] is known[6]
    assert sorted(both) == [6, 7]
