"""The computers of Findlay et al. (2024): wiring of the paper, and what they do against their targets."""

import numpy as np
import pytest

from computers import FEEDBACK, TARGETS, WEAK, computer, described, run, start, target_of
from engine.errors import SubstrateError
from engine.substrate import computer as builder
from engine.substrate.dynamics import next_state, walk
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import state_of


def followed(made, program, first, updates):
    """What the registers show at the first update and after each period."""
    bits = len(first)
    states = list(walk(made, builder.start(made, program, first), 1 + updates * builder.period(bits)))
    places = [made.index(label) for label in builder.outputs(bits)]
    return [tuple(state[at] for at in places) for state in states[1 :: builder.period(bits)]]


@pytest.mark.parametrize("which", [WEAK, FEEDBACK])
def test_the_wiring_is_that_of_the_paper(which):
    made, paper = computer(which), described(which)
    assert made.labels == paper.labels
    assert set(made.edges) == set(paper.edges)
    assert made.sha256 == paper.sha256


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("which", [WEAK, FEEDBACK])
def test_a_computer_agrees_with_its_target_every_eight_updates(which, target):
    simulated = target_of(target)
    places = [computer(which).index(f"T{i}R0") for i in range(4)]
    for first in range(16):
        shown = state_of(first, (2,) * 4)
        for state in run(which, target, shown, 1 + 3 * 8)[1::8]:
            assert tuple(state[at] for at in places) == shown
            shown = next_state(simulated, shown)


@pytest.mark.parametrize("feedback", [False, True])
def test_a_computer_of_eight_bits_simulates_too(feedback):
    program = tuple(map(tuple, np.random.default_rng(5).integers(0, 2, (256, 8)).tolist()))
    shown = state_of(77, (2,) * 8)
    for found in followed(builder.computer(8, feedback), program, shown, 3):
        assert found == shown
        shown = program[sum(on << i for i, on in enumerate(shown))]


def test_its_modules_are_all_its_units():
    for bits, units in ((4, 117), (8, 2603)):
        made = builder.computer(bits)
        parts = builder.modules(bits)
        assert sorted(label for module in parts for label in module.units) == sorted(made.labels)
        assert made.n == units
        assert [module.kind for module in parts] == ["clock", "registers", "program", "multiplexer"]
        assert len(parts[2].parts) == 2**bits


def test_a_target_of_three_units_runs_on_four_bits():
    ring = Substrate.from_rules({"A": "C", "B": "A", "C": "!B"})
    program = builder.program_of(ring)
    assert np.shape(program) == (16, 4)
    shown = (1, 0, 0)
    for found in followed(builder.computer(4), program, (*shown, 0), 4):
        assert found == (*shown, 0)
        shown = next_state(ring, shown)


def test_what_is_no_target_is_refused():
    noisy = Substrate.from_weights([[0.5]])
    with pytest.raises(SubstrateError, match="A computer simulates deterministic targets of ON-OFF units"):
        builder.program_of(noisy)
    many = Substrate.from_rules({f"U{i}": f"U{i}" for i in range(9)})
    with pytest.raises(SubstrateError, match="A target of 9 units has no computer; choose one with 1 to 8"):
        builder.program_of(many)
    with pytest.raises(SubstrateError, match="A computer has 4 or 8 bits, not 3"):
        builder.computer(3)


def test_the_start_is_the_rule_of_the_paper():
    made, state = computer(WEAK), start(WEAK, "PQRS", (0, 1, 0, 1))
    on = {label for label, value in zip(made.labels, state, strict=True) if value}
    tpm = target_of("PQRS").tpm
    lines = {f"T{i}/{line}" for line in range(16) for i in range(4) if tpm[line, i]}
    assert on == {"C0", "T1R0", "T3R0"} | lines
