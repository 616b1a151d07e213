"""Rules in other spellings mean what they mean in the plain one, and no label is reserved."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Substrate
from engine.errors import RuleError, SubstrateError
from engine.substrate.functions import Rule
from engine.substrate.rules import parse_rule, read_rule
from engine.substrate.tpm import all_states
from strategies import rules

LABELS = ("B", "C", "D")
STATES = all_states((2, 2, 2)).astype(bool)
VALUES = {label: STATES[:, i] for i, label in enumerate(LABELS)}
EACH = {
    "signs": {"&": "&&", "|": "||", "!": "~"},
    "words": {"&": " and ", "|": " or ", "!": "not ", "^": " xor ", "0": "false", "1": "true"},
    "capitals": {"&": " AND ", "|": " OR ", "!": "NOT ", "^": " XOR ", "0": "FALSE", "1": "TRUE"},
    "logic": {"&": "∧", "|": "∨", "!": "¬", "^": "⊕"},
}


def evaluate(text, labels=LABELS):
    return read_rule(text, labels).evaluate(VALUES, len(STATES)).tolist()


@pytest.mark.parametrize("signs", EACH.values(), ids=EACH)
@given(rules(LABELS))
def test_each_spelling_is_the_same_rule(signs, text):
    spelled = "".join(signs.get(c, c) for c in text)
    assert read_rule(spelled, LABELS).program == parse_rule(text).program
    assert evaluate(read_rule(spelled, LABELS).text) == evaluate(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("B AND NOT C", "B & !C"),
        ("not (B or C)", "!(B | C)"),
        ("NOT(B)", "!B"),
        ("not not B", "!!B"),
        ("B'", "!B"),
        ("B' & (C | D)'", "!B & !(C | D)"),
        ("B''", "B"),
        ("~B|~C", "!B | !C"),
        ("True and B", "1 & B"),
        ("all(B, C, D)", "B & C & D"),
        ("any(B, !C)", "B | !C"),
        ("maj(B, C, D)", "B & C | B & D | C & D"),
        ("!maj(B, C, D) & D", "!(B & C | B & D | C & D) & D"),
        ("any(all(B, C), D)", "B & C | D"),
        ("sumgt(B, C, D, 2)", "B & C & D"),
        ("sumlt(B, C, 1)", "!(B | C)"),
        ("sumgt(B, C, 2)", "0"),
        ("B & !C", "B & !C"),
        ("  B&!( C )", "  B&!( C )"),
    ],
)
def test_the_plain_spelling_of_a_rule(text, plain):
    assert read_rule(text, LABELS).text == plain


@given(st.lists(st.sampled_from(LABELS), min_size=1, max_size=5), st.integers(0, 6))
def test_functions_count_how_many_of_their_parts_are_true(parts, number):
    listed = ",".join(parts)
    counts = [sum(VALUES[part][row] for part in parts) for row in range(len(STATES))]
    assert evaluate(f"all({listed})") == [count == len(parts) for count in counts]
    assert evaluate(f"any({listed})") == [count > 0 for count in counts]
    assert evaluate(f"maj({listed})") == [2 * count > len(parts) for count in counts]
    assert evaluate(f"sumgt({listed},{number})") == [count > number for count in counts]
    assert evaluate(f"sumlt({listed},{number})") == [count < number for count in counts]
    assert evaluate(f"sumis({listed},{number})") == [count == number for count in counts]


@pytest.mark.parametrize(
    "label", ["and", "OR", "not", "xor", "maj", "all", "true", "FALSE", "~x", "x'", "01", "T"]
)
def test_no_label_is_reserved(label):
    for form in ("{0}", "!{0}", "{0} & A", "A | ({0})", "{0} ^ {0}"):
        text = form.format(label)
        assert read_rule(text, {"A", label}).text == text
    ring = Substrate.from_rules({label: "A", "A": f"!{label}"})
    assert ring.tpm.tolist() == [[0, 1], [0, 0], [1, 1], [1, 0]]


def test_rules_are_kept_in_the_plain_spelling():
    assert Rule("B and not C").rule == "B & !C"
    assert Rule("not B").inputs == ("B",)
    file = {
        "format": "phiscope-substrate",
        "version": 1,
        "units": [{"label": x, "function": {"type": "rule", "rule": "TRUE and not A"}} for x in "AB"],
        "edges": [{"from": "A", "to": "A"}, {"from": "A", "to": "B"}],
    }
    substrate = Substrate.from_dict(file)
    assert [unit.function for unit in substrate.units] == [Rule("1 & !A")] * 2


def test_a_word_that_is_no_unit_is_refused_with_what_to_write():
    with pytest.raises(
        SubstrateError, match="names 'C', which has no rule; correct it, or give it one: 'C': 'C'"
    ):
        Substrate.from_rules({"A": "B and C", "B": "A"})


@pytest.mark.parametrize("text", ["sumgt(B, C)", "sumgt(B, C, D)", "sumgt(1)", f"maj({','.join('BCD' * 9)})"])
def test_functions_that_say_too_little_or_too_much_are_refused(text):
    with pytest.raises(RuleError):
        read_rule(text, LABELS)


def test_words_join_values_as_their_signs_do():
    for first, second in product(("and", "or", "xor"), repeat=2):
        signs = {"and": "&", "or": "|", "xor": "^"}
        assert evaluate(f"B {first} C {second} D") == evaluate(f"B {signs[first]} C {signs[second]} D")
