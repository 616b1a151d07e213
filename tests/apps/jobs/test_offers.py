"""What the page says before a long computation, and of what cannot be computed at all."""

from dataclasses import replace

import pytest

from apps.document.snapshot import opened
from apps.jobs import offers
from engine.iit4.costs import guess_unfold
from engine.substrate.substrate import Substrate


def of(n):
    return opened(Substrate.from_weights([[0.5] * n] * n))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.1, "less than a second"),
        (30, "about 30 seconds"),
        (89, "about 89 seconds"),
        (91, "about 2 minutes"),
        (7_200, "about 2 hours"),
        (864_000, "about 10 days"),
    ],
)
def test_durations_as_a_person_says_them(seconds, said):
    assert offers.duration(seconds) == said


def test_larger_systems_take_longer_and_longer():
    assert guess_unfold((2,) * 6).seconds < guess_unfold((2,) * 7).seconds < guess_unfold((2,) * 8).seconds
    assert offers.unfolding(8, guess_unfold((2,) * 8)).startswith(
        "8 units: unfolding them takes less than a second"
    )


def test_what_cannot_be_computed_at_all_is_said():
    assert offers.too_many_units(of(16)) == ""
    assert "17 units" in offers.too_many_units(of(17))
    assert "16" in offers.too_many_units(of(17))
    assert offers.too_large_a_system(of(16)) == ""
    assert "17 units are too many for one candidate system" in offers.too_large_a_system(of(17))
    assert offers.too_large_a_system(replace(of(17), units=("A", "B"))) == ""
    assert offers.searching(17).startswith("17 units: rules rule out sets of units")
