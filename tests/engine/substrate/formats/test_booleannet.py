import pytest

from engine.errors import FormatError, PhiscopeError
from engine.substrate.formats.booleannet import from_text
from engine.substrate.substrate import Substrate

RULES = ["B & !C", "A", "C"]


@pytest.mark.parametrize(
    "text",
    [
        "A *= B and not C\nB *= A\nC *= C\n",
        "# a comment\nA* = B and not C  # why\n\nB*=A\nC * = C\n",
        "1: A *= B and not C\n1: B *= A\n01: C *= C\n",
        "A = B AND NOT C\nB = A\nC = C\n",
        "A = Random\nA *= B and not C\nB *= A\nC = True\n",
    ],
)
def test_rules_with_and_without_stars(text):
    for name in ("net.txt", "net.booleannet", "pasted"):
        substrate = Substrate.read(text.encode(), name)
        assert [unit.function.rule for unit in substrate.units] == RULES
        assert substrate.labels == ["A", "B", "C"]
        assert "at the same time" in substrate.notes


def test_initial_states_are_the_state_if_every_unit_has_one():
    text = "A = B = True\nC = False\nA *= B\nB *= A or C\n"
    substrate = from_text(Substrate, text)
    assert substrate.state == (1, 1, 0)
    assert substrate.units[2].function.rule == "C"
    assert "keeping their state: C" in substrate.notes
    partial = from_text(Substrate, "A = True\nA *= B\nB *= A\n")
    assert partial.state is None
    assert "Not used: initial states" in partial.notes


def test_constants_are_rules_after_a_star():
    assert from_text(Substrate, "A *= True\n").units[0].function.rule == "1"
    assert from_text(Substrate, "A = True\nB = A\n").units[0].function.rule == "1"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A *= B\n", r"Line 1 names B, which has no rule; correct it, or add the line 'B \*= B'"),
        ("A = B and C\nB = A\n", "add the line 'C = C'"),
        ("A *= b\nB *= A\n", "write B, or add the line"),
        ("A *= T\n", "write TRUE for the constant"),
        ("1: A *= A\n2: B *= A\n", "Line 2 has another rank than line 1"),
        ("1: A *= A\nB *= A\n", "Line 2 has another rank than line 1"),
        (
            "A *= B\nB = C\n",
            r"gives B the initial state 'C'; write True or False, or a rule with a star: B \*= C",
        ),
        ("A = True\nA = False\nA *= A\n", "Line 2 gives A a second initial state"),
        ("A *= A\nA* = A\n", "Line 2 gives A a second rule"),
        ("A = B = A\n", "several '='"),
        ("A = True\n", "no rules"),
        ("A B\n", "Line 1 is no rule"),
        ("A = \n", "Line 1 is no rule"),
        ("A *= B and\nB *= A\n", "line 1: The rule ends where"),
        ("A & B *= A\n", "line 1: Label 'A & B' contains"),
        ("# nothing\n", "no rules"),
        ("A *= " + "A | " * 6000 + "A", "Line 1 has 24,0"),
    ],
)
def test_lines_that_cannot_be_read_are_refused_with_their_number(text, words):
    with pytest.raises(PhiscopeError, match=words):
        from_text(Substrate, text)


def test_too_many_units_are_refused():
    with pytest.raises(FormatError, match="129 units"):
        from_text(Substrate, "".join(f"U{i} *= U{i}\n" for i in range(200)))
    with pytest.raises(FormatError, match="129 units"):
        from_text(Substrate, "".join(f"U{i} = True\n" for i in range(200)) + "A *= A\n")
