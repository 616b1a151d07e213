"""The search across grains: the complexes among systems of intrinsic units (Marshall et al. 2024, eq. 19)."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.errors import GrainError
from engine.formalisms import DEFAULT, formalism_of, keys_of
from engine.grain.admission import MOST_SYSTEMS, Admitted
from engine.grain.bounds import Bounds, Mappings, Within
from engine.grain.evaluation import Evaluation, seconds_of
from engine.grain.listing import System, systems_within, watched
from engine.grain.records import ExcludedGrain, Grains, GrainSystem, Verdict
from engine.grain.system import system_over
from engine.grain.unfolding import history_of
from engine.grain.universe import universe_of
from engine.iit4.exclusion import exclude
from engine.iit4.readings import Readings, StateTies
from engine.iit4.structure import unfolded
from engine.iit4.tolerance import ranked
from engine.run.jobs import Cancel, Report, Watch, part_of
from engine.substrate.macro_units import MacroUnit, checked_units
from engine.substrate.masks import mask_of
from engine.substrate.states import State
from engine.substrate.substrate import Substrate
from engine.version import engine_version
from engine.words import tr

VERDICTS_SHARE = 0.3

Selected = tuple[
    tuple[GrainSystem, ...], tuple[tuple[GrainSystem, GrainSystem], ...], tuple[GrainSystem, ...]
]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a search across grains is about to do.

    Attributes
    ----------
    verdicts : tuple of Verdict
    systems : int
        How many systems of intrinsic units there are.
    seconds : float
        Prediction for one core.
    refusal : str
        Why the search would be refused, a sentence with smaller bounds; empty if it would not.
    """

    verdicts: tuple[Verdict, ...]
    systems: int
    seconds: float
    refusal: str = ""


