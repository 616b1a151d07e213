"""The page for teachers says all that there is, and its example is a lesson that holds."""

import re
import textwrap

from apps.lessons import kinds
from apps.lessons.compose import compose
from apps.lessons.library import OWN
from apps.lessons.proof import unproved
from apps.lessons.values import VALUES

PAGE = (OWN / "README.md").read_text(encoding="utf-8")


def rows(cells):
    found = re.findall(r"^\| `([^`]+)` \| (.*) \|$", PAGE, re.MULTILINE)
    return {name: rest for name, rest in found if rest.count("|") == cells - 2}


def test_the_page_lists_every_line_of_a_step():
    assert rows(2) == {f"{name}:": key.says for name, key in kinds.KEYS.items()}


def test_the_page_lists_every_value():
    assert rows(3) == {value.name: f"{', '.join(value.takes)} | {value.says}" for value in VALUES.values()}


def test_the_example_of_the_page_is_a_lesson():
    example = PAGE[PAGE.index("    ---\n") : PAGE.index("\nBetween the two")]
    lesson, mistakes = compose("x", textwrap.dedent(example).encode())
    assert mistakes == []
    assert {step.kind for step in lesson.steps} == {"act", "choose", "guess", "order"}
    assert unproved(lesson) == []


def test_kinds_are_told_by_their_key():
    assert kinds.kind_told_by({"do", "until"}) == ["act"]
    assert kinds.kind_told_by({"claim"}) == ["read"]
    assert kinds.kind_told_by({"do", "ask"}) == ["act", "choose"]
