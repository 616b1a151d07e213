"""φ_s, Φ and the complex of many situations: over all states, along a trajectory, over a parameter."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from engine.errors import UnreachableStateError
from engine.formalisms import DEFAULT, formalism_of
from engine.iit4.complexes import complexes
from engine.iit4.distinctions import TieRule
from engine.iit4.integration import integrate
from engine.iit4.structure import unfold
from engine.iit4.system import candidate_system
from engine.run import jobs
from engine.run.jobs import Cancel, Control, Report, Watch
from engine.substrate.substrate import Substrate
from engine.words import tr

Situation = tuple[Substrate, tuple[int, ...]]
"""A substrate and the state of all its units."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What a candidate system is in one situation, and the complex of the whole substrate.

    `reason` says why φ_s is 0. A state that nothing leads to has no causes: it has the reason
    "unreachable" and no numbers. What was not asked for is None: Φ and the number of distinctions, or
    the units and φ_s of the first complex (no units when there is no complex).
    """

    phi_s: float | None
    reason: str | None
    big_phi: float | None = None
    distinctions: int | None = None
    complex: tuple[str, ...] | None = None
    complex_phi_s: float | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """What to measure: the labels of the candidate system (None: all units), how, and how much.

    `structures` asks for Φ and the distinctions, `search` for the complex.
    """

    units: tuple[str, ...] | None = None
    formalism: str = DEFAULT
    ties: TieRule = "largest"
    structures: bool = True
    search: bool = True


class Here:
    """Runs pieces in the calling thread, under its control: the situations are what runs side by side."""

    def __init__(self, control: Control) -> None:
        self._control = control

    def run(self, pieces: Sequence[jobs.Piece], watch: Watch) -> list[Any]:
        """Run every piece."""
        watch.check()
        return [piece.run(self._control) for piece in pieces]


def measure(situation: Situation, ask: Ask) -> Measures:
    """Measure one situation."""
    substrate, state = situation
    big_phi = count = units = best = None
    try:
        if ask.structures:
            found = unfold(substrate, state, ask.units, ask.formalism, ask.ties)
            big_phi, count = found.big_phi, len(found.distinctions)
        else:
            found = integrate(candidate_system(substrate, state, ask.units), ask.formalism)[0]
    except UnreachableStateError:
        return Measures(None, "unreachable")
    if ask.search:
        chosen = complexes(substrate, state, ask.formalism, ask.ties).complexes
        units, best = (chosen[0].units, chosen[0].phi_s) if chosen else ((), 0.0)
    return Measures(found.phi_s, found.reason, big_phi, count, units, best)


def measure_all(
    situations: Sequence[Situation],
    ask: Ask,
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> tuple[Measures, ...]:
    """Measure every situation, in order, one at a time on each worker.

    Raises
    ------
    Cancelled
        When `cancel` is set.
    """
    formalism_of(ask.formalism)
    for substrate in {id(s): s for s, _ in situations}.values():
        _ = substrate.columns  # once, here: the workers share it
    pieces = [jobs.Piece(partial(_measured, situation, ask), 1, 1.0) for situation in situations]
    return tuple(jobs.run(pieces, Watch(tr("states"), report, cancel)))


def _measured(situation: Situation, ask: Ask, control: Control) -> Measures:
    if control[0]:  # nobody wants the answer any more
        return Measures(None, None)
    with jobs.using(Here(control)):
        found = measure(situation, ask)
    control[1] = 1
    return found
