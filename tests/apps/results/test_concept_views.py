"""The views of IIT 3.0 of an exhibit: with the versions, or with the constellation alone."""

from dataclasses import replace
from threading import Event

import pytest

from apps.document.snapshot import opened
from apps.results.concept_views import constellation, named_axes
from apps.results.exhibit import Exhibit, with_needs
from cards import example
from engine import iit3
from engine.errors import PhiscopeError


@pytest.fixture(scope="module")
def alone():
    return with_needs(Exhibit(opened(example("iit3-fig4"))), {"concepts"}, lambda *_: None, Event())


def test_the_constellation_is_computed_alone_or_taken_from_the_versions(alone):
    assert alone.versions is None
    both = with_needs(Exhibit(opened(example("iit3-fig4"))), {"versions"}, lambda *_: None, Event())
    assert with_needs(both, {"concepts"}, lambda *_: None, Event()).constellation is None
    assert replace(alone.conceived(), seconds=0) == replace(both.conceived(), seconds=0)
    assert constellation(alone) == constellation(both)


def test_axes_have_names(alone):
    axes = named_axes("past:abC, future:Abc", alone.conceived())
    assert axes == (("past", 4), ("future", 1))
    shown = constellation(replace(alone, axes=axes))
    assert [axis.name for axis in shown.axes] == ["past abC", "future Abc"]
    for text in ("now:abC", "past:ab", "", "past:abC;future:abC"):
        with pytest.raises(PhiscopeError, match="is no axis; write past: or future:"):
            named_axes(text, alone.conceived())


def test_the_tie_rule_is_that_of_the_document_where_iit3_has_it():
    snapshot = opened(example("iit3-fig17c-majority"))
    for ties, taken in (("smallest", "smallest"), ("pyphi", "largest")):
        found = with_needs(Exhibit(replace(snapshot, ties=ties)), {"concepts"}, lambda *_: None, Event())
        assert found.conceived().tie_rule == taken
    expected = iit3.unfold(snapshot.substrate, snapshot.state, ties="smallest").big_phi
    again = with_needs(Exhibit(replace(snapshot, ties="smallest")), {"concepts"}, lambda *_: None, Event())
    assert again.conceived().big_phi == expected
    with pytest.raises(PhiscopeError, match="no result for this system"):
        Exhibit(snapshot).conceived()
