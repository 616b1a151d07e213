"""A class that goes through a whole lesson without browsers: every student answers and does what is asked."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from apps.lessons.lesson import Lesson, LessonStep
from school import StudentLine, TeacherLine

SCISSORS = 3  # the place of their tab
Act = Callable[[StudentLine], Awaitable[None]]


@dataclass
class Progress:
    """What a lesson took, in seconds, a value for each student and act."""

    begun: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    done: list[float] = field(default_factory=list)
    turned: list[float] = field(default_factory=list)
    followed: list[float] = field(default_factory=list)


async def open_scissors(who: StudentLine) -> None:
    """Open the inside, the tab with the scissors, and cut the dearer connection."""
    await who.put("look-inside", "value", True)
    await who.until(lambda: "cutting-room" in who.parts)
    await who.put("explain-tabs", "active", SCISSORS)
    await who.until(lambda: "edge:1-0" in who.shown("cutting-room", "markup"))
    await who.tell("cutting-room", {"act": "edge:1-0"})


async def cut_again(who: StudentLine) -> None:
    """Cut the other connection."""
    before = who.shown("cutting-room", "markup")
    await who.tell("cutting-room", {"act": "again"})
    await who.until(lambda: who.shown("cutting-room", "markup") != before)
    await who.tell("cutting-room", {"act": "edge:0-1"})


async def reveal(who: StudentLine) -> None:
    """Reveal the minimum partition."""
    await who.tell("cutting-room", {"act": "reveal"})


ACTS: dict[str, dict[str, Act]] = {
    "2-is-it-one-thing": {
        "take-the-scissors": open_scissors,
        "which-cut-is-the-cheapest": cut_again,
        "compare-with-the-theory": reveal,
        "switch-it-on": lambda who: who.gesture("toggle", label="A", state=1),
        "open-the-ring": lambda who: who.gesture("delete", units=[], edges=[["B", "C"]]),
        "close-it-again": lambda who: who.gesture("undo"),
    }
}
"""By lesson and step, what a student does on the page."""


async def learn(teacher: TeacherLine, students: list[StudentLine], lesson: Lesson) -> Progress:
    """Send all to the first step of a lesson, and let them go on to its end, all at once at every step."""
    took, begun = Progress(), time.perf_counter()
    await teacher.do("step", step=f"{lesson.slug}#{lesson.steps[0].id}")
    for place, step in enumerate(lesson.steps, 1):
        title = f"Step {place} of {len(lesson.steps)}"
        arrived = await asyncio.gather(*(_arrive(each, title, begun) for each in students))
        (took.turned if place > 1 else took.begun).extend(arrived)
        said = f"{lesson.title}: {title.lower()}"
        await teacher.until(lambda said=said: teacher.sees(said) == len(students))
        took.followed.append(time.perf_counter() - begun)
        acts = ACTS[lesson.slug]
        await asyncio.gather(*(_work(each, i, step, acts, took) for i, each in enumerate(students)))
        begun = time.perf_counter()
        if place < len(lesson.steps):
            await asyncio.gather(*(each.tell("lessons", {"act": "next"}) for each in students))
    return took


async def _arrive(who: StudentLine, title: str, begun: float) -> float:
    """Wait until a step is on screen with all its numbers; return the seconds since it was asked for."""
    await who.until(lambda: title in who.rail and "…" not in who.rail)
    return time.perf_counter() - begun


async def _work(
    who: StudentLine, number: int, step: LessonStep, acts: dict[str, Act], took: Progress
) -> None:
    """Do what a step asks; who answers begins with another answer than the one before."""
    begun = time.perf_counter()
    if step.kind == "act":
        await acts[step.id](who)
        await who.until(lambda: who.has_done)
        took.done.append(time.perf_counter() - begun)
    for i in range(len(step.options)):
        choice = (number + i) % len(step.options)
        begun = time.perf_counter()
        await who.tell("lessons", {"act": "choose", "value": str(choice)})
        await who.until(lambda choice=choice: who.is_told(choice))
        took.answered.append(time.perf_counter() - begun)
        if who.has_done:
            break
    assert step.kind == "read" or who.has_done, f"{step.id} is not done"
