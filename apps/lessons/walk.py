"""One learner in one lesson: the step on screen, what was answered, what is done. It knows no widgets."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from math import isclose, isfinite

from apps.document.snapshot import Snapshot
from apps.lessons.answers import Scene, Told
from apps.lessons.expressions import Condition, Reference, references_in
from apps.lessons.facts import Facts
from apps.lessons.judging import Known, holds
from apps.lessons.kinds import STEPS
from apps.lessons.lesson import Lesson, LessonStep
from apps.lessons.progress import Trail
from apps.lessons.values import GUESS, VALUES
from engine.words import tr
from viz.numbers import number

LEAST = 1e-9


@dataclass(slots=True)
class Attempt:
    """What the learner has answered in the step on screen.

    Attributes
    ----------
    chosen : list of int
        The answers chosen so far, the last one at the end.
    guess : float, optional
    order : list of int
        The things to order as they stand.
    given : bool
        Whether the order was given.
    hinted : bool
        Whether the hint is open.
    begun, now : tuple, optional
        What is computed and what is seen on the page, as it was when the step began, and as it is.
    tried : bool
        Whether something else is computed now, and it is still not what is asked for.
    already : bool
        Whether the page was as the act wants it when the step began.
    strayed : bool
        Whether an answer was given while another network was on the page.
    unread : bool
        Whether a guess was given that is no number.
    """

    chosen: list[int] = field(default_factory=list)
    guess: float | None = None
    order: list[int] = field(default_factory=list)
    given: bool = False
    hinted: bool = False
    begun: tuple[object, Scene] | None = None
    now: tuple[object, Scene] | None = None
    tried: bool = False
    already: bool = False
    strayed: bool = False
    unread: bool = False


class Walk:
    """A learner's way through a lesson, along a `Trail` that is kept."""

    def __init__(self, lesson: Lesson, trail: Trail) -> None:
        self.lesson, self.trail = lesson, trail
        ids = [step.id for step in lesson.steps]
        self.index = ids.index(trail.step) if trail.step in ids else 0
        self.attempt = Attempt()
        self.go(self.index)

    @property
    def step(self) -> LessonStep:
        """The step on screen."""
        return self.lesson.steps[self.index]

    @property
    def is_done(self) -> bool:
        """Whether the step on screen is done."""
        return self.step.id in self.trail.done

    @property
    def is_last(self) -> bool:
        """Whether no step comes after it."""
        return self.index == len(self.lesson.steps) - 1

    @property
    def place(self) -> str:
        """The step on screen, in words."""
        title, at, steps = self.lesson.title, self.index + 1, len(self.lesson.steps)
        return tr("{lesson}: step {at} of {steps}", lesson=title, at=at, steps=steps)

    @property
    def covers(self) -> bool:
        """Whether the numbers of the page would tell the answer that is still to be given.

        What a step declares comes first. Else they do for a number or an order, and for a choice if something
        computed says which answer is right, or is told with the right one.
        """
        step = self.step
        if self.is_done or step.cover is not None:
            return not self.is_done and step.cover is True
        told: list[Reference] = []
        for option in step.options:
            if isinstance(option.is_right, Condition):
                told += option.is_right.references
            elif option.is_right:
                told += references_in(option.feedback)
        computed = any(not each.step and each.name in VALUES and not VALUES[each.name].quick for each in told)
        return STEPS[step.kind].covers or computed

    def go(self, index: int) -> None:
        """Put another step on screen."""
        if 0 <= index < len(self.lesson.steps):
            self.index = index
            self.trail.step = self.step.id
            self.attempt = Attempt(order=mixed(self.step))

    def asked(self) -> set[Reference]:
        """Return the values that the step needs now, some of them for later steps."""
        later = {reference.now for reference in self.lesson.wanted_of(self.step.id)}
        now = {reference for reference in self.step.asked if not reference.step}
        return {each for each in now | later if each.name != GUESS}

    def earlier(self) -> dict[Reference, Told]:
        """Return the values of earlier steps, and the guess of this one."""
        found = {
            Reference(asked.name, asked.args, step): told
            for step, values in self.trail.kept.items()
            for asked, told in values.items()
        }
        if self.attempt.guess is not None:
            found[Reference(GUESS)] = Told(self.attempt.guess, self.guess_text)
        return found

    @property
    def guess_text(self) -> str:
        """The guess as it is said, empty if there is none."""
        return "" if self.attempt.guess is None else number(self.attempt.guess)

    def finish(self, known: Known) -> None:
        """Mark the step as done, and keep what later steps ask of it."""
        if not self.is_done:
            self.trail.done.append(self.step.id)
        wanted = {reference.now for reference in self.lesson.wanted_of(self.step.id)}
        values = {asked: known[asked] for asked in wanted if asked in known}
        if values:
            self.trail.kept[self.step.id] = values

    def look(self, snapshot: Snapshot, scene: Scene) -> None:
        """Look at the page: what it was when the step began tells acts from what was there already."""
        self.attempt.now = snapshot.unfolding, scene
        self.attempt.begun = self.attempt.begun or self.attempt.now

    def sees(self, known: Known, facts: Facts) -> bool:
        """Return whether the act that is asked for was done, or its end is there already."""
        until, attempt = self.step.until, self.attempt
        held = None if until is None else holds(until, known, facts)
        if attempt.begun is not None and attempt.now is not None:
            attempt.tried = held is False and attempt.now[0] != attempt.begun[0]
            attempt.already = held is True and attempt.now == attempt.begun
        return held is True

    def choose(self, index: int) -> None:
        """Choose an answer; a wrong one can be followed by another."""
        if 0 <= index < len(self.step.options) and index not in self.attempt.chosen:
            self.attempt.chosen.append(index)

    def is_right(self, index: int, known: Known, facts: Facts) -> bool | None:
        """Return whether an answer is right; None while that is not known."""
        right = self.step.options[index].is_right
        return holds(right, known, facts) if isinstance(right, Condition) else right

    def answered(self, known: Known, facts: Facts) -> bool:
        """Return whether what was answered settles the step; not while the values it asks for are missing."""
        attempt = self.attempt
        if self.step.kind == "choose":
            return any(self.is_right(each, known, facts) for each in attempt.chosen)
        if self.step.kind == "order":
            return attempt.given and self.right_order(known) is not None
        return self.is_near(known) is not None

    def is_near(self, known: Known) -> bool | None:
        """Return whether the guess is near enough; None without a guess, or while the number is not known."""
        told = None if self.step.of is None else known.get(self.step.of)
        if self.attempt.guess is None or told is None:
            return None
        return isclose(self.attempt.guess, float(told.raw), rel_tol=self.step.within, abs_tol=LEAST)

    def move(self, place: int, by: int) -> None:
        """Move a thing to order up or down."""
        order, other = self.attempt.order, place + by
        if not self.attempt.given and 0 <= place < len(order) and 0 <= other < len(order):
            order[place], order[other] = order[other], order[place]

    def right_order(self, known: Known) -> list[int] | None:
        """Return the things to order, the largest first; None while a value is not known."""
        items = self.step.items
        if any(item.value not in known for item in items):
            return None
        return sorted(range(len(items)), key=lambda i: -float(known[items[i].value].raw))


def as_number(text: str) -> float | None:
    """Return the number that a learner wrote, with a point or a comma; None if it is none."""
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        return None
    return found if isfinite(found) else None


def mixed(step: LessonStep) -> list[int]:
    """Return the places of the things to order, in an order that does not tell, the same for everyone."""
    order = list(range(len(step.items)))
    random.Random(step.id).shuffle(order)
    return order[::-1] if order == sorted(order) else order
