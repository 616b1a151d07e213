"""The teacher's page: sends, asks, stops and collects, and shows what each student has on screen."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import panel as pn
import panel_material_ui as pmui
import param
from panel.custom import JSComponent

from apps.classroom import teach_cards
from apps.classroom.collected import collected
from apps.classroom.records import MAX_QUESTION, MOST_STUDENTS
from apps.classroom.room import Classroom
from apps.classroom.strip import BARS
from apps.document.examples import begun
from apps.lessons import library
from apps.serving.visitor import VISITOR
from apps.ui.download import Download
from apps.ui.redraw import Painter
from apps.ui.scripts import script
from apps.workspace.frame import PageFrame
from apps.workspace.reach import is_local
from engine.errors import PhiscopeError
from engine.words import tr

_HERE = Path(__file__).parent
EVERY = 10_000  # milliseconds after which it is looked again who has done nothing for long
THUMBNAILS = (_HERE.parent / "ui" / "thumbnail.css").read_text(encoding="utf-8")


class TeachDesk(JSComponent):
    """The forms, the line about the class and the students' cards; what is done there goes to ``heard``."""

    forms = param.String(default="")
    status = param.String(default="")

    _esm = script(_HERE / "teach.js")
    _stylesheets: ClassVar[list[str]] = [(_HERE / "teach.css").read_text(encoding="utf-8"), BARS, THUMBNAILS]

    def __init__(self, heard: Callable[[str, Any], object]) -> None:
        super().__init__(css_classes=["teach-desk"], sizing_mode="stretch_width", margin=(8, 12))
        self._heard = heard

    def tell(self, **news: Any) -> None:
        """Tell the script what has changed."""
        self._send_msg(news)

    def _handle_msg(self, data: Any) -> None:
        if isinstance(data, dict) and isinstance(data.get("act"), str):
            self._heard(data["act"], data.get("fields", data.get("value", "")))


class Teacher:
    """One open page of the teacher; ``parts`` stand on it.

    Parameters
    ----------
    room : Classroom
    link : str
        What students open, as this machine's network finds it.
    """

    def __init__(self, room: Classroom, link: str) -> None:
        self._room, self._link = room, link
        self._problem, self._is_ending = "", False
        self._shown: dict[int, str] = {}
        self._painter = Painter()
        self._download = Download(width=0, height=0, margin=0)
        self.desk = TeachDesk(self._hear)
        self.parts = [self.desk, self._download]
        self._acts: dict[str, Callable[[Any], object]] = {
            "look": lambda _value: self._look(),
            "network": self._network,
            "step": self._step,
            "ask": self._ask,
            "reveal": lambda _value: room.reveal(),
            "dismiss": lambda _value: room.dismiss(),
            "freeze": lambda _value: room.freeze(not room.is_frozen),
            "show": lambda value: room.show(_number(value)),
            "unname": lambda value: room.unname(_number(value)),
            "collect": lambda _value: self._collect(),
            "end": lambda _value: self._end(True),
            "stay": lambda _value: self._end(False),
            "close": lambda _value: self._close(),
        }
        self.desk.forms = teach_cards.forms(link)
        unlisten = room.listen(lambda _news: self._painter.soon("class", self.refresh, first=False))
        pn.state.on_session_destroyed(lambda _context, unlisten=unlisten: unlisten())
        self._painter.built()
        self.refresh()
        pn.state.onload(self._opened)

    def _opened(self) -> None:
        """Show the address by which this page was found, if that is one that other machines find too."""
        if pn.state.location is not None:
            self.desk.forms = teach_cards.forms(link_at(pn.state.location, self._link))
        pn.state.add_periodic_callback(self.refresh, EVERY)

    def refresh(self) -> None:
        """Show the class as it is now; only cards that have changed are sent."""
        room, now = self._room, time.time()
        self.desk.status = teach_cards.status(room, now, self._problem, self._is_ending)
        cards = {number: teach_cards.card(room, each, now) for number, each in room.students.items()}
        changed = [[number, card] for number, card in cards.items() if self._shown.get(number) != card]
        if changed or len(cards) < len(self._shown):
            self.desk.tell(changed=changed, all=list(cards))
        self._shown = cards

    def _look(self) -> None:
        self._shown = {}
        self.refresh()

    def _hear(self, act: str, value: Any) -> None:
        if act not in self._acts:
            return
        self._problem = ""
        try:
            self._acts[act](value)
        except PhiscopeError as error:
            self._problem = str(error)
        self.refresh()

    def _network(self, fields: Any) -> None:
        snapshot = begun(_text(fields, "network", 120))
        if snapshot is not None:
            self._room.send_network(snapshot)

    def _step(self, fields: Any) -> None:
        slug, _, name = _text(fields, "step", 200).partition("#")
        for lesson in library.shelf().lessons:
            for step in lesson.steps:
                if (lesson.slug, step.id) == (slug, name):
                    self._room.send_step(slug, name, tr(step.title))

    def _ask(self, fields: Any) -> None:
        options = _text(fields, "options", 4 * MAX_QUESTION).splitlines()
        text, right = _text(fields, "text", 2 * MAX_QUESTION), _text(fields, "right", MAX_QUESTION)
        self._room.ask(text, options, right, bool(_text(fields, "covers", 8)))
        self.desk.tell(asked=True)

    def _collect(self) -> None:
        self._download.give("class.zip", "application/zip", collected(self._room))

    def _end(self, is_ending: bool) -> None:
        self._is_ending = is_ending

    def _close(self) -> None:
        if self._is_ending and not self._room.is_over:
            self._room.close()


def link_at(location: Any, link: str) -> str:
    """Return the students' link under the address of the teacher's page, if other machines find that too.

    Behind a proxy the server does not know by which name, and under which path, it is found.
    """
    if is_local(location.hostname or "localhost"):
        return link
    folder = (location.pathname or "/").rpartition("/")[0]
    port = f":{location.port}" if location.port else ""
    return f"{location.protocol}//{location.hostname}{port}{folder}/?{link.partition('?')[2]}"


def teach_page(room: Classroom, link: Callable[[], str]) -> Callable[[], pmui.Page]:
    """Return what builds the teacher's page; ``link`` is asked for when somebody opens it."""

    def built() -> pmui.Page:
        if not VISITOR.get().is_teacher:
            raise PermissionError("the teacher's page was asked for by somebody else")
        teacher = Teacher(room, link())
        return PageFrame(tr("phiscope: class"), [], teacher.parts, lambda _theme: None).page

    return built


def _text(fields: Any, name: str, most: int) -> str:
    """Return a field of a form that was sent; empty if it is no text."""
    value = fields.get(name, "") if isinstance(fields, dict) else ""
    return value[:most] if isinstance(value, str) else ""


def _number(value: Any) -> int:
    """Return the number of a student; 0 if it is none."""
    is_number = isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 4
    return min(int(value), MOST_STUDENTS) if is_number else 0
