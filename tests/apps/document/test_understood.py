"""What is understood of a table is what reading it so makes; what says all of itself is no question."""

import io

import numpy as np
import pytest

from apps.document.understood import UnderstoodFile, read_or_numbers, understood
from engine import Substrate
from engine.errors import FormatError
from engine.substrate.formats import to_text

TABLE = b"A,B,C\n0,0,0\n0,0,1\n1,0,1\n1,0,0\n1,1,0\n1,1,1\n1,1,1\n1,1,0\n"
RNG = np.random.default_rng(5)
ON = RNG.random((4, 2))
STATES = [(row & 1, row >> 1) for row in range(4)]
JOINT = np.array([[np.prod(np.where(after, row, 1 - row)) for after in map(np.array, STATES)] for row in ON])


def ask(data, name="mine.csv"):
    return understood(name, *read_or_numbers(name, data))


def saved(array, **named):
    file = io.BytesIO()
    if named:
        np.savez(file, **named)
    else:
        np.save(file, array)
    return file.getvalue()


def test_both_orders_with_the_dynamics_of_each():
    found = ask(TABLE)
    assert [each.title for each in found.readings] == ["A changes fastest", "C changes fastest"]
    first, other = found.readings
    assert first.substrate.sha256 == Substrate.read(TABLE, "mine.csv").sha256
    assert other.substrate.sha256 == Substrate.read(b"# big-endian\n" + TABLE, "mine.csv").sha256
    assert found.rows[:3] == ("0, 0, 0", "0, 0, 1", "1, 0, 1")
    assert first.steps[:3] == ("abc → abc", "Abc → abC", "aBc → AbC")
    assert other.steps[:3] == ("abc → abc", "abC → abC", "aBc → AbC")
    assert (first.ends, other.ends) == ("abc; Abc → abC → ABc → Abc", "abc; abC; ABc → ABC → ABc")
    parts = dict(found.parts)
    assert parts["First row"] == "names: A, B, C"
    assert parts["Cells separated by"] == "commas"
    assert (parts["Numbers"], parts["Units"]) == ("8 × 3", "3: A, B, C")
    assert "Assumed" not in parts


def test_the_first_rows_of_each_reading_are_those_of_the_file():
    """In both orders the next state of a row is what the row says; only what state it is differs."""
    for reading in ask(TABLE).readings:
        after = [step.split(" → ")[1] for step in reading.steps]
        said = [line.split(b",") for line in TABLE.split()[1:]]
        assert after == [
            "".join("abc"[i].upper() if x == b"1" else "abc"[i] for i, x in enumerate(row)) for row in said
        ]


@pytest.mark.parametrize(
    ("data", "part", "text"),
    [
        (b"state;A;B\n00;0;0\n10;0;1\n01;1;0\n11;1;1\n", "First column", "names the rows: 00, 10, 01, 11"),
        (b"# big-endian\n" + TABLE, "Assumed", "TPM rows read big-endian"),
        (b",A,B,C\nA,0,1,0\nB,0,0,2\nC,3,0,0\n", "Assumed", "Weights read from row"),
        (b"\tA\tB\n0\t0\t0\n1\t1\t1\n2\t1\t1\n3\t0\t1\n", "First column", "counts the rows"),
        (b"0 0\n1 1\n1 1\n0 1\n", "First row", "numbers, no names"),
    ],
)
def test_a_table_that_is_sure_is_shown_without_a_question(data, part, text):
    found = ask(data)
    assert isinstance(found, UnderstoodFile)
    assert (len(found.readings), found.question, found.rows) == (1, "", ())
    assert text in dict(found.parts)[part]
    assert found.readings[0].substrate.sha256 == Substrate.read(data, "mine.csv").sha256


def test_an_array_of_states_by_states_is_asked_about():
    found = ask(saved(JOINT), "joint.npy")
    first, other, weights = found.readings
    np.testing.assert_allclose(first.substrate.tpm, ON)
    # The other order is the same network with its units called the other way round.
    swapped = [STATES.index(state[::-1]) for state in STATES]
    np.testing.assert_allclose(other.substrate.tpm, ON[swapped][:, ::-1])
    np.testing.assert_array_equal(weights.substrate.weights, JOINT)
    assert first.substrate.name == "joint"
    assert found.rows == ()
    assert dict(found.parts)["Numbers"] == "4 × 4"
    text = "\n".join(",".join(map(repr, map(float, row))) for row in JOINT).encode()
    assert [each.substrate.sha256 for each in ask(text).readings] == [
        each.substrate.sha256 for each in found.readings
    ]
    table = saved(None, tpm=JOINT, labels=np.array(["X", "Y"]), state=np.array([1, 0]))
    first, other = ask(table, "joint.npz").readings
    np.testing.assert_allclose(other.substrate.tpm, ON[swapped][:, ::-1])
    assert (other.substrate.labels, other.substrate.state) == (["X", "Y"], (1, 0))
    mixed = np.array([[0.5, 0, 0, 0.5], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])
    assert [each.title for each in ask(saved(mixed), "x.npy").readings] == ["Weights, from row to column"]


@pytest.mark.parametrize(("units", "steps"), [(4, 8), (11, 8), (100, 0)])
def test_no_more_is_shown_than_fits(units, steps):
    rows = 2**units if units < 100 else units  # a TPM, or weights
    data = saved(RNG.random((rows, units)) * (1 if units < 100 else 2))
    for reading in ask(data, "large.npy").readings:
        assert len(reading.steps) == steps
        assert bool(reading.ends) == (units < 11)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("net.json", to_text(Substrate.from_rules({"A": "B", "B": "A"})).encode()),
        ("pair.bnet", b"targets, factors\nA, B\nB, A\n"),
        ("pair.pyphi.json", b'{"tpm": [[0,0],[0,1],[1,0],[1,1]]}'),
    ],
)
def test_files_that_say_all_of_themselves_are_no_question(name, data):
    assert isinstance(ask(data, name), Substrate)


@pytest.mark.parametrize("data", [b"A,B\n1,2,3\n", b"x", b"A_t,A_next\n0,5\n1,1\n"])
def test_what_is_no_table_is_one_sentence(data):
    with pytest.raises(FormatError):
        ask(data)
