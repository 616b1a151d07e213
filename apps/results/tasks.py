"""Jobs of the explore page, each for a worker thread.

``note(fraction, phase)`` reports their progress; they stop when the event ``stop`` is set.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from apps.document.snapshot import Snapshot
from apps.results.limits import SAMPLED_UNITS
from engine.formalisms import IIT3, formalism_of, keys_of
from engine.run.jobs import Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.iit3.structure import ConceptualStructure
    from engine.iit4.complexes import Complexes
    from engine.iit4.costs import Estimate
    from engine.iit4.distinctions import Distinction, PurviewChoice
    from engine.iit4.integration import SystemIntegration
    from engine.iit4.structure import PhiStructure
    from engine.iit4.system import CandidateSystem


def unfold_job(
    snapshot: Snapshot,
    note: Report,
    stop: threading.Event,
    found: Callable[[tuple[Distinction, ...]], None] | None = None,
) -> PhiStructure:
    """Unfold the candidate system, with those of the purviews chosen by hand that fit the result.

    ``found`` is given the distinctions as they are found, in the same thread.
    """
    structure = formalism_of(snapshot.formalism).unfold(
        snapshot.substrate,
        snapshot.state,
        units=snapshot.units,
        formalism=snapshot.formalism,
        ties=snapshot.ties,
        state_ties=snapshot.state_ties,
        report=note,
        cancel=stop,
        found=found,
    )
    return rechoose_job(structure, snapshot.by_hand)


def conceive_job(snapshot: Snapshot, note: Report, stop: threading.Event) -> ConceptualStructure:
    """Unfold the constellation of the candidate system, whatever formalism the document has."""
    known = keys_of(IIT3)
    asked = snapshot.formalism in known
    formalism = formalism_of(snapshot.formalism if asked else known[0])
    readings = formalism.choices["ties"].keys
    return formalism.unfold(
        snapshot.substrate,
        snapshot.state,
        units=snapshot.units,
        formalism=formalism.key,
        ties=snapshot.ties if asked or snapshot.ties in readings else readings[0],
        report=note,
        cancel=stop,
    )


def rechoose_job(
    structure: PhiStructure, choices: tuple[PurviewChoice, ...], *_watch: object
) -> PhiStructure:
    """Rebuild a Φ-structure with those of the purviews chosen by hand that fit it."""
    from engine.iit4.choices import choose_purviews, fitting_choices

    if choices or structure.by_hand:
        structure = choose_purviews(structure, fitting_choices(structure, choices)[0])
    # Counting the relations takes time, and the page asks for the number at once.
    _ = structure.relations.count
    return structure


def integrate_job(snapshot: Snapshot, note: Report, stop: threading.Event) -> SystemIntegration:
    """Find φ_s and the minimum partition of the candidate system, without its distinctions."""
    from engine.iit4.structure import integrated
    from engine.run.jobs import Watch

    watch = Watch("φ_s", note, stop)
    return integrated(_system(snapshot), snapshot.formalism, snapshot.state_ties, watch)[0]


def estimate_job(snapshot: Snapshot, _note: Report, _stop: threading.Event) -> Estimate:
    """Return the time and memory that unfolding takes; the time is a guess if measuring takes too long.

    Raises
    ------
    TooLargeError
        If there is not enough memory, however large the system is.
    """
    from engine.iit4.costs import estimate_unfold, guess_unfold
    from engine.run.memory import check_memory

    if len(snapshot.system) <= SAMPLED_UNITS:
        return estimate_unfold(snapshot.substrate, snapshot.state, snapshot.units)
    radix = _system(snapshot).radix
    guess = guess_unfold(radix)
    check_memory(radix, guess.workers)
    return guess


def search_job(snapshot: Snapshot, note: Report, stop: threading.Event) -> Complexes:
    """Find the complexes of the document's substrate."""
    return formalism_of(snapshot.formalism).complexes(
        snapshot.substrate,
        snapshot.state,
        formalism=snapshot.formalism,
        candidates=snapshot.candidates,
        state_ties=snapshot.state_ties,
        ties=snapshot.ties,
        report=note,
        cancel=stop,
    )


def _system(snapshot: Snapshot) -> CandidateSystem:
    from engine.iit4.system import candidate_system

    return candidate_system(snapshot.substrate, snapshot.state, snapshot.units)
