import io

import numpy as np
import pytest

from engine.errors import FormatError, PhiscopeError
from engine.substrate.formats.tables import from_text, looks_so
from engine.substrate.substrate import Substrate

SWAP = [[0, 0], [0, 1], [1, 0], [1, 1]]
LITTLE = "A,B\n0,0\n0,1\n1,0\n1,1\n"
IDENTITY = "1,0,0,0\n0,1,0,0\n0,0,1,0\n0,0,0,1\n"


def read(text):
    return from_text(Substrate, text)


def test_rows_of_a_tpm_have_the_first_unit_fastest():
    substrate = read("A,B\n0,0\n0.1,1\n1,0.2\n1,1\n")
    np.testing.assert_array_equal(substrate.tpm, [[0, 0], [0.1, 1], [1, 0.2], [1, 1]])
    assert "little-endian" in substrate.notes


@pytest.mark.parametrize(
    "text",
    [
        LITTLE,
        LITTLE.replace(",", ";"),
        LITTLE.replace(",", "\t"),
        LITTLE.replace(",", " "),
        LITTLE.replace(",", " , "),
        "0,0\n0,1\n1,0\n1,1\n",
        "0 0\n0 1\n1 0\n1 1\n",
        ",A,B\n0,0,0\n1,0,1\n2,1,0\n3,1,1\n",
        "A,B\n1,0,0\n2,0,1\n3,1,0\n4,1,1\n",
        "row,A,B\n1,0,0\n2,0,1\n3,1,0\n4,1,1\n",
        "0,0,0\n1,0,1\n2,1,0\n3,1,1\n",
        "state,A,B\n00,0,0\n10,0,1\n01,1,0\n11,1,1\n",
        "state,A,B\n00,0,0\n01,1,0\n10,0,1\n11,1,1\n",
        "state,A,B\n0,0,0\n1,1,0\n10,0,1\n11,1,1\n",
        'state,A,B\n"(0, 0)",0,0\n"(0, 1)",1,0\n"(1, 0)",0,1\n"(1, 1)",1,1\n',
        "state,A,B\nab,0,0\naB,1,0\nAb,0,1\nAB,1,1\n",
        "AB,1,1\nAb,0,1\naB,1,0\nab,0,0\n",
        "# big-endian\nA,B\n0,0\n1,0\n0,1\n1,1\n",
        "# A,B\n0,0\n0,1\n1,0\n1,1\n",
        "A_t,B_t,A_next,B_next\n0,0,0,0\n1,0,0,1\n0,1,1,0\n1,1,1,1\n",
        "A_t,B_t,A_next,B_next\n0,0,0,0\n0,1,1,0\n1,0,0,1\n1,1,1,1\n",
        "A_t,A_t+1,B_t,B_t+1\n0,0,0,0\n1,0,0,1\n0,1,1,0\n1,1,1,1\n",
        "A,B,A',B'\n0,0,0,0\n1,0,0,1\n0,1,1,0\n1,1,1,1\n",
        "s00,s10,s01,s11\n1,0,0,0\n0,0,1,0\n0,1,0,0\n0,0,0,1\n",
        "00,01,10,11\n1,0,0,0\n0,0,1,0\n0,1,0,0\n0,0,0,1\n",
        ",00,01,10,11\n00,1,0,0,0\n01,0,0,1,0\n10,0,1,0,0\n11,0,0,0,1\n",
        ",00,01,10,11\n00,1,0,0,0\n10,0,1,0,0\n01,0,0,1,0\n11,0,0,0,1\n",
        "00,1,0,0,0\n01,0,0,1,0\n10,0,1,0,0\n11,0,0,0,1\n",
    ],
)
def test_the_same_tpm_in_every_form(text):
    substrate = read(text)
    assert substrate.labels == ["A", "B"]
    np.testing.assert_array_equal(substrate.tpm, SWAP)
    said = (
        "little-endian",
        "big-endian",
        "states in the first column",
        "order of its states",
        "present state",
    )
    assert any(word in substrate.notes for word in said)


