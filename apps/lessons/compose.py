"""Making a lesson of what is written, with a sentence and a line for each mistake."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from apps.lessons.expressions import Condition, Reference, condition, reference, references_in
from apps.lessons.kinds import KEYS, STEPS, keys_of, kind_told_by
from apps.lessons.lesson import Item, Lesson, LessonClaim, LessonStep, Option, Setup
from apps.lessons.read import MAX_BYTES, Block, Mistake, written
from apps.lessons.schema import FRONT_SCHEMA, MOST_STEPS, step_schema
from apps.lessons.values import GUESS, VALUES
from engine.errors import PhiscopeError
from engine.words import tr

KINDS = {GUESS: "number", **{name: value.kind for name, value in VALUES.items()}}
NUMBER = re.compile(r"-?\d+(\.\d+)?")
NAMED = re.compile(r"(.+?)\s*\{#([\w-]+)\}")
Read = TypeVar("Read")


def compose(slug: str, data: bytes, folder: str = "") -> tuple[Lesson | None, list[Mistake]]:
    """Return the lesson of a file, None if it has mistakes; and these, by line.

    Parameters
    ----------
    slug : str
        Name of the file, without ending.
    data : bytes
        What stands in it.
    folder : str
        Where it is, if it may bring networks of its own.
    """
    if len(data) > MAX_BYTES:
        said = tr(
            "the file has {size:,} bytes; a lesson has at most {most:,}.", size=len(data), most=MAX_BYTES
        )
        return None, [Mistake(1, said)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, [Mistake(line, tr("this is no UTF-8; save the file as UTF-8."))]
    found = written(text)
    composer = _Composer(found.mistakes)
    composer.check(
        found.front, {key: v for key, v in found.front.texts.items() if key != "body"}, FRONT_SCHEMA
    )
    steps = [composer.step(block) for block in found.steps]
    if not 1 <= len(steps) <= MOST_STEPS:
        said = tr("a lesson has 1 to {most} steps, each below a title “## …”; here are {n}.", most=MOST_STEPS,
                  n=len(steps))  # fmt: skip
        composer.mistakes.append(Mistake(1, said))
    composer.in_order(steps)
    if composer.mistakes:
        return None, sorted(set(composer.mistakes))
    front = found.front.texts
    lesson = Lesson(
        slug,
        front["title"],
        front.get("body", "").strip(),
        int(front.get("place", 1000)),
        int(front["minutes"]),
        tuple(steps),
        folder,
        front.get("language", "en"),
    )
    return replace(lesson, setups=_setups(lesson)), []


def _setups(lesson: Lesson) -> dict[str, Setup]:
    """Return what is on the page at each step, if everything was left as the steps put it."""
    now, found = Setup(), {}
    for step in lesson.steps:
        if step.setup is not None and step.setup.network:
            now = step.setup
        elif step.setup is not None:
            told = {name: text for name in Setup.__slots__ if (text := getattr(step.setup, name))}
            now = replace(now, **told)
        found[step.id] = now
    return found


class _Composer:
    """Collects the mistakes of a file while its steps are made."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = mistakes

    def check(self, block: Block, content: dict[str, Any], schema: dict[str, Any]) -> bool:
        """Check a part against its schema; return whether it fits."""
        errors = list(Draft202012Validator(schema).iter_errors(content))
        for error in errors:
            self.mistakes.append(Mistake(_line(block, error), _said(error)))
        return not errors

    def step(self, block: Block) -> LessonStep:
        """Make a step; where something is wrong with it, only the mistakes count."""
        texts = dict(block.texts)
        kinds = kind_told_by(set(texts))
        if len(kinds) > 1:
            keys = ", ".join(f"“{STEPS[kind].key}:”" for kind in kinds)
            said = tr("a step asks for one thing, this one has {keys}; make two steps of it.", keys=keys)
            self.mistakes.append(Mistake(block.line, said))
        kind = kinds[0]
        for key in [key for key in texts if key != "body" and key not in keys_of(kind)]:
            said = tr("“{key}:” does not belong in a step of this kind ({kind}).", key=key, kind=kind)
            self.mistakes.append(Mistake(block.lines.get(key, block.lines.get(f"{key} 1", block.line)), said))
            del texts[key]
        content: dict[str, Any] = {**self._typed(block, texts), "title": block.title}
        wanted = STEPS[kind].choices
        if block.options and wanted != "options":
            said = tr("answers to choose from belong to a question: write “ask: …” above them.")
            self.mistakes.append(Mistake(block.options[0]["line"], said))
        if wanted == "options":
            content["options"] = block.options
        if wanted == "items":
            content["items"] = block.items
        self.check(block, content, step_schema(kind))
        return self._made(block, kind, content)

    def _typed(self, block: Block, texts: dict[str, Any]) -> dict[str, Any]:
        out = dict(texts)
        if "words" in out:
            out["words"] = [word.strip() for word in out["words"].split(",") if word.strip()]
        if "within" in out:
            try:
                out["within"] = float(out["within"])
            except ValueError:
                said = tr("“within” is a number such as 0.1.")
                self.mistakes.append(Mistake(block.lines["within"], said))
                del out["within"]
        out |= {key: out[key] == "yes" for key in out if key in KEYS and KEYS[key].form == "yes"}
        return {key: text.strip() if isinstance(text, str) else text for key, text in out.items()}

    def _made(self, block: Block, kind: str, content: dict[str, Any]) -> LessonStep:
        named = NAMED.fullmatch(block.title)
        title, own = named.groups() if named else (block.title, "")
        told = {name: content.get(name, "") for name in Setup.__slots__}
        claims = [
            (text, block.lines.get(f"claim {i}", block.line))
            for i, text in enumerate(content.get("claim", []), 1)
        ]
        asked = content.get(STEPS[kind].key, "") if STEPS[kind].key else ""
        for key in ("body", STEPS[kind].key, "hint", "then"):
            self._references(content.get(key, ""), block.lines.get(key, block.line))
        until = content.get("until")
        line = block.lines.get("until", block.line)
        return LessonStep(
            id=own or step_id(title),
            title=title,
            body=content.get("body", ""),
            kind=kind,
            task=asked,
            setup=Setup(**told) if any(told.values()) else None,
            until=None if until is None else self._condition(until, line),
            hint=content.get("hint", ""),
            then=content.get("then", ""),
            options=tuple(self._option(each) for each in content.get("options", [])),
            items=tuple(
                Item(each["text"], value)
                for each in content.get("items", [])
                if (value := self._reference(each["value"], each["line"])) is not None
            ),
            of=self._reference(content["of"], block.lines["of"]) if "of" in content else None,
            within=content.get("within", 0.1),
            claims=tuple(
                LessonClaim(found, text, line)
                for text, line in claims
                if (found := self._condition(text, line))
            ),
            words=tuple(content.get("words", ())),
            cover=content.get("cover"),
            inside=content.get("inside", False),
            anywhere=content.get("anywhere", False),
            line=block.line,
        )

    def _option(self, each: dict[str, Any]) -> Option:
        right = each["right"]
        if isinstance(right, str):
            right = self._condition(right.removeprefix("if "), each["line"]) or False
        for text in (each["text"], each.get("feedback", "")):
            self._references(text, each["line"])
        return Option(each["text"], right, each.get("feedback", "").strip(), each["line"])

    def _reference(self, text: str, line: int) -> Reference | None:
        found = self._tried(lambda: reference(text), line)
        if found is not None:
            self._known(found, line)
        return found

    def _condition(self, text: str, line: int) -> Condition | None:
        found = self._tried(lambda: condition(text, KINDS), line)
        if found is None:
            return None
        for each in found.references:
            self._known(each, line)
        for part in found.parts:
            is_word = isinstance(part.right, str) and part.operator and KINDS.get(part.left.name) == "number"
            if is_word and not NUMBER.fullmatch(str(part.right)):
                self.mistakes.append(Mistake(line, tr("“{word}” is no number.", word=part.right)))
        return found

    def _references(self, text: str, line: int) -> None:
        for each in self._tried(lambda: references_in(text), line) or ():
            self._known(each, line)

    def _tried(self, read: Callable[[], Read], line: int) -> Read | None:
        try:
            return read()
        except PhiscopeError as error:
            self.mistakes.append(Mistake(line, str(error)))
            return None

    def _known(self, asked: Reference, line: int) -> None:
        if asked.name == GUESS:
            return
        value = VALUES.get(asked.name)
        if value is None:
            said = tr(
                "there is no value “{name}”; there are {known}.", name=asked.name, known=", ".join(VALUES)
            )
        elif not value.needs <= len(asked.args) <= len(value.takes):
            said = tr("“{name}” takes {takes}; {needs} of these must be given.", name=asked.name,
                      takes=", ".join(value.takes) or tr("nothing"), needs=value.needs)  # fmt: skip
        else:
            return
        self.mistakes.append(Mistake(line, said))

    def in_order(self, steps: list[LessonStep]) -> None:
        """Check that titles differ, and that steps ask for values of earlier ones only."""
        earlier: set[str] = set()
        for step in steps:
            for asked in {each.step for each in step.asked if each.step} - earlier:
                said = tr("“@{step}” is no earlier step; there are {known}.", step=asked,
                          known=", ".join(sorted(earlier)) or tr("none"))  # fmt: skip
                self.mistakes.append(Mistake(step.line, said))
            if step.id in earlier:
                said = tr("two steps are called “{id}”; give one another title.", id=step.id)
                self.mistakes.append(Mistake(step.line, said))
            if step.options and not any(option.is_right is not False for option in step.options):
                self.mistakes.append(Mistake(step.line, tr("none of the answers is right; mark one by [x].")))
            earlier.add(step.id)


