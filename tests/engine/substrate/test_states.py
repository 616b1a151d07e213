import pytest
from hypothesis import given
from hypothesis import strategies as st

import naive
from engine.errors import StateError
from engine.substrate.states import format_state, parse_state, shows_state, split_labels, tpm_columns
from strategies import binary_substrates, many_valued_substrates


@given(st.one_of(binary_substrates(4), many_valued_substrates(3)))
def test_every_state_is_read_back_from_its_text(substrate):
    labels, radix = substrate.labels, substrate.radix
    for state in naive.states(radix):
        text = format_state(labels, radix, state)
        assert parse_state(labels, radix, text) == state
        assert ("=" in text) == (not shows_state(labels, radix))


@pytest.mark.parametrize(
    ("labels", "shown"),
    [
        (("A", "b", "T0"), True),
        (("A", "1"), False),
        (("A", "a"), False),
        (("ǅ", "B"), True),
        (("ß", "B"), False),
    ],
)
def test_capitals_show_a_state_if_every_label_has_them_and_no_two_differ_by_case(labels, shown):
    assert shows_state(labels, (2,) * len(labels)) is shown
    assert not shows_state(labels, (3,) * len(labels))


def test_columns_are_units_or_their_states():
    assert tpm_columns("AB", (2, 2)) == ("A", "B")
    assert tpm_columns("AB", (2, 3)) == ("A=0", "A=1", "B=0", "B=1", "B=2")


@pytest.mark.parametrize(
    ("labels", "text", "found"),
    [
        (("A", "B"), "BA", ["B", "A"]),
        (("A", "AB", "B"), "ABA", ["AB", "A"]),
        (("T0", "T1"), "t1, T0", ["t1", "T0"]),
        (("A", "a"), "aA", ["a", "A"]),
        (("Ab", "ab", "b"), "AB", ["Ab"]),
    ],
)
def test_labels_are_split_at_commas_or_else_by_the_longest_that_fits(labels, text, found):
    assert split_labels(labels, text) == found


def test_a_word_that_starts_with_no_label_is_refused():
    with pytest.raises(StateError, match="'CB' starts with no unit's label; use A, B"):
        split_labels(("A", "B"), "ACB")
