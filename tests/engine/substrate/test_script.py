"""The text face: what is written reads back as the same dynamics, and every mistake is named at its place."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Edge, Substrate, Unit
from engine.errors import PhiscopeError, TooLargeError
from engine.substrate.formats import script_writer
from engine.substrate.formats.script import MAX_LENGTH, MAX_LINE, ScriptError, parse_script, write_script
from engine.substrate.functions import Gate, Logistic, Rule, Table
from processor import soon
from strategies import binary_substrates, many_valued_substrates, rule_units, rules, states

ANY = st.one_of(binary_substrates(), many_valued_substrates())

EVERYTHING = """\
# the example of the manual
A = B & !C
B = 0 | A                      # copies A
C = MAJ(A, B, C)
D = xor(A, B) noise 0.05

E ~ logistic(k=4, bias=0.1, A:0.7, B:-0.2)
F = THRESHOLD(2; A, B, C)
G = table(B, C: 0.1, 0.9, 0.2, 1.0)
H = 1
I = p(0.5)
J = !(A ^ B) noise 0.01
"""


def problems(text, previous=None):
    with pytest.raises(ScriptError) as caught:
        parse_script(text, previous)
    return caught.value.problems


def marked(text, problem):
    row = text.split("\n")[problem.line - 1]
    return row[problem.column - 1 : problem.column - 1 + problem.length]


def test_every_form_is_read():
    substrate = parse_script(EVERYTHING)
    functions = {unit.label: unit.function for unit in substrate.units}
    assert functions == {
        "A": Rule("B & !C"),
        "B": Rule("0 | A"),
        "C": Gate("MAJORITY"),
        "D": Gate("XOR", 0.05),
        "E": Logistic(4.0, 0.1),
        "F": Gate("THRESHOLD", n=2),
        "G": Table(("B", "C"), (0.1, 0.9, 0.2, 1.0)),
        "H": Rule("1"),
        "I": Table((), (0.5,)),
        "J": Rule("!(A ^ B)", 0.01),
    }
    assert substrate.inputs("F") == ("A", "B", "C")
    assert {(e.source, e.weight) for e in substrate.edges if e.target == "E"} == {("A", 0.7), ("B", -0.2)}


def test_tables_have_their_first_input_fastest():
    substrate = parse_script("A = table(B, C: 0.1, 0.2, 0.3, 0.4)\nB = B\nC = C")
    assert substrate.tpm[:, 0].tolist() == [0.1, 0.1, 0.2, 0.2, 0.3, 0.3, 0.4, 0.4]


@given(ANY)
def test_a_script_has_the_dynamics_of_what_it_was_written_from(substrate):
    again = parse_script(write_script(substrate))
    assert again.sha256 == substrate.sha256
    assert (again.columns == substrate.columns).all()
    assert again.units == substrate.units


@given(ANY.flatmap(lambda s: st.tuples(st.just(s), states(s))))
def test_a_script_that_was_not_edited_changes_nothing(case):
    substrate = replace(case[0], state=case[1], name="a name", system=case[0].labels[:1])
    assert parse_script(write_script(substrate), substrate) is substrate


@given(st.lists(rules("ABC"), min_size=3, max_size=3))
def test_rules_round_trip_as_written(texts):
    substrate = rule_units("ABC", texts)
    assert [u.function for u in parse_script(write_script(substrate)).units] == [
        u.function for u in substrate.units
    ]


def test_rows_that_win_are_written_as_tables():
    substrate = replace(Substrate.from_rules({"A": "B", "B": "A"}), tpm_rows=[[0.1, 0.2]] * 4)
    assert write_script(substrate) == "A = table(B: 0.1, 0.1)\nB = table(A: 0.2, 0.2)\n"
    assert parse_script(write_script(substrate)).tpm.tolist() == [[0.1, 0.2]] * 4


@pytest.mark.parametrize(
    "label", ["a:b", "a;b", "#1", "a#b", "~", "x/y", "AND", "noise", "table", "k", "p", "Γ", "-1", "0.5"]
)
def test_any_label_can_be_written(label):
    substrate = Substrate(
        (
            Unit(label, Gate("OR", 0.1)),
            Unit("B", Rule(f"{label} &\n!{label} | B", 0.2)),
            Unit("C", Logistic(2.0)),
            Unit("D", Table((label, "B"), (0.0, 1.0, 0.25, 1e-300))),
        ),
        (
            *(Edge("B", label), Edge(label, label), Edge(label, "B"), Edge("B", "B"), Edge(label, "C", -0.5)),
            *(Edge(label, "D"), Edge("B", "D")),
        ),
    )
    assert (parse_script(write_script(substrate)).columns == substrate.columns).all()


def test_units_that_stay_keep_place_state_and_weights():
    before = Substrate(
        (Unit("A", Gate("OR"), x=0.1, y=0.2), Unit("B", Rule("A"), x=0.3, y=0.4), Unit("C", Logistic())),
        (Edge("B", "A", -3.0), Edge("A", "B", 2.0), Edge("B", "B", 0.5), Edge("C", "C", 4.0)),
        *(None, "name", "source", "notes", (1, 1, 1), ("A", "B")),
    )
    after = parse_script("N = A\nB = A\nA = AND(B, N)", before)
    assert [(u.label, u.x, u.y) for u in after.units] == [("N", None, None), ("B", 0.3, 0.4), ("A", 0.1, 0.2)]
    assert after.state == (0, 1, 1)
    assert (after.name, after.source, after.system) == ("name", "source", ("B", "A"))
    # B's line says what it said, so that the edge it does not read stays drawn.
    assert after.edges == (
        Edge("B", "A", -3.0),
        Edge("A", "B", 2.0),
        Edge("B", "B", 0.5),
        Edge("A", "N"),
        Edge("N", "A"),
    )


def test_a_system_that_is_gone_and_a_transition_of_other_units_are_dropped():
    before = Substrate.from_rules({"A": "B", "B": "A"})
    before = replace(before, system=("B",), transition={"before": "AB", "after": "AB"})
    after = parse_script("A = A", before)
    assert (after.system, after.transition) == (None, None)
    assert parse_script("A = !B\nB = A", before).transition == before.transition


def test_what_was_unfinished_may_stay_so_but_is_refused_where_it_is_new():
    before = Substrate((Unit("A", Gate("NOT")), Unit("B", Logistic())), ())
    text = write_script(before)
    assert text == "A = NOT()\nB ~ logistic(k=1)\n"
    assert parse_script(text.replace("k=1", "k=2"), before).units[0].function == Gate("NOT")
    (problem,) = problems(text)
    assert marked(text, problem) == "NOT()"


@pytest.mark.parametrize(
    ("text", "spot", "word"),
    [
        ("A", "", "comes '='"),
        ("A B = 1", "B", "comes '='"),
        ("= B", "=", "label"),
        ("A =", "=", "Nothing follows"),
        ("A = A &", "", "missing"),
        ("A = A & | A", "|", "stands where"),
        ("A = A A", "A", "follows a value"),
        ("A = (A", "(", "never closed"),
        ("A = A)", ")", "closes nothing"),
        ("A = Q & A", "Q", "There is no unit 'Q'"),
        ("A = a", "a", "write A"),
        ("A = A + A", "+", "follows a value"),
        ("A = A, A", ",", "no place in a rule"),
        ("A = <b>", "<", "no place in a rule"),
        ('A = "A', '"', "no place in a rule"),
        ('A = "" | A', '""', "no label"),
        ('A = "A""A"', '"A"', "follows a value"),
        ("A = FOO(A)", "FOO", "no function"),
        ("A = AND(A", "(", "never closed"),
        ("A = AND(A) | A", "| A", "stands alone"),
        ("A = AND(A, !A)", "!A", "Only labels"),
        ("A = AND(, A)", ",", "before this comma"),
        ("A = AND(A,)", ",", "follows this comma"),
        ("A = OR(A, A)", "A", "twice"),
        ("A = AND()", "AND()", "without inputs"),
        ("A = THRESHOLD(A)", "THRESHOLD(A)", "how many"),
        ("A = THRESHOLD(999; A)", "THRESHOLD(999; A)", "0 … 128"),
        ("A = A noise", "noise", "One number"),
        ("A = A noise 2", "2", "0 to 1"),
        ("A = A noise x", "x", "not a number"),
        ("A = p(0.5) noise 0.1", "p(0.5) noise 0.1", "gates and rules"),
        ("A = p()", "p()", "missing"),
        ("A = p(0.1, 0.2)", "p(0.1, 0.2)", "one probability"),
        ("A = p(1e999)", "1e999", "not a number"),
        ("A = p(nan)", "nan", "not a number"),
        ("A = p(0.2/0.8)", "p(0.2/0.8)", "P\\(ON\\)"),
        ("A = p(0.2/0.3/0.4)", "p(0.2/0.3/0.4)", "add up to 1"),
        ("A = p(0.2/0.2/0.2/0.2/0.2)", "p(0.2/0.2/0.2/0.2/0.2)", "2 to 4"),
        ("A = table(A: 0.1, 0.2, 0.3)", "table(A: 0.1, 0.2, 0.3)", "3 entries for 1 inputs; give 2"),
        ("A = table(A: 0.1, 7)", "7", "0 to 1"),
        ("A = table(A: 0.1 0.2)", "0.1 0.2", "one probability"),
        ("A = table(0.1)", "table(0.1)", "inputs, ':'"),
        ("A = table(A: 0.1, 0.2/0.3/0.5)", "table(A: 0.1, 0.2/0.3/0.5)", "p must be"),
        ("A ~ logistic(k=4, A)", "A", "cannot be read"),
        ("A ~ logistic(k=4, k=5)", "k=5", "twice"),
        ("A ~ logistic(A:0.1, A:0.2)", "A:0.2", "twice"),
        ("A ~ logistic(A:1e7)", "1e7", "too large"),
        ("A ~ logistic(j=4)", "j=4", "cannot be read"),
        ("0 = 1", "0", "constant in rules"),
        ("A = 1\nA = 0", "A", "already has line 1"),
        ("A = B\nB = p(0.2/0.3/0.5)", "B", "more than two states"),
        ("", "", "no units"),
        ("# nothing\n\n", "# nothing"[:1], "no units"),
        ("A = " + "!" * 300 + "A", "!", "nested"),
        ("A = " + "A | " * 6000 + "A", "A" * 0, "characters"),
    ],
)
def test_each_mistake_is_marked_at_its_place(text, spot, word):
    found = problems(text)
    assert len(found) == 1
    assert found[0].message.endswith(".")
    assert re.search(word, found[0].message)
    if spot:
        assert marked(text, found[0]) == spot


def test_all_mistakes_are_collected():
    text = "A = B &\nB = Q | A | R\n\nC = XOR(A B)\nC = A\nD = table(A: x, 2)"
    found = problems(text)
    assert [(p.line, p.column) for p in found] == [(1, 8), (2, 5), (2, 13), (4, 9), (5, 1), (6, 14), (6, 17)]
    with pytest.raises(PhiscopeError, match=r"^Line 1, column 8: .*\(6 more below\.\)$") as caught:
        parse_script(text)
    assert (caught.value.line, caught.value.column, caught.value.length) == (1, 8, 1)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("A = B and not C", "B & !C"),
        ("A = B AND NOT(C)", "B & !C"),
        ("A = not (B or C) noise 0", "!(B | C)"),
        ("A = B && ~C || D'", "B & !C | !D"),
        ("A *= B and C", "B & C"),
        ("A* = B and C", "B & C"),
        ("A = TRUE", "1"),
        ("A = all(B, C) | maj(B, C, D)", "B & C | B & C | B & D | C & D"),
    ],
)
def test_rules_in_other_spellings(line, rule):
    text = f"{line}\nB = A\nC = A\nD = A"
    substrate = parse_script(text)
    assert substrate.units[0].function == Rule(rule)
    assert write_script(substrate, text).splitlines()[0] == line
    assert parse_script(write_script(substrate)) == substrate


def test_units_named_like_words_and_signs_stay_units():
    text = 'not = !not\nTRUE = TRUE and not\nB\' = ~TRUE\n"A*" = B\' & "A*"'
    substrate = parse_script(text)
    assert substrate.labels == ["not", "TRUE", "B'", "A*"]
    assert [unit.function.rule for unit in substrate.units] == ["!not", "TRUE & not", "!TRUE", "B' & A*"]
    assert parse_script(write_script(substrate)) == substrate


def test_a_word_in_another_spelling_that_is_no_unit_is_marked():
    (problem,) = problems("A = B'\nC = A")
    assert (problem.column, problem.length) == (5, 1)
    (problem,) = problems("A = not B\nC = A")
    assert (problem.column, problem.length) == (9, 1)
    (problem,) = problems("A = and B\nB = A")
    assert (problem.column, problem.length) == (5, 3)


def test_line_ends_of_every_system_count_as_one():
    assert parse_script("A = B\r\nB = A\rC = A\n").labels == ["A", "B", "C"]
    assert problems("A = A\r\n\r\nB = Q")[0].line == 3


def test_a_table_too_long_for_a_line_is_refused_before_it_is_written(monkeypatch):
    tables = Substrate.from_tpm(np.random.default_rng(0).uniform(size=(2**12, 12)))
    given = replace(tables, units=tuple(replace(u, function=Logistic()) for u in tables.units))
    given = replace(given, tpm_rows=tables.tpm)
    monkeypatch.setattr(script_writer, "_number", lambda _value: pytest.fail("A number was written."))
    for substrate in (tables, given):
        with pytest.raises(TooLargeError, match="unit A does takes 12,288 characters or more"):
            write_script(substrate)


def test_what_does_not_fit_a_script_says_where_to_edit_it():
    with pytest.raises(TooLargeError, match="too long for a line"):
        write_script(Substrate((Unit("A#", Rule("A#" + " | A#" * 3999)),), (Edge("A#", "A#"),)))
    long = [f"U{i:031}" for i in range(128)]
    edges = [Edge(a, b) for a in long for b in long]
    with pytest.raises(TooLargeError, match="too long for a text"):
        write_script(Substrate(tuple(Unit(x, Logistic()) for x in long), tuple(edges)))


HOSTILE = {
    "too long": "A = B\n" * MAX_LENGTH,
    "long lines": ("A" * (MAX_LINE + 5) + "\n") * 9,
    "parentheses": ("(" * (MAX_LINE - 10) + "\n") * 9,
    "nested": "\n".join(f"U{i} = " + "(" * 9000 for i in range(10)),
    "nots": "\n".join(f"U{i} = " + "!(A|A^A&" * 1200 for i in range(10)),
    "quotes": "\n".join(f"U{i} = " + '"' * 9001 for i in range(10)),
    "commas": "\n".join(f"U{i} = AND(" + "," * 9000 + ")" for i in range(10)),
    "digits": "\n".join(f"U{i} = p(" + "9" * 9000 + ")" for i in range(10)),
    "units": "\n".join(f"U{i} = U{i + 1}" for i in range(9000)),
    "unknown": "\n".join(f"U{i} = " + "Q|" * 4000 + "Q" for i in range(10)),
    "short lines": "=\n" * 49_000,
    "blank": "\n" * 99_000,
    "noise": "A = " + "noise " * 1600,
    "colons": "\n".join(f"U{i} ~ logistic(" + "A:1," * 2200 + "A:1)" for i in range(10)),
    "slashes": "\n".join(f"U{i} = p(" + "0/" * 4000 + "1)" for i in range(10)),
    "controls": "".join(map(chr, range(32))) * 200,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_refused_without_blowing_up(text):
    # it takes half a second at most on an idle machine; ten times that only a blow-up reaches
    def refused():
        assert problems(text)

    soon(5, refused)


ALPHABET = st.sampled_from(
    ["A", "B", "=", "~", "&", "!", "(", ")", ",", ":", ";", "/", '"', "#", "\n", " ", "0.5", "1", "noise"]
)
FRAGMENT = st.one_of(
    ALPHABET, st.sampled_from(["AND", "table", "p", "logistic", "k", "THRESHOLD"]), st.text(max_size=3)
)


@given(st.lists(FRAGMENT, max_size=40).map("".join))
def test_any_text_is_read_or_refused_at_a_place_in_it(text):
    try:
        substrate = parse_script(text)
    except ScriptError as error:
        rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for problem in error.problems:
            assert 1 <= problem.line <= len(rows)
            assert 1 <= problem.column <= len(rows[problem.line - 1]) + 1
            assert problem.length >= 1
    else:
        assert parse_script(write_script(substrate)).sha256 == substrate.sha256


TYPED = """\
# a heading

