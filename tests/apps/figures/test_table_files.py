"""No cell of a CSV is one that a spreadsheet would run, and numbers stay numbers."""

import csv
import io

import pytest

from apps.figures.table_files import TableFile, csv_of

RUN = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1",
    "＋1",
    "－1",
    "＠A",
    "-A",
    "--1",
    "-",
]
SAFE = ["-0.5", "+3", "-1e-7", "-.5", "a=b", "A → B", "", "'=1", "−0.5"]


def cells(*values):
    data = csv_of(TableFile("caption", {"value": values}, {}))
    return [row[0] for row in csv.reader(io.StringIO(data.decode(), newline=""))][1:]


@pytest.mark.parametrize("text", RUN)
def test_text_that_begins_as_a_formula_is_text(text):
    assert cells(text) == [f"'{text}"]


@pytest.mark.parametrize("text", SAFE)
def test_other_text_stays_as_it_is(text):
    assert cells(text, "x") == [text, "x"]


def test_numbers_stay_numbers():
    assert cells(-0.5, -3, 1e-300, True, None, "x") == ["-0.5", "-3", "1e-300", "True", "", "x"]


def test_headings_are_cells():
    data = csv_of(TableFile("caption", {"=label": [1]}, {}))
    assert data == b"'=label\r\n1\r\n"
