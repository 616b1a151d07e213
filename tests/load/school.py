"""A class without browsers: a teacher and students who are sent networks, and answer, all at once."""

import asyncio
import time
from dataclasses import dataclass, field
from html import escape
from typing import Any

from tornado.httpclient import AsyncHTTPClient

from line import PATIENCE, Line, read
from session import NUMBER

QUIET = 1.0  # seconds without a message after which a page has all of its pictures


async def kept(base: str, token: str) -> str:
    """What a browser keeps of a link, as it sends it along."""
    answer = await AsyncHTTPClient(force_instance=True).fetch(
        f"{base}/explore?token={token}", connect_timeout=PATIENCE, request_timeout=PATIENCE
    )
    return "; ".join(each.split(";")[0] for each in answer.headers.get_list("Set-Cookie"))


class StudentLine(Line):
    """A student's page."""

    def __init__(self, base: str, cookie: str) -> None:
        watched = (
            ("network-editor", "network"),
            ("metrics", "text"),
            ("class-strip", "markup"),
            ("class-strip", "frozen"),
        )
        # The lessons and the inside of a system come when they are first opened.
        later = (("lessons", "markup"), ("cutting-room", "markup"), ("explain-tabs", "active"))
        super().__init__(base, "/explore", (*watched, ("look-inside", "value")), cookie, later)
        self._gestures = 0

    async def join(self, name: str) -> None:
        """Open the page, join, and wait for the first numbers."""
        await self.connect()
        await self.tell("autosave", {"own": "abcdefgh12", "found": []})  # as the browser's storage answers
        await self.tell("class-strip", {"act": "join", "value": name})
        await self.until(lambda: name in self.strip and self.has_numbers)

    @property
    def strip(self) -> str:
        """What stands on the strip."""
        return self.shown("class-strip", "markup")

    @property
    def has_numbers(self) -> bool:
        """Whether the page shows numbers."""
        return NUMBER.search(self.shown("metrics", "text")) is not None

    @property
    def units(self) -> list[str]:
        """The units that are drawn."""
        return _labels(self.shown("network-editor", "network"))

    @property
    def rail(self) -> str:
        """What stands on the rail of the lessons; nothing before they are opened."""
        return self.shown("lessons", "markup") if "lessons" in self.parts else ""

    @property
    def has_done(self) -> bool:
        """Whether the step of the lesson on screen is done."""
        return "<section class='task done'>" in self.rail

    def is_told(self, choice: int) -> bool:
        """Whether an answer to a question of a lesson is judged."""
        judged = (
            f"class='option {kind}' data-act='choose' data-value='{choice}'" for kind in ("right", "wrong")
        )
        return any(each in self.rail for each in judged)

    async def gesture(self, kind: str, **values: Any) -> None:
        """Do something in the drawing."""
        self._gestures += 1
        await self.tell("network-editor", {"seq": self._gestures, "type": kind, **values})

    async def answer(self, value: str) -> float:
        """Answer a question with options; return the seconds until the page says so."""
        begun = time.perf_counter()
        await self.tell("class-strip", {"act": "answer", "value": value})
        await self.until(lambda: f"data-value='{value}' aria-pressed='true'" in self.strip)
        return time.perf_counter() - begun


class TeacherLine(Line):
    """The teacher's page."""

    def __init__(self, base: str, cookie: str) -> None:
        super().__init__(base, "/teach", (("teach-desk", "status"),), cookie)
        self.cards: dict[int, str] = {}
        self.told = self._put_cards

    async def do(self, act: str, value: str = "", **fields: str) -> None:
        """Press a button or send a form."""
        await self.tell("teach-desk", {"act": act, **({"fields": fields} if fields else {"value": value})})

    def _put_cards(self, message: Any) -> None:
        self.cards |= dict(message.get("changed") or [])

    def sees(self, step: str) -> int:
        """How many cards tell that their student is at a step, in words."""
        return sum(f"<p class='step'>{escape(step)}</p>" in card for card in self.cards.values())

    @property
    def status(self) -> str:
        """What is said about the class."""
        return self.shown("teach-desk", "status")


@dataclass
class Lesson:
    """What a class took, in seconds, a value for each student and act."""

    drawn: list[float] = field(default_factory=list)
    numbers: list[float] = field(default_factory=list)
    pictures: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    counted: list[float] = field(default_factory=list)
    frozen: list[float] = field(default_factory=list)


async def enrol(base: str, invitation: str, key: str, count: int) -> tuple[TeacherLine, list[StudentLine]]:
    """Open the pages of a teacher and of so many students."""
    teacher = TeacherLine(base, await kept(base, key))
    await teacher.connect()
    students = [StudentLine(base, await kept(base, invitation)) for _ in range(count)]
    await asyncio.gather(*(each.join(f"Student no {i}") for i, each in enumerate(students)))
    return teacher, students


async def send(
    teacher: TeacherLine, students: list[StudentLine], slug: str, labels: list[str], took: Lesson
) -> None:
    """Send an example to all, and note how long each page took to show it, its numbers and all pictures."""
    begun = time.perf_counter()
    before = [(each.shown("network-editor", "network"), each.shown("metrics", "text")) for each in students]
    await teacher.do("network", network=slug)

    async def follow(student: StudentLine, old: tuple[object, str]) -> None:
        await student.until(
            lambda: student.shown("network-editor", "network") != old[0] and student.units == labels
        )
        took.drawn.append(time.perf_counter() - begun)
        await student.until(lambda: student.shown("metrics", "text") != old[1] and student.has_numbers)
        took.numbers.append(time.perf_counter() - begun)

    await asyncio.gather(*(follow(student, old) for student, old in zip(students, before, strict=True)))
    while time.perf_counter() < max(each.heard_at for each in students) + QUIET:
        await asyncio.sleep(0.05)
    took.pictures += [each.heard_at - begun for each in students]


async def quiz(teacher: TeacherLine, students: list[StudentLine], took: Lesson) -> None:
    """Ask all, let them answer at once, and stop them."""
    await teacher.do("ask", text="Which of them?", options="one\ntwo\nthree", right="two")
    await asyncio.gather(*(each.until(lambda each=each: "Which of them?" in each.strip) for each in students))
    begun = time.perf_counter()
    took.answers += await asyncio.gather(*(each.answer(str(i % 3)) for i, each in enumerate(students)))
    count = len(students)
    await teacher.until(lambda: f"{count} of {count} have answered" in teacher.status)
    took.counted.append(time.perf_counter() - begun)
    await teacher.do("reveal")
    await asyncio.gather(*(each.until(lambda each=each: "class='bars'" in each.strip) for each in students))
    begun = time.perf_counter()
    await teacher.do("freeze")
    await asyncio.gather(
        *(each.until(lambda each=each: each.shown("class-strip", "frozen")) for each in students)
    )
    took.frozen.append(time.perf_counter() - begun)
    await teacher.do("freeze")
    await teacher.do("dismiss")


def _labels(network: object) -> list[str]:
    """The labels of the units of a drawing, as the page is sent it."""
    return [unit["label"] for unit in read(network)["units"]]
