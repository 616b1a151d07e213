"""What stands on the teacher's page, as markup: the link, the forms, the question, and a card a student."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from apps.classroom.records import MAX_OPTION, MAX_QUESTION, MOST_OPTIONS, MOST_STUDENTS, Student
from apps.classroom.room import Classroom
from apps.classroom.strip import bars_of, button
from apps.classroom.tally import tally
from apps.document.examples import grouped
from apps.document.snapshot import Snapshot
from apps.lessons import library
from apps.workspace.reach import picture
from engine.words import phrase, tr, trn
from viz.html.thumbnail import thumbnail
from viz.numbers import number
from viz.shapes.indices import marked
from viz.view.substrate import substrate_view

MOST_DRAWN = 40  # units of a thumbnail; more are a blot of that size
MOST_KEPT = 2 * MOST_STUDENTS
SEND = phrase("Send to all")

_pictures: dict[int, tuple[Snapshot, str]] = {}


def forms(link: str) -> str:
    """Return what does not change while the class goes on: the link, and the forms."""
    return f"{_link(link)}{_sending()}{_asking()}"


def _link(link: str) -> str:
    says = escape(tr("Students open this address, or point a camera at the picture:"))
    return (
        f"<section class='join'><h2>{escape(tr('Join'))}</h2><p>{says}</p>"
        f"<p class='address'>{escape(link)}</p><div class='qr'>{picture(link, 6)}</div></section>"
    )


def _sending() -> str:
    networks = _select("network", tr("A network"), grouped())
    steps = {
        lesson.title: {step.title: f"{lesson.slug}#{step.id}" for step in lesson.steps}
        for lesson in library.shelf().lessons
    }
    drawn = tr("Draw one yourself")
    return (
        f"<section><h2>{escape(tr('Send'))}</h2>"
        f"<form data-act='network'>{networks}<button>{escape(SEND)}</button></form>"
        f"<form data-act='step'>{_select('step', tr('A step of a lesson'), steps)}"
        f"<button>{escape(SEND)}</button></form>"
        f"<p><a href='explore' target='_blank' rel='noopener'>{escape(drawn)}</a></p></section>"
    )


def _select(name: str, label: str, groups: Mapping[str, Mapping[str, str]]) -> str:
    options = "".join(
        f"<optgroup label='{escape(group, quote=True)}'>"
        + "".join(f"<option value='{escape(v, quote=True)}'>{escape(k)}</option>" for k, v in members.items())
        + "</optgroup>"
        for group, members in groups.items()
    )
    return f"<label>{escape(label)} <select name='{name}'>{options}</select></label>"


def _asking() -> str:
    options = tr("Answers to choose from, one a line; none: a number")
    return (
        f"<section><h2>{escape(tr('Ask'))}</h2><form data-act='ask' class='ask'>"
        f"<label>{escape(tr('Question'))} <input name='text' required maxlength='{MAX_QUESTION}'></label>"
        f"<label>{escape(options)} <textarea name='options' rows='3' "
        f"maxlength='{MOST_OPTIONS * (MAX_OPTION + 1)}'></textarea></label>"
        f"<label>{escape(tr('The right answer, if you want it shown'))} "
        f"<input name='right' maxlength='{MAX_OPTION}'></label>"
        f"<label class='tick'><input type='checkbox' name='covers'> "
        f"{escape(tr('Cover the numbers of their pages until the answers are shown'))}</label>"
        f"<button class='main'>{escape(tr('Ask all'))}</button></form></section>"
    )


def status(room: Classroom, now: float, problem: str, is_ending: bool) -> str:
    """Return the line about the class, and the question that is asked.

    Parameters
    ----------
    room, now
        The room, and the time on its clock.
    problem
        Why the last thing was refused; empty if it was not.
    is_ending
        Whether the teacher is asked if the class is to end.
    """
    if room.is_over:
        return f"<p class='said'>{escape(tr('The class is over; its names and its work are deleted.'))}</p>"
    here = sum(not room.is_away(each) for each in room.students.values())
    stuck = sum(not room.is_away(each) and each.is_stuck(now) for each in room.students.values())
    said = [trn("{n} student is here.", "{n} students are here.", here)]
    if stuck:
        said.append(trn("{n} has done nothing for a while.", "{n} have done nothing for a while.", stuck))
    if room.sent.note:
        said.append(tr("Sent last: {note}.", note=room.sent.note))
    freeze = tr("Let the pages go on") if room.is_frozen else tr("Stop all pages")
    acts = [
        button("freeze", freeze, kind="main" if room.is_frozen else "", pressed=room.is_frozen),
        button("collect", tr("Collect the work")),
    ]
    wrong = f"<p class='wrong' role='alert'>{escape(problem)}</p>" if problem else ""
    if is_ending:
        says = tr("Names, answers and networks are deleted; what you did not collect is gone.")
        ending = f"<p class='wrong' role='alert'>{escape(says)}</p>"
        acts += [button("close", tr("End it and delete"), kind="danger"), button("stay", tr("Go on"))]
    else:
        ending = ""
        acts.append(button("end", tr("End the class")))
    line = f"<p class='said' role='status'>{escape(' '.join(said))}</p>"
    return f"<div class='acts'>{line}{''.join(acts)}</div>{ending}{wrong}{_question(room)}"


def _question(room: Classroom) -> str:
    question = room.question
    if question is None:
        return ""
    answers = list(room.answers_to(question).values())
    count = tr("{answers} of {students} have answered.", answers=len(answers), students=len(room.students))
    reveal = "" if question.is_revealed else button("reveal", tr("Show the answers to all"), kind="main")
    return (
        f"<section class='asked'><h2>{marked(question.text)}</h2><p>{escape(count)}</p>"
        f"{bars_of(tally(question, answers))}"
        f"<div class='acts'>{reveal}{button('dismiss', tr('Take it off'))}</div></section>"
    )


def card(room: Classroom, student: Student, now: float) -> str:
    """Return the card of a student: name, φ_s, network, step, and how long ago the last act was."""
    snapshot = room.snapshots.get(student.number)
    phi = "–" if student.phi_s is None else number(student.phi_s)
    show = button("show", tr("Show to all"), str(student.number)) if snapshot is not None else ""
    unname = button("unname", tr("Remove name"), str(student.number), "plain") if student.name else ""
    classes = "stuck" if student.is_stuck(now) else ""
    away = room.is_away(student)
    question = room.question
    answered = question is not None and (question.number, student.number) in room.answers
    ticks = f"<span class='answered'>✓ {escape(tr('answered'))}</span>" if answered else ""
    return (
        f"<article class='{'away' if away else classes}'><h3>{escape(student.called)}</h3>"
        f"<p class='phi'>φ<sub>s</sub> <b>{escape(phi)}</b> {ticks}</p>"
        f"<div class='picture'>{_drawn(snapshot)}</div>"
        f"<p class='step'>{escape(student.step)}</p><p class='age'>{escape(_age(student, away, now))}</p>"
        f"<div class='acts'>{show}{unname}</div></article>"
    )


def _age(student: Student, away: bool, now: float) -> str:
    minutes = int((now - student.acted) // 60)
    if away:
        return tr("Away")
    if minutes < 1:
        return tr("At work")
    return trn("Nothing done for {n} minute", "Nothing done for {n} minutes", minutes)


def _drawn(snapshot: Snapshot | None) -> str:
    if snapshot is None:
        return ""
    n = snapshot.substrate.n
    if n > MOST_DRAWN:
        return escape(trn("{n} unit", "{n} units", n))
    known = _pictures.get(id(snapshot))
    if known is None:
        # What was sent to all is one object on all pages, and is drawn once.
        known = _pictures[id(snapshot)] = (
            snapshot,
            thumbnail(substrate_view(snapshot.substrate, snapshot.state)),
        )
        for old in list(_pictures)[:-MOST_KEPT]:
            del _pictures[old]
    return known[1]