def grains(
    substrate: Substrate,
    state: State,
    size: int = 4,
    tau: int = 1,
    mappings: Mappings = "families",
    within: Within = "all",
    history: Sequence[State] | None = None,
    formalism: str = DEFAULT,
    state_ties: StateTies = "paper",
    limit: int = MOST_SYSTEMS,
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> Grains:
    """Find the complexes of a substrate among systems of units of any grain.

    Every set of units within the bounds is judged first (`Verdict`); then every system of intrinsic units is
    evaluated, and complexes are selected as in IIT 4.0. Exact within the bounds.

    Parameters
    ----------
    substrate : Substrate
        Of binary units.
    state : tuple of int, label string or dict
    size, tau, mappings, within
        The bounds; see `engine.grain.bounds.Bounds`.
    history : sequence of states, optional
        Micro states, oldest first, the last being `state`; without it the present is taken for all.
    formalism, state_ties : str
        As for `engine.iit4.complexes.complexes`.
    limit : int
        More systems than this are refused before φ_s of the first.
    report : callable(fraction, phase), optional
    cancel : object with is_set(), optional
        As for `engine.iit4.complexes.complexes`. Long searches keep their finished pieces and resume.

    Returns
    -------
    Grains

    Raises
    ------
    GrainError
        If there are no such bounds, they count more systems than `limit`, or a unit has more than two states.
    UnreachableStateError
        If nothing leads to a state in which the window of a unit begins.
    Cancelled
        If `cancel` is set.
    """
    started = time.perf_counter()
    bounds = Bounds(size, tau, mappings, within)
    search = GrainSearch(substrate, state, history, bounds, formalism, state_ties, limit)
    found = search.run(report, cancel)
    return replace(found, seconds=time.perf_counter() - started)


def plan(
    substrate: Substrate,
    state: State,
    bounds: Bounds = Bounds(),  # noqa: B008 -- a value that never changes
    history: Sequence[State] | None = None,
    formalism: str = DEFAULT,
    state_ties: StateTies = "paper",
    limit: int = MOST_SYSTEMS,
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> Plan:
    """Give the verdicts, and say how many systems of intrinsic units there are before φ_s of the first.

    Parameters and errors as for `grains`.

    Returns
    -------
    Plan
    """
    search = GrainSearch(substrate, state, history, bounds, formalism, state_ties, limit)
    search.judge(Watch(tr("verdicts"), report, cancel))
    count, refusal = search.admitted.count(), ""
    try:
        search.admitted.check(count)
    except GrainError as error:
        refusal = str(error)
    seconds = count * seconds_of(substrate.n // 2 + 1)
    return Plan(tuple(search.admitted.verdicts), count, seconds, refusal)


def intrinsic(
    substrate: Substrate,
    state: State,
    unit: MacroUnit | Sequence[str] | str,
    within: Within | None = None,
    bounds: Bounds | None = None,
    history: Sequence[State] | None = None,
    formalism: str = DEFAULT,
    state_ties: StateTies = "paper",
    limit: int = MOST_SYSTEMS,
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> Verdict:
    """Say whether a unit is intrinsic: more integrated than any system inside it (eqs 15 and 16).

    Its mapping and update grain play no part. Competitors are built from the intrinsic units in its proper
    subsets; background is not apportioned to them.

    Parameters
    ----------
    substrate : Substrate
        Of binary units.
    state : tuple of int, label string or dict
    unit : MacroUnit, or labels of constituents
    within : {"all", "micro"}, optional
        Whether systems of any grain compete, or of micro units alone; default: that of the bounds.
    bounds : Bounds, optional
        Of the units that compete.
    history, formalism, state_ties, limit, report, cancel
        As for `grains`.

    Returns
    -------
    Verdict

    Raises
    ------
    GrainError, UnreachableStateError, Cancelled
        As for `grains`.
    """
    bounds = bounds or Bounds()
    bounds = replace(bounds, within=within or bounds.within)
    asked = unit if isinstance(unit, MacroUnit) else MacroUnit(tuple(substrate.units_of(unit)))
    (checked,) = checked_units([asked], substrate.labels, substrate.radix)
    units = tuple(substrate.index(label) for label in checked.constituents)
    search = GrainSearch(substrate, state, history, bounds, formalism, state_ties, limit)
    watch = Watch(tr("verdicts"), report, cancel)
    sizes = range(1, min(bounds.size, len(units) - 1) + 1)
    search.admitted.admit(mask_of(units), sizes, watch)
    search.admitted.admit(mask_of(units), range(len(units), len(units) + 1), watch)
    verdict = replace(search.admitted.verdicts[-1], background=checked.background)
    if len(units) == 1 and asked.tau > 1 and verdict.phi_s == 0:
        return replace(verdict, ok=False, reason="not-integrated")
    return verdict


class GrainSearch:
    """One search: its universe, and the units that are admitted."""

    def __init__(
        self,
        substrate: Substrate,
        state: State,
        history: Sequence[State] | None,
        bounds: Bounds,
        formalism: str,
        state_ties: StateTies,
        limit: int,
    ) -> None:
        formalism_of(formalism, keys_of("iit4"))
        self.substrate = substrate
        self.readings = Readings(state_ties=state_ties)
        self.now = tuple(substrate.parse_state(state))
        self.history, self.assumed = history_of(substrate, self.now, history, bounds.tau)
        bounds.check_history(len(self.history))
        evaluation = Evaluation(universe_of(substrate, self.history), formalism, state_ties)
        self.admitted = Admitted(evaluation, tuple(substrate.labels), bounds, limit)

    def judge(self, watch: Watch) -> None:
        """Give a verdict on every set of units within the bounds."""
        n = self.substrate.n
        self.admitted.admit((1 << n) - 1, range(1, min(self.admitted.bounds.size, n) + 1), watch)

    def run(self, report: Report | None, cancel: Cancel | None) -> Grains:
        """Search; see `grains`. Its seconds are left at 0."""
        self.judge(Watch(tr("verdicts"), report and part_of(report, 0.0, VERDICTS_SHARE), cancel))
        admitted, evaluation = self.admitted, self.admitted.evaluation
        admitted.check(admitted.count())
        rest = report and part_of(report, VERDICTS_SHARE, 1 - VERDICTS_SHARE)
        watch = Watch(tr("systems of any grain"), rest, cancel)
        listed = list(watched(systems_within(evaluation.footprints, (1 << self.substrate.n) - 1), watch))
        evaluation.evaluate(listed, watch)
        units = [admitted.unit(number) for number in range(len(evaluation.units))]
        systems = [
            GrainSystem(tuple(units[i] for i in admitted.in_order(system)), *evaluation.values[system])
            for system in watched(listed, watch)
        ]
        chosen, excluded, undecided = self._select(systems, listed, watch)
        return Grains(
            complexes=chosen,
            excluded=tuple(ExcludedGrain(system, by) for system, by in excluded),
            undecided=undecided,
            systems=tuple(systems),
            verdicts=tuple(admitted.verdicts),
            bounds=admitted.bounds,
            state=self.now,
            history=self.history,
            history_assumed=self.assumed,
            formalism=evaluation.formalism,
            substrate_sha256=self.substrate.sha256,
            version=engine_version(),
            seconds=0.0,
            state_ties=evaluation.state_ties,
        )

    def _select(self, systems: Sequence[GrainSystem], listed: Sequence[System], watch: Watch) -> Selected:
        """Select the complexes; of systems that tie, those of the largest Φ."""
        evaluation = self.admitted.evaluation
        # By identity: the hash of a mapping takes as long as φ_s of a small system.
        numbers = {id(system): units for system, units in zip(systems, listed, strict=True)}

        def big_phi(system: GrainSystem) -> float:
            placed = [evaluation.units[number] for number in numbers[id(system)]]
            macro = system_over(evaluation.universe, placed, tuple(map(str, range(len(placed)))))
            args = self.substrate, macro, evaluation.formalism, self.readings, None, watch.cancel
            return unfolded(*args).big_phi

        named = sorted(
            (system for system in systems if system.phi_s > 0),
            key=lambda system: (len(system.units), numbers[id(system)]),
        )
        order = [named[i] for i in ranked(system.phi_s for system in named)]
        watch.check()
        return exclude(order, big_phi, lambda system: system.constituents)
