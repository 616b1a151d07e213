"""What runs in the computer view: program, variant, update, readings; and what is known of that moment."""

from __future__ import annotations

from functools import partial
from typing import Any

import param

from apps.document.document import Document
from apps.document.examples import begun
from apps.document.snapshot import Snapshot
from apps.errors import sentence
from apps.jobs.background_answer import BackgroundAnswer
from apps.jobs.pool import Job
from apps.results.scaling import SECONDS, Scale, scaling_job
from apps.results.simulation import LAST, OF_PAPER, Simulation, SimulationMoment, moment_job, simulation_of
from engine.errors import PhiscopeError
from engine.iit4.readings import Readings
from engine.words import tr
from viz.view.computer_layout import MODULES

OWN = "own"
PROGRAMS = {"pqrs": "findlay-pqrs", "wxyz": "findlay-wxyz"}
PERIOD = 8


class Running(param.Parameterized):
    """The switches of the view, with the document that is the target if that is chosen."""

    program = param.Selector(default=OWN, objects=[OWN, *PROGRAMS])
    feedback = param.Boolean(default=False)
    time = param.Integer(default=1, bounds=(0, LAST))
    as_paper = param.Boolean(default=True, doc="The readings of the paper, or those set on the page.")
    opened = param.Parameter(default=tuple(MODULES), doc="Kinds of the modules that are open.")

    def __init__(self, document: Document, **params: Any) -> None:
        super().__init__(**params)
        self.document = document
        self._states: tuple[Any, Any] = (None, None)
        if isinstance(self.source(document.snapshot), str):
            self.program = next(iter(PROGRAMS))

    def source(self, snapshot: Snapshot) -> Simulation | str:
        """Return what is simulated, or the sentence why it cannot be."""
        chosen: Snapshot | None = snapshot
        if self.program in PROGRAMS:
            chosen = begun(PROGRAMS[self.program])
        if chosen is None:
            return tr("The example is missing; choose another program.")
        try:
            return simulation_of(chosen, self.feedback)
        except PhiscopeError as error:
            return sentence(error)

    def readings(self, snapshot: Snapshot) -> Readings:
        """Return the readings to compute with."""
        return OF_PAPER if self.as_paper else snapshot.readings

    def step(self, updates: int) -> None:
        """Go on, or back, by some updates."""
        self.time = min(LAST, max(0, self.time + updates))

    def look(self) -> dict[str, Any]:
        """Return the switches as plain values, for links."""
        return {
            "program": self.program,
            "feedback": self.feedback,
            "time": self.time,
            "paper": self.as_paper,
            "open": list(self.opened),
        }

    def put(self, look: Any) -> None:
        """Set the switches from a link; what is not valid is left as it is."""
        if not isinstance(look, dict):
            return
        news: dict[str, Any] = {}
        if look.get("program") in (OWN, *PROGRAMS):
            news["program"] = look["program"]
        for key, name in (("feedback", "feedback"), ("paper", "as_paper")):
            if isinstance(look.get(key), bool):
                news[name] = look[key]
        if type(look.get("time")) is int and 0 <= look["time"] <= LAST:
            news["time"] = look["time"]
        if isinstance(look.get("open"), list):
            news["opened"] = tuple(kind for kind in MODULES if kind in look["open"])
        self.param.update(**news)


class MomentAnswer(BackgroundAnswer[SimulationMoment]):
    """The complexes of target and computer at the update that is shown."""

    key = "simulation"

    def __init__(self, running: Running) -> None:
        self._running = running
        super().__init__(running.document)
        running.param.watch(lambda *_: self.refresh(), ["program", "feedback", "time", "as_paper"])

    def question(self, snapshot: Snapshot) -> Any:
        """Return the switches, and of the document what they ask of it."""
        running = self._running
        own = (*snapshot.dynamics, snapshot.state) if running.program == OWN else None
        asked = running.readings(snapshot), snapshot.formalism
        return running.program, running.feedback, running.time, asked, own

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether it is computed at every change: it takes a quarter of a second."""
        return True

    def refusal(self, snapshot: Snapshot) -> str:
        """Return why a network cannot be the target."""
        source = self._running.source(snapshot)
        return source if isinstance(source, str) else ""

    def estimate(self, snapshot: Snapshot) -> str:
        """Return what is said after a cancellation."""
        return tr("The complexes of both systems take less than a second.")

    def job(self, snapshot: Snapshot) -> Job:
        """Return what finds them."""
        source = self._running.source(snapshot)
        assert not isinstance(source, str)  # or it was refused
        readings = self._running.readings(snapshot)
        return partial(moment_job, source, self._running.time, snapshot.formalism, readings)


class ScalingAnswer(BackgroundAnswer[tuple[Scale, ...]]):
    """How the computer grows with its target; measured on request, once."""

    key = "scaling"

    def question(self, snapshot: Snapshot) -> Any:
        """Return the same for every document."""
        return "scaling"

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether to measure without being asked: it takes half a minute."""
        return False

    def estimate(self, snapshot: Snapshot) -> str:
        """Return what is measured."""
        return tr(
            "Targets of 2 to 8 units and computers of up to 2,603: their complexes take about {n} seconds.",
            n=round(SECONDS),
        )

    def job(self, snapshot: Snapshot) -> Job:
        """Return what measures."""
        return scaling_job
