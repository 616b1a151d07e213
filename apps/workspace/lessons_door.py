"""The control that opens the lessons beside the view; they are built when first opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import panel as pn

from apps.document.snapshot import Snapshot
from apps.ui.buttons import button
from apps.workspace.documents.open_documents import beside
from apps.workspace.navigation import ViewLinks
from apps.workspace.workspace import Workspace
from engine.words import phrase

if TYPE_CHECKING:
    from apps.lessons.guide import LessonGuide

OPEN, CLOSE = phrase("Lessons: learn by doing"), phrase("Close the lessons")
LEARNING = "learning"


class LessonsDoor:
    """``button`` opens and closes the lessons.

    Parameters
    ----------
    desk
        Of the page.
    links
        The links between the views, which know the one on screen.
    go
        Called with the name of a view to show it.
    """

    def __init__(self, desk: Workspace, links: ViewLinks, go: Callable[[str], object]) -> None:
        self._desk, self._links, self._go = desk, links, go
        self._guide: LessonGuide | None = None
        self._body: pn.Column | None = None
        self._watchers: list[Callable[[], object]] = []
        self.button = button(OPEN, "school", "lessons-open", self.toggle)

    def stand_in(self, body: pn.Column) -> None:
        """Say in which part of the page the lessons stand, once they are opened."""
        self._body = body

    @property
    def is_open(self) -> bool:
        """Whether the lessons are on screen."""
        return self._guide is not None and self._guide.view.visible

    def toggle(self) -> None:
        """Open the lessons, or put them away."""
        is_open, guide = not self.is_open, self.guide
        assert self._body is not None
        with pn.io.hold():
            guide.view.visible = is_open
            classes = [name for name in self._body.css_classes if name != LEARNING]
            self._body.css_classes = [*classes, *[LEARNING] * is_open]
            self.button.param.update(
                description=CLOSE if is_open else OPEN, color="secondary" if is_open else "primary"
            )
            guide.show(is_open)

    def taught(self) -> list[str]:
        """Return the words that lessons teach."""
        from apps.lessons import library

        return list(library.taught())

    def learn(self, word: str) -> None:
        """Open the step that teaches a word, if there is one."""
        from apps.lessons import library

        place = library.taught().get(word)
        if place is not None:
            self.begin(*place)

    def begin(self, lesson: str, step: str = "") -> None:
        """Open the lessons at a step, or where the learner left the lesson."""
        if not self.is_open:
            self.toggle()
        self.guide.begin(lesson, step)

    @property
    def place(self) -> str:
        """The step on screen, in words; empty if there is none."""
        return self._guide.place if self._guide is not None and self.is_open else ""

    def watch(self, act: Callable[[], object]) -> None:
        """Call a function whenever the learner may be at another step."""
        self._watchers.append(act)

    @property
    def guide(self) -> LessonGuide:
        """What leads through the lessons; built when first asked for."""
        if self._guide is None:
            self._guide = self._built()
            assert self._body is not None
            self._body.append(self._guide.view)
        return self._guide

    def _built(self) -> LessonGuide:
        from apps.lessons.guide import LessonGuide
        from apps.lessons.hands import PageHands

        desk, links = self._desk, self._links
        watched: list[Any] = [
            (desk.document, ["snapshot"]),
            (desk.selection, ["picked", "own_cut", "revealed", "inside"]),
            (links, ["current"]),
        ]
        hands = PageHands(
            desk.document,
            desk.selection,
            desk.runner,
            view=lambda: links.current,
            go=self._go,
            put=self._put,
            close=self.toggle,
            watched=watched,
        )
        guide = LessonGuide(hands)
        guide.view.visible = False
        guide.view.param.watch(self._tell, ["turns", "said", "visible"])
        return guide

    def _tell(self, *_events: Any) -> None:
        for act in self._watchers:
            act()

    def _put(self, wanted: Snapshot, replaceable: frozenset[str]) -> None:
        """Show the document of a step; what somebody has drawn or brought stays in its own tab."""
        documents, document = self._desk.documents, self._desk.document
        now = document.snapshot
        if now.dynamics == wanted.dynamics and now.state == wanted.state and now.system == wanted.system:
            self._rule(wanted)
            return
        # Reset goes back to what the step began with.
        begun = replace(wanted.substrate, state=wanted.state, system=wanted.system)
        same_file = not now.origin and now.substrate.name == wanted.substrate.name
        if documents.is_own and now.origin not in replaceable and not same_file:
            documents.add(replace(wanted, substrate=begun), beside(now))
            return
        document.open_substrate(begun, name=wanted.substrate.name, origin=wanted.origin, message="")
        self._rule(wanted)

    def _rule(self, wanted: Snapshot) -> None:
        now = self._desk.document.snapshot
        if (now.formalism, now.readings) != (wanted.formalism, wanted.readings):
            chosen = {name: getattr(wanted, name) for name in ("ties", "state_ties", "candidates")}
            self._desk.document.set_rules(formalism=wanted.formalism, **chosen)
