"""A room: who is in it, what each may do, and that it survives a restart."""

import stat
from dataclasses import replace

import pytest

from apps.classroom.records import (
    MAX_NAME,
    MAX_QUESTION,
    MOST_OPTIONS,
    MOST_STUDENTS,
    STUCK,
    Question,
    Sent,
    asked,
    read_name,
)
from apps.classroom.room import FOR_ALL, OF_ONE, Classroom
from apps.classroom.store import RoomStore
from apps.document.examples import begun
from engine.errors import PhiscopeError

ANNA, BEN = "a" * 22, "b" * 22


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "rooms" / "class.sqlite3"


@pytest.fixture
def room(path, clock):
    return Classroom(RoomStore(path), clock)


def figure(state=(0, 1, 1)):
    return replace(begun("iit4-fig1"), state=state)


def test_students_join_by_a_name_or_none_and_keep_their_seat(room):
    assert room.join(ANNA, " Anna\n\x07 B ").called == "Anna B"
    assert room.join(BEN, "").called == "Student 2"
    assert room.join(ANNA, "somebody else").called == "Anna B"
    assert [each.number for each in room.students.values()] == [1, 2]
    assert room.seated("") is None
    assert room.seated(ANNA[:-1]) is None


@pytest.mark.parametrize("name", ["x" * (MAX_NAME + 1), "x" * 10**6, " " * 10**6])
def test_a_name_that_is_too_long_is_refused(room, name):
    with pytest.raises(PhiscopeError, match="at most 40 letters"):
        room.join(ANNA, name)
    assert not room.students
    assert read_name("é" * MAX_NAME) == "é" * MAX_NAME


def test_a_room_has_an_end(room):
    for i in range(MOST_STUDENTS):
        room.join(f"{i:022}", "")
    with pytest.raises(PhiscopeError, match="full"):
        room.join(ANNA, "")
    with pytest.raises(PhiscopeError, match="link"):
        room.join("", "")


def test_work_is_kept_with_the_time_of_the_last_act(room, clock):
    room.join(ANNA, "Anna")
    room.work(ANNA, figure(), None)
    clock.now += STUCK + 1
    assert room.students[1].is_stuck(clock.now)
    room.work(ANNA, room.snapshots[1], 0.17)  # what it began with is no act
    assert (room.students[1].phi_s, room.students[1].is_stuck(clock.now)) == (0.17, True)
    room.work(ANNA, figure((1, 1, 1)), 0.3)
    assert not room.students[1].is_stuck(clock.now)
    assert room.students[1].network.startswith("1.")
    room.step(ANNA, "Units: step 2 of 9")
    assert room.students[1].step == "Units: step 2 of 9"


def test_a_frozen_room_takes_neither_work_nor_answers(room):
    room.join(ANNA, "Anna")
    room.work(ANNA, figure(), 0.1)
    room.ask("How much?", [])
    room.freeze(True)
    room.work(ANNA, figure((1, 1, 1)), 0.9)
    with pytest.raises(PhiscopeError, match="No answers"):
        room.answer(ANNA, "1")
    assert room.students[1].phi_s == 0.1
    room.freeze(False)
    room.answer(ANNA, "1")
    assert room.answered(ANNA) == "1.0"


def test_who_has_not_joined_does_nothing(room):
    room.work(ANNA, figure(), 0.1)
    room.step(ANNA, "x")
    room.ask("How much?", [])
    with pytest.raises(PhiscopeError, match="Join"):
        room.answer(ANNA, "1")
    room.receive(ANNA, 1)
    assert not room.students


def test_a_question_is_answered_until_it_is_revealed(room):
    room.join(ANNA, "")
    with pytest.raises(PhiscopeError, match="No answers"):
        room.answer(ANNA, "0")
    room.ask("Which?", ["yes", "no"], "no", covers=True)
    for wrong in ("2", "-1", "", "yes", "²", "0" * 99):
        with pytest.raises(PhiscopeError, match="Choose"):
            room.answer(ANNA, wrong)
    room.answer(ANNA, "0")
    room.answer(ANNA, "1")
    assert room.answers == {(1, 1): "1"}
    room.reveal()
    with pytest.raises(PhiscopeError, match="No answers"):
        room.answer(ANNA, "0")
    room.dismiss()
    assert room.question is None
    room.ask("How much?", [], "0,5")
    assert room.question == Question(2, "How much?", right="0.5")
    for wrong in ("nan", "inf", "much", ""):
        with pytest.raises(PhiscopeError, match="number"):
            room.answer(ANNA, wrong)
    room.answer(ANNA, " 0,25 ")
    assert room.answered(ANNA) == "0.25"


