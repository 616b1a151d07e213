"""A partition by hand compared with the minimum partition."""

from itertools import product

import pytest

from engine.iit4.cuts import cut_system
from engine.iit4.integration import integrate
from engine.iit4.partitions import SystemPartition
from engine.iit4.system import candidate_system
from viz.view.scissors import COLUMNS, scissors_view

SIDES = list(product(("cause", "effect", "both"), repeat=2))


@pytest.fixture(scope="module")
def cuts(substrate):
    system = candidate_system(substrate, (0, 1, 1), "AB")
    least = integrate(system)[0]
    states = least.cause_state, least.effect_state
    found = {sides: cut_system(system, SystemPartition((("A",), ("B",)), sides), *states) for sides in SIDES}
    return found, min(found.values(), key=lambda cut: cut.normalized), least


def test_the_minimum_is_found_by_hand(cuts):
    _, minimum, least = cuts
    assert minimum.phi == pytest.approx(least.phi_s)
    view = scissors_view(minimum, minimum)
    assert view.excess == 0
    assert view.screen_text == view.sentence == "You found it: your cut is the minimum partition."
    assert len(COLUMNS) + 1 == len(view.rows[0])


@pytest.mark.parametrize("sides", SIDES)
def test_every_other_partition_costs_as_much_or_more(cuts, sides):
    found, minimum, _ = cuts
    view = scissors_view(found[sides], minimum)
    assert view.excess == pytest.approx(found[sides].normalized - minimum.normalized)
    assert view.excess >= 0
    assert view.rows[1][1:] == (str(found[sides].connections), str(minimum.connections))
    same = set(found[sides].partition.cut) == set(minimum.partition.cut)
    assert ("You found it" in view.sentence) == same
    assert ("more than the minimum" in view.sentence) == (view.excess > 0)
