"""Classes of units against the definitions, by trying all sets."""

from itertools import product

import numpy as np
import pytest

from engine.large.splitting import by_cause_edges, by_effect_edges, by_self_sufficiency, parted_by
from engine.large.surroundings import Surroundings
from engine.substrate.masks import bits
from engine.substrate.substrate import Substrate
from wired import wired


def is_self_sufficient(substrate, state, part, whole):
    """Whether the next states of `part` are as probable whatever the other units of `whole` are."""
    free = list(bits(whole & ~part))
    for unit in bits(part):
        inputs, table = substrate.local(unit)
        seen = set()
        for values in product((0, 1), repeat=len(free)):
            now = list(state)
            for each, value in zip(free, values, strict=True):
                now[each] = value
            seen.add(tuple(table[tuple(now[each] for each in inputs)]))
        if len(seen) > 1:
            return False
    return True


def test_no_self_sufficient_set_separates_a_class():
    rng = np.random.default_rng(3)
    for _ in range(40):
        substrate, state = wired(rng, 5)
        here = Surroundings(substrate, state)
        whole = int(rng.integers(1, 32))
        parts = [part for part in range(1, 32) if not part & ~whole and part != whole]
        sufficient = [part for part in parts if is_self_sufficient(substrate, state, part, whole)]
        alike = {
            unit: sum(
                1 << other
                for other in bits(whole)
                if all(part >> unit & 1 == part >> other & 1 for part in sufficient)
            )
            for unit in bits(whole)
        }
        assert sorted(by_self_sufficiency(here, whole)) == sorted(set(alike.values()))
        # The components of effects are coarser: each is whole classes.
        for component in by_effect_edges(here, whole):
            assert all(not alike[unit] & ~component for unit in bits(component))


def test_a_pair_that_the_averaged_causes_would_part_stays_whole():
    rules = {"A": "B", "B": "A ^ C ^ W", "C": "A", "W": "0", "D": "!(C ^ W)"}
    here = Surroundings(Substrate.from_rules(rules), (0, 1, 0, 0, 0))
    assert 0b00111 in by_cause_edges(here, 0b11111)
    assert parted_by(here, 0b00111) == "causes"
    assert parted_by(here, 0b00011) is None


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("A", None), ("B", "effects"), ("A & B", "effects"), ("A | B", "causes")],
)
def test_one_unit_must_be_its_own_input_in_both_directions(rule, expected):
    """B is OFF and was ON: A & B depends on A before only, A | B now only."""
    substrate = Substrate.from_rules({"A": rule, "B": "!B"})
    assert parted_by(Surroundings(substrate, (1, 0)), 1) == expected
