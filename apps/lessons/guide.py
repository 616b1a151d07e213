"""Leads a learner through the lessons in the rail, and sees what is done on the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import isfinite
from typing import Any

from apps.document.snapshot import Snapshot
from apps.jobs.errand import Errand, Outcomes
from apps.lessons import cards, exercises, library
from apps.lessons.answers import Told
from apps.lessons.expressions import Reference
from apps.lessons.facts import Facts
from apps.lessons.hands import PageHands
from apps.lessons.judging import gathered
from apps.lessons.markup import plain
from apps.lessons.postulates import PostulateMap, map_card
from apps.lessons.progress import Trail, packed, unpacked
from apps.lessons.rail import LessonRail
from apps.lessons.values import VALUES
from apps.lessons.walk import Walk
from engine.errors import PhiscopeError
from engine.words import speaking, tr


class LessonGuide:
    """Leads a learner; ``view`` is the rail."""

    def __init__(self, hands: PageHands) -> None:
        self._hands = hands
        self._trails: dict[str, Trail] = {}
        self._walk: Walk | None = None
        self._shelf = library.shelf()
        self._known: dict[Reference, Told] = {}
        self._facts = Facts(hands.document.snapshot)
        self._frozen = ""  # what was said after the act on screen, with the numbers it had then
        self._is_open = True
        self._drawn = -1  # the turn that is on screen
        self._errand = Errand(hands.runner, "lesson", quiet=True)
        self.view = LessonRail(self._hear)
        self._acts: dict[str, Callable[[str], object]] = {
            "begin": self.begin,
            "map": lambda _value: self.list_lessons(map_card()),
            "list": lambda _value: self.list_lessons(),
            "next": lambda _value: self._step(1),
            "back": lambda _value: self._step(-1),
            "choose": self._choose,
            "guess": self._guess,
            "up": partial(self._move, by=-1),
            "down": partial(self._move, by=1),
            "order": lambda _value: self._give_order(),
            "hint": lambda _value: self._hint(),
            "reopen": lambda _value: self._put(),
            "close": lambda _value: hands.close(),
        }
        self._acts |= PostulateMap(self.view, hands, self.begin).acts
        self._acts |= exercises.acts(hands, self.list_lessons, self.begin)
        for watched, names in hands.watched:
            watched.param.watch(self.refresh, names)
        self.list_lessons()

    def show(self, is_open: bool) -> None:
        """Say whether the rail is on screen; what is not is not kept up to date."""
        self._is_open = is_open
        self.view.covered = False
        if not is_open:
            self._errand.drop()
        elif self._walk is None:
            self.list_lessons()
        else:
            self.view.turns += 1
            self.refresh()

    @property
    def place(self) -> str:
        """The step on screen, in words; empty before a lesson is begun."""
        walk = self._walk
        if walk is None:
            return ""
        title, at, steps = walk.lesson.title, walk.index + 1, len(walk.lesson.steps)
        return tr("{lesson}: step {at} of {steps}", lesson=title, at=at, steps=steps)

    def list_lessons(self, instead: str = "") -> None:
        """Show the list of lessons, read again where a file has changed; or another card ``instead``."""
        self._walk = None
        self._errand.drop()
        self._shelf = library.shelf()
        self.view.param.update(
            markup=instead or cards.list_card(self._shelf, self._trails),
            turns=self.view.turns + 1,
            covered=False,
            said="",
        )

    def begin(self, slug: str, step: str = "") -> None:
        """Begin a lesson, or go on where the learner left it; at a step if one is named."""
        lesson = library.find_lesson(slug)
        if lesson is None:
            self.list_lessons()
            return
        trail = self._trails.setdefault(slug, Trail())
        if all(each.id in trail.done for each in lesson.steps) and not step:
            trail.done, trail.step = [], ""
        is_new = not trail.step
        trail.step = step or trail.step
        self._walk = Walk(lesson, trail)
        self._turned()
        if is_new or step or self._elsewhere():
            self._put(frozenset())
        else:
            self.refresh()

    def refresh(self, *_events: Any) -> None:
        """Look at the page again: fill in its values, and see whether the act was done."""
        walk = self._walk
        if walk is None or not self._is_open:
            return
        snapshot, scene = self._hands.document.snapshot, self._hands.scene()
        if snapshot is not self._facts.snapshot:
            self._facts = Facts(snapshot)
        facts, asked = self._facts, walk.asked()
        slow = {each for each in asked if not VALUES[each.name].quick}
        with speaking(walk.lesson.language):  # a value stands in a sentence of the lesson
            known = gathered(asked - slow, facts, scene)
        if not slow:
            self._errand.drop()
            self._settle(known)
            return

        def work(_note: Any, _stop: Any) -> dict[Reference, Told]:
            with speaking(walk.lesson.language):
                return gathered(slow, facts, scene)

        def found(values: dict[Reference, Told]) -> None:
            self._settle(known | values)

        outcomes = Outcomes(found, lambda _reason: self._show(known))
        if self._errand.send(work, outcomes, long=False) is None:
            found(work(None, None))  # outside a server nobody else waits
        elif self.view.turns != self._drawn:
            self._show(known)

    def _show(self, known: dict[Reference, Told]) -> None:
        """Show the step with the values that are known so far."""
        if self._walk is not None:
            self._known = known | self._walk.earlier()
            self._draw()

    def _settle(self, known: dict[Reference, Told]) -> None:
        """Show the step with all its values, and see whether it is done."""
        walk = self._walk
        if walk is None:
            return
        self._known = known | walk.earlier()
        if not walk.is_done and walk.sees(self._known, self._facts):
            self._finish()
            self._frozen = cards.after(walk, self._known)
            self._say(self._frozen)
        elif not walk.is_done and walk.answered(self._known, self._facts):
            self._judge()  # what was answered before the values were there
        elif walk.attempt.tried and not walk.is_done:
            self.view.said = str(cards.NOT_YET)
        self._draw()

    def _draw(self) -> None:
        walk = self._walk
        assert walk is not None
        self._drawn = self.view.turns
        markup = cards.step_card(walk, self._known, self._facts, self._frozen, self._elsewhere())
        self.view.param.update(markup=markup, covered=walk.step.cover and not walk.is_done)

    def _elsewhere(self) -> str:
        """Return the name of the network that the step is about, if another one is on screen."""
        wanted = self._wanted()
        if wanted is None:
            return ""
        now = self._hands.document.snapshot
        same = (
            wanted.origin == now.origin if wanted.origin else wanted.substrate.labels == now.substrate.labels
        )
        return "" if same else wanted.substrate.name or tr("another network")

    def _wanted(self) -> Snapshot | None:
        walk = self._walk
        assert walk is not None
        try:
            return library.started(walk.lesson, walk.step)
        except (PhiscopeError, OSError):
            return None  # a teacher took the file away while the lesson was on screen

    def _put(self, replaceable: frozenset[str] | None = None) -> None:
        """Put the network of the step on the page, in its state and with its system.

        What the learner made of those of the lesson may be replaced, unless the lesson only begins.
        """
        walk, wanted = self._walk, self._wanted()
        assert walk is not None
        if wanted is not None:
            names = frozenset(setup.network for setup in walk.lesson.setups.values())
            self._hands.put(wanted, names if replaceable is None else replaceable)
        view = walk.lesson.setups[walk.step.id].view if walk.step.setup is not None else ""
        if view and view != self._hands.view():
            self._hands.go(view)
        self.refresh()

    def _step(self, by: int) -> None:
        walk = self._walk
        if walk is None or not 0 <= walk.index + by < len(walk.lesson.steps):
            return
        if by > 0 and walk.step.kind == "read":
            walk.finish(self._known)
        walk.go(walk.index + by)
        self._turned()
        if walk.step.setup is not None and (by > 0 or self._elsewhere()):
            self._put()
        else:
            self.refresh()

    def _turned(self) -> None:
        """Begin with the step that comes on screen."""
        self._frozen, self._known = "", {}
        self.view.param.update(turns=self.view.turns + 1, said="")
        self._keep()

    def _finish(self) -> None:
        assert self._walk is not None
        self._walk.finish(self._known)
        self._keep()

    def _keep(self) -> None:
        self.view.keep(packed(self._trails))

    def _say(self, markup: str) -> None:
        said = plain(markup)
        # What is said twice is announced twice: a space more makes it another text.
        self.view.said = f"{said} " if said == self.view.said else said

    def _hear(self, data: dict[str, Any]) -> None:
        if "found" in data:
            self._trails = unpacked(data["found"]) | self._trails
            if self._walk is None:
                self.view.markup = cards.list_card(self._shelf, self._trails)
            return
        act, value = data.get("act"), data.get("value", "")
        if isinstance(act, str) and act in self._acts and isinstance(value, str) and len(value) <= 200:
            self._acts[act](value)

    def _choose(self, value: str) -> None:
        walk = self._walk
        if walk is None or not value.isdecimal() or int(value) >= len(walk.step.options):
            return
        walk.choose(int(value))
        self._judge()

    def _guess(self, value: str) -> None:
        walk = self._walk
        if walk is None or walk.step.kind != "guess":
            return
        try:
            guess = float(value.replace(",", "."))
        except ValueError:
            guess = float("nan")
        if not isfinite(guess):
            self.view.said = tr("Write a number, such as 0.5.")
            return
        walk.attempt.guess = guess
        self.refresh()

    def _move(self, value: str, by: int) -> None:
        walk = self._walk
        if walk is not None and value.isdecimal() and int(value) in walk.attempt.order:
            place = walk.attempt.order.index(int(value))
            walk.move(place, by)
            name, at = walk.step.items[int(value)].text, walk.attempt.order.index(int(value)) + 1
            self.view.said = tr("{name}: place {at}", name=name, at=at)
            self._draw()

    def _give_order(self) -> None:
        walk = self._walk
        if walk is not None and walk.step.items:
            walk.attempt.given = True
            self._judge()

    def _judge(self) -> None:
        """Judge what was answered by the values that are there; without them, it is judged once they are."""
        walk = self._walk
        assert walk is not None
        if not walk.is_done and walk.answered(self._known, self._facts):
            self._finish()
        self._say(cards.feedback(walk, self._known, self._facts) + cards.after(walk, self._known))
        self._draw()

    def _hint(self) -> None:
        if self._walk is not None:
            self._walk.attempt.hinted = True
            self._say(cards.rendered(self._walk.step.hint, self._known))
            self._draw()
