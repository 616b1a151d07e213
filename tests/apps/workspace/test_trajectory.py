"""The trajectory follows the document: steps, back, what is set by hand, another network."""

import pytest

from apps.document import edits
from apps.document.document import Document
from apps.workspace.trajectory import LONGEST, Trajectory
from engine.substrate.dynamics import next_state
from engine.substrate.substrate import Substrate

RING = Substrate.from_rules({"A": "C", "B": "A", "C": "B"})
NOISY = Substrate.from_weights([[0.3, 1.0], [-0.5, 0.2]], 1.0, ["A", "B"])


@pytest.fixture
def ring():
    document = Document(RING)
    document.set_state("Abc")
    return document, Trajectory(document)


def test_steps_and_back_move_the_document(ring):
    document, trajectory = ring
    for expected in ((0, 1, 0), (0, 0, 1), (1, 0, 0)):
        assert trajectory.step()
        assert document.state == expected
    assert trajectory.time == 3
    trajectory.back()
    assert document.state == (0, 0, 1)
    assert trajectory.states == ((1, 0, 0), (0, 1, 0), (0, 0, 1))
    for _ in range(5):
        trajectory.back()
    assert document.state == (1, 0, 0)
    assert trajectory.time == 0


def test_what_is_set_by_hand_is_a_jump(ring):
    document, trajectory = ring
    trajectory.step()
    document.toggle("A")
    trajectory.step()
    assert trajectory.jumps == (2,)
    assert len(trajectory.states) == 4
    trajectory.back()
    trajectory.back()
    assert trajectory.jumps == ()


def test_another_network_starts_anew_and_moving_a_unit_does_not(ring):
    document, trajectory = ring
    trajectory.step()
    document.change(edits.move, {"A": (0.1, 0.2)})
    assert trajectory.time == 1
    document.open_substrate(NOISY)
    assert trajectory.states == (document.state,)


def test_steps_are_one_undo_when_they_follow_quickly(ring):
    document, trajectory = ring
    for _ in range(3):
        trajectory.step()
    document.undo()
    assert document.state == (1, 0, 0)


def test_samples_repeat_with_the_seed_and_after_going_back():
    def walk(seed):
        document = Document(NOISY)
        trajectory = Trajectory(document, seed=seed)
        for _ in range(12):
            trajectory.step()
        return trajectory

    first = walk(3)
    assert walk(3).states == first.states
    assert any(walk(seed).states != first.states for seed in range(4, 8))
    there = first.states
    first.back()
    first.back()
    first.step()
    first.step()
    assert first.states == there


def test_the_most_probable_step_needs_no_seed():
    document = Document(NOISY)
    trajectory = Trajectory(document, sampled=False)
    before = document.state
    trajectory.step()
    assert document.state == next_state(NOISY, before)


def test_a_long_trajectory_keeps_its_end(ring):
    _, trajectory = ring
    for _ in range(LONGEST + 20):
        trajectory.step()
    assert len(trajectory.states) == LONGEST
    assert trajectory.time == LONGEST + 20


def test_a_network_too_large_for_a_table_takes_steps_too():
    document = Document(Substrate.from_rules({f"U{i}": f"U{(i + 1) % 17}" for i in range(17)}))
    document.toggle("U3")
    trajectory = Trajectory(document)
    assert trajectory.step()
    assert [label for label, on in zip(document.substrate.labels, document.state, strict=True) if on] == [
        "U2"
    ]


def test_a_network_without_dynamics_is_a_sentence():
    document = Document(Substrate.from_weights([[1.0] * 17] * 17))
    trajectory = Trajectory(document)
    assert not trajectory.step()
    assert document.refused
    assert "has 17 inputs; use at most 16" in document.message
