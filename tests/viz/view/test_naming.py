"""Words for the keys of the engine."""

import pytest

from viz.view.naming import side_of, side_word, sides_word, tie_rule_word, with_and


@pytest.mark.parametrize("direction", ["cause", "effect"])
def test_directions(direction):
    assert side_word(direction) == sides_word(direction) == direction
    assert side_of(direction, "aB") == f"{direction.capitalize()} of aB"


def test_both_sides_and_no_other_direction():
    assert sides_word("both") == "both"
    with pytest.raises(KeyError):
        side_word("both")


def test_parts_are_joined():
    assert with_and(["A"]) == "A"
    assert with_and(["A", "B", "C"]) == "A and B and C"


@pytest.mark.parametrize("rule", ["largest", "smallest", "another"])
def test_a_rule_without_a_word_keeps_its_key(rule):
    assert tie_rule_word(rule) == rule
