"""What there is to take away, and how what is missing is computed."""

import threading
from dataclasses import replace

import pytest

from apps.document.snapshot import opened
from apps.results.exhibit import Exhibit, with_needs
from cards import example
from engine.errors import Cancelled, PhiscopeError


def needed(exhibit, *needs):
    return with_needs(exhibit, set(needs), lambda *_: None, threading.Event())


@pytest.fixture
def bare():
    return Exhibit(opened(example("iit4-fig1")))


def test_what_is_missing_is_said(bare):
    for ask in (bare.unfolded, bare.accounted, bare.searched):
        with pytest.raises(PhiscopeError):
            ask()


def test_only_what_is_needed_is_computed(bare):
    assert needed(bare) == bare
    found = needed(bare, "structure")
    assert round(found.unfolded().phi_s, 4) == 0.1719
    assert found.complexes is None
    assert not found.motion.measured
    assert len(needed(bare, "complexes").searched().complexes) == 2
    assert sorted(needed(bare, "course").motion.measured) == list(range(8))
    assert needed(bare, "sweep").motion.swept


def test_what_is_there_is_kept(exhibit):
    again = needed(exhibit, "structure", "complexes", "sweep")
    assert again.structure is exhibit.structure
    assert again.complexes is exhibit.complexes
    assert again.motion.swept is exhibit.motion.swept


def test_a_need_that_there_is_not_is_refused(bare):
    with pytest.raises(ValueError, match="no-such"):
        needed(bare, "no-such")


def test_both_sides_of_a_comparison_are_unfolded(bare):
    both = needed(replace(bare, other=bare), "other")
    assert both.unfolded().big_phi == both.other.unfolded().big_phi > 0


def test_it_can_be_stopped(bare):
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        with_needs(bare, {"structure"}, lambda *_: None, stop)
