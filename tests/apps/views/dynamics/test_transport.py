"""Back, step and play: one step for each press or beat, and none once it is stopped."""

import pytest

from apps.document.document import Document
from apps.ui.play_keys import PlayKeys
from apps.views.dynamics.transport import STILL, Transport
from apps.workspace.trajectory import Trajectory
from engine.substrate.substrate import Substrate
from parts import part

RING = {"A": "C", "B": "A", "C": "B"}


class Beat:
    """A periodic callback whose beats come when they are called for."""

    def __init__(self, callback, period):
        self.callback, self.period, self.running = callback, period, True

    def stop(self):
        self.running = False

    def beat(self):
        assert self.running
        self.callback()


@pytest.fixture
def beats(monkeypatch):
    made = []

    def add(callback, period):
        made.append(Beat(callback, period))
        return made[-1]

    monkeypatch.setattr("panel.state.add_periodic_callback", add)
    return made


@pytest.fixture
def document():
    document = Document(Substrate.from_rules(RING))
    document.set_state("Abc")
    return document


@pytest.fixture
def transport(document):
    return Transport(document, Trajectory(document))


def clock(transport):
    return part(transport.view, "clock").object


def test_steps_forward_and_back(document, transport):
    on, back = part(transport.view, "step-on"), part(transport.view, "step-back")
    assert back.disabled
    on.clicks += 1
    assert document.state == (0, 1, 0)
    assert "t = 1 · deterministic" in clock(transport)
    back.clicks += 1
    assert document.state == (1, 0, 0)
    assert back.disabled


def test_it_plays_at_its_speed_until_it_is_stopped(document, transport, beats):
    transport.toggle()
    (beat,) = beats
    assert beat.period == part(transport.view, "speed").value == 500
    assert "playing" in clock(transport)
    beat.beat()
    beat.beat()
    assert document.state == (0, 0, 1)
    part(transport.view, "speed").value = 250
    assert beat.period == 250
    transport.toggle()
    assert not beat.running
    assert "playing" not in clock(transport)
    assert len(beats) == 1


@pytest.mark.parametrize("act", ["step", "back", "stop"])
def test_whatever_else_is_pressed_stops_it(transport, beats, act):
    transport.toggle()
    beats[0].beat()
    getattr(transport, act)()
    assert not beats[0].running
    transport.toggle()
    assert [beat.running for beat in beats] == [False, True]


def test_a_fixed_point_stops_it_with_a_sentence(document, transport, beats):
    document.set_state("abc")
    transport.toggle()
    beats[0].beat()
    assert not beats[0].running
    assert document.message == STILL


def test_keys_act_and_a_page_nobody_sees_stops(document, transport, beats):
    (keys,) = transport.view.select(PlayKeys)
    for nonsense in ({"what": "dance"}, {"what": ["step"]}, {}, {"count": 1}):
        keys.pressed = nonsense
    assert document.state == (1, 0, 0)
    keys.pressed = {"what": "step", "count": 1}
    assert document.state == (0, 1, 0)
    keys.pressed = {"what": "play", "count": 2}
    assert beats[0].running
    keys.pressed = {"what": "hidden", "count": 3}
    assert not beats[0].running


def test_chance_has_a_seed_and_certainty_needs_none():
    document = Document(Substrate.from_weights([[0.3, 1.0], [-0.5, 0.2]], 1.0))
    trajectory = Trajectory(document)
    transport = Transport(document, trajectory)
    seed, how = part(transport.view, "seed"), part(transport.view, "next-state")
    assert (seed.visible, how.visible) == (True, True)
    assert "seed 1" in clock(transport)
    seed.value = 7
    how.value = False
    assert (trajectory.seed, trajectory.sampled) == (7, False)
    document.open_substrate(Substrate.from_rules(RING))
    assert (seed.visible, how.visible) == (False, False)
