"""Every claim of every lesson is computed; a lesson that says what is not so is found out."""

import re

import pytest

from apps.lessons.compose import compose
from apps.lessons.library import OWN, shelf
from apps.lessons.proof import unproved

LESSONS = shelf().lessons
TOP = "---\ntitle: T\nminutes: 5\n---\n## One\nnetwork: iit4-fig1\nstate: aBC\nsystem: AB\n"
ASK = "ask: ?\n"
DIGITS = re.compile(r"\d\.\d")
# Conditions, names, and what a text says of a network that is not on screen or gives as its own.
NAMED = re.compile(r"\[if [^\]]*\]|IIT \d\.\d|weight of 0\.7|probability of 0\.95|φ_s of a system is 0\.17")


def test_there_are_lessons():
    assert len(LESSONS) >= 4


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
def test_all_that_a_lesson_says_is_so(lesson):
    assert [str(each) for each in unproved(lesson)] == []


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)
def test_lessons_are_of_eight_to_twelve_minutes_and_ask_for_something(lesson):
    assert 8 <= lesson.minutes <= 12
    acts = [step for step in lesson.steps if step.kind != "read"]
    assert len(acts) >= len(lesson.steps) - 2
    assert any(step.claims for step in lesson.steps)
    assert lesson.about


@pytest.mark.parametrize("path", sorted(OWN.glob("[0-9]*.md")), ids=lambda path: path.stem)
def test_results_are_filled_in_never_written(path):
    """A number with a decimal point stands in a claim or a condition, or is the network's."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not re.match(r"(claim|until|within|place|minutes):", line):
            assert not DIGITS.search(NAMED.sub("", line)), line


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("claim: phi_s > 0.5\n", "Line 9: the claim “phi_s > 0.5” is not so."),
        ("φ_s is {phi_s(XY)}.\n", "Line 5: phi_s(XY): "),
        (
            f"{ASK}- [if phi_s > 0] a\n  > x\n- [if phi_s > 0.1] b\n  > x\n",
            "Line 5: 2 of the answers are right",
        ),
        (f"{ASK}- [if phi_s > 1] a\n  > x\n- [ ] b\n  > x\n", "Line 5: 0 of the answers are right"),
        ("order: ?\n- a = phi_s(AB)\n- b = phi_s\n", "Line 5: two of the things to order have"),
    ],
)
def test_what_is_not_so_is_found(text, said):
    lesson, mistakes = compose("x", (TOP + text).encode())
    assert mistakes == []
    assert any(str(each).startswith(said) for each in unproved(lesson))


def test_what_is_so_is_not_complained_of():
    lesson, _ = compose("x", (TOP + "claim: phi_s > 0.1\n{phi_s}\n").encode())
    assert unproved(lesson) == []


def test_values_need_a_network():
    lesson, _ = compose("x", TOP.split("network")[0].encode() + b"{phi_s}\n")
    assert "network" in str(unproved(lesson)[0])
