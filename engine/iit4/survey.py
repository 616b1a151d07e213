"""φ_s, Φ and the complex of many situations: over all states, along a trajectory, over a parameter."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from engine.errors import UnreachableStateError
from engine.formalisms import DEFAULT, complexes, formalism_of, keys_of
from engine.iit4.integration import integrate
from engine.iit4.readings import DEFAULTS, Readings
from engine.iit4.structure import unfold
from engine.iit4.system import candidate_system
from engine.run import jobs
from engine.run.jobs import Cancel, Control, Report, Watch
from engine.substrate.substrate import Substrate
from engine.substrate.tpm import fits
from engine.words import tr

Situation = tuple[Substrate, tuple[int, ...]]
"""A substrate and the state of all its units."""


@dataclass(frozen=True, slots=True)
class Measures:
    """φ_s, Φ and the number of distinctions of a candidate system in one situation, and the first complex.

    A value that was not asked for is None.

    Attributes
    ----------
    phi_s : float or None
        In ibits; None if no state leads to the state.
    reason : str or None
        Why φ_s is 0, or "unreachable"; None if φ_s > 0.
    big_phi : float or None
        Φ in ibits.
    distinctions : int or None
    complex : tuple of str or None
        Units of the first complex of the whole substrate; empty if there is no complex.
    complex_phi_s : float or None
        Its φ_s in ibits.
    """

    phi_s: float | None
    reason: str | None
    big_phi: float | None = None
    distinctions: int | None = None
    complex: tuple[str, ...] | None = None
    complex_phi_s: float | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """The quantities to measure in every situation.

    Parameters
    ----------
    units : tuple of str or None
        Labels of the candidate system; None if it is the whole substrate.
    formalism : {"iit4-2023", "iit4-2026"}
    readings : Readings
    structures : bool
        Whether to measure Φ and the number of distinctions.
    search : bool
        Whether to search for the complex.
    """

    units: tuple[str, ...] | None = None
    formalism: str = DEFAULT
    readings: Readings = DEFAULTS
    structures: bool = True
    search: bool = True


def measure(situation: Situation, ask: Ask) -> Measures:
    """Measure one situation.

    Parameters
    ----------
    situation : (Substrate, tuple of int)
        A substrate and the state of all its units.
    ask : Ask

    Returns
    -------
    Measures
    """
    substrate, state = situation
    read = ask.readings
    big_phi = count = units = best = None
    try:
        if ask.structures:
            found = unfold(substrate, state, ask.units, ask.formalism, read.ties, read.state_ties)
            big_phi, count = found.big_phi, len(found.distinctions)
        else:
            system = candidate_system(substrate, state, ask.units)
            found = integrate(system, ask.formalism, state_ties=read.state_ties)[0]
    except UnreachableStateError:
        return Measures(None, "unreachable")
    if ask.search:
        chosen = complexes(
            substrate, state, ask.formalism, read.candidates, read.state_ties, read.ties
        ).complexes
        units, best = (chosen[0].units, chosen[0].phi_s) if chosen else ((), 0.0)
    return Measures(found.phi_s, found.reason, big_phi, count, units, best)


def measure_all(
    situations: Sequence[Situation],
    ask: Ask,
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> tuple[Measures, ...]:
    """Measure every situation, in parallel, one at a time on each worker.

    Parameters
    ----------
    situations : sequence of (Substrate, tuple of int)
        Substrates, each with the state of all its units.
    ask : Ask
    report : callable(fraction, phase), optional
        Called from this thread with the progress.
    cancel : object with is_set(), optional
        Stops the work within a tenth of a second.

    Returns
    -------
    tuple of Measures
        In the order of `situations`.

    Raises
    ------
    Cancelled
        If `cancel` is set.
    """
    formalism_of(ask.formalism, keys_of("iit4"))
    for substrate in {id(s): s for s, _ in situations}.values():
        # Computed here once, because the workers share it.
        _ = substrate.columns if fits(substrate.radix) else substrate.cm
    pieces = [jobs.Piece(partial(_measured, situation, ask), 1, 1.0) for situation in situations]
    return tuple(jobs.run(pieces, Watch(tr("states"), report, cancel)))


def _measured(situation: Situation, ask: Ask, control: Control) -> Measures:
    if control[0]:  # cancelled: the result is thrown away
        return Measures(None, None)
    with jobs.using(jobs.Here(control)):
        found = measure(situation, ask)
    control[1] = 1
    return found
