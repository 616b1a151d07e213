"""Whether what a lesson says is so: its claims, its answers and its values, computed on its networks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from apps.lessons.answers import Scene, Told
from apps.lessons.expressions import Condition, Reference
from apps.lessons.facts import Facts
from apps.lessons.judging import Known, ask, holds
from apps.lessons.lesson import Lesson, LessonStep
from apps.lessons.library import started
from apps.lessons.read import Mistake
from apps.lessons.values import GUESS
from engine.errors import PhiscopeError
from engine.words import tr


def unproved(lesson: Lesson) -> list[Mistake]:
    """Return a sentence for each claim, answer and value of a lesson that is not so.

    Each step is taken as it begins: on the network, in the state, with the system that was put last.
    What depends on acts of the learner is not asked.
    """
    return sorted({mistake for step in lesson.steps for mistake in _of(lesson, step)})


def _of(lesson: Lesson, step: LessonStep) -> Iterator[Mistake]:
    start = started(lesson, step)
    if start is None:
        if step.asked or step.claims:
            yield Mistake(step.line, tr("no step so far names a network; write “network: …” here."))
        return
    facts = Facts(start)
    earlier = {each.id: begun for each in lesson.steps if (begun := started(lesson, each)) is not None}
    known: dict[Reference, Told] = {}
    wanted = {*step.asked, *(each for claim in step.claims for each in claim.condition.references)}
    for reference in sorted(wanted, key=str):
        if reference.name == GUESS:
            continue
        try:
            then = Facts(earlier[reference.step]) if reference.step in earlier else facts
            known[reference] = ask(reference.now, then, Scene())
        except PhiscopeError as error:
            yield Mistake(step.line, f"{reference}: {error}")
    yield from _claimed(step, facts, known)
    yield from _answered(step, facts, known)


def _claimed(step: LessonStep, facts: Facts, known: Known) -> Iterator[Mistake]:
    for claim in step.claims:
        if _is_so(claim.condition, known, facts) is not True:
            yield Mistake(claim.line, tr("the claim “{written}” is not so.", written=claim.text))


def _answered(step: LessonStep, facts: Facts, known: Known) -> Iterator[Mistake]:
    rights = [
        option.is_right if isinstance(option.is_right, bool) else _is_so(option.is_right, known, facts)
        for option in step.options
    ]
    if step.options and rights.count(True) != 1:
        said = tr("{n} of the answers are right; it must be one.", n=rights.count(True))
        yield Mistake(step.line, said)
    values = [known[item.value].raw for item in step.items if item.value in known]
    if _tied(values):
        yield Mistake(step.line, tr("two of the things to order have the same value."))


def _is_so(condition: Condition, known: Known, facts: Facts) -> bool | None:
    try:
        return holds(condition, known, facts)
    except (PhiscopeError, ValueError):
        return None


def _tied(values: Iterable[object]) -> bool:
    found = list(values)
    return len(set(found)) < len(found)
