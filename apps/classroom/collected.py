"""The work of a class as a file: a zip of the students' networks, and a table of their answers."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator

from apps.classroom.records import Student
from apps.classroom.room import Classroom
from apps.document.document import saved
from apps.figures.table_files import csv_cell
from engine.words import tr

COLUMNS = ("student", "name", "phi_s", "network", "question", "asked", "answer", "right")
ANSWERS = "answers.csv"


def collected(room: Classroom) -> bytes:
    """Return the work of all as a zip: a network file each, and ``answers.csv``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for number, snapshot in room.snapshots.items():
            if number in room.students:
                folder.writestr(file_name(room.students[number]), saved(snapshot))
        folder.writestr(ANSWERS, answers_csv(room))
    return out.getvalue()


def file_name(student: Student) -> str:
    """Return the name of a student's file: the number, and of the name what every disk takes."""
    plain = re.sub(r"[^\w-]+", "-", student.name).strip("-_")
    return f"{student.number:02}-{plain or tr('student')}.json"


def answers_csv(room: Classroom) -> bytes:
    """Return the answers as CSV, a row for each student and question; no cell is run by a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(map(csv_cell, row) for row in _rows(room))
    return text.getvalue().encode("utf-8-sig")  # spreadsheets take it for another coding without the mark


def _rows(room: Classroom) -> Iterator[tuple[object, ...]]:
    for student in room.students.values():
        file = file_name(student) if student.number in room.snapshots else ""
        own = (student.number, student.name, "" if student.phi_s is None else student.phi_s, file)
        if not room.questions:
            yield (*own, "", "", "", "")
        for question in room.questions:
            kept = room.answers.get((question.number, student.number), "")
            is_right = kept == question.right if kept and question.right else ""
            said = question.options[int(kept)] if kept and question.options else kept
            yield (*own, question.number, question.text, said, is_right)
