"""JSON schema of a lesson as it is read, before its conditions are; made of the declared kinds and keys."""

from __future__ import annotations

from typing import Any

from apps.lessons.kinds import FRONT, KEYS, STEPS, keys_of

LONGEST_TITLE, LONGEST_TEXT, LONGEST_WORD = 80, 4_000, 200
MOST_STEPS, MOST_OPTIONS = 40, 8
TEXT = {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}
WORD = {"type": "string", "minLength": 1, "maxLength": LONGEST_WORD}
FORMS: dict[str, dict[str, Any]] = {
    "text": TEXT,
    "word": WORD,
    "words": {"type": "array", "items": WORD, "maxItems": 10},
    "number": {"type": "number", "minimum": 0, "maximum": 1},
    "yes": {"type": "boolean"},
    "condition": {"type": "string", "minLength": 1, "maxLength": LONGEST_WORD},
    "value": WORD,
}
OPTION = {
    "type": "object",
    "required": ["text", "feedback"],
    "properties": {"text": TEXT, "feedback": TEXT, "right": {"type": ["boolean", "string"]}},
}
ITEM = {"type": "object", "required": ["text", "value"], "properties": {"text": TEXT, "value": WORD}}
FRONT_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["title", "minutes"],
    "additionalProperties": False,
    "properties": {
        "title": {"type": "string", "minLength": 1, "maxLength": LONGEST_TITLE},
        "place": {"type": "integer", "minimum": 0, "maximum": 10_000},
        "minutes": {"type": "integer", "minimum": 1, "maximum": 120},
        "language": {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Z]{2})?$"},
    },
}
assert set(FRONT_SCHEMA["properties"]) == set(FRONT)


def _form(name: str) -> dict[str, Any]:
    key = KEYS[name]
    form = FORMS[key.form]
    return {"type": "array", "items": form, "maxItems": 12} if key.form == "condition" and key.often else form


def step_schema(kind: str) -> dict[str, Any]:
    """Return the schema of a step of a kind."""
    chosen = STEPS[kind]
    lists = {
        "options": {"type": "array", "items": OPTION, "minItems": 2, "maxItems": MOST_OPTIONS},
        "items": {"type": "array", "items": ITEM, "minItems": 2, "maxItems": MOST_OPTIONS},
    }
    own = {chosen.choices: lists[chosen.choices]} if chosen.choices else {}
    titled = {"type": "string", "minLength": 1, "maxLength": LONGEST_TITLE}
    body = {"type": "string", "maxLength": LONGEST_TEXT}
    return {
        "type": "object",
        "required": ["title", *chosen.needs, *own],
        "additionalProperties": False,
        "properties": {
            "title": titled,
            "body": body,
            **{key: _form(key) for key in keys_of(kind)},
            **own,
        },
    }
