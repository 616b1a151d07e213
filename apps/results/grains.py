"""Units of any grain as results: macro beside micro, and the search across grains, as jobs for a thread."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from apps.document import macros
from apps.document.snapshot import Snapshot
from apps.results.tasks import unfold_job
from engine.errors import GrainError, PhiscopeError
from engine.formalisms import formalism_of, keys_of
from engine.run import jobs
from engine.run.jobs import Report, Watch, part_of
from engine.words import phrase, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.grain.bounds import Bounds
    from engine.grain.records import Grains, Verdict
    from engine.grain.search import Plan
    from engine.grain.steps import GrainSteps
    from engine.iit4.structure import PhiStructure
    from engine.substrate.macro_units import MacroUnit
    from engine.substrate.substrate import Substrate

MOST_UNFOLDED = 9  # the Φ-structure of so many micro units is drawn beside that of the macro units
NONE_YET = phrase("There are no macro units yet: select units in the drawing, then press “Make a unit”.")


@dataclass(frozen=True, slots=True)
class Judged:
    """A macro unit and the verdict on it.

    Attributes
    ----------
    label : str
    verdict : Verdict, optional
    problem : str
        Why there is none, as a sentence; empty if there is one.
    """

    label: str
    verdict: Verdict | None
    problem: str = ""

    def to_dict(self) -> dict[str, Any] | str:
        """Return plain JSON types: the verdict, or the sentence that says why there is none."""
        return self.problem if self.verdict is None else self.verdict.to_dict()


@dataclass(frozen=True, slots=True)
class MacroAndMicro:
    """A system of macro units beside the micro units that it is made of.

    Attributes
    ----------
    macro : PhiStructure
        Of the macro units.
    micro : PhiStructure, optional
        Of all their constituents as micro units; None if these are too many.
    micro_phi_s : float
        φ_s of these constituents as one system.
    best, best_phi_s : tuple of str, float
        The system of micro units among them that has the most φ_s.
    verdicts : tuple of Judged
        On each unit that is not micro.
    """

    macro: PhiStructure
    micro: PhiStructure | None
    micro_phi_s: float
    best: tuple[str, ...]
    best_phi_s: float
    verdicts: tuple[Judged, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types."""
        return {
            "macro": self.macro.to_dict(),
            "micro": None if self.micro is None else self.micro.to_dict(),
            "micro_phi_s": self.micro_phi_s,
            "best_micro": {"units": list(self.best), "phi_s": self.best_phi_s},
            "verdicts": {each.label: each.to_dict() for each in self.verdicts},
        }


def formalism_for(snapshot: Snapshot) -> str:
    """Return the formalism to compute macro units with: the document's, or the first that knows them."""
    known = keys_of("iit4")
    return snapshot.formalism if snapshot.formalism in known else known[0]


