"""Lecture mode: the chrome goes, what is left grows with the window, and numbers can be covered.

Esc leaves it. PageDown and PageUp, the keys of a presenter, open the next and the previous example. P takes
the pen or puts it down, X takes off what it drew. B covers all numbers; a press, or Tab and Enter, reveals
one of them wherever it stands. With a change of the network all are covered again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any

import panel as pn
import panel_material_ui as pmui
import param
from panel.custom import JSComponent

from apps.document.examples import presets
from apps.ui.buttons import button
from apps.ui.first_seen import when_first_seen
from apps.ui.scripts import script
from apps.ui.style import SWITCH, named
from apps.workspace.documents.open_documents import OpenDocuments
from apps.workspace.lecture.pen import LecturePen
from engine.words import phrase, tr

ENTER = phrase("Lecture mode: larger, and without what only the one who draws needs")
LEAVE = phrase("Leave the lecture (Esc)")
DRAW, PUT_DOWN = phrase("Draw on the page (P)"), phrase("Put the pen down (P)")
WIPE, WIPE_HINT = phrase("Wipe"), phrase("Take off what is drawn here (X)")
COVER = phrase("Cover the numbers (B); press one to reveal it wherever it stands")
REVEAL = phrase("Reveal all numbers (B)")
BEFORE, NEXT = phrase("The example before (PageUp)"), phrase("The next example (PageDown)")


# Of a long name as much as there is room for between the buttons.
NAME = {"font-weight": "600", "max-width": "24vw", "white-space": "nowrap"}
ELIDED = ":host > * { overflow: hidden; text-overflow: ellipsis; }"
EVERYDAY = (1440, 900)  # pixels of the window in which type of size 1 is right
LARGER, LEAST, MOST = 1.35, 1.2, 2.8


def size_in(width: int, height: int) -> float:
    """Return the size of type for a room that sees a window of so many pixels."""
    room = min(width / EVERYDAY[0], height / EVERYDAY[1])
    return round(min(max(LARGER * room, LEAST), MOST), 2)


def _switch(title: str, icon: str, hook: str) -> pmui.Toggle:
    """Return a small icon button that looks pressed while it is, and says so."""
    return pmui.Toggle(
        label="", description=title, icon=icon, size="small", css_classes=[hook], margin=(2, 2), sx=SWITCH
    )


class LectureKeys(JSComponent):
    """The keys of a lecture, and the covering of numbers; it takes no room.

    ``covered`` blurs every number on the page until it is pressed or the cover is taken off; with ``changes``
    those that were pressed are covered again.
    """

    lecturing = param.Boolean(default=False)
    covered = param.Boolean(default=False)
    changes = param.Integer(default=0)

    _esm = script(Path(__file__).with_name("lecture.js"))

    def __init__(
        self,
        acts: Mapping[str, Callable[[], object]],
        resize: Callable[[float], object],
        resume: Callable[[bool], None],
    ) -> None:
        super().__init__(width=0, height=0, margin=0)
        self._acts, self._resize, self._resume = acts, resize, resume

    def _handle_msg(self, data: Any) -> None:
        if not isinstance(data, dict):
            return
        before = data.get("resume")
        if before in ("open", "covered"):
            # A change while the page is being built would not be drawn.
            pn.state.onload(lambda: self._resume(before == "covered"))
        if not self.lecturing:
            return
        act, window = data.get("act"), data.get("window")
        if isinstance(act, str) and act in self._acts:
            self._acts[act]()
        if isinstance(window, list) and len(window) == 2 and all(type(each) is int for each in window):
            self._resize(size_in(*window))


class Lecture:
    """``bar`` and ``enter_button`` belong into the bar of the page, ``unseen`` anywhere.

    Parameters
    ----------
    documents
        Of the page.
    chrome
        Returns what is only needed for drawing and taking away; it is hidden during a lecture.
    enlarge
        Called with the size of type and pictures; 1 is that of every day.
    """

    def __init__(
        self,
        documents: OpenDocuments,
        chrome: Callable[[], list[Any]],
        enlarge: Callable[[float], object],
    ) -> None:
        self._documents, self._chrome, self._enlarge = documents, chrome, enlarge
        self._hidden: list[tuple[Any, bool]] = []
        self.enter_button = button(ENTER, "present_to_all", "lecture", self.toggle)
        self._cover = button(COVER, "visibility_off", "cover-numbers", self.cover)
        self._reveal = button(REVEAL, "visibility", "reveal-numbers", self.cover)
        self._view = ""
        self._pen, self._draw = LecturePen(), _switch(DRAW, "draw", "lecture-pen")
        self._wipe = button(WIPE_HINT, "cleaning_services", "lecture-wipe", self.wipe)
        self._wipe.sx = named(tr(WIPE))
        self._draw.param.watch(self._hold, "value")
        self._pen.param.watch(self._offer_wipe, "inked")
        self._before = button(BEFORE, "navigate_before", "lecture-previous", lambda: self.go(-1))
        self._next = button(NEXT, "navigate_next", "lecture-next", lambda: self.go(1))
        self._name = pn.pane.HTML(
            "",
            css_classes=["lecture-name"],
            margin=(0, 12),
            align="center",
            styles=NAME,
            stylesheets=[ELIDED],
        )
        documents.document.param.watch(self._follow, "snapshot")
        self._say_name()
        self._reveal.visible = self._wipe.visible = False
        self.bar = when_first_seen(
            pn.Row(margin=0, visible=False, styles={"align-items": "center"}),
            *(self._before, self._next, self._name, self._draw, self._cover, self._reveal, self._wipe),
        )
        acts = {
            "leave": self.leave,
            "next": lambda: self.go(1),
            "previous": lambda: self.go(-1),
            "pen": self.draw,
            "wipe": self.wipe,
            "cover": self.cover,
        }
        self.keys = LectureKeys(acts, enlarge, self.resume)
        self.unseen = [self.keys, self._pen]

    def _follow(self, *_events: Any) -> None:
        self._say_name()
        self._lay_sheet()
        self.keys.changes += self.keys.covered

    def _say_name(self, *_events: Any) -> None:
        self._name.object = escape(self._documents.document.substrate.name)

    def toggle(self) -> None:
        """Begin a lecture, or leave it."""
        if self.keys.lecturing:
            self.leave()
        else:
            self.enter()

    def enter(self) -> None:
        """Hide the chrome and enlarge the rest."""
        with pn.io.hold():
            self._hidden = [(part, part.visible) for part in self._chrome()]
            for part, _ in self._hidden:
                part.visible = False
            self._show(True)

    def resume(self, covered: bool) -> None:
        """Go on with the lecture that this tab was in before it was loaded anew."""
        if not self.keys.lecturing:
            self.enter()
        if covered and not self.keys.covered:
            self.cover()

    def leave(self) -> None:
        """Show everything again."""
        with pn.io.hold():
            for part, visible in self._hidden:
                part.visible = visible
            self._hidden = []
            self.keys.covered = False
            self._show(False)

    def cover(self) -> None:
        """Cover the numbers, so that people can predict them; or reveal them."""
        covered = self.keys.covered = not self.keys.covered
        self._cover.visible, self._reveal.visible = not covered, covered

    def draw(self) -> None:
        """Take the pen, or put it down; what is drawn stays."""
        self._draw.value = not self._draw.value

    def wipe(self) -> None:
        """Take off what is drawn beside this network in this view, and put the pen down."""
        self._pen.wiped += 1
        self._draw.value = False

    def turn_to(self, view: str) -> None:
        """Lay out the sheet of a view, which is now beside the network."""
        self._view = view
        self._lay_sheet()

    def _lay_sheet(self) -> None:
        snapshot = self._documents.document.snapshot
        self._pen.sheet = "\n".join((self._view, snapshot.origin, snapshot.substrate.name))

    def _hold(self, *_events: Any) -> None:
        self._pen.writing = pen = bool(self._draw.value)
        self._draw.description = PUT_DOWN if pen else DRAW

    def _offer_wipe(self, *_events: Any) -> None:
        self._wipe.visible = self._pen.inked and self.keys.lecturing

    def go(self, by: int) -> None:
        """Open another example: the next one, or the one before."""
        slugs = [preset.slug for preset in presets()]
        origin = self._documents.document.snapshot.origin
        at = slugs.index(origin) if origin in slugs else -1 if by > 0 else 0
        self._documents.show_example(slugs[(at + by) % len(slugs)])

    def _show(self, on: bool) -> None:
        self.keys.lecturing = on
        self.bar.visible = self._cover.visible = on
        self._draw.value = self._wipe.visible = self._reveal.visible = False
        self._pen.cleared += 1
        self.enter_button.param.update(
            description=LEAVE if on else ENTER, color="secondary" if on else "primary"
        )
        if not on:
            self._enlarge(1.0)
