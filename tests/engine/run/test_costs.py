"""Guesses of seconds: what was measured at one size, and growth from there."""

import pytest

from engine.causation.account import MAX_TOGETHER
from engine.run.costs import ACCOUNT, COMPLEXES, UNFOLD, Growth


def test_a_guess_goes_through_what_was_measured():
    growth = Growth(6, 0.5, 3.0)
    assert growth.at(6) == 0.5
    assert growth.at(8) == pytest.approx(4.5)
    assert growth.at(5) == pytest.approx(0.5 / 3)


def test_the_account_was_measured_at_its_limit():
    assert ACCOUNT.size == MAX_TOGETHER


def test_unfolding_grows_faster_than_the_search_for_complexes():
    assert UNFOLD.at(12) > COMPLEXES.at(12) > COMPLEXES.at(6)
