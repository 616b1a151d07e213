import numpy as np
import pytest

from engine.errors import FormatError
from engine.substrate.formats.tables import from_text
from engine.substrate.substrate import Substrate


def test_rows_of_a_tpm_have_the_first_unit_fastest():
    substrate = from_text(Substrate, "A,B\n0,0\n0.1,1\n1,0.2\n1,1\n")
    np.testing.assert_array_equal(substrate.tpm, [[0, 0], [0.1, 1], [1, 0.2], [1, 1]])
    assert "little-endian" in substrate.notes


@pytest.mark.parametrize(
    "text",
    [
        "A,B,C\n0,1,0\n0,0,2\n3,0,0\n",
        ",A,B,C\nA,0,1,0\nB,0,0,2\nC,3,0,0\n",
        "A;B;C\nA;0;1;0\nB;0;0;2\nC;3;0;0\n",  # as R leaves out the corner
    ],
)
def test_weights_stand_from_row_to_column(text):
    edges = [(e.source, e.target, e.weight) for e in from_text(Substrate, text).edges]
    assert edges == [("A", "B", 1.0), ("B", "C", 2.0), ("C", "A", 3.0)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0,1\n1,0\n", "may be weights or a state-by-state TPM"),
        ("0,1,0\n1,0,0\n0,0,1\n", "is read as weights"),
        ("A,B\n0,1\n1,0\n0,1\n", "3 rows and 2 columns"),
        ("A,B\nA,0,1\nC,1,0\n", "different labels"),
        ("A,B\n", "no numbers"),
        ("A,B\n0,x\n0,0\n", "'x' in row 1, column 2"),
        ("1,2\n3\n", "Row 2 has 1 cells"),
    ],
)
def test_a_table_that_is_neither_or_could_be_both_is_refused(text, words):
    with pytest.raises(FormatError, match=words):
        from_text(Substrate, text)