def step_id(title: str) -> str:
    """Return the name of a step that has this title: "cut-it"."""
    return "-".join(re.findall(r"[^\W_]+", title.casefold())) or "step"


def _line(block: Block, error: ValidationError) -> int:
    where = list(error.absolute_path)
    if len(where) > 1 and where[0] in {"options", "items"}:
        return getattr(block, where[0])[where[1]]["line"]
    key = str(where[0]) if where else ""
    if len(where) > 1:
        key = f"{key} {int(where[1]) + 1}" if f"{key} {int(where[1]) + 1}" in block.lines else key
    return block.lines.get(key, block.line)


def _said(error: ValidationError) -> str:
    """Return the sentence about what does not fit the schema."""
    name = str(error.absolute_path[0]) if error.absolute_path else ""
    value: Any = error.validator_value
    match error.validator:
        case "required":
            missing = next(each for each in value if each not in error.instance)
            if missing == "feedback":
                return tr("this answer has no feedback; write it below, as “  > …”.")
            if missing in {"options", "items"}:
                return tr("there is nothing to choose from or to order; write lines “- …” below.")
            return tr("“{name}:” is missing.", name=missing)
        case "minItems":
            return tr("there are too few “{name}”; write at least {n}.", name=name, n=value)
        case "maxItems":
            return tr("there are too many “{name}”; write at most {n}.", name=name, n=value)
        case "minLength":
            return tr("“{name}” is empty.", name=name)
        case "maxLength":
            return tr("“{name}” is longer than {n} letters; shorten it.", name=name, n=value)
        case "minimum" | "maximum":
            return tr("“{name}” is out of range; the limit is {n}.", name=name, n=value)
    return tr("“{name}” cannot be read; write a whole number.", name=name)
