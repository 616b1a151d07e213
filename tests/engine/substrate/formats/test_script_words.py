import math

import pytest

from engine.substrate.formats.script_words import (
    MAX_PROBLEMS,
    Line,
    Token,
    comment_of,
    number,
    rows_of,
    tokens_of,
)


def test_words_signs_and_quoted_labels_have_their_places():
    found = tokens_of('A= "x;y" & !B # why "not"')
    assert [(t.text, t.start) for t in found] == [
        ("A", 0), ("=", 1), ('"x;y"', 3), ("&", 9), ("!", 11), ("B", 12)
    ]  # fmt: skip
    assert [t.label for t in found if t.is_value] == ["A", "x;y", "B"]
    assert [t.is_quoted for t in found] == [False, False, True, False, False, False]
    assert found[2].end == 8


@pytest.mark.parametrize(
    ("text", "comment"), [("A = B  # c #", "  # c #"), ('A = "#"', ""), ("#", "#"), ("A = B", "")]
)
def test_a_comment_starts_at_the_first_sign_outside_quotes(text, comment):
    assert comment_of(text) == comment


def test_line_ends_of_every_system():
    assert rows_of("a\r\nb\rc\nd") == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("word", "value"), [("0.5", 0.5), ("-.5e1", -5.0), ("+3.", 3.0), ("1e", 0), ("0x1", 0), ("nan", 0)]
)
def test_a_word_is_a_number_or_a_problem(word, value):
    line = Line(1, Token("A", 0))
    assert number(line, Token(word, 4)) == value
    assert [(p.column, p.length) for p in line.problems] == ([] if value else [(5, len(word))])


def test_a_number_may_have_a_limit():
    line = Line(1, Token("A", 0))
    assert number(line, Token("12", 0), 10) == 12
    assert "size 10 or less" in line.problems[0].message
    assert number(line, Token("1e300", 0), math.inf) == 1e300
    assert len(line.problems) == 1


def test_a_line_has_so_many_problems_and_no_more():
    line = Line(1, Token("A", 0))
    for at in range(MAX_PROBLEMS + 5):
        line.wrong(at, at + 1, "wrong")
    assert len(line.problems) == MAX_PROBLEMS
