"""The strip of a class at the foot of a page, as a component, and what stands on it, as markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

import param
from panel.custom import JSComponent

from apps.classroom.records import MAX_NAME, Question, Student
from apps.classroom.tally import TallyBar
from apps.ui.scripts import script
from engine.words import phrase, tr
from viz.shapes.indices import marked

_HERE = Path(__file__).parent
MAX_TOLD = 500  # letters of what a page says at once
BARS = (_HERE / "bars.css").read_text(encoding="utf-8")
LOOK = (_HERE / "strip.css").read_text(encoding="utf-8") + BARS
CLASS, FROZEN = phrase("Class"), phrase("Eyes up: the teacher has stopped the pages.")
OVER = phrase("The class is over. Your network stays in this browser.")


class ClassStrip(JSComponent):
    """Shows markup at the foot of the window and tells what is pressed.

    Parameters
    ----------
    markup
        What is on it; buttons and forms have ``data-act``.
    said
        What screen readers are told.
    frozen
        Whether the rest of the page is out of reach.
    covered
        Whether the numbers of the page are covered.
    sent
        The number of what was sent to all and is on the page; the browser says that it has it.
    """

    markup = param.String(default="")
    said = param.String(default="")
    frozen = param.Boolean(default=False)
    covered = param.Boolean(default=False)
    sent = param.Integer(default=0)
    label = param.String(default=CLASS)
    look = param.String(default=LOOK)

    _esm = script(_HERE / "strip.js")

    def __init__(self, acts: dict[str, Callable[[str], object]]) -> None:
        super().__init__(width=0, height=0, margin=0, css_classes=["class-strip"])
        self._acts = acts

    def _handle_msg(self, data: Any) -> None:
        if not isinstance(data, dict):
            return
        act, value = data.get("act"), data.get("value", "")
        if isinstance(act, str) and act in self._acts and isinstance(value, str) and len(value) <= MAX_TOLD:
            self._acts[act](value)


def button(act: str, label: str, value: str = "", kind: str = "", pressed: bool | None = None) -> str:
    """Return a button; ``kind`` is its class, ``pressed`` whether it is the chosen one of several."""
    chosen = "" if pressed is None else f" aria-pressed='{str(pressed).lower()}'"
    return (
        f"<button type='button' class='{kind}' data-act='{act}' "
        f"data-value='{escape(value, quote=True)}'{chosen}>{marked(label)}</button>"
    )


def join_line(problem: str) -> str:
    """Return the strip of somebody who has not joined."""
    label = tr("Join the class. Your name, or none:")
    return (
        f"<form data-act='join' data-turn='join'><label>{escape(label)} "
        f"<input data-act='join' maxlength='{MAX_NAME}' autocomplete='off'></label>"
        f"<button class='main'>{escape(tr('Join'))}</button></form>{_problem(problem)}"
    )


def student_line(
    student: Student, question: Question | None, given: str | None, bars: Sequence[TallyBar], problem: str
) -> str:
    """Return the strip of a student: who it is, and what is asked.

    Parameters
    ----------
    student, question
        As the room has them.
    given
        The student's answer, None before.
    bars
        The answers of all, once they are revealed.
    problem
        Why an answer was refused.
    """
    who = f"<span class='who'>{escape(student.called)}</span>"
    if question is None:
        note = escape(tr("You are in the class."))
        return f"{who}<span class='note'>{note}</span>{_problem(problem)}"
    ask = f"<span class='ask'>{marked(question.text)}</span>"
    if question.is_revealed:
        own = "" if given is None else tr("You said {answer}.", answer=question.said(given))
        return f"{who}{ask}<span class='note'>{marked(own)}</span>{bars_of(bars)}"
    return f"{who}{ask}{_answers(question, given)}{_problem(problem)}"


def _answers(question: Question, given: str | None) -> str:
    if question.options:
        chosen = [
            button("answer", option, str(i), pressed=given == str(i))
            for i, option in enumerate(question.options)
        ]
        return f"<span class='options' role='group'>{''.join(chosen)}</span>"
    said = "" if given is None else tr("Your answer: {answer}.", answer=question.said(given))
    return (
        f"<form data-act='answer' data-turn='{question.number}'><label>{escape(tr('Your number:'))} "
        f"<input data-act='answer' inputmode='decimal' maxlength='40' autocomplete='off'></label>"
        f"<button class='main'>{escape(tr('Answer'))}</button></form><span class='note'>{escape(said)}</span>"
    )


def teacher_line(said: str) -> str:
    """Return the strip of the teacher's own pages."""
    return (
        f"<span class='who'>{escape(tr('Teacher'))}</span>"
        f"{button('send', tr('Send this network to all'), kind='main')}"
        f"<a href='teach'>{escape(tr('To the class'))}</a><span class='note'>{escape(said)}</span>"
    )


def frozen_line(student: Student) -> str:
    """Return the strip while the class is frozen."""
    return f"<span class='who'>{escape(student.called)}</span><span class='sign'>{escape(FROZEN)}</span>"


def over_line() -> str:
    """Return the strip after the class."""
    return f"<span class='note'>{escape(OVER)}</span>"


def bars_of(bars: Sequence[TallyBar]) -> str:
    """Return a histogram as markup; the right answer has a tick."""
    most = max((bar.count for bar in bars), default=0) or 1
    rows = [
        f"<dt class='{'right' if bar.is_right else ''}'>{marked(bar.label)}</dt>"
        f"<dd class='bar' style='--share:{round(100 * bar.count / most)}%' aria-hidden='true'></dd>"
        f"<dd class='count'>{bar.count}</dd>"
        for bar in bars
    ]
    return f"<dl class='bars'>{''.join(rows)}</dl>" if rows else ""


def _problem(said: str) -> str:
    return f"<span class='wrong' role='alert'>{escape(said)}</span>" if said else ""
