"""The answer says yes of no system that a known complex excludes, and names that complex."""

import pytest

from apps.document.examples import first_substrate
from apps.views.explore.headline import rival, verdict
from engine import Substrate, complexes, unfold

EXAMPLE = first_substrate("iit4-fig1")
TIED = Substrate.read(b"A,B,C\n0,0,0\n0,0,1\n1,0,1\n1,0,0\n1,1,0\n1,1,1\n1,1,1\n1,1,0\n", "tied.csv")


@pytest.mark.parametrize(
    ("units", "said"),
    [
        ("ABC", "C overlaps it and has more: 0.2122."),
        ("A", "AB overlaps it and has more: 0.1719."),
        ("AB", ""),
        ("C", ""),
    ],
)
def test_who_excludes_a_system_is_named(units, said):
    assert rival(complexes(EXAMPLE, "aBC"), tuple(units)) == said
    assert rival(None, tuple(units)) == ""


def test_a_tie_that_was_decided_is_called_one():
    assert rival(complexes(TIED, "abc"), ("A", "C")) == "ABC overlaps it, has as much, and wins the tie."


def test_the_answer_is_yes_until_a_stronger_system_is_known():
    structure = unfold(EXAMPLE, "aBC", ["A", "B", "C"])
    assert "Yes." in verdict(structure)
    known = verdict(structure, complexes(EXAMPLE, "aBC"))
    assert "Irreducible, but no complex." in known
    assert "Yes." not in known
    complex_ = verdict(unfold(EXAMPLE, "aBC", ["A", "B"]), complexes(EXAMPLE, "aBC"))
    assert "Yes." in complex_
    assert "It is a complex: no other one overlaps it." in complex_


def test_of_no_whole_the_inside_is_shown_on_demand_only():
    reducible = verdict(unfold(EXAMPLE, "ABC", ["A", "B"]))
    assert "nothing exists here as one thing" in reducible
    assert reducible.index("<details>") < reducible.index("What would be inside, if it were one thing")
