"""Distinctions: mechanisms with their maximally irreducible cause and effect (IIT 4.0 eqs 27-48)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
import numpy.typing as npt

from engine import jobs
from engine.jobs import Cancel, Control, Report
from engine.kernels import bounds, causes, disintegration, effects
from engine.repertoires import bits, given_every_state, given_present_state
from engine.system import CandidateSystem

TieRule = Literal["largest", "smallest"]
# one piece of a job looks at about this many patterns: ~10 ms, so that cancel and progress are prompt
PATTERNS_A_PIECE = 2_000_000
# below this predicted number of patterns threads cost more than they save
INLINE_PATTERNS = 100_000


@dataclass(frozen=True, slots=True)
class PurviewTie:
    """A purview in a specified state that ties for the maximum; `congruent` with the system's state."""

    units: tuple[str, ...]
    state: tuple[int, ...]
    congruent: bool


@dataclass(frozen=True, slots=True)
class MaximalPurview:
    """Cause or effect purview of a distinction, its specified state, φ in ibits, and what ties with it."""

    units: tuple[str, ...]
    state: tuple[int, ...]
    phi: float
    ties: tuple[PurviewTie, ...] = ()


@dataclass(frozen=True, slots=True)
class Distinction:
    """A mechanism in its state with its cause and effect; `phi` = φ_d = min(φ_c, φ_e) in ibits."""

    mechanism: tuple[str, ...]
    state: tuple[int, ...]
    phi: float
    cause: MaximalPurview
    effect: MaximalPurview


@dataclass(frozen=True, slots=True)
class Side:
    """One direction of a mechanism before congruence: the largest φ and every (units, state) that has it.

    Units are positions in the system.
    """

    phi: float
    purviews: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Irreducible:
    """A mechanism (positions in the system) with φ_d > 0, before congruence is asked for."""

    mechanism: tuple[int, ...]
    cause: Side
    effect: Side


@dataclass(frozen=True, slots=True)
class _Direction:
    """Tables of one direction, shared by all its pieces."""

    candidates: Callable[[npt.NDArray, Control], tuple]
    tables: tuple[npt.NDArray, npt.NDArray]
    sides: tuple[npt.NDArray, ...]
    is_cause: bool


def irreducible_mechanisms(
    system: CandidateSystem, report: Report | None = None, cancel: Cancel | None = None
) -> tuple[Irreducible, ...]:
    """Find every mechanism with φ_d > 0, with all tied purviews, ordered by size, then by units.

    Raises
    ------
    Cancelled
        When `cancel` is set.
    """
    directions = [_causes(system), _effects(system)]
    batches = _batches(system)
    pieces = [
        jobs.Piece(partial(_search, direction, batch), 2 * len(batch), float(len(batch)))
        for batch in batches
        for direction in directions
    ]
    if (1 << system.n) * _patterns(system) <= INLINE_PATTERNS:
        jobs.check(cancel)
        results = [piece.run(jobs.new_control()) for piece in pieces]
    else:
        results = jobs.run(pieces, "distinctions", report, cancel)
    found = []
    for batch, cause, effect in zip(batches, results[::2], results[1::2], strict=True):
        found += [
            Irreducible(_members(int(mask)), _side(system, cause, at), _side(system, effect, at))
            for at, mask in enumerate(batch)
            if min(cause[0][at], effect[0][at]) > 0
        ]
    return tuple(sorted(found, key=lambda f: (len(f.mechanism), f.mechanism)))


def _patterns(system: CandidateSystem) -> int:
    return int(np.prod([k + 1 for k in system.radix], dtype=np.int64))


