"""How a computer grows with its target: units, and the largest Φ of each."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np

from apps.document.examples import begun
from apps.results.simulation import OF_PAPER, State, wholes_of
from engine.errors import PhiscopeError, TooLargeError
from engine.formalisms import DEFAULT
from engine.run.jobs import Report
from engine.substrate import computer as builder
from engine.substrate.dynamics import next_state
from engine.substrate.substrate import Substrate
from engine.words import tr

SIZES = range(2, builder.MOST_BITS + 1)
PAPERS = 4
"""Units of the paper's target, PQRS; the others are reversible maps made by chance, with these as seeds."""
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Scale:
    """A target of some units, and the computer that runs it.

    Attributes
    ----------
    bits : int
        Units of the target.
    units : int
        Units of the computer.
    target_phi, computer_phi : float, optional
        The largest Φ of a complex of each, as the registers show the target's first state; None if it cannot
        be computed.
    problem : str
        Why not, as a sentence; empty if both are known.
    """

    bits: int
    units: int
    target_phi: float | None
    computer_phi: float | None
    problem: str = ""


def target_of(bits: int) -> tuple[Substrate, State]:
    """Return the target of some units and its first state: PQRS for 4, else a reversible map by chance."""
    paper = begun("findlay-pqrs")
    if bits == PAPERS and paper is not None:
        return paper.substrate, tuple(paper.state)
    after = np.random.default_rng(bits).permutation(2**bits)
    rows = (after[:, None] >> np.arange(bits) & 1).astype(float)
    return Substrate.from_tpm(rows), tuple(i % 2 for i in range(bits))


def scaling_job(note: Report, stop: threading.Event) -> tuple[Scale, ...]:
    """Measure targets of all sizes and their computers, under the readings of the paper.

    What cannot be computed of one size says why, and the other sizes are measured all the same.
    """
    found = []
    for place, bits in enumerate(SIZES):
        note(place / len(SIZES), tr("targets of {bits} units", bits=bits))
        target, first = target_of(bits)
        made = builder.computer(builder.bits_for(bits))
        start = builder.start(made, builder.program_of(target), first)
        phis: list[float | None] = []
        problem = ""
        for system, state in ((target, first), (made, next_state(made, start))):
            try:
                phis.append(_largest(system, state, stop))
            except PhiscopeError as error:
                phis.append(None)
                problem = str(error)
        of_target, of_computer = phis
        found.append(Scale(bits, made.n, of_target, of_computer, problem))
    return tuple(found)


def _largest(substrate: Substrate, state: State, stop: threading.Event) -> float:
    """Return the largest Φ of a complex; 0 if there is none.

    Raises
    ------
    PhiscopeError
        If it cannot be known: the search left sets open, or a complex is too large to unfold.
    """
    from engine.large.search import complexes

    ties, state_ties, candidates = OF_PAPER.ties, OF_PAPER.state_ties, OF_PAPER.candidates
    searched = complexes(substrate, state, DEFAULT, candidates, state_ties, ties, cancel=stop)
    if searched.ruled_out is not None and searched.ruled_out.unsettled:
        raise TooLargeError(tr("Sets of units are open: one of them may have more."), "system")
    found = wholes_of(substrate, state, searched.complexes, DEFAULT, OF_PAPER, stop)
    return max((whole.big_phi for whole in found), default=0.0)
