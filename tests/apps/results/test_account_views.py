"""Beside an account: one of its links, the question why not, and the outcome under other gates."""

from dataclasses import replace

import pytest

from apps.results.account_views import of_link, under_gates, without_link
from apps.results.occurrences import unlinked
from engine.errors import PhiscopeError


def test_the_link_under_the_lens_is_the_picked_one_or_the_first(moved):
    first, third = of_link(moved), of_link(replace(moved, link=(2, 0)))
    assert of_link(replace(moved, link=(0, 0))) == first
    assert third != first
    with pytest.raises(PhiscopeError, match="no link 9; there are 5"):
        of_link(replace(moved, link=(8, 0)))


def test_an_occurrence_without_a_link_is_asked_why(moved):
    free = unlinked(moved.account)
    asked = without_link(moved)
    assert asked == without_link(replace(moved, occurrence=free[0]))
    assert asked.chances


def test_the_outcome_under_other_gates(moved):
    views = under_gates(moved)
    assert len(views) == 4
    assert all("were AND another gate?" in view.caption for view in views)
    assert "were OR another gate?" in under_gates(replace(moved, outcome="OR"))[0].caption
    with pytest.raises(PhiscopeError, match="Z is no effect of this transition; choose one of OR, AND"):
        under_gates(replace(moved, outcome="Z"))


def test_what_is_not_computed_is_said(moved):
    for ask in (of_link, without_link, under_gates):
        with pytest.raises(PhiscopeError, match="no account to draw yet"):
            ask(replace(moved, account=None))
