"""Which of the tied purviews is taken: by size, and in PyPhi's order as published."""

from types import SimpleNamespace

import numpy as np
import pytest

from engine.errors import TooLargeError
from engine.iit4.mechanisms import Irreducible, Side
from engine.iit4.picks import LISTED_UNITS, picks, published_order

ALL = np.ones((3, 3), np.uint8)
RING = np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]], np.uint8)


def picked(cause, specified, ties="pyphi", cm=ALL):
    """The cause that the mechanism of unit 0 has, given its tied purviews with their states; None if none."""
    system = SimpleNamespace(substrate_cm=cm, units=(0, 1, 2))
    mechanism = Irreducible((0,), Side(1.0, tuple(cause)), Side(1.0, (((0,), (1,)),)))
    found = picks(system, [mechanism], (specified, (1, 1, 1)), ties)
    return found[0][0] if found else None


def test_the_published_order_is_that_of_a_set_of_tuples():
    """CPython hashes tuples of ints in the same way everywhere; its sets keep no order that means a thing."""
    order = published_order(ALL, (0,), "cause")
    assert sorted(order, key=order.get) == [(0, 1), (2,), (1, 2), (0, 1, 2), (1,), (0, 2), (0,)]


def test_the_published_order_leaves_out_what_is_not_connected():
    assert published_order(RING, (0,), "cause").keys() == {(2,)}
    assert published_order(RING, (0,), "effect").keys() == {(1,)}
    assert published_order(RING, (0, 1), "effect").keys() == {(1, 2)}


def test_too_many_units_to_list_are_refused_with_the_remedy():
    n = LISTED_UNITS + 1
    wide = np.ones((n, n), np.uint8)
    with pytest.raises(TooLargeError, match="choose another reading of ties"):
        published_order(wide, (0,), "cause")
    few = wide.copy()
    few[2:, 0] = 0
    assert published_order(few, (0,), "cause").keys() == {(0,), (1,), (0, 1)}


def test_by_size_the_largest_or_the_smallest_then_the_first_unit():
    tied = [((1,), (1,)), ((0,), (1,)), ((1, 2), (1, 1)), ((0, 1), (1, 1))]
    assert picked(tied, (1, 1, 1), "largest") == ((0, 1), (1, 1))
    assert picked(tied, (1, 1, 1), "smallest") == ((0,), (1,))


def test_in_the_published_order_the_first_congruent_purview_is_taken():
    tied = [((0,), (1,)), ((2,), (1,)), ((1,), (1,))]
    assert picked(tied, (1, 1, 1)) == ((2,), (1,))
    assert picked(tied, (1, 1, 0)) == ((1,), (1,))


def test_every_tied_state_of_the_first_purview_counts_of_a_later_one_the_lowest_row():
    both = [(0,), (1,)]
    first = [((2,), state) for state in both]
    assert picked([*first, ((1,), (1,))], (1, 1, 1)) == ((2,), (1,))
    later = [((2,), (0,)), *(((1,), state) for state in both)]
    assert picked(later, (1, 0, 1)) == ((1,), (0,))
    assert picked(later, (1, 1, 1)) is None
    assert picked(later, (1, 1, 1), "largest") == ((1,), (1,))
