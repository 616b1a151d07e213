"""Exercises by dice: the same for everybody, solved by the engine first, judged by it afterwards."""

from dataclasses import replace

import pytest

from apps.document.snapshot import opened
from apps.lessons.answers import Scene
from apps.lessons.exercises import EXERCISES, LEVELS, exercise, exercise_card, thrown
from apps.lessons.facts import Facts
from apps.lessons.generated import generated
from apps.lessons.judging import gathered, holds
from apps.lessons.library import find_lesson, started
from apps.lessons.proof import unproved
from engine import unfold
from engine.words import speaking

QUICK = [(kind, level) for kind in EXERCISES for level in (1, 2, 3) if (kind, level) != ("fall", 3)]


def done(lesson, snapshot):
    """Whether the act of the exercise is seen on a document."""
    until, facts = lesson.steps[0].until, Facts(snapshot)
    return holds(until, gathered(until.references, facts, Scene(view="explore")), facts)


@pytest.mark.parametrize(("kind", "level"), QUICK)
def test_an_exercise_is_true_and_the_same_again(kind, level):
    slug = f"exercise-{kind}-{level}-7"
    lesson = exercise(slug)
    assert unproved(lesson) == []
    again = thrown.__wrapped__(slug)
    assert again == thrown(slug)
    assert generated(again[0]).n == EXERCISES[kind].units[level - 1]
    assert LEVELS[level - 1] in lesson.title


def test_what_the_engine_found_solves_it_and_what_it_did_not_does_not():
    lesson = exercise("exercise-fall-1-7")
    begun, (_, solution) = started(lesson, lesson.steps[0]), thrown("exercise-fall-1-7")
    assert not done(lesson, begun)
    judged = {}
    for at, edge in enumerate(begun.substrate.edges):
        edges = begun.substrate.edges[:at] + begun.substrate.edges[at + 1 :]
        cut = replace(begun, substrate=replace(begun.substrate, edges=edges))
        judged[f"{edge.source}→{edge.target}"] = done(lesson, cut)
    assert [name for name, fell in judged.items() if fell] == solution.split(", ")


def test_an_arrow_that_changes_nothing_is_no_solution():
    lesson = exercise("exercise-fall-1-12")
    begun = started(lesson, lesson.steps[0])
    whole = unfold(begun.substrate, begun.state).big_phi
    fell, accepted = [], []
    for edge in begun.substrate.edges:
        edges = tuple(each for each in begun.substrate.edges if each != edge)
        cut = replace(begun, substrate=replace(begun.substrate, edges=edges))
        fell.append(unfold(cut.substrate, cut.state).big_phi - whole)
        accepted.append(done(lesson, cut))
    assert min(map(abs, fell)) < 1e-9
    assert accepted == [change < -1e-3 for change in fell]


def test_any_state_above_the_bound_is_accepted():
    lesson = exercise("exercise-find-1-7")
    begun = started(lesson, lesson.steps[0])
    states = [tuple(int(bit) for bit in f"{n:03b}") for n in range(8)]
    passing = [state for state in states if done(lesson, replace(begun, state=state))]
    assert 0 < len(passing) <= 4
    assert begun.state not in passing


@pytest.mark.parametrize("name", ["exercise-fall-4-1", "exercise-none-1-1", "exercise-fall-1-12345", "x"])
def test_another_name_is_none(name):
    assert thrown(name) is None
    assert find_lesson(name) is None


def test_it_is_in_the_language_of_the_visitor():
    with speaking("de"):
        lesson = exercise("exercise-outside-1-7")
        assert lesson.title.endswith(": leicht, Nummer 7")
        assert "Würfel" in exercise_card()
    assert exercise("exercise-outside-1-7").title == "Which unit is in no complex?: easy, number 7"
    assert opened(generated(thrown("exercise-outside-1-7")[0])).state is not None
