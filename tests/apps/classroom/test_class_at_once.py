"""A class of five without browsers: sent to all, answered at once, and gone on after a restart."""

import asyncio
import socket
import time

import pytest

from apps.classroom.room import Classroom
from apps.classroom.store import RoomStore
from apps.gate import AccessGate, Invitation
from apps.lessons.library import find_lesson
from apps.origins import Address
from apps.server import serve
from learning import ACTS, learn
from school import Lesson, StudentLine, enrol, quiz, send

STUDENTS = 5
pytestmark = [
    pytest.mark.filterwarnings("ignore:The inplace keyword"),
    pytest.mark.filterwarnings("ignore:Both 'variant' and 'button_style'"),
]


class Served:
    """A server of a room, in a thread; `stop` lets go of the room's file too."""

    def __init__(self, path, port):
        self.base = f"http://127.0.0.1:{port}"
        self.store = RoomStore(path)
        self.room = Classroom(self.store)
        address = Address(port)
        gate = AccessGate(address, Invitation(self.room.invitation, self.room.key))
        self._thread = serve(address, gate, self.room)
        until = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                assert time.monotonic() < until
                time.sleep(0.05)

    def stop(self):
        self._thread.stop()
        self._thread.join(30)
        self.store.leave()


@pytest.fixture
def port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def test_a_class_is_sent_a_network_and_answers_and_goes_on_after_a_restart(tmp_path, port):
    path = tmp_path / "class.sqlite3"

    async def first(server):
        room, took = server.room, Lesson()
        teacher, students = await enrol(server.base, room.invitation, room.key, STUDENTS)
        await send(teacher, students, "pyphi-basic", list("ABC"), took)
        await quiz(teacher, students, took)
        assert len(took.numbers) == len(took.answers) == STUDENTS
        assert sorted(room.answers.values()) == ["0", "0", "1", "1", "2"]
        # Each page shows its own student and no other.
        for i, student in enumerate(students):
            assert [j for j in range(STUDENTS) if f"no {j}" in student.strip] == [i]
        async with asyncio.timeout(30):
            while any(each.phi_s is None for each in room.students.values()):
                await asyncio.sleep(0.05)
        assert all(each.phi_s == pytest.approx(0.415, abs=1e-3) for each in room.students.values())
        for each in (teacher, *students):
            await each.close()
        return students[0].cookie

    async def second(server, cookie):
        student = StudentLine(server.base, cookie)
        await student.connect()
        assert "Student no 0" in student.strip
        assert len(server.room.students) == STUDENTS
        await student.close()

    server = Served(path, port)
    try:
        cookie = asyncio.run(first(server))
    finally:
        server.stop()
    server = Served(path, port)
    try:
        asyncio.run(second(server, cookie))
    finally:
        server.stop()


@pytest.mark.slow
@pytest.mark.parametrize("slug", ACTS)
def test_a_class_goes_through_a_whole_lesson(tmp_path, port, slug):
    lesson = find_lesson(slug)
    acts = [step.id for step in lesson.steps if step.kind == "act"]
    assert acts == list(ACTS[slug])

    async def hold(server):
        teacher, students = await enrol(server.base, server.room.invitation, server.room.key, STUDENTS)
        took = await learn(teacher, students, lesson)
        assert len(took.begun) == STUDENTS
        assert len(took.done) == STUDENTS * len(acts)
        assert len(took.turned) == STUDENTS * (len(lesson.steps) - 1)
        assert len(took.followed) == len(lesson.steps)
        at_the_end = {each.step for each in server.room.students.values()}
        assert at_the_end == {f"{lesson.title}: step {len(lesson.steps)} of {len(lesson.steps)}"}
        for each in (teacher, *students):
            await each.close()

    server = Served(tmp_path / "class.sqlite3", port)
    try:
        asyncio.run(hold(server))
    finally:
        server.stop()
