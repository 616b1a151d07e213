"""A page in the class: it shows what is sent and asked, and tells the room what its student does.

The page knows the secret of its browser from the request it was built for, never from what its script says:
no message can speak for another student.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import panel as pn

from apps.classroom import strip
from apps.classroom.records import Sent
from apps.classroom.room import FOR_ALL, Classroom
from apps.classroom.strip import ClassStrip
from apps.classroom.tally import tally
from apps.serving.visitor import VISITOR
from apps.ui.redraw import Painter, when_locked
from apps.workspace.lessons_door import LessonsDoor
from apps.workspace.workspace import Workspace
from engine.errors import PhiscopeError
from engine.words import tr


def companion(room: Classroom) -> Callable[[Workspace, LessonsDoor], Any]:
    """Return what gives every page of the server its strip."""

    def built(desk: Workspace, lessons: LessonsDoor) -> ClassStrip:
        visitor = VISITOR.get()
        if visitor.is_teacher:
            return TeacherSeat(room, desk).view
        return StudentSeat(room, visitor.seat, desk, lessons).view

    return built


class TeacherSeat:
    """A page of the teacher: its network can be sent to all."""

    def __init__(self, room: Classroom, desk: Workspace) -> None:
        self._room, self._desk = room, desk
        self.view = ClassStrip({"send": self._send})
        self.view.markup = strip.teacher_line("")

    def _send(self, _value: str) -> None:
        try:
            self._room.send_network(self._desk.document.snapshot)
            said = tr("Sent to all.")
        except PhiscopeError as error:
            said = str(error)
        self.view.param.update(markup=strip.teacher_line(said), said=said)


class StudentSeat:
    """A page of a student; ``view`` is the strip.

    Parameters
    ----------
    room : Classroom
    seat : str
        The secret of the browser.
    desk, lessons
        Of the page.
    """

    def __init__(self, room: Classroom, seat: str, desk: Workspace, lessons: LessonsDoor) -> None:
        self._room, self._seat, self._desk, self._lessons = room, seat, desk, lessons
        self._page, self._painter = pn.state.curdoc, Painter()
        self._entered = self._seen = 0
        self._problem = ""
        self.view = ClassStrip({"join": self._join, "answer": self._answer, "had": self._had})
        self._unlisten = room.listen(self._hear)
        desk.document.param.watch(self._worked, "snapshot")
        desk.analysis.param.watch(self._worked, ["findings", "glimpse", "stale"])
        lessons.watch(self._worked)
        self._painter.built()
        # What was drawn before comes back first; a network that was sent meanwhile opens beside it.
        desk.autosave.then(self._enter)
        pn.state.on_session_destroyed(lambda _context, leave=self._leave: leave())
        self._draw()

    def _hear(self, news: str) -> None:
        if news == FOR_ALL:
            when_locked(self._page, self._follow)

    def _enter(self) -> None:
        student = self._room.seated(self._seat)
        if student is not None and not self._entered:
            self._entered, self._seen = student.number, student.received
            self._room.enter(student.number)
        self._follow()
        self._worked()

    def _leave(self) -> None:
        self._unlisten()
        if self._entered:
            self._room.enter(self._entered, -1)

    def _follow(self) -> None:
        """Show what the room has for all."""
        sent = self._room.sent
        if self._entered and sent.number > self._seen:
            self._seen = sent.number
            self._take(sent)
            self.view.sent = sent.number
        self._draw()

    def _take(self, sent: Sent) -> None:
        network = self._room.snapshots.get(0) if sent.kind == "network" else None
        if network is not None:
            self._desk.documents.receive(network, tr("The teacher sent “{name}”.", name=sent.note))
        elif sent.kind == "step":
            self._lessons.begin(*sent.place)

    def _draw(self) -> None:
        room, student = self._room, self._room.seated(self._seat)
        question = room.question if student is not None else None
        frozen = room.is_frozen and student is not None
        if room.is_over:
            markup = strip.over_line()
        elif student is None:
            markup = strip.join_line(self._problem)
        elif frozen:
            markup = strip.frozen_line(student)
        else:
            shown = question is not None and question.is_revealed
            bars = tally(question, list(room.answers_to(question).values())) if shown and question else ()
            given = room.answered(self._seat)
            markup = strip.student_line(student, question, given, bars, self._problem)
        said = strip.FROZEN if frozen else question.text if question is not None else ""
        covered = question is not None and question.covers and not question.is_revealed
        self.view.param.update(markup=markup, said=said, frozen=frozen, covered=covered)

    def _worked(self, *_events: Any) -> None:
        if self._entered:
            self._painter.soon("class", self._report, first=False)

    def _report(self) -> None:
        analysis, snapshot = self._desk.analysis, self._desk.document.snapshot
        ahead = analysis.ahead
        found = analysis.current or (ahead.answer if ahead is not None else None)
        phi_s = getattr(found, "phi_s", None)
        self._room.work(self._seat, snapshot, None if phi_s is None else float(phi_s))
        self._room.step(self._seat, self._lessons.place)

    def _join(self, value: str) -> None:
        self._try(partial(self._room.join, self._seat, value))
        self._enter()

    def _had(self, value: str) -> None:
        if value.isascii() and value.isdecimal() and len(value) < 10:
            self._room.receive(self._seat, int(value))

    def _answer(self, value: str) -> None:
        self._try(partial(self._room.answer, self._seat, value))
        self._draw()

    def _try(self, act: Callable[[], object]) -> None:
        self._problem = ""
        try:
            act()
        except PhiscopeError as error:
            self._problem = str(error)
