"""BoolNet files of well-known motifs load, and do what their papers are about."""

import pytest

from engine import Substrate
from engine.substrate import formats
from engine.substrate.tpm import row_of, state_of


def step(substrate, state):
    return tuple(int(p) for p in substrate.tpm[row_of(substrate.parse_state(state), substrate.radix)])


@pytest.fixture
def data(root):
    return root / "tests" / "data"


def test_the_toggle_switch_remembers_either_of_two_states(data):
    switch = Substrate.read(data / "toggle-switch.bnet")
    assert switch.labels == ["LacI", "TetR"]
    assert switch.cm.tolist() == [[0, 1], [1, 0]]
    steady = [state for state in (state_of(row, (2, 2)) for row in range(4)) if step(switch, state) == state]
    assert steady == [(1, 0), (0, 1)]


def test_the_repressilator_goes_round(data):
    ring = Substrate.read(data / "repressilator.bnet")
    assert ring.labels == ["LacI", "TetR", "cI"]
    state = start = (1, 0, 0)
    seen = [state]
    while (state := step(ring, state)) != start:
        seen.append(state)
    assert len(seen) == 6
    assert step(ring, (1, 1, 1)) == (0, 0, 0)


@pytest.mark.parametrize("name", ["toggle-switch", "repressilator"])
def test_motifs_are_written_back_with_the_same_dynamics(data, name):
    substrate = Substrate.read(data / f"{name}.bnet")
    again = Substrate.read(formats.to_text(substrate, ".bnet").encode(), "again.bnet")
    assert again.sha256 == substrate.sha256
