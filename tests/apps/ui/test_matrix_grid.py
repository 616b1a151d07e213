"""Numbers as people write them, blocks of a spreadsheet, and the entries of a table on their way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.ui.matrix_grid import Grid, GridEntries, block, number, written
from wire import send


@given(st.text(max_size=50), st.sampled_from(("weight", "bit", "probability")))
def test_any_text_is_a_number_of_its_kind_or_none(text, kind):
    value = number(text, kind)
    assert value is None or -1e6 <= value <= 1e6
    assert all(isinstance(cell, str) for line in block(text) for cell in line)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (" 0.5 ", "probability", 0.5),
        ("−2", "weight", -2.0),
        ("", "weight", 0.0),
        ("", "probability", None),
        ("1/3", "probability", 1 / 3),
        ("2", "bit", None),
        (".5e1", "weight", 5.0),
        ("1e7", "weight", None),
        ("٣", "weight", None),
    ],
)
def test_numbers_as_people_write_them(text, kind, value):
    assert number(text, kind) == value


@pytest.mark.parametrize(
    ("value", "text"), [(0.0179862099, "0.017986"), (1e-9, "1e-09"), (0.0, "0"), (-0.25, "-0.25"), (1.0, "1")]
)
def test_cells_are_short(value, text):
    assert written(value) == text


def test_a_table_that_is_to_be_read_only_takes_no_entry():
    sheet = GridEntries(lambda _values: pytest.fail("applied"))
    sheet.show(Grid("t", "", rows=("a",), columns=("b",), values=np.zeros((1, 1)), editable=False))
    send(sheet.view, {"turn": sheet.view.grid["turn"], "type": "cells", "cells": [[0, 0, "1"]]})
    assert sheet.view.grid["cells"] == [["0"]]
