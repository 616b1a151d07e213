"""The sets that survive hold all with φ_s > 0 that brute force finds, and every set is counted once."""

import numpy as np
import pytest

from engine.errors import Cancelled
from engine.iit4.complexes import all_candidates
from engine.large.surroundings import Surroundings
from engine.large.survivors import survivors
from engine.run.jobs import Watch
from engine.substrate.masks import mask_of
from engine.substrate.substrate import Substrate
from strategies import chained
from wired import QUIET, gated, wired


def check(rng, make, sizes):
    substrate, state = make(rng, int(rng.integers(*sizes)))
    phi = {mask_of(map(substrate.index, c.units)): c.phi_s for c in all_candidates(substrate, state)}
    for of in (substrate, chained(substrate)):
        found = survivors(Surroundings(of, state), QUIET)
        assert len(found.sets) == len(set(found.sets))
        assert {each for each, value in phi.items() if value > 0} <= set(found.sets)
        assert len(found.sets) + sum(found.ruled.values()) == len(phi)
        assert not found.left
    return len(phi)


def test_brute_force_finds_no_other():
    rng = np.random.default_rng(1)
    assert sum(check(rng, wired, (5, 8)) for _ in range(120)) > 1000
    assert sum(check(rng, gated, (5, 7)) for _ in range(40)) > 1000


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_brute_force_finds_no_other_in_many(seed):
    rng = np.random.default_rng(100 + seed)
    for _ in range(150):
        check(rng, wired, (5, 9))
        check(rng, gated, (5, 8))


def test_a_pair_that_averaged_causes_would_lose():
    rules = {"A": "B", "B": "A ^ C ^ W", "C": "A", "W": "0", "D": "!(C ^ W)"}
    found = survivors(Surroundings(Substrate.from_rules(rules), (0, 1, 0, 0, 0)), QUIET)
    assert 0b00011 in found.sets


def dense(n):
    return Substrate.from_weights(np.random.default_rng(n).normal(0, 1, (n, n)), k=1.0)


def test_what_is_not_looked_at_is_named_and_counted():
    found = survivors(Surroundings(dense(9), (0,) * 9), QUIET, most=100)
    left = sum((1 << (inside & ~kept).bit_count()) - (not kept) for inside, kept in found.left)
    assert len(found.sets) == 100
    assert left + 100 + sum(found.ruled.values()) == 2**9 - 1


def test_it_reports_and_stops():
    shares = []
    survivors(Surroundings(dense(6), (0,) * 6), Watch("", lambda share, _phase: shares.append(share)))
    assert shares == sorted(shares)
    assert sum(0.1 < share < 0.9 for share in shares) > 10
    assert shares[-1] == 1

    class Stop:
        def is_set(self):
            return True

    with pytest.raises(Cancelled):
        survivors(Surroundings(dense(6), (0,) * 6), Watch("", cancel=Stop()))
