"""The teacher's page: what it sends, asks and shows, and that nothing a student wrote is run there."""

import asyncio
import base64
import io
import zipfile
from types import SimpleNamespace

import pytest

from apps.classroom import teach_cards
from apps.classroom.records import STUCK
from apps.classroom.room import Classroom
from apps.classroom.store import RoomStore
from apps.classroom.teach import Teacher, link_at, teach_page
from apps.document.examples import begun
from apps.document.snapshot import opened
from apps.serving.visitor import VISITOR, Visitor
from engine.substrate.functions import Logistic
from engine.substrate.substrate import Substrate, Unit
from wire import Wire

ANNA = "a" * 22
HOSTILE = "<script>alert('x')</script>"
LINK = "http://10.0.0.5:5006/?token=abcdefghj"


@pytest.fixture
def room(tmp_path):
    made = Classroom(RoomStore(tmp_path / "class.sqlite3"))
    made.join(ANNA, HOSTILE)
    return made


@pytest.fixture
def page(room):
    teacher = Teacher(room, LINK)
    wire = Wire(teacher.desk)

    def say(act, value="", **fields):
        wire.send({"act": act, "fields": fields} if fields else {"act": act, "value": value})

    return SimpleNamespace(desk=teacher.desk, say=say, told=wire.told, download=Wire(teacher._download))


def test_the_link_is_there_to_read_and_to_photograph(page):
    assert LINK in page.desk.forms
    assert "<svg" in page.desk.forms


@pytest.mark.parametrize(
    ("page", "link"),
    [
        (("https:", "school.org", "", "/phiscope/teach"), "https://school.org/phiscope/?token=abcdefghj"),
        (("http:", "10.0.0.7", "5006", "/teach"), "http://10.0.0.7:5006/?token=abcdefghj"),
        (("http:", "127.0.0.1", "5006", "/teach"), LINK),
        (("", "", "", ""), LINK),
    ],
)
def test_behind_a_proxy_the_link_is_that_of_the_proxy(page, link):
    protocol, hostname, port, pathname = page
    location = SimpleNamespace(protocol=protocol, hostname=hostname, port=port, pathname=pathname)
    assert link_at(location, LINK) == link


def test_networks_and_steps_are_sent(page, room):
    page.say("network", network="pyphi-basic")
    assert room.snapshots[0] == begun("pyphi-basic")
    page.say("step", step="1-units-and-tpm#no-such-step")
    page.say("network", network="no-such-network")
    assert room.sent.number == 1
    slug = page.desk.forms.partition("<option value='1-units-and-tpm#")[2].partition("'")[0]
    page.say("step", step=f"1-units-and-tpm#{slug}")
    assert (room.sent.kind, room.sent.what) == ("step", f"1-units-and-tpm#{slug}")


def test_a_question_is_asked_revealed_and_taken_off(page, room):
    page.say("ask", text=HOSTILE, options=f"{HOSTILE}\nno\n", right="no", covers="on")
    assert {"asked": True} in page.told
    assert room.question.covers
    room.answer(ANNA, "0")
    page.say("look")
    assert "1 of 1 have answered." in page.desk.status
    assert "<script" not in page.desk.status
    page.say("reveal")
    assert room.question.is_revealed
    page.say("dismiss")
    assert room.question is None
    page.say("ask", text="", options="")
    assert "Write a question" in page.desk.status


def test_each_student_has_a_card_and_only_those_that_change_are_sent(page, room):
    page.say("look")
    ((number, card),) = page.told[-1]["changed"]
    assert number == 1
    assert "<script" not in card
    assert "Away" in card
    sent = len(page.told)
    page.say("nothing")
    page.say("show", "9")
    assert "no network" in page.desk.status
    assert len(page.told) == sent
    room.enter(1)
    room.work(ANNA, begun("iit4-fig1"), 0.171863)
    page.say("look")
    ((_, card),) = page.told[-1]["changed"]
    assert ">0.1719<" in card
    assert "<svg" in card
    page.say("show", "1")
    assert room.sent.kind == "network"
    page.say("unname", "1")
    assert room.students[1].name == ""


def test_who_has_done_nothing_for_long_is_marked(room):
    room.enter(1)
    now = room.students[1].acted
    assert "stuck" not in teach_cards.card(room, room.students[1], now)
    late = teach_cards.card(room, room.students[1], now + STUCK + 1)
    assert "class='stuck'" in late
    assert "Nothing done for 2 minutes" in late
    assert "1 has done nothing" in teach_cards.status(room, now + STUCK + 1, "", False)


def test_a_network_too_large_to_draw_is_counted(room):
    units = tuple(Unit(f"U{i}", Logistic(k=4.0)) for i in range(50))
    room.work(ANNA, opened(Substrate(units, ())), None)
    assert "50 units" in teach_cards.card(room, room.students[1], 0)


def test_the_class_is_stopped_collected_and_ended_after_asking(page, room):
    page.say("freeze")
    assert room.is_frozen
    page.say("freeze")
    page.say("collect")
    (file,) = page.download.told
    assert zipfile.ZipFile(io.BytesIO(base64.b64decode(file["data"]))).namelist() == ["answers.csv"]
    page.say("close")
    assert not room.is_over
    page.say("end")
    assert "what you did not collect is gone" in page.desk.status
    page.say("stay")
    page.say("close")
    assert not room.is_over
    page.say("end")
    page.say("close")
    assert room.is_over
    assert page.told[-1]["all"] == []


@pytest.mark.parametrize("value", [None, 3, {"text": 3}, {"text": ["x"]}, ["x"], "1" * 99, "²"])
def test_nonsense_is_refused(page, room, value):
    for act in ("network", "step", "ask", "show", "unname"):
        page.say(act, value)
    assert (room.sent.number, room.questions, room.students[1].name) == (0, [], HOSTILE)


def test_the_page_is_built_for_the_teacher_alone(room):
    built = teach_page(room, lambda: LINK)
    with pytest.raises(PermissionError):
        built()

    async def teachers():
        VISITOR.set(Visitor(is_teacher=True))
        return built()

    assert asyncio.run(teachers()).title == "phiscope: class"
