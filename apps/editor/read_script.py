"""Reading the text face: a short text at once, a long one in a thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from apps.errors import sentence
from apps.ui.aside import Aside
from engine.substrate.formats.script import Problem, ScriptError, parse_script
from engine.substrate.substrate import Substrate

LIVE = 20_000  # characters; they take at most 0.03 s


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says of the network ``before``: another one, or its mistakes and what else is wrong."""

    before: Substrate
    substrate: Substrate | None = None
    problems: tuple[Problem, ...] = ()
    problem: str = ""


def read_script(text: str, before: Substrate) -> Reading:
    """Return what a text says; nothing is raised, whatever it is."""
    try:
        return Reading(before, parse_script(text, before))
    except ScriptError as error:
        return Reading(before, problems=error.problems)
    except Exception as error:  # anything may be typed; the page must go on
        return Reading(before, problem=sentence(error))


def take(aside: Aside, text: str, before: Substrate, act: Callable[[Reading], object]) -> None:
    """Call ``act`` with what a text says: now, or on the page once it has been read."""
    if len(text) <= LIVE:
        act(read_script(text, before))
    else:
        aside.read(partial(read_script, text, before), act)
