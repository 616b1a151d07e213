"""The search of IIT 3.0: the concepts of a candidate set, and the cut that changes them least."""

import threading
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np

from engine.iit3.concepts import point
from engine.iit3.constellations import ConceptSpace, Constellation, Move
from engine.iit3.cuts import CutBounds, Uncut, after, bounds
from engine.iit3.mechanisms import (
    Rows,
    TieRule,
    all_cause_rows,
    effect_rows,
    maximal,
    repertoires,
)
from engine.iit3.system import CandidateSet
from engine.iit4.tolerance import TOLERANCE
from engine.run import jobs
from engine.run.jobs import Control, Piece, Watch

Reason = Literal["single-unit", "not-strongly-connected", "no-concepts", "reducible"]
INLINE_UNITS = 4
"""Cuts of up to so many units take less than threads would."""


@dataclass(frozen=True, slots=True)
class MinimumCut:
    """The cut of least cost, and all that tie; `source` 0 stands for none, with the reason for Φ = 0."""

    phi: float
    reason: Reason | None
    source: int = 0
    tied: tuple[int, ...] = ()
    after: Constellation | None = None
    moves: tuple[Move, ...] = ()


def constellation(system: CandidateSet, ties: TieRule, watch: Watch) -> Uncut:
    """Return the concepts of a candidate set."""
    made = repertoires(system)
    effects = {m: effect_rows(system, made, m) for m in range(1, system.whole + 1)}
    mechanisms = [m for m, rows in effects.items() if rows.phi.max() > TOLERANCE]
    pieces = [Piece(partial(all_cause_rows, system, made, m), 1, 4.0 ** m.bit_count()) for m in mechanisms]
    causes: dict[int, Rows] = dict(zip(mechanisms, _run(system, pieces, watch), strict=True))
    concepts = {}
    for m in mechanisms:
        cause, effect = (maximal(rows[m].phi, system, ties) for rows in (causes, effects))
        at = point(system, made, m, cause, effect)
        if at is not None:
            concepts[m] = at
    space = ConceptSpace(system, made.effects[0])
    worth = {m: at.phi * space.from_null(at) for m, at in concepts.items()}
    return Uncut(system, made, causes, effects, concepts, ties, space, worth)


def _run(system: CandidateSet, pieces: list[Piece], watch: Watch) -> list:
    return jobs.run(pieces, watch, here=system.n <= INLINE_UNITS)


class _Best:
    """The least cost found so far, shared by the pieces of a search."""

    def __init__(self) -> None:
        self.phi = np.inf
        self._lock = threading.Lock()

    def take(self, phi: float) -> None:
        """Remember a cost if it is less."""
        with self._lock:
            self.phi = min(self.phi, phi)


def minimum_cut(uncut: Uncut, watch: Watch) -> MinimumCut:
    """Return the cut that changes the constellation least; cuts are left as soon as they cost more."""
    reason = _no_cut(uncut)
    if reason is not None:
        return MinimumCut(0.0, reason)
    system = uncut.system
    prepared = [Piece(partial(_bounds, uncut, source), 1, 1.0) for source in range(1, system.whole)]
    cuts = sorted(_run(system, prepared, watch), key=lambda cut: (cut.least, cut.source))
    best = _Best()
    # The most promising first: an executor starts with what is said to cost most.
    pieces = [Piece(partial(_solve, uncut, cut, best), 1, float(len(cuts) - i)) for i, cut in enumerate(cuts)]
    solved = [each for each in _run(system, pieces, watch) if each is not None]
    least = min(phi for phi, *_ in solved)
    tied = sorted((each for each in solved if each[0] <= least + TOLERANCE), key=lambda each: each[1])
    phi, source, left, moves = tied[0]
    if least <= TOLERANCE:
        return MinimumCut(0.0, "reducible", source, (source,), left, tuple(moves))
    return MinimumCut(phi, None, source, tuple(each[1] for each in tied), left, tuple(moves))


def _no_cut(uncut: Uncut) -> Reason | None:
    if uncut.system.n == 1:
        return "single-unit"
    if not uncut.system.is_connected:
        return "not-strongly-connected"
    return None if uncut.concepts else "no-concepts"


def _bounds(uncut: Uncut, source: int, _control: Control) -> CutBounds:
    return bounds(uncut, source)


def _solve(
    uncut: Uncut, cut: CutBounds, best: _Best, control: Control
) -> tuple[float, int, Constellation, list[Move]] | None:
    """Return what a cut costs, None if that is more than another does, or if a cut costs nothing."""
    if best.phi <= TOLERANCE or cut.least > best.phi + TOLERANCE:
        return None
    left = after(uncut, cut, best.phi, control)
    if left is None:
        return None
    phi, moves = ConceptSpace(uncut.system, uncut.made.effects[0]).moves(
        uncut.concepts, left, best.phi + TOLERANCE
    )
    if phi > best.phi + TOLERANCE:
        return None
    best.take(phi)
    return phi, cut.source, left, moves
