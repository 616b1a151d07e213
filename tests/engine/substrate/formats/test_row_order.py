"""The other reading of a table has its rows in the other order, and only where the table leaves it open."""

import io

import numpy as np
import pytest

from engine import Substrate
from engine.substrate.formats.row_order import ASSUMED, OTHER, other_order

ROWS = "0,0,0\n0,0,1\n1,0,1\n1,0,0\n1,1,0\n1,1,1\n1,1,1\n1,1,0\n"
TABLE = "A,B,C\n" + ROWS


def read(text, name="table.csv"):
    return Substrate.read(text if isinstance(text, bytes) else text.encode(), name)


def stated(text):
    """The table with its states in a first column, the last unit fastest."""
    head, *rows = text.split()
    return "\n".join([f"state,{head}", *(f"{i:03b},{row}" for i, row in enumerate(rows))])


def test_the_other_reading_is_the_one_with_the_states_written_out():
    first = read(TABLE)
    other = other_order(first)
    assert ASSUMED in first.notes
    assert OTHER in other.notes
    assert other.sha256 == read(stated(TABLE)).sha256
    assert other.sha256 == read("# big-endian\n" + TABLE).sha256 != first.sha256
    assert other.labels == first.labels


def test_arrays_have_it_too():
    values = np.array([[float(each) for each in row.split(",")] for row in ROWS.split()])
    file = io.BytesIO()
    np.save(file, values)
    assert other_order(read(file.getvalue(), "table.npy")).sha256 == other_order(read(TABLE)).sha256


@pytest.mark.parametrize(
    "text",
    [stated(TABLE), "# big-endian\n" + TABLE, ",A,B,C\nA,0,1,0\nB,1,0,1\nC,0,1,0\n", "A\n0\n1\n"],
    ids=["states", "comment", "weights", "one unit"],
)
def test_what_says_its_order_or_has_only_one_has_no_other(text):
    assert other_order(read(text)) is None


def test_rows_that_say_the_same_in_both_orders_are_not_asked_about():
    assert other_order(read("A,B\n0,0\n1,1\n1,1\n0,1\n")) is None