@pytest.mark.parametrize("n", [1, 2, 3, 5])
def test_tables_in_the_order_of_numpy_say_so_or_are_put_in_order(n):
    tpm = np.random.default_rng(n).integers(0, 3, (2**n, n)) / 2
    labels = "ABCDE"[:n]
    backwards = [int(f"{row:0{n}b}"[::-1], 2) for row in range(2**n)]
    file = io.BytesIO()
    np.savetxt(file, tpm[backwards], header=f"big-endian\n{' '.join(labels)}")
    substrate = read(file.getvalue().decode())
    assert substrate.labels == list(labels)
    np.testing.assert_array_equal(substrate.tpm, tpm)
    states = [f"{row:0{n}b}" for row in range(2**n)]
    rows = [",".join([f"x{s}", *map(str, tpm[int(s[::-1], 2)])]) for s in states]
    np.testing.assert_array_equal(read("\n".join([f",{','.join(labels)}", *rows])).tpm, tpm)


def test_present_and_next_states_beside_each_other_need_no_names_if_the_table_is_not_square():
    rows = [f"{i & 1},{i >> 1 & 1},{i >> 2},0.5,{i >> 2},{i & 1}" for i in (3, 1, 0, 2, 7, 5, 4, 6)]
    substrate = read("\n".join(["A,B,C,D,E,F", *rows]))
    assert substrate.labels == ["A", "B", "C"]
    np.testing.assert_array_equal(substrate.tpm, [[0.5, i >> 2, i & 1] for i in range(8)])


@pytest.mark.parametrize(
    ("text", "tpm"),
    [
        ("A;B\n0,1;0,5\n0;0\n1;1\n0,5;0,25\n", [[0.1, 0.5], [0, 0], [1, 1], [0.5, 0.25]]),
        ("0,5 0,25\n0,1 1,0\n1,0 0,0\n1,0 1,0\n", [[0.5, 0.25], [0.1, 1], [1, 0], [1, 1]]),
        ('A,B\n"0,5","0,25"\n0,1\n1,0\n1,1\n', [[0.5, 0.25], [0, 1], [1, 0], [1, 1]]),
    ],
)
def test_decimal_commas(text, tpm):
    substrate = read(text)
    np.testing.assert_array_equal(substrate.tpm, tpm)
    assert "Decimal commas" in substrate.notes


def test_probabilities_off_by_rounding_are_0_and_1():
    substrate = read(f"A,B\n0,{1 + 2e-16!r}\n1,-1e-17\n0,0\n1,1\n")
    assert substrate.tpm.tolist() == [[0, 1], [1, 0], [0, 0], [1, 1]]
    with pytest.raises(
        PhiscopeError, match=r"1\.000000001 in line 2, column 2 is no probability; these go from 0"
    ):
        read("A,B\n0,1.000000001\n1,0\n0,0\n1,1\n")


@pytest.mark.parametrize(
    "text",
    [
        "A,B,C\n0,1,0\n0,0,2\n3,0,0\n",
        ",A,B,C\nA,0,1,0\nB,0,0,2\nC,3,0,0\n",
        "A;B;C\nA;0;1;0\nB;0;0;2\nC;3;0;0\n",  # as R leaves out the corner
        ",A,B,C\n0,0,1,0\n1,0,0,2\n2,3,0,0\n",  # as pandas counts the rows
        "A,0,1,0\nB,0,0,2\nC,3,0,0\n",
    ],
)
def test_weights_stand_from_row_to_column(text):
    edges = [(e.source, e.target, e.weight) for e in read(text).edges]
    assert edges == [("A", "B", 1.0), ("B", "C", 2.0), ("C", "A", 3.0)]


def test_weights_whose_labels_are_repeated_are_weights_whatever_their_numbers():
    assert read(",A,B,C,D\nA,0,0,0,0\nB,1,0,0,1\nC,0,1,1,0\nD,1,1,1,1\n").weights[3].tolist() == [1, 1, 1, 1]
    assert read(",U0,U1\nU0,0,1\nU1,1,0\n").weights.tolist() == [[0, 1], [1, 0]]


