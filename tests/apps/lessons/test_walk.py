"""One learner in one lesson, and what the rail shows of it."""

from dataclasses import replace

import pytest

from apps.document.examples import begun
from apps.lessons.answers import Scene, Told
from apps.lessons.cards import after, feedback, list_card, step_card
from apps.lessons.compose import compose
from apps.lessons.expressions import Reference
from apps.lessons.facts import Facts
from apps.lessons.judging import gathered
from apps.lessons.library import Shelf
from apps.lessons.progress import Trail
from apps.lessons.values import GUESS
from apps.lessons.walk import Walk, as_number
from engine.words import speaking

FACTS = Facts(begun("iit4-fig1"))
TEXT = """---
title: A <lesson>
minutes: 9
---
About it.
## Act
do: Press A <now>.
until: state = aBC
hint: The circle.
then: φ_s is {phi_s}.
## Ask
ask: Which?
- [ ] this
  > it was {phi_s@act}
- [if phi_s > 0.1] that
  > good
## Guess
guess: How much?
of: phi_s
within: 0.1
then: You said {guess}.
## Order
order: Which?
- AB = phi_s(AB)
- C = phi_s(C)
- A = phi_s(A)
## End
It was {guess@guess}.
"""
LESSON = compose("x", TEXT.encode())[0]


@pytest.fixture
def walk():
    return Walk(LESSON, Trail())


def known(walk):
    return gathered(walk.asked(), FACTS, Scene()) | walk.earlier()


def card(walk):
    return step_card(walk, known(walk), FACTS, "")


def test_an_act_is_seen_and_what_later_steps_ask_is_kept(walk):
    assert walk.asked() == {Reference("state"), Reference("phi_s")}
    assert walk.sees(known(walk), FACTS)
    assert not walk.sees({}, FACTS)
    assert "Press A &lt;now&gt;." in card(walk)
    assert "Skip" in card(walk)
    assert after(walk, known(walk)) == ""
    walk.finish(known(walk))
    assert "0.1719" in after(walk, known(walk))
    assert walk.trail.kept == {
        "act": {
            Reference("phi_s"): Told(
                FACTS.integration(("A", "B"), FACTS.state(), FACTS.formalism()).phi_s, "0.1719"
            )
        }
    }
    assert "Next" in card(walk)


def test_a_hint_is_given_when_asked_for(walk):
    assert "The circle" not in card(walk)
    walk.attempt.hinted = True
    assert "The circle" in card(walk)


def test_a_wrong_answer_gets_its_feedback_and_another_try(walk):
    walk.finish(known(walk))
    walk.go(1)
    walk.choose(0)
    assert not walk.is_right(0, known(walk), FACTS)
    assert "it was" in feedback(walk, known(walk), FACTS)
    assert "0.1719" in feedback(walk, known(walk), FACTS)
    assert "try another" in feedback(walk, known(walk), FACTS)
    assert card(walk).count("disabled") == 1
    walk.choose(1)
    walk.choose(9)
    assert walk.attempt.chosen == [0, 1]
    assert walk.is_right(1, known(walk), FACTS)
    assert walk.is_right(1, {}, FACTS) is None
    assert "good" in feedback(walk, known(walk), FACTS)
    assert card(walk).count("disabled") == 2


@pytest.mark.parametrize(("guess", "near"), [(0.18, True), (0.2, False), (-1, False)])
def test_a_guess_is_near_or_not(walk, guess, near):
    walk.go(2)
    assert walk.is_near(known(walk)) is None
    assert "<form" in card(walk)
    walk.attempt.guess = guess
    assert walk.is_near(known(walk)) is near
    assert walk.is_near({}) is None
    said = feedback(walk, known(walk), FACTS)
    assert ("Not close" not in said) is near
    assert "it is 0.1719" in said
    walk.finish(known(walk))
    assert walk.trail.kept["guess"][Reference(GUESS)].raw == guess
    walk.go(4)
    assert walk.earlier()[Reference(GUESS, (), "guess")].raw == guess


