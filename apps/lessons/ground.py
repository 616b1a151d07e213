"""The network that a step is about, and whether it is on the page."""

from __future__ import annotations

from apps.document.snapshot import Snapshot
from apps.lessons.lesson import Lesson, LessonStep
from apps.lessons.library import started
from apps.lessons.values import GUESS
from engine.errors import PhiscopeError
from engine.words import tr


def ground(lesson: Lesson, step: LessonStep) -> Snapshot | None:
    """Return the document that a step begins with; None if no network was named so far, or it is gone."""
    try:
        return started(lesson, step)
    except (PhiscopeError, OSError):
        return None  # a teacher took the file away while the lesson was on screen


def elsewhere(lesson: Lesson, step: LessonStep, now: Snapshot) -> str:
    """Return the name of the network that a step is about, if another one is on screen; else nothing.

    What a learner has made of the network is still that network. A step that neither begins with something
    nor asks or claims anything of its network is about none.
    """
    wanted = ground(lesson, step) if _is_about_one(step) else None
    if wanted is None or _grown(wanted, now):
        return ""
    return wanted.substrate.name or tr("another network")


def _is_about_one(step: LessonStep) -> bool:
    asked = any(not each.step and each.name != GUESS for each in step.asked)
    return step.setup is not None or bool(step.claims) or asked


def _grown(wanted: Snapshot, now: Snapshot) -> bool:
    """Return whether one document grew from the other, or into it; a file has no origin, but its name."""
    if wanted.dynamics == now.dynamics:
        return True
    same_name = wanted.substrate.name == now.substrate.name
    return wanted.origin == now.origin and (bool(wanted.origin) or same_name)
