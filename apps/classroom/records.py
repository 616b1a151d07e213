"""What a room knows of its students, questions and what was sent to all: frozen records, and their limits."""

from __future__ import annotations

from dataclasses import dataclass

from apps.lessons.walk import as_number
from engine.errors import PhiscopeError
from engine.words import tr
from viz.numbers import number

MOST_STUDENTS = 60
MOST_QUESTIONS = 200
MAX_NAME = 40
MAX_QUESTION = 400
MAX_OPTION = 120
MOST_OPTIONS = 6
MAX_ANSWER = 40
STUCK = 120.0  # seconds without an act after which somebody may need help


@dataclass(frozen=True, slots=True)
class Student:
    """Somebody who has joined.

    Attributes
    ----------
    number : int
        Place in the order of joining, from 1.
    seat : str
        The secret that the browser keeps; no other page is ever told.
    name : str
        Empty for those who gave none.
    acted : float
        When the network was last changed or a question answered, in seconds of the clock.
    network : str
        The network on screen as the text of a link; empty before the first.
    phi_s : float, optional
        Of that network; None while it is not known.
    step : str
        The step of a lesson that is on screen, in words; empty without.
    received : int
        The number of the last thing sent to all that the browser has shown.
    """

    number: int
    seat: str
    name: str = ""
    acted: float = 0.0
    network: str = ""
    phi_s: float | None = None
    step: str = ""
    received: int = 0

    @property
    def called(self) -> str:
        """The name, or the number of who gave none."""
        return self.name or tr("Student {number}", number=self.number)

    def is_stuck(self, now: float) -> bool:
        """Whether nothing was done for so long that help may be needed."""
        return now - self.acted > STUCK


@dataclass(frozen=True, slots=True)
class Question:
    """A question to all.

    Attributes
    ----------
    number : int
        Place in the order of asking, from 1.
    text : str
    options : tuple of str
        The answers to choose from; without any the answer is a number.
    right : str
        The right answer as an answer is kept (see `read`); empty if the teacher gave none.
    covers : bool
        Whether the numbers of the pages are covered until it is revealed.
    is_revealed : bool
        Whether all see the answers; no more are taken then.
    """

    number: int
    text: str
    options: tuple[str, ...] = ()
    right: str = ""
    covers: bool = False
    is_revealed: bool = False

    def read(self, given: str) -> str:
        """Return an answer as it is kept: the index of an option, or a number.

        Raises
        ------
        PhiscopeError
            If it is none.
        """
        text = given.strip() if len(given) <= MAX_ANSWER else ""
        if self.options:
            if not (text.isascii() and text.isdecimal() and int(text) < len(self.options)):
                raise PhiscopeError(tr("Choose one of the answers."))
            return str(int(text))
        value = as_number(text)
        if value is None:
            raise PhiscopeError(tr("Write a number, such as 0.5."))
        return repr(value)

    def said(self, kept: str) -> str:
        """Return a kept answer in words."""
        return self.options[int(kept)] if self.options else number(float(kept))


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent to all last; each sending has the next number, 0 is none.

    Attributes
    ----------
    number : int
    kind : {"", "network", "step"}
    what : str
        The text of a link, or the lesson and its step with ``#`` between.
    note : str
        What it is called.
    """

    number: int = 0
    kind: str = ""
    what: str = ""
    note: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """The lesson and the step that were sent."""
        lesson, _, step = self.what.partition("#")
        return lesson, step


def read_name(given: str) -> str:
    """Return a name without what cannot be printed.

    Raises
    ------
    PhiscopeError
        If it is too long.
    """
    text = " ".join("".join(c if c.isprintable() else " " for c in given[: 4 * MAX_NAME]).split())
    if len(given) > 4 * MAX_NAME or len(text) > MAX_NAME:
        raise PhiscopeError(tr("A name has at most {most} letters; shorten it.", most=MAX_NAME))
    return text


def asked(number: int, text: str, options: list[str], right: str, covers: bool) -> Question:
    """Return a question as a teacher wrote it; ``right`` is an option itself, its place from 1, or a number.

    Raises
    ------
    PhiscopeError
        If it is empty or too long, has one option or too many, or if the right answer is none.
    """
    shown = " ".join(text.split())
    wanted = tuple(" ".join(each.split()) for each in options if each.strip())
    if not shown or len(shown) > MAX_QUESTION:
        raise PhiscopeError(tr("Write a question of at most {most} letters.", most=MAX_QUESTION))
    if len(wanted) == 1 or len(wanted) > MOST_OPTIONS or any(len(each) > MAX_OPTION for each in wanted):
        raise PhiscopeError(
            tr(
                "Write two to {most} answers, one a line, each of at most {letters} letters; "
                "none asks for a number.",
                most=MOST_OPTIONS,
                letters=MAX_OPTION,
            )
        )
    question = Question(number, shown, wanted, "", covers)
    given = right.strip()
    if not given:
        return question
    if wanted:
        if given not in wanted and not (
            given.isascii() and given.isdecimal() and 0 < int(given) <= len(wanted)
        ):
            raise PhiscopeError(tr("The right answer is none of the answers; write it as above."))
        kept = str(wanted.index(given) if given in wanted else int(given) - 1)
    else:
        kept = question.read(given)
    return Question(number, shown, wanted, kept, covers)
