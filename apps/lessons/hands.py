"""What a lesson can do on the page, and what it sees there."""

from __future__ import annotations

from collections.abc import Callable

import param

from apps.document.document import Document
from apps.document.snapshot import Snapshot
from apps.jobs.runner import Runner
from apps.lessons.answers import Scene
from apps.lessons.lesson import LessonStep
from apps.selection.selection import Selection, light

INSIDE = "explore"  # the view with “Look inside”


class PageHands:
    """What a lesson can do on the page, and what it watches there.

    Parameters
    ----------
    document, selection, runner
        Of the page.
    view : callable
        Returns the name of the view on screen.
    go : callable
        Called with the name of a view to show it.
    put : callable
        Called with a document to show, and the examples that may be replaced by it.
    close : callable
        Puts the rail away.
    watched : list of (object, names of its parameters)
        What changes when the learner does something.
    """

    def __init__(
        self,
        document: Document,
        selection: Selection,
        runner: Runner,
        view: Callable[[], str],
        go: Callable[[str], object],
        put: Callable[[Snapshot, frozenset[str]], object],
        close: Callable[[], object],
        watched: list[tuple[param.Parameterized, list[str]]],
    ) -> None:
        self.document, self.selection, self.runner = document, selection, runner
        self.view, self.go, self.put, self.close, self.watched = view, go, put, close, watched

    def make_ready(self, step: LessonStep) -> None:
        """Open what is inside the system if a step needs it, and pick nothing if it asks for a pick."""
        if step.inside:
            if self.view() != INSIDE:
                self.go(INSIDE)
            self.selection.inside = True
        if step.until is not None and any(each.name == "picked" for each in step.until.references):
            self.selection.pick(None)

    def scene(self) -> Scene:
        """Return what the learner sees beside the network."""
        picks = self.selection
        units = tuple(light(picks.picked, None).units)
        return Scene(self.view(), picks.inside, units, picks.own_cut, picks.revealed)
