"""`make load`: thirty people at once on this machine, each editing every few seconds; then thirty as a class.

Opens sessions over ten seconds, lets each toggle a unit every 2 to 5 s, and prints how long the numbers took
to follow, how long the server kept others waiting, and its memory over ten rounds. Then a teacher sends
networks to as many students, who answer all at once, and all go through a whole lesson. The sessions speak
the Bokeh protocol without a browser, from this process: it takes a share of the same cores.
"""

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

import psutil
from tornado.httpclient import AsyncHTTPClient

import browser as machine
from apps.document.examples import begun
from apps.lessons.library import find_lesson
from learning import ACTS, learn
from school import Lesson, StudentLine, TeacherLine, enrol, quiz, send
from session import Session

PAUSE = (2.0, 5.0)  # seconds between two edits of one person
OPENING = 10.0  # seconds in which all pages are opened
LABELS = "ABC"
SENT = ("pyphi-basic", "iit4-fig1")
BEAT = 0.02
LEFT = 40.0  # seconds after which the server has forgotten a session that was left


def main() -> None:
    """Run the rounds and print the table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--sessions", type=int, default=30)
    options.add_argument("--seconds", type=float, default=60.0, help="of editing in the first round")
    options.add_argument("--rounds", type=int, default=10)
    options.add_argument("--only-class", action="store_true", help="leave the rounds of editing out")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not given.only_class:
            with served(folder) as (url, pid):
                asyncio.run(rounds(url, pid, given))
        room = ("--host", machine.HOST, "--room", str(folder / "class.sqlite3"))
        with served(folder, "class", room) as (url, pid):
            said = (folder / "log").read_text()
            key, invitation = (
                said.rpartition(f"{url}/{path}?token=")[2].split()[0] for path in ("teach", "")
            )
            asyncio.run(lesson(url, invitation, key, given.sessions, pid))


@contextmanager
def served(folder: Path, command: str = "serve", options: Sequence[str] = ()) -> Iterator[tuple[str, int]]:
    """Serve the app, without results kept from before."""
    os.environ["PHISCOPE_CACHE"] = "off"
    process, url = machine.start(folder / "log", machine.free_port(), options=options, command=command)
    try:
        yield url, process.pid
    finally:
        process.terminate()
        process.wait(20)


async def rounds(url: str, pid: int, given: argparse.Namespace) -> None:
    """Let a class come and go, several times."""
    warm = Session(url)
    await warm.open()
    await warm.close()
    await asyncio.sleep(2)
    empty, sizes = megabytes(pid), []
    for number in range(given.rounds):
        length = given.seconds if number == 0 else min(5.0, given.seconds)
        crowd, waits, stalls = await one_round(url, given.sessions, length)
        full = megabytes(pid)
        for session in crowd:
            await session.close()
        await gone(pid)
        sizes.append(megabytes(pid))
        if number == 0:
            print(row("a page is usable after", [s.seconds_to_open for s in crowd]))
            print(row("numbers follow an edit after", waits))
            print(row("others wait (stall)", stalls))
            print(f"memory: {empty:.0f} MB at first, {(full - empty) / given.sessions:.1f} MB a session")
        print(
            f"  round {number + 1}: {full:.0f} MB with all pages open, {sizes[-1]:.0f} MB after", flush=True
        )
    print(f"memory after {given.rounds} rounds is {sizes[-1] / sizes[0] - 1:+.1%} of that after the first")


async def lesson(url: str, invitation: str, key: str, count: int, pid: int) -> None:
    """Hold a class, and print how long its students waited."""
    teacher, students = await enrol(url, invitation, key, count)
    took, works = Lesson(), []
    for slug in SENT * 2:
        labels = [unit.label for unit in begun(slug).substrate.units]
        before = processor_seconds(pid)
        await send(teacher, students, slug, labels, took)
        works.append(processor_seconds(pid) - before)
        await quiz(teacher, students, took)
    print(f"a class of {count}:")
    for name, seconds in (
        ("a network sent to all is drawn after", took.drawn),
        ("its numbers are there after", took.numbers),
        ("the last of its pictures is there after", took.pictures),
        ("all of it is so much work of the server", works),
        ("an answer is taken after", took.answers),
        ("the teacher sees all answers after", took.counted),
        ("all pages are stopped after", took.frozen),
    ):
        print(f"  {row(name, seconds)}")
    await walk(teacher, students, pid)
    for each in (teacher, *students):
        await each.close()


async def walk(teacher: TeacherLine, students: list[StudentLine], pid: int) -> None:
    """Lead the class through a whole lesson, and print how long its students waited."""
    for slug in ACTS:
        lesson = find_lesson(slug)
        assert lesson is not None
        before, begun_at = processor_seconds(pid), time.perf_counter()
        took = await learn(teacher, students, lesson)
        whole = time.perf_counter() - begun_at
        work = processor_seconds(pid) - before
        print(
            f"  “{lesson.title}”, {len(lesson.steps)} steps: {whole:.0f} s, {work:.0f} s of the server's work"
        )
        for name, seconds in (
            ("its first step is on screen after", took.begun),
            ("an act is seen to be done after", took.done),
            ("an answer is judged after", took.answered),
            ("the next step is on screen after", took.turned),
            ("the teacher sees all at a step after", took.followed),
        ):
            print(f"  {row(name, seconds)}")


async def one_round(url: str, count: int, length: float) -> tuple[list[Session], list[float], list[float]]:
    """Open the pages and edit; return the sessions, the seconds of each edit, and those others waited."""
    rng = random.Random(20260101)
    crowd = [Session(url) for _ in range(count)]
    stalls: list[float] = []
    watching = asyncio.create_task(watch(url, stalls))

    async def person(place: int, session: Session) -> list[float]:
        await asyncio.sleep(OPENING * place / count)
        await session.open()
        own = random.Random(rng.random())
        states, waits, end = [0, 1, 1], [], time.perf_counter() + length
        while time.perf_counter() < end:
            await asyncio.sleep(own.uniform(*PAUSE))
            unit = own.randrange(len(LABELS))
            states[unit] = 1 - states[unit]
            waits.append(await session.edit(LABELS[unit], states[unit]))
        return waits

    found = await asyncio.gather(*(person(i, session) for i, session in enumerate(crowd)))
    watching.cancel()
    return crowd, [wait for waits in found for wait in waits], stalls


async def watch(url: str, stalls: list[float]) -> None:
    """Ask the server for a sign of life all the time, and note how long each takes."""
    client = AsyncHTTPClient(force_instance=True)
    while True:
        begun = time.perf_counter()
        await client.fetch(f"{url}/liveness", request_timeout=120.0)
        stalls.append(time.perf_counter() - begun)
        await asyncio.sleep(BEAT)


async def gone(pid: int) -> None:
    """Wait until the server has let go of the sessions, which it does half a minute after they were left."""
    await asyncio.sleep(LEFT)
    before = megabytes(pid)
    for _ in range(20):
        await asyncio.sleep(3)
        now = megabytes(pid)
        if now >= before - 0.5:
            return
        before = now


def megabytes(pid: int) -> float:
    """Return the resident memory of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def processor_seconds(pid: int) -> float:
    """Return how long a process has computed, which does not depend on who else does."""
    used = psutil.Process(pid).cpu_times()
    return used.user + used.system


def row(name: str, seconds: list[float]) -> str:
    """Return a line of the table."""
    p95 = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    return (
        f"{name}: median {median(seconds):.2f} s, 95 % below {p95:.2f} s, longest {max(seconds):.2f} s "
        f"({len(seconds)} times)"
    )


if __name__ == "__main__":
    main()
