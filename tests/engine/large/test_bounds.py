import numpy as np

from engine.iit4.complexes import all_candidates
from engine.large.bounds import most_phi_s
from engine.large.surroundings import Surroundings
from engine.substrate.masks import mask_of
from engine.substrate.substrate import Substrate
from strategies import chained
from wired import gated, weighted, wired


def test_no_candidate_system_exceeds_its_bound():
    rng = np.random.default_rng(5)
    tight = 0
    for make in (wired, gated, weighted):
        for _ in range(20):
            substrate, state = make(rng, int(rng.integers(3, 7)))
            heres = [Surroundings(substrate, state), Surroundings(chained(substrate), state)]
            for each in all_candidates(substrate, state):
                bounds = [most_phi_s(here, mask_of(map(substrate.index, each.units))) for here in heres]
                np.testing.assert_allclose(*bounds, atol=1e-9)
                assert each.phi_s <= bounds[0] + 1e-9
                tight += each.phi_s > 0 and bounds[0] < 3
    assert tight > 50


def test_a_unit_that_hardly_listens_bounds_any_system():
    """Twenty-one units in a ring, one of which copies its neighbour 501 times in 1,000."""
    names = [f"U{i}" for i in range(21)]
    ring = Substrate.from_rules({name: names[i - 1] for i, name in enumerate(names)})
    data = ring.to_dict()
    data["units"][0]["function"] = {"type": "table", "inputs": ["U20"], "p": [0.499, 0.501]}
    here = Surroundings(Substrate.from_dict(data), (0,) * 21)
    assert most_phi_s(here, (1 << 21) - 1) < 0.04
