"""Purviews chosen by hand on the command line."""

from dataclasses import replace

import pytest

from apps.cli.by_hand import AGAINST, choose, read_choices, with_choices
from apps.document.snapshot import opened
from apps.results.exhibit import Exhibit
from cards import example
from engine import unfold
from engine.errors import PhiscopeError
from engine.iit4.distinctions import PurviewChoice

CHOICE = PurviewChoice(("P", "Q"), "effect", ("R", "S"))


@pytest.fixture(scope="module")
def shown():
    snapshot = opened(example("findlay-pqrs"))
    return Exhibit(snapshot, unfold(snapshot.substrate, snapshot.state))


@pytest.mark.parametrize("text", ["PQ effect RS", "pQ Effect Rs", "  P,Q   effect R S "])
def test_letter_case_and_spaces_do_not_matter(text):
    assert read_choices([text], "PQRS") == (CHOICE,)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["PQ"], "is no choice"),
        (["PQ both RS"], "is no choice"),
        (["PZ effect R"], "--by-hand"),
        (["PQ effect RS", "pq effect PR"], "one of several for the same side"),
    ],
)
def test_what_cannot_be_read_is_refused(texts, said):
    with pytest.raises(PhiscopeError, match=said):
        read_choices(texts, "PQRS")


def test_a_choice_rebuilds_the_structure(shown):
    found = choose(shown.structure, (CHOICE,))
    assert round(found.big_phi, 2) == 400.79
    assert choose(shown.structure, ()) is shown.structure
    with pytest.raises(PhiscopeError, match=AGAINST):
        choose(shown.structure, (replace(CHOICE, purview=("S",)),), AGAINST)


def test_each_side_of_a_comparison_has_its_own(shown):
    both = with_choices(replace(shown, other=shown), (CHOICE,), ())
    assert both.structure.by_hand == (CHOICE,)
    assert both.other.structure.by_hand == ()
    with pytest.raises(PhiscopeError, match="leave it out"):
        with_choices(replace(shown, structure=None), (CHOICE,), ())
