"""Words for the keys of the engine."""

import pytest

from engine.iit4.readings import DEFAULTS, Readings
from viz.view.naming import readings_sentences, readings_text, side_of, side_word, sides_word, with_and


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


def test_captions_name_the_reading_of_ties_and_every_other_that_is_not_the_default():
    assert readings_text(DEFAULTS) == "ties: largest purview"
    assert readings_text(DEFAULTS, always=()) == ""
    other = Readings("pyphi", "first", "reachable-now")
    assert readings_text(other) == (
        "ties: PyPhi's order (arbitrary); state ties: first state; candidates: reachable now"
    )
    assert readings_text(other, always=()) == readings_text(other)


def test_methods_say_what_was_taken():
    assert readings_sentences(DEFAULTS) == [
        "Among equally good purviews the one with the most units was chosen"
    ]
    assert readings_sentences(Readings(state_ties="first"), always=()) == [
        "Among equally good cause and effect states of the system the first was taken, before any partition "
        "was looked at"
    ]
