"""Exclusion: which of overlapping candidate systems are complexes (IIT 4.0 eqs 24-26)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.iit4.integration import Reason
from engine.iit4.tolerance import close


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


Chosen = tuple[tuple[Candidate, ...], tuple[Excluded, ...], tuple[Candidate, ...]]
"""Complexes, excluded and undecided candidate systems."""


def select(candidates: Sequence[Candidate], big_phi: Callable[[Candidate], float]) -> Chosen:
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
