"""Axioms and postulates of the theory, each with where it is on the page and which step teaches it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from apps.lessons.hands import PageHands
from apps.lessons.rail import LessonRail
from engine.words import tr
from viz.shapes.indices import marked

FILE = Path(str(files("assets"))) / "postulates.json"


@dataclass(frozen=True, slots=True)
class Postulate:
    """A line of the map.

    Attributes
    ----------
    key, name : str
        What it is called in the code, and by people.
    axiom, postulate : str
        What holds of experience, and what therefore holds of its substrate.
    view, hook : str
        The view that shows it, and the class of the part there, one of `apps.ui.hooks`.
    where : str
        What is seen there.
    lesson, step : str
        Where it is taught.
    """

    key: str
    name: str
    axiom: str
    postulate: str
    view: str
    hook: str
    where: str
    lesson: str
    step: str


NAMES = [field.name for field in fields(Postulate)]
TEXTS = ("name", "axiom", "postulate", "where")
"""The fields that people read, in English."""
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["about", "source", "rows"],
    "additionalProperties": False,
    "properties": {
        "about": {"type": "string"},
        "source": {"type": "string", "minLength": 1},
        "rows": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": NAMES,
                "additionalProperties": False,
                "properties": {name: {"type": "string", "minLength": 1, "maxLength": 300} for name in NAMES},
            },
        },
    },
}


@cache
def postulates() -> tuple[Postulate, ...]:
    """Return the lines of ``assets/postulates.json``, in its order."""
    content = json.loads(FILE.read_text(encoding="utf-8"))
    Draft202012Validator(SCHEMA).validate(content)
    return tuple(Postulate(**row) for row in content["rows"])


class PostulateMap:
    """What can be pressed on the map in the rail, as ``acts``.

    Parameters
    ----------
    rail, hands
        Where it is shown, and what it can do on the page.
    begin : callable
        Called with a lesson and a step to open.
    """

    def __init__(self, rail: LessonRail, hands: PageHands, begin: Callable[[str, str], object]) -> None:
        self._rail, self._hands, self._begin = rail, hands, begin
        self.acts: dict[str, Callable[[str], object]] = {"light": self._light, "learn": self._learn}

    def _light(self, key: str) -> None:
        chosen = _of(key)
        if chosen is not None:
            if self._hands.view() != chosen.view:
                self._hands.go(chosen.view)
            self._rail.light(chosen.hook)
            self._rail.said = tr(chosen.where)

    def _learn(self, key: str) -> None:
        chosen = _of(key)
        if chosen is not None:
            self._begin(chosen.lesson, chosen.step)


def _of(key: str) -> Postulate | None:
    return next((each for each in postulates() if each.key == key), None)


def map_card() -> str:
    """Return the map as markup: a line for each postulate, with the way to the page and to the lesson."""
    shown, learnt = escape(tr("Show it on the page")), escape(tr("Learn it by doing"))
    rows = "".join(
        f"<li><h3>{escape(tr(each.name))}</h3>"
        f"<dl><dt>{escape(tr('Axiom'))}</dt><dd>{marked(tr(each.axiom))}</dd>"
        f"<dt>{escape(tr('Postulate'))}</dt><dd>{marked(tr(each.postulate))}</dd>"
        f"<dt>{escape(tr('On the page'))}</dt><dd>{marked(tr(each.where))}</dd></dl><div class='foot'>"
        f"<button type='button' data-act='light' data-value='{escape(each.key)}'"
        f" aria-label='{escape(tr(each.name))}: {shown}'>{shown}</button>"
        f"<button type='button' data-act='learn' data-value='{escape(each.key)}'"
        f" aria-label='{escape(tr(each.name))}: {learnt}'>{learnt}</button></div></li>"
        for each in postulates()
    )
    return (
        f"<header><button type='button' class='plain' data-act='list'>{escape(tr('All lessons'))}</button>"
        f"</header><h2 tabindex='-1'>{escape(tr('Axioms and postulates'))}</h2>"
        f"<p>{escape(tr('From what holds of experience to what is on the page, in IIT 4.0.'))}</p>"
        f"<ol class='path'>{rows}</ol>"
    )
