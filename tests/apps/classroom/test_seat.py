"""A student's page in the class: it shows what is sent and asked, and speaks for its own student alone."""

import asyncio
from dataclasses import replace

import pytest

from apps import views
from apps.classroom import strip
from apps.classroom.room import Classroom
from apps.classroom.seat import companion
from apps.classroom.store import RoomStore
from apps.document.examples import begun
from apps.serving.visitor import VISITOR, Visitor
from apps.workspace.workbench import page
from parts import part
from visits import Visit, visit
from wire import Wire

pytestmark = [
    pytest.mark.filterwarnings("ignore:The inplace keyword"),
    pytest.mark.filterwarnings("ignore:Both 'variant' and 'button_style'"),
]
ANNA, BEN = "a" * 22, "b" * 22
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def room(tmp_path):
    return Classroom(RoomStore(tmp_path / "class.sqlite3"))


class Desk:
    """A page of somebody, with the ends of its wires."""

    def __init__(self, room, visitor):
        token = VISITOR.set(replace(visitor, every_tool=True))
        try:
            self.visit = Visit(page(views.load()["explore"], companion(room)))
        finally:
            VISITOR.reset(token)
        self.strip = self.visit.part("class-strip")
        self.wire = Wire(self.strip)
        Wire(part(self.visit.page, "autosave")).send({"own": "x" * 16, "found": []})

    def say(self, act, value="", **more):
        self.wire.send({"act": act, "value": value, **more})


def seated(room, scene, *visitors):
    """Play a scene with a page for each visitor."""

    async def play():
        await scene(*(Desk(room, each) for each in visitors))

    asyncio.run(play())


def test_a_student_joins_is_sent_a_network_and_answers(room):
    async def scene(anna):
        assert "Join" in anna.strip.markup
        anna.say("join", "x" * 41)
        assert "at most 40 letters" in anna.strip.markup
        anna.say("join", HOSTILE)
        assert "&lt;img" in anna.strip.markup
        assert "<img" not in anna.strip.markup
        await anna.visit.until(lambda: room.students[1].phi_s is not None)
        assert room.students[1].phi_s == pytest.approx(0.1719, abs=1e-4)
        assert not room.is_away(room.students[1])
        room.send_network(begun("pyphi-basic"))
        await anna.visit.until(lambda: room.snapshots[1].origin == "pyphi-basic")
        room.ask("Which?", [HOSTILE, "no"], "no", covers=True)
        assert anna.strip.covered
        assert "<img" not in anna.strip.markup
        anna.say("answer", "7")
        assert "Choose one" in anna.strip.markup
        anna.say("answer", "1")
        assert room.answers == {(1, 1): "1"}
        room.reveal()
        assert not anna.strip.covered
        assert "class='bars'" in anna.strip.markup
        room.freeze(True)
        assert (anna.strip.frozen, strip.FROZEN in anna.strip.markup) == (True, True)
        room.freeze(False)
        room.close()
        assert strip.OVER in anna.strip.markup

    seated(room, scene, Visitor(ANNA))


def test_no_message_speaks_for_another_student_or_the_teacher(room):
    async def scene(anna, ben):
        anna.say("join", "Anna")
        ben.say("join", "Ben")
        room.ask("Which?", ["yes", "no"])
        for act in ("send", "freeze", "reveal", "close", "show", "unname", "network", "collect"):
            ben.say(act, "1", number=1, seat=ANNA, student=1)
        ben.say("answer", "1", number=1, seat=ANNA, student=1)
        assert room.answers == {(1, 2): "1"}
        assert (room.is_frozen, room.is_over, room.sent.number) == (False, False, 0)
        # What a browser writes into its own page changes nothing in the room.
        ben.strip.param.update(frozen=True, markup="mine")
        assert (room.is_frozen, room.question.is_revealed) == (False, False)
        for value in (3, None, ["0"], "0" * 10**6):
            ben.say("answer", value)
        for nonsense in (None, 3, {"act": ["answer"]}):
            ben.wire.send(nonsense)
        assert room.answers == {(1, 2): "1"}
        assert ANNA not in ben.strip.markup

    seated(room, scene, Visitor(ANNA), Visitor(BEN))


def test_a_student_comes_back_to_the_seat_and_misses_nothing(room):
    room.join(ANNA, "Anna")
    room.send_network(begun("pyphi-basic"))

    async def scene(anna):
        assert "Anna" in anna.strip.markup
        await anna.visit.until(lambda: anna.strip.sent == 1)
        assert anna.visit.part("preset").value == "pyphi-basic"
        for nonsense in ("x", "²", "7", "1" * 20):
            anna.say("had", nonsense)
        assert room.students[1].received == 0
        room.send_step("1-units-and-tpm", "", "Units")
        await anna.visit.until(lambda: "step 1 of" in room.students[1].step)

    seated(room, scene, Visitor(ANNA))


def test_a_page_that_was_left_keeps_nothing_from_the_next(room):
    room.join(ANNA, "Anna")

    async def scene(left, page):
        await page.visit.until(lambda: not room.is_away(room.students[1]))
        room.send_network(begun("pyphi-basic"))
        assert (left.strip.sent, page.strip.sent) == (1, 1)
        late = Desk(room, Visitor(ANNA))
        await late.visit.until(lambda: late.strip.sent == 1)
        late.say("had", "1")
        last = Desk(room, Visitor(ANNA))
        await last.visit.until(lambda: last.visit.part("autosave") is not None and room._pages[1] == 4)
        assert last.strip.sent == 0

    seated(room, scene, Visitor(ANNA), Visitor(ANNA))


def test_without_a_seat_nobody_joins(room):
    async def scene(nobody):
        nobody.say("join", "Anna")
        assert "Open the link of the class again" in nobody.strip.markup

    seated(room, scene, Visitor())


def test_the_teachers_own_page_sends_its_network(room):
    async def scene(teacher):
        teacher.visit.gesture("toggle", label="A", state=1)
        teacher.say("send")
        assert room.snapshots[0].state == (1, 1, 1)
        assert "Sent to all" in teacher.strip.said

    seated(room, scene, Visitor("t" * 22, is_teacher=True))


def test_without_a_class_a_page_has_no_strip():
    async def scene(shown):
        assert shown.parts("class-strip") == []

    visit(lambda: page(views.load()["explore"]), scene)
