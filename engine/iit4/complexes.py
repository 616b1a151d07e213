"""Complexes: the candidate systems of maximal φ_s, and those that they exclude (IIT 4.0 eqs 24-26)."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from engine.formalisms import DEFAULT, formalism_of, keys_of
from engine.iit4.distinctions import TieRule
from engine.iit4.integration import Reason, close, integrate
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
    """A candidate system with its φ_s.

    Attributes
    ----------
    units : tuple of str
    phi_s : float
        In ibits.
    reason : str or None
        Why φ_s is 0; None if it is not.
    """

    units: tuple[str, ...]
    phi_s: float
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Excluded:
    """A candidate system with φ_s > 0 that overlaps one of larger φ_s.

    Attributes
    ----------
    units : tuple of str
    phi_s : float
        In ibits.
    by : tuple of str
        Units of the candidate system that excludes it.
    """

    units: tuple[str, ...]
    phi_s: float
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Complexes:
    """The complexes of a substrate in a state, and all candidate systems.

    Attributes
    ----------
    complexes : tuple of Candidate
        Largest φ_s first.
    excluded : tuple of Excluded
    undecided : tuple of Candidate
        Overlapping candidate systems that tie on φ_s and on Φ: none of them is a complex.
    candidates : tuple of Candidate
        All of them, ordered by the bitmask of their units.
    state : tuple of int
        State of the whole substrate.
    formalism : str
    substrate_sha256, version : str
        Digest of the dynamics and version of the engine.
    seconds : float
        Time of the computation.
    """

    complexes: tuple[Candidate, ...]
    excluded: tuple[Excluded, ...]
    undecided: tuple[Candidate, ...]
    candidates: tuple[Candidate, ...]
    state: tuple[int, ...]
    formalism: str
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
    formalism: str = DEFAULT,
    ties: TieRule = "largest",
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> Complexes:
    """Evaluate φ_s of every set of units and select the complexes (IIT 4.0 eqs 24-26).

    Overlapping candidate systems that tie on φ_s are compared by Φ; those that still tie are no complexes.

    Parameters
    ----------
    substrate : Substrate
    state : tuple of int, label string or dict
        Present state, as `Substrate.parse_state` reads it.
    formalism : {"iit4-2023", "iit4-2026"}
    ties : {"largest", "smallest"}
        Which of several tied purviews to take, when Φ is needed.
    report : callable(fraction, phase), optional
        Called from this thread with the progress.
    cancel : object with is_set(), optional
        Stops the work within a tenth of a second.

    Returns
    -------
    Complexes

    Raises
    ------
    UnreachableStateError
        If no state leads to `state`.
    Cancelled
        If `cancel` is set.
    """
    formalism_of(formalism, keys_of("iit4"))
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
    formalism: str = DEFAULT,
    report: Report | None = None,
    cancel: Cancel | None = None,
) -> tuple[Candidate, ...]:
    """Evaluate φ_s of every nonempty set of units.

    Parameters
    ----------
    substrate : Substrate
    state : tuple of int
    formalism : {"iit4-2023", "iit4-2026"}
    report : callable(fraction, phase), optional
        Called from this thread with the progress.
    cancel : object with is_set(), optional
        Stops the work within a tenth of a second.

    Returns
    -------
    tuple of Candidate
        Ordered by the bitmask of their units.

    Raises
    ------
    UnreachableStateError
        If no state leads to `state`.
    Cancelled
        If `cancel` is set.
    """
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
    formalism: str,
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
    """Select complexes among candidate systems by repeated exclusion (IIT 4.0 eqs 24-26).

    Parameters
    ----------
    candidates : sequence of Candidate
    big_phi : callable(Candidate)
        Returns Φ; called only if overlapping candidate systems tie on φ_s.

    Returns
    -------
    complexes : tuple of Candidate
    excluded : tuple of Excluded
    undecided : tuple of Candidate
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
    """Among candidate systems tied on φ_s, return those that win and those that also tie on Φ.

    A candidate system wins if it overlaps no other or has a larger Φ than all that it overlaps; those with a
    smaller Φ stay for the next round.
    """
    rivals = {c.units: [d for d in top if d is not c and _overlap(c, d)] for c in top}
    phi = {c.units: big_phi(c) for c in top if rivals[c.units]}
    winners, tied = [], []
    for c in top:
        behind = [r for r in rivals[c.units] if not close(phi[c.units], phi[r.units])]
        if all(phi[c.units] > phi[r.units] for r in behind):
            (winners if len(behind) == len(rivals[c.units]) else tied).append(c)
    return winners, tied
