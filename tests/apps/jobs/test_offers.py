"""What is said before a long job."""

import pytest

from apps.document.snapshot import opened
from apps.jobs import offers
from engine.iit4.costs import Estimate
from engine.substrate.functions import Gate
from engine.substrate.substrate import MAX_UNITS, Substrate, Unit


def network(n):
    return opened(Substrate(tuple(Unit(f"U{i}", Gate("OR")) for i in range(n))))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "less than a second"),
        (1.2, "about a second"),
        (1.6, "about 2 seconds"),
        (40, "about 40 seconds"),
        (89, "about 89 seconds"),
        (95, "about 2 minutes"),
        (170, "about 3 minutes"),
        (5600, "about 2 hours"),
        (7200, "about 2 hours"),
        (500_000, "about 6 days"),
    ],
)
def test_durations_in_words(seconds, words):
    assert offers.duration(seconds) == words


def test_unfolding_is_time_and_memory():
    assert offers.unfolding(9, Estimate(170.0, 40 << 20, 2)) == (
        "9 units: unfolding them takes about 3 minutes and 40 MB."
    )
    assert offers.unfolding(3, Estimate(0.1, 10, 2)).endswith(" less than a second and 1 MB.")


def test_a_search_counts_its_candidates():
    assert offers.searching(6) == (
        "6 units have 63 candidate systems: searching them takes less than a second."
    )
    assert "4,095 candidate systems: searching them takes about 6 seconds." in offers.searching(12)


def test_an_account_of_the_most_takes_what_was_measured():
    assert offers.accounting(11, 11) == "11 causes and 11 effects: the account takes about 20 seconds."


def test_only_what_is_too_large_is_refused():
    assert offers.too_many_units(network(MAX_UNITS)) == ""
    assert "17 units can be drawn but not computed" in offers.too_many_units(network(MAX_UNITS + 1))
    assert offers.too_many_occurrences(11, 11) == ""
    assert "untick some" in offers.too_many_occurrences(12, 11)
