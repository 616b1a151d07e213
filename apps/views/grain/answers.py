"""What the grain view computes in the background: macro beside micro, the plan of a search, the search."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from apps.document import macros
from apps.document.document import Document
from apps.document.snapshot import Snapshot
from apps.jobs import offers
from apps.jobs.background_answer import BackgroundAnswer
from apps.jobs.pool import Job
from apps.results.grains import (
    NONE_YET,
    MacroAndMicro,
    comparison_job,
    constituents_of,
    grains_job,
    plan_job,
    steps_job,
    unit_in_hand,
)
from apps.results.limits import LIVE_GRAINS, LIVE_PLAN, LIVE_SECONDS, LIVE_SUBSTRATE
from engine.grain.records import Grains
from engine.grain.search import Plan
from engine.grain.steps import GrainSteps
from engine.words import tr, trn

if TYPE_CHECKING:
    from apps.views.grain.settings import GrainSettings

Answer = TypeVar("Answer")


class GrainAnswer(BackgroundAnswer[Answer]):
    """An answer that depends on the document and on settings of the view."""

    follows: tuple[str, ...] = ("within",)
    of_units = False  # whether there is nothing to compute without macro units

    def __init__(self, document: Document, settings: GrainSettings) -> None:
        self.settings = settings
        super().__init__(document)
        settings.param.watch(lambda *_events: self.refresh(), list(self.follows))

    def refusal(self, snapshot: Snapshot) -> str:
        """Return why there can be no macro units of a substrate, or that there are none yet."""
        if any(states != 2 for states in snapshot.substrate.radix):
            return tr("Macro units need units of two states; open a network of such units.")
        missing = self.of_units and not macros.units_of(snapshot)
        return offers.too_many_units(snapshot) or (NONE_YET if missing else "")

    def is_quick(self, snapshot: Snapshot) -> bool:
        """Whether the job may go before the long ones of others."""
        return self.is_live(snapshot) and snapshot.substrate.n <= LIVE_GRAINS


class MacroBesideMicro(GrainAnswer[MacroAndMicro]):
    """The macro units of the document beside the micro units that they are made of."""

    key = "grain"
    of_units = True

    def question(self, snapshot: Snapshot) -> Any:
        """Return everything the comparison depends on; the candidate system is not part of it."""
        return (
            *snapshot.search,
            snapshot.ties,
            macros.units_of(snapshot),
            macros.history_of(snapshot),
            self.settings.within,
        )

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether all is there in a second."""
        return snapshot.substrate.n <= LIVE_PLAN and macros.longest(snapshot) <= 2

    def estimate(self, snapshot: Snapshot) -> str:
        """Return what takes time: every system of micro units, and the systems inside each unit."""
        said = trn(
            "Macro beside micro, {n} micro unit.",
            "Macro beside micro, {n} micro units.",
            len(constituents_of(snapshot)),
        )
        return f"{said} {offers.searching(snapshot.substrate.n)}"

    def job(self, snapshot: Snapshot) -> Job:
        """Return what computes it."""
        return partial(comparison_job, snapshot, self.settings.within)


class FromTpmToTpm(GrainAnswer[GrainSteps]):
    """The tables between the micro TPM and the unit in hand, while somebody looks at them."""

    key = "grain-steps"
    of_units = True
    follows = ("unit", "stepping")

    def question(self, snapshot: Snapshot) -> Any:
        """Return everything the tables depend on."""
        unit = unit_in_hand(snapshot, self.settings.unit)
        asked = macros.units_of(snapshot), macros.history_of(snapshot), "" if unit is None else unit.label
        return (*snapshot.dynamics, snapshot.state, *asked, self.settings.stepping)

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether they are there in a moment, and looked at."""
        return self.settings.stepping and snapshot.substrate.n <= LIVE_SUBSTRATE

    def estimate(self, snapshot: Snapshot) -> str:
        """Return what is computed."""
        return trn(
            "The steps over {n} micro unit take a while.",
            "The steps over {n} micro units take a while.",
            snapshot.substrate.n,
        )

    def is_about(self, snapshot: Snapshot) -> bool:
        """Whether the tables on screen are those of a snapshot and of the unit in hand."""
        found = self.findings
        return found is not None and self.question(found.snapshot) == self.question(snapshot)

    def job(self, snapshot: Snapshot) -> Job:
        """Return what computes them."""
        return partial(steps_job, snapshot, self.settings.unit or None)


class Planning(GrainAnswer[Plan]):
    """How many systems a search across grains would try: the verdicts come first."""

    key = "grain-plan"
    follows = ("within", "size", "tau", "mappings")

    def question(self, snapshot: Snapshot) -> Any:
        """Return everything the count depends on."""
        return (*snapshot.search, macros.history_of(snapshot), self.settings.bounds)

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether the verdicts take no more than seconds, behind what is quick."""
        return snapshot.substrate.n <= LIVE_PLAN

    def estimate(self, snapshot: Snapshot) -> str:
        """Return what is counted."""
        return tr(
            "{n} units: judging their sets comes before the search and takes a while.",
            n=snapshot.substrate.n,
        )

    def job(self, snapshot: Snapshot) -> Job:
        """Return what counts them."""
        return partial(plan_job, snapshot, self.settings.bounds)


class AcrossGrains(GrainAnswer[Grains]):
    """The search across grains; its number of systems is known before it starts."""

    key = "grain-search"
    follows = ("within", "size", "tau", "mappings")

    def __init__(self, document: Document, settings: GrainSettings, planning: Planning) -> None:
        self._planning = planning
        super().__init__(document, settings)
        planning.param.watch(self._planned, ["findings", "problem", "offer", "stale"])

    def question(self, snapshot: Snapshot) -> Any:
        """Return everything the search depends on."""
        return self._planning.question(snapshot)

    def refusal(self, snapshot: Snapshot) -> str:
        """Return why there are too many systems, and which bounds have fewer."""
        plan = self._planning.current
        return super().refusal(snapshot) or ("" if plan is None else plan.refusal)

    def is_live(self, snapshot: Snapshot) -> bool:
        """Whether so few systems were counted that they are there in a moment."""
        plan = self._planning.current
        return plan is not None and plan.seconds <= LIVE_SECONDS

    def estimate(self, snapshot: Snapshot) -> str:
        """Return how many systems there are, and how long they take; empty until they are counted."""
        plan = self._planning.current
        if plan is None:
            return ""
        return trn(
            "{n:,} system of units of any grain: searching it takes {duration}.",
            "{n:,} systems of units of any grain: searching them takes {duration}.",
            plan.systems,
            duration=offers.duration(plan.seconds),
        )

    def job(self, snapshot: Snapshot) -> Job:
        """Return what searches them."""
        return partial(grains_job, snapshot, self.settings.bounds)

    def _planned(self, *_events: Any) -> None:
        """Ask again now that the systems are counted."""
        if self._planning.current is not None and self.current is None and not self.runner.busy:
            self.forget()
            self.refresh()
