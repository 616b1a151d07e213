"""The work of a class as a zip, whose table no spreadsheet runs."""

import csv
import io
import zipfile

import pytest

from apps.classroom.collected import ANSWERS, COLUMNS, collected, file_name
from apps.classroom.records import Student
from apps.classroom.room import Classroom
from apps.classroom.store import RoomStore
from apps.document.examples import begun
from apps.document.read_file import read_bytes

HOSTILE = '=HYPERLINK("http://evil.org")'


@pytest.fixture
def room(tmp_path):
    made = Classroom(RoomStore(tmp_path / "class.sqlite3"))
    made.join("a" * 22, HOSTILE)
    made.join("b" * 22, "")
    return made


def rows(data):
    with zipfile.ZipFile(io.BytesIO(data)) as folder:
        return list(csv.reader(io.StringIO(folder.read(ANSWERS).decode("utf-8-sig"))))


def test_it_has_a_network_file_each_and_a_row_for_each_answer(room):
    room.work("a" * 22, begun("iit4-fig1"), 0.17)
    room.ask("Which?", ["@yes", "no"], "@yes")
    room.answer("a" * 22, "0")
    room.ask("How much?", [])
    room.answer("a" * 22, "-0.5")
    data = collected(room)
    head, *told = rows(data)
    assert tuple(head) == COLUMNS
    file = "01-HYPERLINK-http-evil-org.json"
    assert told == [
        ["1", f"'{HOSTILE}", "0.17", file, "1", "Which?", "'@yes", "True"],
        ["1", f"'{HOSTILE}", "0.17", file, "2", "How much?", "-0.5", ""],
        ["2", "", "", "", "1", "Which?", "", ""],
        ["2", "", "", "", "2", "How much?", "", ""],
    ]
    with zipfile.ZipFile(io.BytesIO(data)) as folder:
        assert folder.namelist() == [file, ANSWERS]
        network = read_bytes(file, folder.read(file))
    assert network.state == begun("iit4-fig1").state


def test_who_answered_nothing_is_in_it_too(room):
    assert [row[:2] for row in rows(collected(room))[1:]] == [["1", f"'{HOSTILE}"], ["2", ""]]


@pytest.mark.parametrize(
    ("name", "file"),
    [("../../etc/passwd", "03-etc-passwd.json"), ("", "03-student.json"), ("Zoë 7", "03-Zoë-7.json")],
)
def test_a_name_leads_to_no_other_folder(name, file):
    assert file_name(Student(3, "", name)) == file