def test_an_order_is_given_and_compared(walk):
    walk.go(3)
    assert sorted(walk.attempt.order) == [0, 1, 2]
    assert walk.attempt.order != [0, 1, 2]
    first = walk.attempt.order[0]
    walk.move(0, 1)
    assert walk.attempt.order[1] == first
    walk.move(0, -1)
    assert walk.right_order(known(walk)) == [1, 0, 2]
    assert walk.right_order({}) is None
    walk.attempt.order = [0, 1, 2]
    walk.attempt.given = True
    walk.move(0, 1)
    assert walk.attempt.order == [0, 1, 2]
    assert "another one" in feedback(walk, known(walk), FACTS)
    walk.attempt.order = [1, 0, 2]
    assert "That is the order" in feedback(walk, known(walk), FACTS)


def test_the_way_ends_and_is_taken_up_again(walk):
    walk.go(4)
    assert walk.is_last
    walk.go(5)
    assert walk.index == 4
    assert Walk(LESSON, walk.trail).index == 4
    assert Walk(LESSON, Trail("gone")).index == 0


def test_another_network_on_screen_is_told(walk):
    assert "notice" not in card(walk)
    assert "about “Ring &lt;1&gt;”" in step_card(walk, {}, FACTS, "", "Ring <1>")


COVERING = [
    ("guess: How much?\nof: phi_s\n", True),
    ("guess: How much?\nof: phi_s\ncover: no\n", False),
    ("order: Which?\n- A = phi_s(A)\n- C = phi_s(C)\n", True),
    ("ask: Which?\n- [ ] a\n  > {phi_s}\n- [x] b\n  > yes\n", False),
    ("ask: Which?\n- [ ] a\n  > no\n- [x] b\n  > yes\ncover: yes\n", True),
    ("ask: Which?\n- [ ] a\n  > no\n- [x] b\n  > {phi_s}\n", True),
    ("ask: Which?\n- [x] a\n  > {units} and {phi_s@one}\n- [ ] b\n  > no\n", False),
    ("ask: Which?\n- [if phi > 1] a\n  > yes\n- [if phi < 1] b\n  > yes\n", True),
    ("ask: Which?\n- [if edges > 1] a\n  > yes\n- [ ] b\n  > no\n", False),
    ("do: A.\nuntil: phi > 1\n", False),
    ("Only {phi}.\n", False),
]


@pytest.mark.parametrize(("text", "covers"), COVERING)
def test_the_page_does_not_tell_the_answer(text, covers):
    top = "---\ntitle: T\nminutes: 9\n---\n## One\n{phi_s}\n"
    lesson, mistakes = compose("x", f"{top}## Two\n{text}".encode())
    assert mistakes == []
    walk = Walk(lesson, Trail("two"))
    assert walk.covers is covers
    walk.finish({})
    assert not walk.covers


def test_what_is_not_translated_is_marked():
    shelf = Shelf((LESSON, replace(LESSON, slug="y", language="de")), {})
    assert "in English" not in list_card(shelf, {})
    with speaking("de"):
        assert list_card(shelf, {}).count("auf Englisch") == 1


def test_the_list_says_how_far_one_is_and_what_is_wrong():
    shelf = Shelf((LESSON,), {"mine.md": ["Line 3: <wrong>."]})
    fresh = list_card(shelf, {})
    assert "9 minutes" in fresh
    assert "A &lt;lesson&gt;" in fresh
    assert "Line 3: &lt;wrong&gt;." in fresh
    assert "2 of 5 steps" in list_card(shelf, {"x": Trail("ask", ["act", "ask", "gone"])})
    assert "Again" in list_card(shelf, {"x": Trail("end", [step.id for step in LESSON.steps])})


@pytest.mark.parametrize(
    ("text", "number"), [("0.5", 0.5), ("0,5", 0.5), ("-1", -1), ("abc", None), ("nan", None), ("inf", None)]
)
def test_a_number_is_read_as_people_write_it(text, number):
    assert as_number(text) == number
