"""A room on the disk: SQLite in one file, written at every change, so that the room survives a restart."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

import platformdirs

from apps.classroom.records import Question, Sent, Student
from engine.errors import PhiscopeError
from engine.words import tr

SCHEMA = """
CREATE TABLE IF NOT EXISTS room (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS students (number INTEGER PRIMARY KEY, seat TEXT UNIQUE NOT NULL,
  name TEXT NOT NULL, acted REAL NOT NULL, network TEXT NOT NULL, phi_s REAL, step TEXT NOT NULL,
  received INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS questions (number INTEGER PRIMARY KEY, text TEXT NOT NULL, options TEXT NOT NULL,
  right TEXT NOT NULL, covers INTEGER NOT NULL, is_revealed INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS answers (question INTEGER NOT NULL, student INTEGER NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (question, student));
"""
OWNER_ONLY = 0o600
SUFFIXES = ("", "-wal", "-shm", "-journal")


def default_path() -> Path:
    """Return where the room of this person is kept."""
    return Path(platformdirs.user_data_dir("phiscope", appauthor=False)) / "class.sqlite3"


class RoomStore:
    """The file of one room.

    Parameters
    ----------
    path : Path
        It is made if there is none, for its owner alone.

    Raises
    ------
    PhiscopeError
        If it cannot be made, or is none.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(OWNER_ONLY, exist_ok=True)
            # Pages are built in a thread of their own, and only read what is in memory.
            self._line = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            # What is deleted is overwritten. No change waits for the disk, which thirty answers at once would
            # keep busy for a second: only when the whole machine stops, the last of them may be missing.
            self._line.executescript(
                f"PRAGMA secure_delete=ON; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; {SCHEMA}"
            )
        except (OSError, sqlite3.Error) as error:
            raise PhiscopeError(
                tr(
                    "The room cannot be kept in {path} ({reason}); name another file with --room.",
                    path=path,
                    reason=error,
                )
            ) from error

    def value(self, name: str) -> str:
        """Return something about the room itself; empty if it was never kept."""
        found = self._line.execute("SELECT value FROM room WHERE name=?", (name,)).fetchone()
        return "" if found is None else found[0]

    def keep(self, name: str, value: str) -> None:
        """Keep something about the room itself."""
        self._line.execute("INSERT OR REPLACE INTO room VALUES (?, ?)", (name, value))

    def students(self) -> list[Student]:
        """Return who has joined."""
        names = ", ".join(each.name for each in fields(Student))
        return [Student(*row) for row in self._line.execute(f"SELECT {names} FROM students ORDER BY number")]

    def keep_student(self, student: Student) -> None:
        """Keep a student."""
        self._put("students", astuple(student))

    def questions(self) -> list[Question]:
        """Return what was asked, in that order."""
        rows = self._line.execute(
            "SELECT number, text, options, right, covers, is_revealed FROM questions ORDER BY number"
        )
        return [
            Question(number, text, tuple(json.loads(options)), right, bool(covers), bool(revealed))
            for number, text, options, right, covers, revealed in rows
        ]

    def keep_question(self, question: Question) -> None:
        """Keep a question."""
        number, text, options, *rest = astuple(question)
        self._put("questions", (number, text, json.dumps(options), *rest))

    def answers(self) -> dict[tuple[int, int], str]:
        """Return every answer by the numbers of its question and student."""
        rows = self._line.execute("SELECT question, student, value FROM answers")
        return {(question, student): value for question, student, value in rows}

    def keep_answer(self, question: int, student: int, value: str) -> None:
        """Keep an answer in place of an earlier one."""
        self._put("answers", (question, student, value))

    def sent(self) -> Sent:
        """Return what was sent to all last."""
        kept = self.value("sent")
        return Sent(**json.loads(kept)) if kept else Sent()

    def keep_sent(self, sent: Sent) -> None:
        """Keep what was sent to all."""
        self.keep("sent", json.dumps({each.name: getattr(sent, each.name) for each in fields(Sent)}))

    def delete(self) -> None:
        """Delete the file with all that is in it."""
        self._line.executescript(
            "DELETE FROM students; DELETE FROM answers; DELETE FROM questions; DELETE FROM room"
        )
        self.leave()
        for suffix in SUFFIXES:
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)

    def leave(self) -> None:
        """Let go of the file, which stays."""
        self._line.close()

    def _put(self, table: str, row: tuple[Any, ...]) -> None:
        marks = ", ".join("?" * len(row))
        self._line.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", row)
