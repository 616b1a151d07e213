import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import naive
from engine import Substrate
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
        (("ERK", "p53"), "p53 ERK", ["p53", "ERK"]),
        (("T0", "T1"), " T0 ; T1 ", ["T0", "T1"]),
    ],
)
def test_labels_are_split_at_commas_or_else_by_the_longest_that_fits(labels, text, found):
    assert split_labels(labels, text) == found


def test_a_word_that_starts_with_no_label_is_refused():
    with pytest.raises(StateError, match="'CB' starts with no unit's label; use A, B"):
        split_labels(("A", "B"), "ACB")


RING = ("A", "B", "C"), (2, 2, 2)
GENES = ("ERK", "mek", "p53"), (2, 2, 2)


@pytest.mark.parametrize(
    ("units", "texts", "state"),
    [
        (RING, ["ABc", "110", "1,1,0", "(1, 1, 0)", "[1 1 0]", "1 1 0", "(1,1,0,)", " 110 "], (1, 1, 0)),
        (RING, ["A=1,B=1,C=0", "A=1 B=1 C=0", "A = 1; B = on; C = OFF", "{A=1, B=true, C=False}"], (1, 1, 0)),
        (RING, ["A,B,c", "c A B", "cAB", "A B,c", ["A", "B", "c"], [1, 1, 0]], (1, 1, 0)),
        (
            GENES,
            ["ERK,mek,p53", "ERK mek p53", "p53 mek Erk", "ERKmekp53", "100", "(ERK, mek, p53)"],
            (1, 0, 0),
        ),
        (GENES, ["erk,MEK,P53", "Mek erk P53", "0 1 1"], (0, 1, 1)),
        ((("A", "B"), (2, 4)), ["13", "1, 3", "A=1,B=3"], (1, 3)),
        ((("a", "A"), (2, 2)), ["01", "a=0,A=1", "a=0 A=1"], (0, 1)),
        ((("01", "10"), (2, 2)), ["10", "1 0", "01=1,10=0"], (1, 0)),
        ((("A",), (2,)), ["1", "A", "(1,)", "[1]"], (1,)),
    ],
)
def test_states_are_read_as_everyone_writes_them(units, texts, state):
    for text in texts:
        assert parse_state(*units, text) == state, text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("11", "2 values for 3 units"),
        ("1,1,0,0", "4 values for 3 units"),
        ("01,1,0", "'01' is no state; write one digit per unit, such as 100"),
        ("112", "Unit C cannot be in state 2"),
        ("A,B", "does not say how unit C is"),
        ("A=1 B", "'B' gives no state; write it as label=number"),
        ("A,B,c,A", "names unit A twice"),
        ("A=1,A=1,B=0,C=0", "names unit A twice"),
        ("B with C", "'with' in the state starts with no unit's label"),
        ("", "does not say how unit A is"),
        (" " * 50_000, "has 50,000 characters"),
    ],
)
def test_states_that_cannot_be_read_are_refused(text, words):
    with pytest.raises(StateError, match=words):
        parse_state(*RING, text)


@pytest.mark.parametrize("state", ["aB", "01", "A=0,B=1", [0, 1], {"A": 0, "B": 1}])
def test_states_in_files_have_these_forms_too(state):
    file = {
        "format": "phiscope-substrate",
        "version": 1,
        "units": [{"label": x, "function": {"type": "rule", "rule": "A | B"}} for x in "AB"],
        "edges": [{"from": x, "to": y} for x in "AB" for y in "AB"],
        "state": state,
        "transition": {"before": state, "after": "AB"},
    }
    substrate = Substrate.read(json.dumps(file).encode(), "net.json")
    assert substrate.state == (0, 1)
    assert substrate.transition == {"before": {"A": 0, "B": 1}, "after": {"A": 1, "B": 1}}
    assert substrate.to_dict()["state"] == {"A": 0, "B": 1}
