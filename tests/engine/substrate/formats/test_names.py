import pytest

from engine.errors import FormatError
from engine.substrate.formats.names import MOST_LETTERS, safe_labels
from engine.substrate.units import MAX_LABEL


@pytest.mark.parametrize(
    ("names", "labels", "said"),
    [
        (["A", "p53"], ["A", "p53"], []),
        (["Cyclin B", "a\nb"], ["Cyclin_B", "a_b"], ["Names were made labels: 'Cyclin B' is Cyclin_B, "]),
        (["A(1)", "A=2"], ["A_1_", "A_2"], ["Names were made labels"]),
        (["0", "1", "12"], ["U0", "U1", "U12"], ["Units are numbered"]),
        (["1", "A"], ["U1", "A"], ["'1' is U1"]),
        (["x" * MAX_LABEL], ["x" * MAX_LABEL], []),
    ],
)
def test_names_become_labels(names, labels, said):
    notes = []
    assert safe_labels(names, notes) == labels
    assert [note.startswith(part) or part in note for note, part in zip(notes, said, strict=True)] == [
        True
    ] * len(said)


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["A", " "], "A name is empty"),
        (["x" * (MAX_LABEL + 1)], "is too long; use 128"),
        (["x" + " " * MOST_LETTERS + "y"], "is too long; use 128"),
        (["A B", "A_B"], "'A B' and 'A_B' would both be A_B"),
        (["A", "A"], "Two units are labelled A; rename one"),
    ],
)
def test_names_that_make_no_labels_are_refused(names, words):
    with pytest.raises(FormatError, match=words):
        safe_labels(names, [])


def test_a_long_list_of_changes_is_cut():
    notes = []
    safe_labels([f"a {i}" for i in range(9)], notes)
    assert notes[0].endswith("and 3 more.")
