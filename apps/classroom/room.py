"""The room of a class: who has joined, what was sent to all, what is asked, and what each may do.

Students' pages know their own seat and nothing else: no method that they call takes the number of another.
Everything is changed on the event loop; pages that are being built only read.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from apps.classroom.records import (
    MOST_QUESTIONS,
    MOST_STUDENTS,
    Question,
    Sent,
    Student,
    asked,
    read_name,
)
from apps.classroom.store import RoomStore
from apps.document.link_text import STORE, decode, linked, restored
from apps.document.snapshot import Snapshot
from apps.workspace.documents.open_documents import name_of
from engine.errors import PhiscopeError
from engine.words import tr

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # no two of them look alike
LETTERS_OF_LINK = 9  # to be typed from the wall; 31⁹ of them cannot be tried over a network
FOR_ALL, OF_ONE = "all", "one"
Heard = Callable[[str], object]


class Classroom:
    """A room; ``invitation`` is the token of the students' link, ``key`` that of the teacher's.

    Parameters
    ----------
    store : RoomStore
        Where it is kept; what it holds of an earlier start is taken up.
    clock : callable
        Returns the time in seconds.
    """

    def __init__(self, store: RoomStore, clock: Callable[[], float] = time.time) -> None:
        self._store, self._clock = store, clock
        self._heard: list[Heard] = []
        self.students = {each.number: each for each in store.students()}
        self.questions = store.questions()
        self.answers = store.answers()
        self.sent = store.sent()
        self.is_frozen = store.value("frozen") == "yes"
        self.is_over = False
        self.open_question = int(store.value("question") or 0)
        self.invitation = self._token(
            "invitation", "".join(secrets.choice(LETTERS) for _ in range(LETTERS_OF_LINK))
        )
        self.key = self._token("key", secrets.token_urlsafe(16))
        self.snapshots: dict[int, Snapshot] = {}
        """What each student has on screen, by number; 0 is what was sent to all."""
        self._pages: dict[int, int] = {}
        self._read_networks()

    def _token(self, name: str, fresh: str) -> str:
        kept = self._store.value(name)
        if not kept:
            self._store.keep(name, fresh)
        return kept or fresh

    def _read_networks(self) -> None:
        """Read the networks of an earlier start; one that cannot be read comes again with its next change."""
        texts = {number: each.network for number, each in self.students.items() if each.network}
        if self.sent.kind == "network":
            texts[0] = self.sent.what
        for number, text in texts.items():
            with suppress(PhiscopeError):
                self.snapshots[number] = restored(decode(text, STORE))[0]

    def listen(self, heard: Heard) -> Callable[[], None]:
        """Call ``heard`` with `FOR_ALL` or `OF_ONE` after every change; what is returned ends that."""
        self._heard.append(heard)
        return lambda: self._heard.remove(heard) if heard in self._heard else None

    def _tell(self, news: str) -> None:
        for heard in list(self._heard):
            heard(news)

    @property
    def question(self) -> Question | None:
        """The question that is on the pages."""
        return self.questions[self.open_question - 1] if self.open_question else None

    def answers_to(self, question: Question) -> dict[int, str]:
        """Return the answers to a question by the number of the student."""
        return {who: value for (number, who), value in self.answers.items() if number == question.number}

    def is_away(self, student: Student) -> bool:
        """Whether no page of a student is open."""
        return not self._pages.get(student.number)

    # What a student's page may ask, each for its own seat.

    def seated(self, seat: str) -> Student | None:
        """Return who sits there."""
        return next((each for each in self.students.values() if seat and each.seat == seat), None)

    def join(self, seat: str, name: str) -> Student:
        """Let somebody in, under a name or none; who has a seat already keeps it.

        Raises
        ------
        PhiscopeError
            If the name is too long, or the room full or closed.
        """
        read = read_name(name)
        found = self.seated(seat)
        if found is not None:
            return found
        if self.is_over:
            raise PhiscopeError(tr("The class is over."))
        if not seat:
            raise PhiscopeError(tr("Open the link of the class again; this browser did not keep it."))
        if len(self.students) >= MOST_STUDENTS:
            raise PhiscopeError(tr("The room is full: it has {most} students.", most=MOST_STUDENTS))
        student = Student(max(self.students, default=0) + 1, seat, read, self._clock())
        self._keep(student)
        return student

    def enter(self, number: int, by: int = 1) -> None:
        """Note that a page of a student was opened, or left with -1."""
        self._pages[number] = max(self._pages.get(number, 0) + by, 0)
        self._tell(OF_ONE)

    def work(self, seat: str, snapshot: Snapshot, phi_s: float | None) -> None:
        """Note the network of a student; nothing while the class is frozen, or over."""
        student = self.seated(seat)
        if student is None or self.is_over:
            return
        before = self.snapshots.get(student.number)
        is_new = before is not snapshot
        if self.is_frozen or (not is_new and phi_s == student.phi_s):
            return
        acted = self._clock() if is_new and before is not None else student.acted
        text = student.network
        if is_new:
            self.snapshots[student.number] = snapshot
            text = self.sent.what if snapshot is self.snapshots.get(0) else _packed(snapshot)
        self._keep(replace(student, network=text, phi_s=phi_s, acted=acted))

    def step(self, seat: str, said: str) -> None:
        """Note the step of a lesson that a student has on screen."""
        student = self.seated(seat)
        if student is not None and student.step != said:
            self._keep(replace(student, step=said[:120], acted=self._clock()))

    def receive(self, seat: str, number: int) -> None:
        """Note that a student's browser has shown what was sent to all with this number."""
        student = self.seated(seat)
        if student is not None and student.received < number <= self.sent.number:
            self._keep(replace(student, received=number))

    def answer(self, seat: str, given: str) -> None:
        """Take an answer to the open question, in place of an earlier one.

        Raises
        ------
        PhiscopeError
            If nothing is asked, or no answers are taken, or this is none.
        """
        student, question = self.seated(seat), self.question
        if student is None:
            raise PhiscopeError(tr("Join the class first."))
        if question is None or question.is_revealed or self.is_frozen or self.is_over:
            raise PhiscopeError(tr("No answers are taken now."))
        kept = question.read(given)
        self.answers[question.number, student.number] = kept
        self._store.keep_answer(question.number, student.number, kept)
        self._keep(replace(student, acted=self._clock()))

    def answered(self, seat: str) -> str | None:
        """Return a student's own answer to the open question, as it is kept."""
        student, question = self.seated(seat), self.question
        return (
            None
            if student is None or question is None
            else self.answers.get((question.number, student.number))
        )

    def _keep(self, student: Student) -> None:
        self.students[student.number] = student
        self._store.keep_student(student)
        self._tell(OF_ONE)

    # What the teacher's page may ask.

    def send_network(self, snapshot: Snapshot, note: str = "") -> None:
        """Send a network to all.

        Raises
        ------
        PhiscopeError
            If it is too large.
        """
        what = linked(snapshot, STORE)
        self.snapshots[0] = snapshot
        self._send(Sent(self.sent.number + 1, "network", what, note or name_of(snapshot)))

    def send_step(self, lesson: str, step: str, note: str) -> None:
        """Send a step of a lesson to all."""
        self._send(Sent(self.sent.number + 1, "step", f"{lesson}#{step}", note))

    def show(self, number: int) -> None:
        """Send the network of one student to all, without the name.

        Raises
        ------
        PhiscopeError
            If there is none.
        """
        snapshot = self.snapshots.get(number) if number in self.students else None
        if snapshot is None:
            raise PhiscopeError(tr("There is no network of this student yet."))
        self.send_network(snapshot)

    def _send(self, sent: Sent) -> None:
        self.sent = sent
        self._store.keep_sent(sent)
        self._tell(FOR_ALL)

    def ask(self, text: str, options: list[str], right: str = "", covers: bool = False) -> None:
        """Ask all a question, in place of the one on the pages.

        Raises
        ------
        PhiscopeError
            As `asked` does.
        """
        if len(self.questions) >= MOST_QUESTIONS:
            raise PhiscopeError(tr("A class has at most {most} questions.", most=MOST_QUESTIONS))
        question = asked(len(self.questions) + 1, text, options, right, covers)
        self.questions.append(question)
        self._store.keep_question(question)
        self._pose(question.number)

    def reveal(self) -> None:
        """Show all the answers, and the right one; no more are taken."""
        question = self.question
        if question is not None:
            told = replace(question, is_revealed=True)
            self.questions[question.number - 1] = told
            self._store.keep_question(told)
            self._tell(FOR_ALL)

    def dismiss(self) -> None:
        """Take the question off the pages."""
        self._pose(0)

    def _pose(self, number: int) -> None:
        self.open_question = number
        self._store.keep("question", str(number))
        self._tell(FOR_ALL)

    def freeze(self, frozen: bool) -> None:
        """Stop all pages, or let them go on."""
        self.is_frozen = frozen
        self._store.keep("frozen", "yes" if frozen else "no")
        self._tell(FOR_ALL)

    def unname(self, number: int) -> None:
        """Take a student's name away."""
        if number in self.students:
            self._keep(replace(self.students[number], name=""))
            self._tell(FOR_ALL)

    def close(self) -> None:
        """End the class: all that was kept of it is deleted, names first of all."""
        self.is_over = True
        self.is_frozen = False
        self.open_question = 0
        self.students, self.answers, self.snapshots = {}, {}, {}
        self._store.delete()
        self._tell(FOR_ALL)


def _packed(snapshot: Snapshot) -> str:
    """Return a network as it is kept; empty if it is too large, which the teacher sees all the same."""
    try:
        return linked(snapshot, STORE)
    except PhiscopeError:
        return ""
