"""Leads a learner through the lessons in the rail, and sees what is done on the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from apps.jobs.errand import Errand, Outcomes
from apps.lessons import cards, exercises, library
from apps.lessons.answers import Told
from apps.lessons.expressions import Reference
from apps.lessons.facts import Facts
from apps.lessons.ground import elsewhere, ground
from apps.lessons.hands import PageHands
from apps.lessons.judging import gathered
from apps.lessons.markup import plain
from apps.lessons.postulates import PostulateMap, map_card
from apps.lessons.progress import Trail, packed, unpacked
from apps.lessons.rail import LessonRail
from apps.lessons.values import VALUES
from apps.lessons.walk import Walk, as_number
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
        self._frozen = ""  # what was asked and said in the step on screen, with the numbers when it was done
        self._is_arriving = False
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
            "reopen": lambda _value: self._arrive(),
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
        return "" if self._walk is None else self._walk.place

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
        self._arrive(bool(is_new or step or self._elsewhere()), frozenset())

    def refresh(self, *_events: Any) -> None:
        """Look at the page again: fill in its values, and see whether the act was done."""
        walk = self._walk
        if walk is None or not self._is_open or self._is_arriving:
            return
        snapshot, scene = self._hands.document.snapshot, self._hands.scene()
        if snapshot is not self._facts.snapshot:
            self._facts, self._known = Facts(snapshot), {}
        facts, asked = self._facts, walk.asked()
        if self._elsewhere() and not walk.step.anywhere:
            asked = set()  # nothing of this network is of the step
        else:
            walk.look(snapshot, scene)
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
            self._say(cards.after(walk, self._known))
        elif not self._frozen and walk.answered(self._known, self._facts):
            self._judge()  # what was answered before the values were there
        elif walk.attempt.tried and not walk.is_done:
            self.view.said = str(cards.NOT_YET)
        self._draw()

    def _draw(self) -> None:
        walk = self._walk
        assert walk is not None
        self._drawn = self.view.turns
        strange, closed = self._elsewhere(), not self._hands.selection.inside
        markup = cards.step_card(walk, self._known, self._facts, self._frozen, strange, closed)
        self.view.param.update(markup=markup, covered=walk.covers and not strange)

    def _elsewhere(self) -> str:
        walk = self._walk
        return "" if walk is None else elsewhere(walk.lesson, walk.step, self._hands.document.snapshot)

    def _arrive(self, opens: bool = True, replaceable: frozenset[str] | None = None) -> None:
        """Make the page ready for the step: its network in its state with its system, if it ``opens``.

        What the learner made of those of the lesson may be replaced, unless the lesson only begins.
        """
        walk = self._walk
        assert walk is not None
        self._is_arriving = True  # none of what follows is an act
        try:
            if opens:
                self._put(walk, replaceable)
            self._hands.make_ready(walk.step)
        finally:
            self._is_arriving = False
        self.refresh()

    def _put(self, walk: Walk, replaceable: frozenset[str] | None) -> None:
        wanted = ground(walk.lesson, walk.step)
        if wanted is not None:
            names = frozenset(setup.network for setup in walk.lesson.setups.values())
            self._hands.put(wanted, names if replaceable is None else replaceable)
        view = walk.lesson.setups[walk.step.id].view if walk.step.setup is not None else ""
        if view and view != self._hands.view():
            self._hands.go(view)

    def _step(self, by: int) -> None:
        walk = self._walk
        if walk is None or not 0 <= walk.index + by < len(walk.lesson.steps):
            return
        if by > 0 and walk.step.kind == "read":
            walk.finish(self._known)
        walk.go(walk.index + by)
        self._turned()
        self._arrive(walk.step.setup is not None and (by > 0 or bool(self._elsewhere())))

    def _turned(self) -> None:
        """Begin with the step that comes on screen."""
        self._frozen, self._known = "", {}
        self.view.param.update(turns=self.view.turns + 1, said="")
        self._keep()

    def _finish(self) -> None:
        """Mark the step as done, and keep what was said: later changes of the page do not judge it anew."""
        walk = self._walk
        assert walk is not None
        walk.finish(self._known)
        self._frozen = cards.settled(walk, self._known, self._facts)
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
        if walk is None or not value.isdecimal() or int(value) >= len(walk.step.options) or self._strays():
            return
        walk.choose(int(value))
        self._judge()

    def _guess(self, value: str) -> None:
        walk = self._walk
        if walk is None or walk.step.kind != "guess":
            return
        guess = as_number(value)
        walk.attempt.unread = guess is None
        if guess is None:
            self._draw()
            self._say(cards.NO_NUMBER)
        elif not self._strays():
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
        if walk is not None and walk.step.items and not self._strays():
            walk.attempt.given = True
            self._judge()

    def _strays(self) -> bool:
        """Return whether an answer cannot be judged because another network is on screen, and say so."""
        walk, strange = self._walk, self._elsewhere()
        assert walk is not None
        walk.attempt.strayed = bool(strange)
        if strange:
            self._draw()
            self._say(cards.unjudged(strange))
        return bool(strange)

    def _judge(self) -> None:
        """Judge what was answered by the values that are there; without them, it is judged once they are."""
        walk = self._walk
        assert walk is not None
        if walk.answered(self._known, self._facts):
            self._finish()
        self._say(cards.feedback(walk, self._known, self._facts) + cards.after(walk, self._known))
        self._draw()

    def _hint(self) -> None:
        if self._walk is not None:
            self._walk.attempt.hinted = True
            self._say(cards.rendered(self._walk.step.hint, self._known))
            self._draw()
