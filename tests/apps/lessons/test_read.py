"""A lesson's file taken apart: front matter, steps, lines that go on, mistakes with their lines."""

from apps.lessons.read import MAX_LINE, written

LESSON = """---
title: A lesson
minutes: 5
---
What it is about,
in two lines.

## One
network: iit4-fig1
words: φ_s, MIP

A paragraph.

- a point
- another

do: Press A,
  and hold it.

do: Then press B.
until: state = ABC
claim: units = 3
claim: edges = 7

## Two
ask: Which?
- [ ] this
  one
  > no,
  > not at all
- [x] that
  > yes

## Three
order: Which first?
- A alone = phi_s(A)
"""


def test_a_file_is_taken_apart():
    found = written(LESSON)
    assert found.mistakes == []
    assert found.front.texts == {
        "title": "A lesson",
        "minutes": 5,
        "body": "What it is about,\nin two lines.\n",
    }
    one, two, three = found.steps
    assert (one.title, one.line, two.line) == ("One", 8, 25)
    assert one.texts["do"] == "Press A, and hold it.\n\nThen press B."
    assert one.texts["body"].strip() == "A paragraph.\n\n- a point\n- another"
    assert one.texts["claim"] == ["units = 3", "edges = 7"]
    assert one.lines["until"] == 21
    assert one.lines["claim 2"] == 23
    assert two.options == [
        {"text": "this one", "right": False, "feedback": "no, not at all", "line": 27},
        {"text": "that", "right": True, "feedback": "yes", "line": 31},
    ]
    assert three.items == [{"text": "A alone", "value": "phi_s(A)", "line": 36}]


def test_mistakes_have_lines_and_remedies():
    wrong = (
        LESSON.replace("until:", "untll:")
        .replace("minutes:", "minute:")
        .replace("ask: Which?", "ask: a\nask: b")
    )
    assert [str(each) for each in written(wrong).mistakes] == [
        "Line 3: there is no “minute:” here; did you mean “minutes:”?",
        "Line 21: there is no “untll:” here; did you mean “until:”?",
        "Line 27: “ask” stands twice in this step.",
    ]


def test_the_frame_of_a_file():
    assert [each.line for each in written("# A title").mistakes] == [1]
    assert "does not end" in written("---\ntitle: x\n").mistakes[0].said
    assert "belongs in a step" in written("---\n---\ndo: x\n").mistakes[0].said
    assert written("---\r\ntitle: x\r\n---\r\n## One\r\n").steps[0].title == "One"
    long = written("---\n---\n" + "x" * (MAX_LINE + 1))
    assert [each.line for each in long.mistakes] == [3]
    assert long.steps == []


def test_a_word_with_a_colon_in_a_sentence_is_no_key():
    found = written("---\n---\n## One\nNote: this is text.\nAnd do: this too.\n")
    assert found.mistakes == []
    assert found.steps[0].texts == {"body": "Note: this is text.\nAnd do: this too.\n"}