@pytest.mark.parametrize(
    ("text", "options", "right"),
    [
        ("", [], ""),
        ("x" * (MAX_QUESTION + 1), [], ""),
        ("one", ["a"], ""),
        ("many", ["a"] * (MOST_OPTIONS + 1), ""),
        ("long", ["a", "b" * 121], ""),
        ("right", ["a", "b"], "c"),
        ("right", ["a", "b"], "3"),
        ("right", [], "c"),
    ],
)
def test_a_question_that_is_none_is_refused(text, options, right):
    with pytest.raises(PhiscopeError):
        asked(1, text, options, right, False)


def test_a_right_answer_may_be_its_place():
    assert asked(1, "Which?", ["a", " b ", ""], "2", False).right == "1"
    assert asked(1, "Which?", ["2", "1"], "2", False).right == "0"


def test_what_is_sent_has_a_number_and_each_browser_says_that_it_has_it(room):
    room.join(ANNA, "")
    room.join(BEN, "")
    room.send_network(figure())
    assert (room.sent.number, room.sent.kind, room.snapshots[0]) == (1, "network", figure())
    for number in (2, 0, -1):
        room.receive(ANNA, number)
    assert room.students[1].received == 0
    room.receive(ANNA, 1)
    room.send_step("1-units-and-tpm", "how-many", "How many?")
    assert room.sent.place == ("1-units-and-tpm", "how-many")
    room.receive(BEN, 2)
    room.receive(BEN, 1)
    assert [each.received for each in room.students.values()] == [1, 2]


def test_one_students_network_is_shown_to_all_without_the_name(room):
    room.join(ANNA, "Anna")
    with pytest.raises(PhiscopeError, match="no network"):
        room.show(1)
    room.work(ANNA, figure((1, 1, 1)), None)
    room.send_network(figure())
    for number in (0, 2):
        with pytest.raises(PhiscopeError, match="no network"):
            room.show(number)
    room.show(1)
    assert room.snapshots[0].state == (1, 1, 1)
    assert "Anna" not in room.sent.note


def test_news_are_for_all_or_of_one(room):
    heard = []
    end = room.listen(heard.append)
    room.join(ANNA, "Anna")
    room.freeze(True)
    assert heard == [OF_ONE, FOR_ALL]
    end()
    end()
    room.freeze(False)
    assert heard == [OF_ONE, FOR_ALL]


def test_who_has_no_page_open_is_away(room):
    student = room.join(ANNA, "")
    assert room.is_away(student)
    room.enter(1)
    room.enter(1)
    room.enter(1, -1)
    assert not room.is_away(student)
    room.enter(1, -1)
    assert room.is_away(student)


def test_the_room_survives_a_restart(room, path, clock):
    room.join(ANNA, "Anna")
    room.work(ANNA, figure((1, 1, 1)), 0.25)
    room.ask("Which?", ["yes", "no"], "yes", covers=True)
    room.answer(ANNA, "1")
    room.send_network(figure())
    room.freeze(True)
    again = Classroom(RoomStore(path), clock)
    for name in ("invitation", "key", "students", "questions", "answers", "question", "sent", "is_frozen"):
        assert getattr(again, name) == getattr(room, name), name
    assert again.snapshots[1].state == (1, 1, 1)
    assert again.snapshots[0].dynamics == figure().dynamics
    assert again.is_away(again.students[1])


def test_a_network_that_cannot_be_read_does_not_keep_the_class_from_going_on(path):
    store = RoomStore(path)
    Classroom(store).join(ANNA, "Anna")
    store.keep_student(replace(store.students()[0], network="1.nonsense"))
    store.keep_sent(Sent(1, "network", "2.nonsense"))
    assert Classroom(RoomStore(path)).snapshots == {}


def test_closing_deletes_names_and_all_else(room, path):
    room.join(ANNA, "Annabella")
    room.unname(1)
    room.unname(7)
    assert room.students[1].name == ""
    room.join(BEN, "Benedikta")
    room.close()
    assert not list(path.parent.iterdir())
    with pytest.raises(PhiscopeError, match="over"):
        room.join("c" * 22, "")
    room.work(ANNA, figure(), 1.0)
    room.enter(1, -1)
    assert not room.students


def test_the_file_is_its_owners_alone_and_a_name_taken_away_is_not_in_it(room, path):
    room.join(ANNA, "Annabella")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    room.unname(1)
    room._store._line.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"Annabella" not in b"".join(each.read_bytes() for each in path.parent.iterdir())


def test_a_file_that_is_no_room_is_refused_in_one_sentence(tmp_path):
    other = tmp_path / "net.json"
    other.write_text("{" + " " * 4000)
    with pytest.raises(PhiscopeError, match="--room"):
        RoomStore(other)
    assert other.read_text().startswith("{")


def test_tokens_are_long_and_of_this_room_alone(room, tmp_path):
    other = Classroom(RoomStore(tmp_path / "other.sqlite3"))
    assert room.invitation != other.invitation
    assert room.key != other.key
    assert len(room.invitation) == 9
    assert len(room.key) >= 20