def test_names_become_labels_and_are_said():
    substrate = read("Cyclin B,p53\n0,2\n1,0\n")
    assert substrate.labels == ["Cyclin_B", "p53"]
    assert "'Cyclin B' is Cyclin_B" in substrate.notes
    numbered = read(",0,1\n0,0,3\n1,1,0\n")
    assert (numbered.labels, numbered.weights.tolist()) == (["U0", "U1"], [[0, 3], [1, 0]])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0,1\n1,0\n", "may be weights or a state-by-state TPM; put the unit labels"),
        (IDENTITY, "states such as s00, s10, s01, s11 if it is a TPM"),
        (",0,1\n0,0,1\n1,1,0\n", "may be weights or a state-by-state TPM"),
        ("U0,U1\n0,1\n1,0\n", "repeat the labels in the first column if it is weights"),
        (
            "A,B,C,D\n0,0,0,0\n1,0,0,1\n0,1,1,0\n1,1,1,1\n",
            "call the columns A_t, B_t, A_next, B_next if it is a TPM",
        ),
        (
            "A_t,B_t,A_next,B_next\n0,0,0,0\n1,0,0,1\n0,1,1,0\n1,0,1,1\n",
            "each of the 4 states of 2 units once",
        ),
        ("s00,s10,s01,s11\n1,0,0,0\n0,0,1,0\n0,1,0,.5\n0,0,0,1\n", "line 4 adds up to 1.5"),
        ("0,1,0\n1,0,0\n0,0,1\n", "is read as weights"),
        ("0,2\n1,0\n", "is read as weights; put the unit labels"),
        ("A,B\n0,1\n1,0\n0,1\n", "3 rows and 2 columns"),
        ("A,B\nA,0,1\nC,1,0\n", "different labels"),
        ("A;B\n0,1\n0,5\n1,0\n1,1\n", "Line 1 is separated by semicolons and the others by commas"),
        (
            "x,A,B\nlow,0,1\nhigh,1,0\nup,0,0\ndown,1,1\n",
            "'low'; write there each of the 4 states once, such as 10",
        ),
        ("A,B\n", "no numbers"),
        ("A,B\n0,x\n0,0\n", "'x' in line 2, column 2"),
        ("1,2\n3\n", "Line 2 has 1 cells where line 1 has 2"),
        # A row that has a number is no header.
        ("0,nan\n1,0\n0,1\n1,1\n", "'nan' in line 1, column 2 is not a finite number"),
        ("nan,0\n1,0\n0,1\n1,1\n", "'nan' in line 1, column 1 is not a finite number"),
        ("0,x\n1,0\n0,1\n1,1\n", "'x' in line 1, column 2"),
        ("0,0\nx,0\n0,1\n1,1\n", "'x' in line 2, column 1"),
        # Places are those of the file: with its empty lines, its comments, its first column.
        ("# made by hand\n\nstate,A,B\n00,0,1\n\n10,1,1.5\n01,0,1\n11,1,1\n", "1.5 in line 6, column 3"),
        ("state,A,B\n00,0,1\n# here\n10,1,x\n01,0,1\n11,1,1\n", "'x' in line 4, column 3"),
        ("A_t,B_t,A_next,B_next\n0,0,0,1\n1,0,0,1\n0,1,7,1\n1,1,0,1\n", "7 in line 4, column 3"),
        (",s00,s01,s10,s11\ns00,1,0,0,0\ns10,.5,0,0,.5\ns01,1,0,0,0\ns11,1,0,0,0\n", r"line\(s\) 3, so this"),
        ("A,B\n0,1\n\n1\n", "Line 4 has 1 cells where line 1 has 2"),
        ("A,A\n0,1\n1,0\n0,0\n1,1\n", "Two units are labelled A"),
        ("A B,A_B\n0,1\n1,0\n0,0\n1,1\n", "would both be A_B; rename one"),
    ],
)
def test_a_table_that_is_neither_or_could_be_both_is_refused(text, words):
    with pytest.raises(FormatError, match=words):
        read(text)


def test_what_the_refusals_advise_is_read():
    assert "Weights" in read("A,B\n0,1\n1,0\n").notes
    assert "State-by-state" in read(f"s00,s10,s01,s11\n{IDENTITY}").notes
    assert read("U\n0\n1\n").labels == ["U"]


def test_tables_are_known_by_their_rows():
    assert looks_so("A B\n0 1\n1 0")
    assert looks_so("0;0,5")
    assert not looks_so("A, B & C\nB, A")
    assert not looks_so("")
