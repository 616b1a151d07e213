"""How far a learner has come, as the browser keeps it; what comes from there is checked."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from apps.lessons.answers import Told
from apps.lessons.expressions import Reference, reference
from engine.errors import PhiscopeError

MAX_TEXT = 100_000
MOST = 80  # lessons, and steps or values of one
LONGEST = 300


@dataclass(slots=True)
class Trail:
    """How far a learner has come in one lesson.

    Attributes
    ----------
    step : str
        The step on screen last.
    done : list of str
        The steps that are done, in the order in which they were.
    kept : dict
        Values as they were at the end of a step, by step and value.
    """

    step: str = ""
    done: list[str] = field(default_factory=list)
    kept: dict[str, dict[Reference, Told]] = field(default_factory=dict)


def packed(trails: dict[str, Trail]) -> str:
    """Return the trails as text for the browser."""
    return json.dumps(
        {
            slug: {
                "step": trail.step,
                "done": trail.done,
                "kept": {
                    step: {str(asked): [told.raw, told.text] for asked, told in values.items()}
                    for step, values in trail.kept.items()
                },
            }
            for slug, trail in trails.items()
        },
        ensure_ascii=False,
    )


def unpacked(text: Any) -> dict[str, Trail]:
    """Return the trails of a text; what cannot be read is left out."""
    if not isinstance(text, str) or len(text) > MAX_TEXT:
        return {}
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(content, dict):
        return {}
    return {
        slug: _trail(each)
        for slug, each in list(content.items())[:MOST]
        if isinstance(each, dict) and len(slug) <= LONGEST
    }


def _trail(content: dict[str, Any]) -> Trail:
    step, done, kept = (content.get(name) for name in ("step", "done", "kept"))
    return Trail(
        str(step) if _is_short(step) else "",
        list(dict.fromkeys(each for each in done[:MOST] if _is_short(each)))
        if isinstance(done, list)
        else [],
        {
            name: _values(values)
            for name, values in (list(kept.items())[:MOST] if isinstance(kept, dict) else [])
            if _is_short(name) and isinstance(values, dict)
        },
    )


def _values(content: dict[str, Any]) -> dict[Reference, Told]:
    found: dict[Reference, Told] = {}
    for name, told in list(content.items())[:MOST]:
        if not (isinstance(told, list) and len(told) == 2 and _is_short(told[1]) and _is_short(name)):
            continue
        raw = told[0]
        if not (_is_short(raw) or isinstance(raw, bool) or (isinstance(raw, int | float) and isfinite(raw))):
            continue
        try:
            found[reference(name)] = Told(raw, told[1])
        except PhiscopeError:
            continue  # of another version of the program
    return found


def _is_short(text: Any) -> bool:
    return isinstance(text, str) and len(text) <= LONGEST