def constituents_of(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the micro units of which the macro units are made, in substrate order."""
    inside = {label for unit in macros.units_of(snapshot) for label in unit.constituents}
    return tuple(label for label in snapshot.substrate.labels if label in inside)


def unit_in_hand(snapshot: Snapshot, label: str | None) -> MacroUnit | None:
    """Return the macro unit called ``label``; else the first that is not micro, or the first."""
    units = macros.units_of(snapshot)
    named = next((unit for unit in units if unit.label == label), None)
    larger = (unit for unit in units if not unit.is_micro)
    return named or next(larger, next(iter(units), None))


def steps_job(snapshot: Snapshot, label: str | None, note: Report, stop: threading.Event) -> GrainSteps:
    """Return the tables between the micro TPM and the unit in hand.

    Raises
    ------
    PhiscopeError
        If there are no macro units, or they make no system.
    """
    from engine.grain.steps import steps

    unit = unit_in_hand(snapshot, label)
    if unit is None:
        raise GrainError(NONE_YET)
    work = partial(
        steps,
        snapshot.substrate,
        snapshot.state,
        macros.units_of(snapshot),
        unit.label,
        macros.history_of(snapshot) or None,
    )
    return jobs.run([jobs.Piece(work, 1, 1.0)], Watch(tr("macro units"), note, stop))[0]


def comparison_job(snapshot: Snapshot, within: Any, note: Report, stop: threading.Event) -> MacroAndMicro:
    """Unfold the macro units of a document, find the best micro system among them, and judge each unit.

    Raises
    ------
    PhiscopeError
        If there are no macro units, or they make no system.
    """
    from engine.grain.unfolding import unfold

    units, formalism = macros.units_of(snapshot), formalism_for(snapshot)
    if not units:
        raise GrainError(NONE_YET)
    macro = unfold(
        snapshot.substrate,
        snapshot.state,
        units,
        history=macros.history_of(snapshot) or None,
        formalism=formalism,
        ties=snapshot.ties,
        state_ties=snapshot.state_ties,
        report=part_of(note, 0.0, 0.3),
        cancel=stop,
    )
    _ = macro.relations.count  # counted here, as the page asks for the number at once
    inside = constituents_of(snapshot)
    whole = replace(snapshot, units=inside, formalism=formalism, by_hand=())
    best, best_phi, phi = _micro(whole, set(inside), part_of(note, 0.3, 0.3), stop)
    micro = unfold_job(whole, part_of(note, 0.6, 0.2), stop) if len(inside) <= MOST_UNFOLDED else None
    verdicts = judged(
        whole.substrate,
        whole.state,
        units,
        within,
        formalism,
        whole.state_ties,
        part_of(note, 0.8, 0.2),
        stop,
    )
    return MacroAndMicro(macro, micro, phi, best, best_phi, verdicts)


def _micro(
    whole: Snapshot, inside: set[str], note: Report, stop: threading.Event
) -> tuple[tuple[str, ...], float, float]:
    """Return the system of most φ_s among some micro units, its φ_s, and that of all of them."""
    found = formalism_of(whole.formalism).complexes(
        whole.substrate,
        whole.state,
        formalism=whole.formalism,
        state_ties=whole.state_ties,
        report=note,
        cancel=stop,
    )
    known = [each for each in found.candidates if set(each.units) <= inside]
    best = max(known, key=lambda each: (each.phi_s, -len(each.units)))
    phi = next(each.phi_s for each in known if len(each.units) == len(inside))
    return tuple(best.units), best.phi_s, phi


def judged(
    substrate: Substrate,
    state: Sequence[int],
    units: Sequence[MacroUnit],
    within: Any,
    formalism: str,
    state_ties: Any,
    note: Report,
    stop: threading.Event,
) -> tuple[Judged, ...]:
    """Return the verdict on each unit that is not micro, or the sentence that says why there is none."""
    from engine.grain.search import intrinsic

    found = []
    for unit in units:
        if unit.is_micro:
            continue
        try:
            verdict = intrinsic(
                substrate,
                tuple(state),
                unit,
                within=within,
                formalism=formalism,
                state_ties=state_ties,
                report=note,
                cancel=stop,
            )
        except PhiscopeError as error:
            found.append(Judged(unit.label, None, str(error)))
        else:
            found.append(Judged(unit.label, verdict))
    return tuple(found)


def plan_job(snapshot: Snapshot, bounds: Bounds, note: Report, stop: threading.Event) -> Plan:
    """Give the verdicts of a search across grains, and count its systems."""
    from engine.grain.search import plan

    return plan(
        snapshot.substrate,
        snapshot.state,
        bounds,
        history=usable_history(snapshot, bounds),
        formalism=formalism_for(snapshot),
        state_ties=snapshot.state_ties,
        report=note,
        cancel=stop,
    )


def grains_job(snapshot: Snapshot, bounds: Bounds, note: Report, stop: threading.Event) -> Grains:
    """Search for the complexes of a document across grains."""
    from engine.grain.search import grains

    return grains(
        snapshot.substrate,
        snapshot.state,
        size=bounds.size,
        tau=bounds.tau,
        mappings=bounds.mappings,
        within=bounds.within,
        history=usable_history(snapshot, bounds),
        formalism=formalism_for(snapshot),
        state_ties=snapshot.state_ties,
        report=note,
        cancel=stop,
    )


def usable_history(snapshot: Snapshot, bounds: Bounds) -> macros.History | None:
    """Return the history of a document if it reaches back as far as a search looks; else None."""
    known = macros.history_of(snapshot)
    return known if len(known) >= bounds.tau > 1 else None
