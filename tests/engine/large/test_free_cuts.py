import numpy as np
import pytest

from engine.iit4.integration import integrate
from engine.iit4.system import candidate_system
from engine.large.free_cuts import has_free_cut
from engine.substrate.substrate import Substrate
from wired import gated, weighted, wired


@pytest.mark.parametrize("state_ties", ["paper", "first"])
def test_what_has_a_free_cut_has_no_phi_s(state_ties):
    rng = np.random.default_rng(21)
    found = searched = 0
    for make in (wired, gated, weighted) * 50:
        substrate, state = make(rng, int(rng.integers(3, 7)))
        size = int(rng.integers(1, substrate.n + 1))
        units = [substrate.labels[i] for i in sorted(rng.choice(substrate.n, size, replace=False).tolist())]
        system = candidate_system(substrate, state, units)
        if has_free_cut(system, state_ties):
            found += 1
            assert integrate(system, state_ties=state_ties)[0].phi_s == 0
        else:
            searched += integrate(system, state_ties=state_ties)[0].phi_s > 0
    assert found > 30
    assert searched > 10


def test_a_gate_that_one_input_decided_has_one():
    """B = A | C, and C was on: what A was made no difference, so that A and B are parted for free."""
    substrate = Substrate.from_rules({"A": "B", "B": "A | C", "C": "B"})
    system = candidate_system(substrate, (1, 1, 1))
    assert has_free_cut(system) == (integrate(system)[0].phi_s == 0)
    assert not has_free_cut(candidate_system(Substrate.from_rules({"A": "B", "B": "A"}), (1, 0)))