def _batches(system: CandidateSystem) -> list[npt.NDArray[np.int64]]:
    """Cut all mechanisms into runs of at most `PATTERNS_A_PIECE` patterns and at most 256 mechanisms."""
    size = max(1, min(256, PATTERNS_A_PIECE // _patterns(system)))
    mechanisms = np.arange(1, 1 << system.n, dtype=np.int64)
    return [mechanisms[i : i + size] for i in range(0, len(mechanisms), size)]


def _masks(links: npt.NDArray) -> npt.NDArray[np.int64]:
    return links.astype(np.int64) @ (1 << np.arange(links.shape[1], dtype=np.int64))


def _causes(system: CandidateSystem) -> _Direction:
    radix = np.array(system.radix, np.int64)
    likelihood = given_every_state(system.cause[:, system.present_columns], system.radix)
    costs = bits(likelihood)
    inputs = _masks(system.cm.T)
    by_unit = np.ascontiguousarray(likelihood.T)

    def candidates(mechanisms: npt.NDArray, control: Control) -> tuple:
        return causes.cause_candidates(mechanisms, by_unit, radix, inputs, control)

    least = bounds.least_costs(costs, radix, jobs.new_control())
    return _Direction(candidates, (costs, least), (radix, radix, inputs), is_cause=True)


def _effects(system: CandidateSystem) -> _Direction:
    radix = np.array(system.radix, np.int64)
    given = given_every_state(system.effect, system.radix)
    state = np.array(system.state, np.int64)
    costs = bits(given_present_state(system.effect, system.radix, system.state))
    outputs = _masks(system.cm)
    present_only = np.ones(system.n, np.int64)

    def candidates(mechanisms: npt.NDArray, control: Control) -> tuple:
        return effects.effect_candidates(mechanisms, given, radix, state, outputs, control)

    least = bounds.least_costs(costs, present_only, jobs.new_control())
    return _Direction(candidates, (costs, least), (radix, present_only, outputs), is_cause=False)


def _search(direction: _Direction, mechanisms: npt.NDArray, control: Control) -> tuple:
    """Return (φ per mechanism, starts, tied patterns) in one direction."""
    starts, patterns, selectivity, _ = direction.candidates(mechanisms, control)
    return disintegration.maximal_purviews(
        mechanisms,
        starts,
        patterns,
        selectivity,
        direction.tables,
        direction.sides,
        direction.is_cause,
        control,
    )


def _members(mask: int) -> tuple[int, ...]:
    return tuple(i for i in range(mask.bit_length()) if mask >> i & 1)


def _side(system: CandidateSystem, result: tuple, at: int) -> Side:
    phi, starts, patterns = result
    return Side(
        float(phi[at]), tuple(_purview(system, int(p)) for p in patterns[starts[at] : starts[at + 1]])
    )


def _purview(system: CandidateSystem, pattern: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Decode a pattern: one digit per unit, its state or (its radix) not in the purview."""
    units, states = [], []
    for i, k in enumerate(system.radix):
        pattern, digit = divmod(pattern, k + 1)
        if digit < k:
            units.append(i)
            states.append(digit)
    return tuple(units), tuple(states)


def congruent_distinctions(
    system: CandidateSystem,
    mechanisms: Sequence[Irreducible],
    specified: tuple[tuple[int, ...], tuple[int, ...]],
    ties: TieRule = "largest",
) -> tuple[Distinction, ...]:
    """Keep the mechanisms whose cause and effect agree with the system's specified states (eqs 46-48).

    `specified` = (cause state, effect state) of the system. Among tied purviews a congruent one is
    taken: the largest (or smallest), then the first in order of unit index.
    """
    out = []
    for found in mechanisms:
        cause = _resolve(system, found.cause, specified[0], ties)
        effect = _resolve(system, found.effect, specified[1], ties)
        if cause is not None and effect is not None:
            names = tuple(system.labels[i] for i in found.mechanism)
            state = tuple(system.state[i] for i in found.mechanism)
            out.append(Distinction(names, state, min(cause.phi, effect.phi), cause, effect))
    return tuple(out)


def _resolve(
    system: CandidateSystem, side: Side, specified: tuple[int, ...], ties: TieRule
) -> MaximalPurview | None:
    congruent = [p for p in side.purviews if all(specified[i] == v for i, v in zip(*p, strict=True))]
    if not congruent:
        return None
    sign = -1 if ties == "largest" else 1
    chosen = min(congruent, key=lambda p: (sign * len(p[0]), p[0]))
    others = tuple(
        PurviewTie(tuple(system.labels[i] for i in p[0]), p[1], p in congruent)
        for p in sorted(side.purviews, key=lambda p: (sign * len(p[0]), p))
        if p != chosen
    )
    return MaximalPurview(tuple(system.labels[i] for i in chosen[0]), chosen[1], side.phi, others)
