"""Complexes: the candidate systems that exist for themselves, and what they exclude (IIT 4.0 eqs 24-26)."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from engine.iit4.distinctions import TieRule
from engine.iit4.integration import Formalism, Reason, check_formalism, close, integrate
from engine.iit4.structure import unfold
from engine.iit4.system import conditioned, to_here
from engine.run import jobs
from engine.run.jobs import Cancel, Control, Report, Watch
from engine.substrate.states import State
from engine.substrate.substrate import Substrate
from engine.version import engine_version
from engine.words import tr

CANDIDATES_A_PIECE = 64
INLINE_UNITS = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate system with its φ_s in ibits, and the reason when that is 0."""

    units: tuple[str, ...]
    phi_s: float
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Excluded:
    """A candidate with φ_s > 0 that overlaps one with more; `by` are the units of that one."""

    units: tuple[str, ...]
    phi_s: float
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Complexes:
    """The complexes of a substrate in a state (largest φ_s first), what they exclude, all candidates.

    `undecided` lists overlapping candidates tied on φ_s and on Φ: none of them is a complex.
    """

    complexes: tuple[Candidate, ...]
    excluded: tuple[Excluded, ...]
    undecided: tuple[Candidate, ...]
    candidates: tuple[Candidate, ...]
    state: tuple[int, ...]
    formalism: Formalism
    substrate_sha256: str
    version: str
    seconds: float

    def to_dict(self) -> dict:
        """Return plain JSON types, as `phiscope complexes --json` writes them."""
        return {
            "formalism": self.formalism,
            "state": list(self.state),
            "substrate_sha256": self.substrate_sha256,
            "version": self.version,
            "seconds": self.seconds,
            "complexes": [{"units": list(c.units), "phi_s": c.phi_s} for c in self.complexes],
            "excluded": [{"units": list(e.units), "phi_s": e.phi_s, "by": list(e.by)} for e in self.excluded],
            "undecided": [{"units": list(c.units), "phi_s": c.phi_s} for c in self.undecided],
            "candidates": len(self.candidates),
        }


def complexes(
    substrate: Substrate,
    state: State,
    formalism: Formalism = "iit4-2023",
    ties: TieRule = "largest",
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> Complexes:
    """Evaluate φ_s of every set of units and select the complexes.

    Overlapping candidates that tie on φ_s are compared by Φ; those that still tie are no complexes.

    Raises
    ------
    UnreachableStateError
        If no state leads to `state`.
    Cancelled
        When `cancel` is set.
    """
    check_formalism(formalism)
    started = time.perf_counter()
    now = substrate.parse_state(state)
    candidates = all_candidates(substrate, now, formalism, report, cancel)

    def big_phi(candidate: Candidate) -> float:
        return unfold(substrate, now, candidate.units, formalism, ties, report, cancel).big_phi

    chosen, excluded, undecided = select(candidates, big_phi)
    return Complexes(
        complexes=chosen,
        excluded=excluded,
        undecided=undecided,
        candidates=candidates,
        state=now,
        formalism=formalism,
        substrate_sha256=substrate.sha256,
        version=engine_version(),
        seconds=time.perf_counter() - started,
    )


def all_candidates(
    substrate: Substrate,
    state: tuple[int, ...],
    formalism: Formalism = "iit4-2023",
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> tuple[Candidate, ...]:
    """Return φ_s of every nonempty set of units, ordered by the mask of its units."""
    probability = to_here(substrate, state)
    masks = range(1, 1 << substrate.n)
    batches = [masks[i : i + CANDIDATES_A_PIECE] for i in range(0, len(masks), CANDIDATES_A_PIECE)]
    evaluate = partial(_evaluate, substrate, state, probability, formalism)
    pieces = [
        jobs.Piece(partial(evaluate, batch), len(batch), float(sum(5.0 ** m.bit_count() for m in batch)))
        for batch in batches
    ]
    watch = Watch(tr("complexes"), report, cancel)
    run = jobs.run_here if substrate.n <= INLINE_UNITS else jobs.run
    return tuple(c for batch in run(pieces, watch) for c in batch)


def _evaluate(
    substrate: Substrate,
    state: tuple[int, ...],
    probability: npt.NDArray[np.float64],
    formalism: Formalism,
    masks: Sequence[int],
    control: Control,
) -> list[Candidate]:
    out = []
    for mask in masks:
        if control[0]:
            break
        inside = tuple(i for i in range(substrate.n) if mask >> i & 1)
        system = conditioned(substrate, state, inside, probability)
        if system.strongly_connected:
            found = integrate(system, formalism, control)[0]
            out.append(Candidate(system.labels, found.phi_s, found.reason))
        else:
            out.append(Candidate(system.labels, 0.0, "not-strongly-connected"))
        control[1] += 1
    return out


def select(
    candidates: Sequence[Candidate], big_phi: Callable[[Candidate], float]
) -> tuple[tuple[Candidate, ...], tuple[Excluded, ...], tuple[Candidate, ...]]:
    """Select complexes among candidates by repeated exclusion (eqs 24-26).

    `big_phi(candidate)` is asked for only where overlapping candidates tie on φ_s. Returns
    (complexes, excluded, undecided).
    """
    remaining = sorted(
        (c for c in candidates if c.phi_s > 0), key=lambda c: (-c.phi_s, len(c.units), c.units)
    )
    chosen: list[Candidate] = []
    excluded: list[Excluded] = []
    undecided: list[Candidate] = []
    while remaining:
        top = [c for c in remaining if close(c.phi_s, remaining[0].phi_s)]
        winners, tied = _settle(top, big_phi)
        chosen += winners
        undecided += tied
        left = []
        for candidate in remaining:
            if candidate in winners or candidate in tied:
                continue
            by = next((b for b in winners + tied if _overlap(b, candidate)), None)
            if by is None:
                left.append(candidate)
            else:
                excluded.append(Excluded(candidate.units, candidate.phi_s, by.units))
        remaining = left
    return tuple(chosen), tuple(excluded), tuple(undecided)


def _overlap(a: Candidate, b: Candidate) -> bool:
    return not set(a.units).isdisjoint(b.units)


def _settle(
    top: list[Candidate], big_phi: Callable[[Candidate], float]
) -> tuple[list[Candidate], list[Candidate]]:
    """Among candidates tied on φ_s, return those that win and those that also tie on Φ.

    A candidate wins alone, or by a larger Φ than all it overlaps; the others wait for what the winners leave.
    """
    rivals = {c.units: [d for d in top if d is not c and _overlap(c, d)] for c in top}
    phi = {c.units: big_phi(c) for c in top if rivals[c.units]}
    winners, tied = [], []
    for c in top:
        behind = [r for r in rivals[c.units] if not close(phi[c.units], phi[r.units])]
        if all(phi[c.units] > phi[r.units] for r in behind):
            (winners if len(behind) == len(rivals[c.units]) else tied).append(c)
    return winners, tied
