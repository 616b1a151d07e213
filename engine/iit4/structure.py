"""Φ-structures: φ_s, distinctions, relations and Φ of a candidate system in a state (IIT 4.0)."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from engine.formalisms import DEFAULT, formalism_of, keys_of
from engine.iit4.distinctions import Distinction, congruent_distinctions
from engine.iit4.integration import SystemIntegration, integrate
from engine.iit4.mechanisms import Irreducible, irreducible_mechanisms
from engine.iit4.phi_structure import PhiStructure
from engine.iit4.readings import DEFAULTS, Readings, StateTies, TieRule
from engine.iit4.relations import Relations, exact_big_phi
from engine.iit4.system import CandidateSystem, candidate_system
from engine.iit4.ties import big_phi_range
from engine.iit4.tolerance import close
from engine.run.jobs import Cancel, Here, Piece, Report, Threads, Watch
from engine.substrate.states import State
from engine.substrate.substrate import Substrate
from engine.version import engine_version

__all__ = ["PhiStructure", "integrated", "unfold", "unfolded"]

AsFound = Callable[[tuple[Distinction, ...]], None]

# Up to so many units φ_s takes 10 ms.
BLINK_UNITS = 10


def unfold(
    substrate: Substrate,
    state: State,
    units: Iterable[str] | str | None = None,
    formalism: str = DEFAULT,
    ties: TieRule = "largest",
    state_ties: StateTies = "paper",
    report: Report | None = None,
    cancel: Cancel | None = None,
    found: AsFound | None = None,
) -> PhiStructure:
    """Unfold the Φ-structure of a candidate system (IIT 4.0).

    >>> from engine import Substrate, unfold
    >>> s = Substrate.from_rules({"A": "B & C", "B": "A | C", "C": "A ^ B"})
    >>> r = unfold(s, "abc", units="BC")  # capital = ON
    >>> r.units, r.reason, len(r.distinctions)
    (('B', 'C'), None, 2)

    Parameters
    ----------
    substrate : Substrate
    state : tuple of int, label string or dict
        Present state of the whole substrate, as `Substrate.parse_state` reads it.
    units : iterable of str, optional
        Labels of the candidate system; the whole substrate by default.
    formalism : str
        A key of `engine.formalisms.FORMALISMS`. The 2026 revision only caps φ_s by ii(s).
    ties : {"largest", "smallest", "max-phi", "pyphi"}
        Which of several tied congruent purviews to take (see `engine.iit4.readings.Readings`).
    state_ties : {"paper", "first"}
        Which of several tied specified states the system has.
    report : callable(fraction, phase), optional
        Called from this thread with the progress.
    cancel : object with is_set(), optional
        Stops the work within a tenth of a second.
    found : callable(distinctions), optional
        Called from this thread with what a long search has found since it was called last. Not if the
        specified state is tied, nor for the ties "max-phi" and "pyphi": what is to come may change it.

    Returns
    -------
    PhiStructure

    Raises
    ------
    PhiscopeError
        If there is no such formalism or reading.
    UnreachableStateError
        If no state leads to `state`.
    Cancelled
        If `cancel` is set.
    """
    formalism_of(formalism, keys_of("iit4"))
    readings = Readings(ties, state_ties)
    started = time.perf_counter()
    system = candidate_system(substrate, substrate.parse_state(state), units)
    structure = unfolded(substrate, system, formalism, readings, report, cancel, found)
    return replace(structure, seconds=time.perf_counter() - started)


def unfolded(
    substrate: Substrate,
    system: CandidateSystem,
    formalism: str = DEFAULT,
    readings: Readings = DEFAULTS,
    report: Report | None = None,
    cancel: Cancel | None = None,
    found: AsFound | None = None,
) -> PhiStructure:
    """Unfold a candidate system that is already there; see `unfold`. Its seconds are left at 0."""
    candidates = integrated(system, formalism, readings.state_ties, Watch("φ_s", report, cancel))
    tell = None
    if found is not None and len(candidates) == 1 and readings.ties in ("largest", "smallest"):
        specified = (candidates[0].cause_state, candidates[0].effect_state)
        tell = partial(_pass_on, found, system, specified, readings.ties)
    mechanisms = irreducible_mechanisms(system, report, cancel, tell)
    return _assemble(substrate, system, candidates, mechanisms, formalism, readings)


def _pass_on(
    found: AsFound,
    system: CandidateSystem,
    specified: tuple[tuple[int, ...], tuple[int, ...]],
    ties: TieRule,
    mechanisms: Sequence[Irreducible],
) -> None:
    found(congruent_distinctions(system, mechanisms, specified, ties))


def integrated(
    system: CandidateSystem, formalism: str, state_ties: StateTies, watch: Watch
) -> list[SystemIntegration]:
    """Find φ_s, in a thread that can be stopped where it takes longer than a blink.

    Returns
    -------
    list of SystemIntegration
        One for each choice among tied specified states, as `engine.iit4.integration.integrate` returns them.
    """
    piece = Piece(partial(integrate, system, formalism, state_ties=state_ties), 1, 1.0)
    executor = Threads(1) if system.n > BLINK_UNITS else Here()
    return executor.run([piece], watch)[0]


def _assemble(
    substrate: Substrate,
    system: CandidateSystem,
    candidates: Sequence[SystemIntegration],
    mechanisms: Sequence[Irreducible],
    formalism: str,
    readings: Readings,
) -> PhiStructure:
    """Choose among ties and put the structure together."""
    integration, distinctions = _settle_states(system, candidates, mechanisms, readings.ties)
    relations = Relations(distinctions)
    specified = (integration.cause_state, integration.effect_state)
    least, largest, exhaustive = big_phi_range(system, mechanisms, specified)
    own = float(exact_big_phi(relations, distinctions))
    if readings.ties in ("max-phi", "pyphi"):
        # The first may search further than the range does; the second may drop distinctions that can stay.
        least, largest = min(least, own), max(largest, own)
    if not largest > least or close(least, largest):
        least = largest = own
    return PhiStructure(
        labels=tuple(substrate.labels),
        units=system.labels,
        state=system.state,
        formalism=formalism,
        tie_rule=readings.ties,
        integration=integration,
        distinctions=distinctions,
        incongruent=len(mechanisms) - len(distinctions),
        relations=relations,
        big_phi_range=(least, largest),
        big_phi_range_exhaustive=exhaustive,
        substrate_sha256=substrate.sha256,
        version=engine_version(),
        seconds=0.0,
        state_ties=readings.state_ties,
    )


def _settle_states(
    system: CandidateSystem,
    candidates: Sequence[SystemIntegration],
    mechanisms: Sequence[Irreducible],
    ties: TieRule,
) -> tuple[SystemIntegration, tuple[Distinction, ...]]:
    """Among specified states tied on φ_s take those with the largest Φ; a tie that remains is recorded."""
    if len(candidates) > 1:
        # Many tied states keep the same distinctions: their Φ is summed once.
        known: dict[tuple[Distinction, ...], float] = {}
        values = []
        for c in candidates:
            kept = congruent_distinctions(system, mechanisms, (c.cause_state, c.effect_state), ties)
            if kept not in known:
                known[kept] = float(exact_big_phi(Relations(kept), kept))
            values.append(known[kept])
        best = max(values)
        candidates = [c for c, v in zip(candidates, values, strict=True) if close(v, best)]
    chosen = candidates[0]
    pairs = tuple((c.cause_state, c.effect_state) for c in candidates)
    if len(pairs) != len(chosen.ties):
        chosen = replace(chosen, ties=pairs if len(pairs) > 1 else ())
    specified = (chosen.cause_state, chosen.effect_state)
    return chosen, congruent_distinctions(system, mechanisms, specified, ties)
