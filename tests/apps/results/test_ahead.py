"""Where a walk ends: attractors of networks too large to list their states."""

import threading
from dataclasses import replace

import pytest

from apps.document.snapshot import opened
from apps.results import ahead
from cards import example
from engine.errors import Cancelled
from engine.substrate.dynamics import next_state
from engine.substrate.substrate import Substrate
from viz.view.walk_graph import on_walk, walk_graph_view


def walked(snapshot):
    return ahead.ahead_job(snapshot, lambda *_: None, threading.Event())


def test_the_computer_runs_through_nine_states_of_its_target():
    """PQRS at 0101 is in a cycle of nine states, eight updates each."""
    snapshot = opened(example("findlay-computer-pqrs"))
    found = walked(snapshot)
    assert (len(found.cycle), found.first) == (72, 3)
    assert next_state(snapshot.substrate, found.states[-1]) == found.cycle[0]
    assert found.sentence(snapshot.state) == (
        "The present state leads to an attractor of 72 states in 3 steps."
    )
    assert found.sentence(found.cycle[5]) == "The present state belongs to an attractor of 72 states."


def test_its_graph_is_a_ring_with_a_tail():
    snapshot = opened(example("findlay-computer-pqrs"))
    found = walked(snapshot)
    view = walk_graph_view(snapshot.substrate, found.states, found.first)
    assert [step.target for step in view.steps][-1] == found.first
    assert [state.transient for state in view.states][:5] == [3, 2, 1, 0, 0]
    marked = on_walk(view, found.states, found.states[:3], "Said.")
    assert (marked.current, marked.trail, marked.sentence) == (2, (0, 1, 2), "Said.")
    assert marked.states is view.states
    elsewhere = on_walk(view, found.states, [(0,) * 117], "")
    assert elsewhere.current is None


def test_a_fixed_point_chance_and_a_walk_too_long(monkeypatch):
    still = opened(Substrate.from_rules({f"U{i}": "U0" for i in range(17)}))
    assert walked(still).sentence(still.state) == "The present state belongs to a fixed point."
    noisy = opened(example("iit4-fig1"))
    assert "of chance" in walked(noisy).sentence(noisy.state)
    ring = opened(Substrate.from_rules({f"U{i}": f"U{(i - 1) % 17}" for i in range(17)}))
    turning = replace(ring, state=(1, *[0] * 16))
    assert len(walked(turning).cycle) == 17
    monkeypatch.setattr(ahead, "MOST_STEPS", 9)
    assert walked(turning).sentence(turning.state) == "No state came twice within 9 steps."


def test_a_walk_can_be_stopped():
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        ahead.ahead_job(opened(example("findlay-computer-pqrs")), lambda *_: None, stop)