A = (B  &  !C)   # tight
  B ~ logistic(A:1, k=2)#why

# the last
C = MAJ(B, A) noise .5
# the end
"""


def test_what_was_typed_stays_as_it_was_typed():
    substrate = parse_script(TYPED)
    assert write_script(substrate, TYPED) == TYPED
    changed = parse_script(TYPED.replace("A:1", "A:2").replace("B, A", "A"))
    assert write_script(changed, TYPED).split("\n") == [
        *("# a heading", "", "A = (B  &  !C)   # tight", "B ~ logistic(k=2, A:2)#why"),
        *("", "# the last", "C = MAJ(A) noise 0.5", "# the end", ""),
    ]


def test_lines_follow_the_order_of_the_units():
    text = "# a\nA = B\n# b\nB = A\n# c\nC = 1"
    assert write_script(parse_script("N = B\nB = A\nA = B"), text) == "N = B\n# b\nB = A\n# a\nA = B\n# c\n"


@given(ANY, ANY, st.lists(FRAGMENT, max_size=20).map("".join))
def test_whatever_was_typed_before_the_dynamics_are_the_same(substrate, other, noise):
    text = "\n# ".join([noise, *write_script(other).split("\n"), noise]).replace("# ", "", 2)
    assert parse_script(write_script(substrate, text)).sha256 == substrate.sha256
    text = write_script(other).replace("\n", f" # {noise}\n", 1)
    assert parse_script(write_script(substrate, text)).sha256 == substrate.sha256
