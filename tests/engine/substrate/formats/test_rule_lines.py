import pytest

from engine.errors import FormatError
from engine.substrate.formats.rule_lines import MAX_LINES, check_names, numbered, plain_rules


def test_lines_keep_their_numbers_and_lose_their_comments():
    assert list(numbered("# x\n\n A, B # y\r\nB, A")) == [(3, "A, B"), (4, "B, A")]
    with pytest.raises(FormatError, match="lines"):
        list(numbered("\n" * (MAX_LINES + 1)))


def test_rules_are_put_in_the_plain_spelling():
    assert plain_rules({"A": "not B", "B": "true"}, {"A": 1, "B": 2}) == {"A": "!B", "B": "1"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a", "Line 7 names a, which has no rule; write A, or add the line 'a, a'"),
        ("F", "write FALSE for the constant"),
        ("on", "write TRUE for the constant"),
        ("2", "write 0 or 1 for the constant"),
        ("1.0", "write 0 or 1 for the constant"),
    ],
)
def test_names_that_may_be_something_else_are_asked_about(name, words):
    with pytest.raises(FormatError, match=words):
        check_names({"A": f"A & {name}"}, {"A": 7}, "{name}, {name}")
    assert check_names({"A": "A & B | C"}, {"A": 7}, "{name}, {name}") == ["B", "C"]
