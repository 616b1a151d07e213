"""How far the page computes unasked, and what it says before a long computation."""

import pytest

from apps.document.snapshot import opened
from apps.jobs.limits import can_run, duration, estimate, is_live, offer, too_many
from engine.substrate.substrate import Substrate


def of(n):
    return opened(Substrate.from_weights([[0.5] * n] * n))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.1, "about a second"),
        (30, "about 30 seconds"),
        (89, "about 89 seconds"),
        (91, "about 2 minutes"),
        (7_200, "about 2 hours"),
        (864_000, "about 10 days"),
    ],
)
def test_durations_as_a_person_says_them(seconds, said):
    assert duration(seconds) == said


def test_small_systems_are_live_and_larger_ones_take_longer_and_longer():
    assert is_live(of(6))
    assert not is_live(of(7))
    assert estimate(6) < estimate(7) < estimate(8)
    assert offer(of(8)).startswith("8 units: unfolding them takes about")


def test_what_cannot_be_computed_at_all_is_said():
    assert can_run(of(16))
    assert too_many(of(16)) == ""
    assert not can_run(of(17))
    assert "the limit is 16" in offer(of(17))
    assert "17 units are too many" in too_many(of(17))
