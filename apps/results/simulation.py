"""A target and the computer that simulates it, at one update: states, complexes, φ_s and Φ of both."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from apps.document.snapshot import Snapshot
from engine.errors import TooLargeError, UnreachableStateError
from engine.iit4.readings import Readings
from engine.run.jobs import Report
from engine.substrate import computer as builder
from engine.substrate.dynamics import next_state
from engine.substrate.substrate import Substrate
from engine.words import phrase, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.iit4.exclusion import Candidate
    from engine.iit4.ruled_out import RuledOut

State = tuple[int, ...]
BITS = 4
"""Bits of the computer that is shown."""
LAST = 400
"""The last update that is shown."""
OF_PAPER = Readings("pyphi", "first", "reachable-now")
"""How Findlay et al. (2024) read the theory; under them PQRS is one complex in state 0101."""
NO_CAUSES = phrase("No state leads to this one of the computer, so it has no causes: go one update on.")


@dataclass(frozen=True, slots=True)
class Simulation:
    """A target and the variant of the computer that runs it.

    Attributes
    ----------
    target : Substrate
        Deterministic, of at most `BITS` binary units.
    first : tuple of int
        Its state at first.
    feedback : bool
        Whether the computer is the variant that is strongly connected as a whole.
    """

    target: Substrate
    first: State
    feedback: bool = False

    @property
    def computer(self) -> Substrate:
        """The computer, all units OFF."""
        return _computer(self.feedback)

    @property
    def outputs(self) -> tuple[str, ...]:
        """Labels of the computer's units that show the target's units, in their order."""
        return builder.outputs(BITS)[: self.target.n]

    def states(self, time: int) -> tuple[State, ...]:
        """Return the states of the computer from its start to an update."""
        made = self.computer
        found = [builder.start(made, builder.program_of(self.target), self.first)]
        for _ in range(time):
            found.append(next_state(made, found[-1]))
        return tuple(found)

    def target_states(self, time: int) -> tuple[State, ...]:
        """Return the states of the target at the updates from 0 on: each lasts a period of the computer."""
        found, now = [self.first], self.first
        for update in range(1, time + 1):
            if update > 1 and update % builder.period(BITS) == 1:
                now = next_state(self.target, now)
            found.append(now)
        return tuple(found)


@lru_cache(maxsize=2)
def _computer(feedback: bool) -> Substrate:
    return builder.computer(BITS, feedback)


def simulation_of(snapshot: Snapshot, feedback: bool = False) -> Simulation:
    """Return the simulation of a document, or refuse one that no computer shown can run.

    Raises
    ------
    TooLargeError
        If it has more than `BITS` units.
    SubstrateError
        If it is not binary or not deterministic.
    """
    substrate = snapshot.substrate
    if substrate.n > BITS:
        raise TooLargeError(
            tr(
                "{n:,} units are too many for a target: the computer of 117 units runs those of up to "
                "{most}; choose PQRS or WXYZ.",
                n=substrate.n,
                most=BITS,
            ),
            "target",
        )
    builder.program_of(substrate)
    return Simulation(substrate, tuple(snapshot.state), feedback)


@dataclass(frozen=True, slots=True)
class Whole:
    """A complex, or a candidate system that ties with one it overlaps."""

    units: tuple[str, ...]
    phi_s: float
    big_phi: float
    is_complex: bool = True


@dataclass(frozen=True, slots=True)
class SimulatedSide:
    """One of the two systems at an update.

    Attributes
    ----------
    state : tuple of int
    wholes : tuple of Whole
        Complexes, then what is undecided, each by φ_s.
    problem : str
        Why nothing is known; empty if it is.
    ruled_out : RuledOut, optional
        What the search did not try.
    """

    state: State
    wholes: tuple[Whole, ...]
    problem: str = ""
    ruled_out: RuledOut | None = None

    @property
    def complexes(self) -> tuple[Whole, ...]:
        """Those that are complexes."""
        return tuple(each for each in self.wholes if each.is_complex)


@dataclass(frozen=True, slots=True)
class SimulationMoment:
    """Both systems at one update of the computer."""

    simulation: Simulation
    time: int
    target: SimulatedSide
    computer: SimulatedSide
    readings: Readings
    formalism: str


def moment_job(
    simulation: Simulation,
    time: int,
    formalism: str,
    readings: Readings,
    note: Report,
    stop: threading.Event,
) -> SimulationMoment:
    """Find the complexes of target and computer at an update, and unfold each.

    A state that nothing leads to has no causes: its side says so.
    """
    states = simulation.states(time)[-1], simulation.target_states(time)[-1]
    computer = _side(simulation.computer, states[0], formalism, readings, note, stop)
    target = _side(simulation.target, states[1], formalism, readings, note, stop)
    return SimulationMoment(simulation, time, target, computer, readings, formalism)


def first_moment(snapshot: Snapshot, note: Report, stop: threading.Event) -> SimulationMoment:
    """Return a document as a target and its computer when the registers first show its state."""
    return moment_job(simulation_of(snapshot), 1, snapshot.formalism, snapshot.readings, note, stop)


def _side(
    substrate: Substrate,
    state: State,
    formalism: str,
    readings: Readings,
    note: Report,
    stop: threading.Event,
) -> SimulatedSide:
    from engine.large.search import complexes

    try:
        found = complexes(
            substrate, state, formalism, readings.candidates, readings.state_ties, readings.ties, note, stop
        )
    except UnreachableStateError:
        return SimulatedSide(state, (), NO_CAUSES)
    return SimulatedSide(
        state,
        (
            *wholes_of(substrate, state, found.complexes, formalism, readings, stop),
            *wholes_of(substrate, state, found.undecided, formalism, readings, stop, is_complex=False),
        ),
        ruled_out=found.ruled_out,
    )


def wholes_of(
    substrate: Substrate,
    state: State,
    found: Sequence[Candidate],
    formalism: str,
    readings: Readings,
    stop: threading.Event,
    is_complex: bool = True,
) -> tuple[Whole, ...]:
    """Return candidate systems with their Φ."""
    from engine.large.structures import unfold_all

    unfolded = unfold_all(
        substrate, state, [each.units for each in found], formalism, readings.ties, readings.state_ties, stop
    )
    return tuple(
        Whole(each.units, each.phi_s, structure.big_phi, is_complex)
        for each, structure in zip(found, unfolded, strict=True)
    )
