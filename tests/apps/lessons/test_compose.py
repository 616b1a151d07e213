"""A teacher's file with mistakes gets sentences with the numbers of lines; a good one becomes a lesson."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.lessons.compose import compose, step_id
from apps.lessons.expressions import Condition, Reference
from apps.lessons.kinds import KEYS, STEPS, keys_of
from apps.lessons.read import MAX_BYTES
from apps.lessons.schema import MOST_STEPS, step_schema

TOP = "---\ntitle: T\nminutes: 5\n---\n"
ACT = "## Act\nnetwork: iit4-fig1\ndo: Press A.\nuntil: state = ABC\n"
ASK = "## Ask\nask: Which?\n- [x] this\n  > yes\n- [if phi_s = 0] that\n  > no\n"


def mistakes(text):
    lesson, found = compose("x", (TOP + text).encode())
    assert (lesson is None) == bool(found)
    return [str(each) for each in found]


def test_a_lesson_is_made():
    text = (
        TOP
        + "About.\n"
        + ACT
        + ASK
        + (
            "## A guess {#own}\nguess: How much?\nof: phi_s(AB)\nwithin: 0.2\ncover: yes\n"
            "then: It was {phi_s@act}.\n## An order\norder: Which first?\n- A = phi_s(A)\n- C = phi_s(C)\n"
            "## End\nwords: φ_s, MIP\nThat is all.\n"
        )
    )
    lesson, found = compose("x", text.encode(), "/somewhere")
    assert found == []
    act, ask, guess, order, end = lesson.steps
    assert [step.kind for step in lesson.steps] == ["act", "choose", "guess", "order", "read"]
    assert (lesson.title, lesson.about, lesson.minutes, lesson.folder) == ("T", "About.", 5, "/somewhere")
    assert act.setup.network == lesson.setups["end"].network == "iit4-fig1"
    assert ask.options[0].is_right is True
    assert isinstance(ask.options[1].is_right, Condition)
    assert (guess.id, guess.title, guess.cover, guess.within) == ("own", "A guess", True, 0.2)
    assert guess.of == Reference("phi_s", ("AB",))
    assert lesson.wanted_of("act") == {Reference("phi_s", (), "act")}
    assert [item.value.args for item in order.items] == [("A",), ("C",)]
    assert end.words == ("φ_s", "MIP")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## Act\ndo: Press A.\n", "Line 5: “until:” is missing."),
        ("## Act\ndo: Press A.\nuntil: stat = aBC\n", "Line 7: there is no value “stat”; there are state,"),
        ("## Act\ndo: Press A.\nuntil: state is aBC\n", "Line 7: “state is aBC” is no value"),
        ("## Act\ndo: Press A.\nuntil: phi_s > 0 and\n", "Line 7: “0 and” is no number."),
        ("## Act\ndo: Press A.\nuntil: p > 0\n", "Line 7: “p” takes unit, state; 1 of these must be given."),
        ("## Act\ndo: {what}.\nuntil: inside\n", "Line 6: there is no value “what”"),
        ("## Act\ndo: A.\nuntil: inside\nask: Which?\n", "Line 5: a step asks for one thing"),
        ("## Read\nhint: x\n", "Line 6: “hint:” does not belong in a step of this kind"),
        ("## Read\n- [x] this\n  > yes\n", "Line 6: answers to choose from belong to a question"),
        ("## Ask\nask: Which?\n- [x] this\n  > yes\n", "Line 5: there are too few “options”; write"),
        ("## Ask\nask: ?\n- [x] this\n- [ ] that\n  > no\n", "Line 7: this answer has no feedback"),
        ("## Ask\nask: ?\n- [ ] a\n  > no\n- [ ] b\n  > no\n", "Line 5: none of the answers is right"),
        ("## Guess\nguess: ?\nof: phi_s\nwithin: much\n", "Line 8: “within” is a number such as 0.1."),
        ("## Guess\nguess: ?\nof: phi_s\nwithin: 3\n", "Line 8: “within” is out of range; the limit is 1."),
        ("## Read\n{phi_s@before}\n", "Line 5: “@before” is no earlier step; there are none."),
        ("## Read\nx\n## Read\ny\n", "Line 7: two steps are called “read”"),
        (f"## {'x' * 81}\n", "Line 5: “title” is longer than 80 letters; shorten it."),
        ("", "Line 1: a lesson has 1 to 40 steps"),
        ("## S\n" * (MOST_STEPS + 1), "Line 1: a lesson has 1 to 40 steps"),
    ],
)
def test_a_mistake_is_a_sentence_with_its_line(text, said):
    assert any(each.startswith(said) for each in mistakes(text)), mistakes(text)


def test_all_mistakes_are_told_at_once():
    found = mistakes("## One\ndo: A\nutil: x\n## Two\nask: Which?\n- [x] this\n")
    assert [each.split(":")[0] for each in found] == ["Line 5", "Line 7", "Line 8", "Line 10"]


def test_the_top_of_a_file_is_checked_too():
    found = compose("x", b"---\nminutes: soon\n---\n## One\n")[1]
    assert [str(each) for each in found] == [
        "Line 1: “title:” is missing.",
        "Line 2: “minutes” cannot be read; write a whole number.",
    ]


def test_what_is_no_text_or_too_much_is_refused():
    assert "UTF-8" in str(compose("x", b"---\n\xff\n")[1][0])
    assert [each.line for each in compose("x", b"---\n\xff\n")[1]] == [2]
    assert "bytes" in str(compose("x", b"x" * (MAX_BYTES + 1))[1][0])


@given(st.text(max_size=300), st.sampled_from([ACT, ASK, ""]))
def test_no_text_breaks_the_reader(text, before):
    lesson, found = compose("x", (TOP + before + text).encode("utf-8", "replace"))
    assert (lesson is None) == bool(found)
    assert all(each.line >= 1 and each.said for each in found)


def test_every_kind_has_a_schema_and_every_key_a_kind():
    for kind in STEPS:
        assert keys_of(kind) <= step_schema(kind)["properties"].keys()
    assert set().union(*map(keys_of, STEPS)) == set(KEYS)


def test_titles_become_names():
    assert step_id("Cut it, yourself!") == "cut-it-yourself"
    assert step_id("φ_s?") == "φ-s"
    assert step_id("…") == "step"
