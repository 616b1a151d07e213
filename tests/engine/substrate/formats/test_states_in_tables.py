import numpy as np
import pytest

from engine.substrate.formats.states_in_tables import (
    big_endian,
    bits_of,
    columns_of,
    letters_of,
    order_of,
    pairs_of,
)
from engine.substrate.tpm import all_states


@pytest.mark.parametrize(
    ("words", "n", "found"),
    [
        (["00", "10", "01", "11"], 2, True),
        (["0", "1", "10", "11"], 2, True),
        (["s00", "s10", "s01", "s11"], 2, True),
        (["(0, 0)", "(1, 0)", "(0, 1)", "[1 1]"], 2, True),
        (["s0", "s1"], 1, True),
        (["s00", "s10", "t01", "s11"], 2, False),
        (["00", "10", "01", "01"], 2, False),
        (["00", "10", "01"], 2, False),
        (["0", "1", "2", "3"], 2, False),
        (["A", "B"], 1, False),
        (["0" * 5000, "1"], 1, False),
    ],
)
def test_words_are_states_if_they_are_all_of_them(words, n, found):
    assert (bits_of(words, n) is not None) is found


def test_digits_and_letters_have_the_order_of_the_units():
    assert bits_of(["00", "10", "01", "11"], 2) == [(0, 0), (1, 0), (0, 1), (1, 1)]
    assert letters_of(["ab", "Ab", "aB", "AB"], ["A", "B"]) == [(0, 0), (1, 0), (0, 1), (1, 1)]
    assert letters_of(["ab", "Ab", "aB", "ab"], ["A", "B"]) is None
    assert columns_of(np.array([[1, 0], [0, 0], [1, 1], [0, 1]])) == [(1, 0), (0, 0), (1, 1), (0, 1)]
    assert columns_of(np.array([[1, 0], [0, 0], [1, 1], [0, 0]])) is None


@pytest.mark.parametrize("n", [1, 2, 4])
def test_orders_are_little_endian(n):
    states = [tuple(state) for state in all_states((2,) * n).tolist()]
    turned = [states[i] for i in big_endian(n)]
    assert [turned[i] for i in order_of(turned)] == states
    assert turned == sorted(states)


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (["A_t", "B_t", "A_next", "B_next"], ["A", "B"]),
        (["A_t", "A_next", "B_t", "B_next"], ["A", "B"]),
        (["A", "B", "A'", "B'"], ["A", "B"]),
        (["A(t)", "B(t)", "A(t+1)", "B(t+1)"], ["A", "B"]),
        (["At", "At1"], ["A"]),
        (["A now", "A after"], ["A"]),
        (["A", "B", "C", "D"], None),
        (["Au", "Auto"], None),
        (["A", "A_next", "B"], None),
        (["A_t", "B_next"], None),
        ([], None),
    ],
)
def test_names_of_columns_say_now_and_next(names, labels):
    found = pairs_of(names)
    assert (found and found[0]) == labels
