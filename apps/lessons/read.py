"""Reading lessons: Markdown with a few lines ``key: text``. Mistakes are sentences with their line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from apps.lessons.kinds import FRONT, KEYS
from engine.words import tr

MAX_BYTES = 100_000
MAX_LINE = 2_000
FENCE = "---"
HEADING = re.compile(r"##\s+(.+?)\s*")
KEY = re.compile(r"([a-z]{2,12}):(?:\s+(.*))?")
OPTION = re.compile(r"- \[([^\]]*)\]\s*(.*)")
ITEM = re.compile(r"- (.+?)\s+=\s+(.+)")
FEEDBACK = re.compile(r"\s+>\s?(.*)")


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is wrong in a lesson, and in which line; `str` gives both."""

    line: int
    said: str

    def __str__(self) -> str:
        """Return the sentence for a teacher."""
        return tr("Line {line}: {said}", line=self.line, said=self.said)


@dataclass(slots=True)
class Block:
    """A step, or the top of a lesson, as it is written: texts by key, and the line of each."""

    title: str
    line: int
    texts: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    options: list[dict[str, Any]] = field(default_factory=list)
    items: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Written:
    """A file as it is written: its front matter, its steps, and the mistakes found on the way."""

    front: Block
    steps: list[Block]
    mistakes: list[Mistake]


def written(text: str) -> Written:
    """Take a file apart into front matter and steps."""
    mistakes: list[Mistake] = []
    rows = text.replace("\r\n", "\n").split("\n")
    for number, row in enumerate(rows, 1):
        if len(row) > MAX_LINE:
            said = tr("this line has more than {most} letters; break it.", most=MAX_LINE)
            mistakes.append(Mistake(number, said))
            return Written(Block("", 1), [], mistakes)
    front, start = _front(rows, mistakes)
    steps: list[Block] = []
    block, now = front, _Cursor(front, mistakes)
    for number, row in enumerate(rows[start:], start + 1):
        heading = HEADING.fullmatch(row)
        if heading is None:
            now.take(number, row)
            continue
        block = Block(heading[1], number)
        steps.append(block)
        now = _Cursor(block, mistakes)
    return Written(front, steps, mistakes)


def _front(rows: list[str], mistakes: list[Mistake]) -> tuple[Block, int]:
    """Return the front matter and the index of the first row after it."""
    front = Block("", 1)
    if rows[0].strip() != FENCE:
        mistakes.append(Mistake(1, tr("a lesson begins with “---”, its title, and “---” again.")))
        return front, 0
    for number, row in enumerate(rows[1:], 2):
        if row.strip() == FENCE:
            return front, number
        if not row.strip():
            continue
        name, colon, text = row.partition(":")
        name = name.strip()
        if not colon or name not in FRONT:
            mistakes.append(Mistake(number, _no_such(name, list(FRONT))))
            continue
        value = text.strip()
        front.texts[name] = (
            int(value)
            if value.isdecimal() and name not in {"title", "language"} and len(value) < 9
            else value
        )
        front.lines[name] = number
    mistakes.append(Mistake(len(rows), tr("the front matter does not end; close it with “---”.")))
    return front, len(rows)


class _Cursor:
    """Puts the rows of a step where they belong; a text goes on until an empty row."""

    def __init__(self, block: Block, mistakes: list[Mistake]) -> None:
        self._block, self._mistakes = block, mistakes
        self._into: tuple[dict[str, Any], str] | None = None

    def take(self, number: int, row: str) -> None:
        """Take the next row."""
        if not row.strip():
            self._into = None
            self._append(self._block.texts, "body", "", "\n")
            return
        feedback = FEEDBACK.fullmatch(row)
        if feedback is not None and self._block.options:
            self._append(self._block.options[-1], "feedback", feedback[1], " ")
            return
        option = OPTION.fullmatch(row)
        if option is not None:
            right = {"x": True, "": False}.get(option[1].strip(), option[1].strip())
            self._block.options.append({"text": option[2], "right": right, "line": number})
            self._into = self._block.options[-1], "text"
            return
        item = ITEM.fullmatch(row)
        if item is not None and "order" in self._block.texts:
            self._block.items.append({"text": item[1], "value": item[2], "line": number})
            return
        key = KEY.fullmatch(row)
        if key is not None:
            self._key(number, key[1], key[2] or "")
        elif self._into is not None:
            self._append(*self._into, row.strip(), " ")
        else:
            self._append(self._block.texts, "body", row.rstrip(), "\n")
            self._block.lines.setdefault("body", number)

    def _key(self, number: int, name: str, text: str) -> None:
        block = self._block
        if name not in KEYS or not block.title:
            self._mistakes.append(Mistake(number, _no_such(name, list(KEYS) if block.title else [])))
            return
        key = KEYS[name]
        if name in block.texts and not key.often:
            said = tr("“{name}” stands twice in this step.", name=name)
            self._mistakes.append(Mistake(number, said))
            return
        if key.form == "condition" and key.often:
            block.texts.setdefault(name, []).append(text)
            block.lines[f"{name} {len(block.texts[name])}"] = number
            self._into = None
            return
        joint = "\n\n" if name in block.texts else ""
        block.texts[name] = f"{block.texts.get(name, '')}{joint}{text}"
        block.lines.setdefault(name, number)
        self._into = (block.texts, name) if key.form == "text" else None

    @staticmethod
    def _append(into: dict[str, Any], name: str, text: str, joint: str) -> None:
        before = into.get(name)
        if before is None and not text:
            return
        into[name] = text if before is None else f"{before}{joint}{text}"


def _no_such(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, 1)
    if near:
        return tr("there is no “{name}:” here; did you mean “{near}:”?", name=name[:40], near=near[0])
    if not known:
        return tr("“{name}:” belongs in a step, below a title “## …”.", name=name[:40])
    return tr("there is no “{name}:” here; there are {known}.", name=name[:40], known=", ".join(known))
