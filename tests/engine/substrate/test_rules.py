"""Rules: precedence, every refusal with its place, and agreement with Python and with boolean.py."""

import contextlib
import re

import boolean
import numpy as np
import pytest
from hypothesis import given

from engine.errors import RuleError
from engine.substrate.functions import Rule
from engine.substrate.rules import MAX_DEPTH, MAX_LENGTH, check_rules, parse_rule, read_rule, substituted
from engine.substrate.tpm import all_states
from processor import soon
from strategies import rules

LABELS = ("B", "C", "D")
STATES = all_states((2, 2, 2)).astype(bool)
VALUES = {label: STATES[:, i] for i, label in enumerate(LABELS)}


def evaluate(text):
    return parse_rule(text).evaluate(VALUES, len(STATES)).tolist()


def by_python(text):
    """Evaluate by Python's own bitwise operators on 0 and 1, which rank & over ^ over | as rules do."""
    expression = re.sub(r"!", "1^", re.sub(r"!(\w)", r"(1^\1)", text))
    expression = re.sub(r"1\^\(", "NOT(", expression)
    names = [dict(zip(LABELS, map(int, row), strict=True)) for row in STATES]
    return [bool(eval(expression, {"NOT": lambda v: 1 ^ v}, row)) for row in names]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("B | C & D", "B | (C & D)"),
        ("B ^ C & D", "B ^ (C & D)"),
        ("B | C ^ D", "B | (C ^ D)"),
        ("!B & C", "(!B) & C"),
        ("!!B", "B"),
        ("!(B | C)", "!B & !C"),
        ("B ^ C ^ D", "(B & !C & !D) | (!B & C & !D) | (!B & !C & D) | (B & C & D)"),
        ("B&!C", "  B  &  ! C "),
    ],
)
def test_precedence(text, same):
    assert evaluate(text) == evaluate(same)
    assert len(set(evaluate(text))) == 2


def test_constants():
    assert evaluate("0") == [False] * 8
    assert evaluate("1 & B") == evaluate("B")
    assert parse_rule("1 | B & B").inputs == ("B",)


@given(rules(LABELS))
def test_rules_agree_with_python(text):
    assert evaluate(text) == by_python(text)


@given(rules(LABELS))
def test_rules_without_xor_agree_with_boolean_py(text):
    text = text.replace("^", "|")
    algebra = boolean.BooleanAlgebra()
    parsed = algebra.parse(text)
    truth = {True: algebra.TRUE, False: algebra.FALSE}
    for row, value in zip(STATES, evaluate(text), strict=True):
        known = {algebra.Symbol(label): truth[bool(on)] for label, on in zip(LABELS, row, strict=True)}
        assert parsed.subs(known, simplify=True) == truth[value]


def test_inputs_are_listed_once_in_order_of_appearance():
    assert parse_rule("T10 & !T2 | T10 ^ α").inputs == ("T10", "T2", "α")


@pytest.mark.parametrize(
    ("text", "pos"),
    [
        ("", 0),
        ("B &", 3),
        ("B C", 2),
        ("& B", 0),
        ("B & & C", 4),
        ("(B", 0),
        ("B)", 1),
        ("()", 1),
        ("B !C", 2),
        ("B (C)", 2),
        ("B &&& C", 4),
        ("B && & C", 5),
        ("B ||", 4),
        ("B, C", 1),
        ("maj(B, C", 3),
        ("maj(B,)", 6),
        ("maj()", 4),
        ("maj((B, C))", 6),
        ("((B)", 0),
    ],
)
def test_broken_rules_say_where(text, pos):
    with pytest.raises(RuleError) as caught:
        parse_rule(text)
    assert caught.value.pos == pos


@pytest.mark.parametrize("opening", ["(", "!", "!("])
def test_nesting_is_limited(opening):
    times = MAX_DEPTH + 1
    with pytest.raises(RuleError, match="nested"):
        parse_rule(opening * times + "B" + ")" * times * opening.count("("))
    allowed = MAX_DEPTH // len(opening)
    text = opening * allowed + "B" + ")" * allowed * opening.count("(")
    assert evaluate(text) == evaluate("B")


def test_length_is_limited():
    with pytest.raises(RuleError, match=r"shorten it to 20,000"):
        parse_rule("B" * (MAX_LENGTH + 1))
    long = " ^ ".join(["B"] * 5000)
    assert not np.any(evaluate(long))


def test_the_rules_of_a_network_are_limited_together():
    rule = " | ".join("BC" * 2000)
    check_rules([rule] * 12)
    with pytest.raises(RuleError, match=r"103,987 words and signs together; use at most 100,000"):
        check_rules([rule] * 13)


def test_labels_are_replaced_where_they_stand_and_all_at_once():
    assert substituted("A & AB | !A", {"A": "B", "B": "C"}) == "B & AB | !B"


def test_labels_of_noughts_and_ones_are_labels():
    assert parse_rule("01 | 1 & 10").inputs == ("01", "10")
    assert parse_rule("01").evaluate({"01": np.array([True, False])}, 2).tolist() == [True, False]


@pytest.mark.parametrize(
    "hostile",
    [
        "|".join("BC" * 5000),
        "(" * MAX_LENGTH,
        "!" * MAX_LENGTH,
        "B" + "'" * (MAX_LENGTH - 1),
        "maj(" * (MAX_LENGTH // 4),
        "maj(B,C,D)," * (MAX_LENGTH // 11),
        f"maj({','.join('BCD' * 3000)})",
        "~" * MAX_LENGTH,
        "&" * MAX_LENGTH,
        "B and " * (MAX_LENGTH // 6),
    ],
    ids=lambda text: text[:8],
)
def test_the_longest_rules_are_read_or_refused_in_linear_time(hostile):
    def read():
        for labels in (None, {"B", "C", "D"}):
            with contextlib.suppress(RuleError):
                Rule(read_rule(hostile, labels).text)

    soon(1, read)
