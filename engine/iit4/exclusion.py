"""Exclusion: which of overlapping candidate systems are complexes (IIT 4.0 eqs 24-26)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from engine.iit4.integration import Reason
from engine.iit4.tolerance import close, ranked


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
    """A candidate system with φ_s > 0 that overlaps one of larger φ_s, or one of the same φ_s and larger Φ.

    Attributes
    ----------
    units : tuple of str
    phi_s : float
        In ibits.
    by : tuple of str
        Units of the candidate system that excludes it.
    tied : bool
        Whether both have the same φ_s, so that Φ decided.
    """

    units: tuple[str, ...]
    phi_s: float
    by: tuple[str, ...]
    tied: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types; ``tied`` is there if it is true."""
        shown = {"units": list(self.units), "phi_s": self.phi_s, "by": list(self.by)}
        return {**shown, **({"tied": True} if self.tied else {})}


Chosen = tuple[tuple[Candidate, ...], tuple[Excluded, ...], tuple[Candidate, ...]]
"""Complexes, excluded and undecided candidate systems."""


def in_order(candidates: Iterable[Candidate], labels: Sequence[str]) -> list[Candidate]:
    """Return candidate systems from the largest φ_s on; of equal ones the smaller, then by their units.

    Parameters
    ----------
    candidates : iterable of Candidate
    labels : sequence of str
        The units of the substrate, in its order.
    """
    place = {label: i for i, label in enumerate(labels)}
    named = sorted(candidates, key=lambda c: (len(c.units), [place[label] for label in c.units]))
    return [named[i] for i in ranked(c.phi_s for c in named)]


def select(
    candidates: Sequence[Candidate], labels: Sequence[str], big_phi: Callable[[Candidate], float]
) -> Chosen:
    """Select complexes among candidate systems by repeated exclusion (IIT 4.0 eqs 24-26).

    Parameters
    ----------
    candidates : sequence of Candidate
    labels : sequence of str
        The units of the substrate, in whose order equal complexes stand.
    big_phi : callable(Candidate)
        Returns Φ; called only if overlapping candidate systems tie on φ_s.

    Returns
    -------
    complexes : tuple of Candidate
    excluded : tuple of Excluded
    undecided : tuple of Candidate
    """
    order = in_order((c for c in candidates if c.phi_s > 0), labels)
    chosen, excluded, undecided = exclude(order, big_phi, lambda c: frozenset(c.units))
    lost = tuple(Excluded(c.units, c.phi_s, by.units, close(c.phi_s, by.phi_s)) for c, by in excluded)
    return chosen, lost, undecided


class Ranked(Protocol):
    """A system that takes part in the exclusion."""

    @property
    def phi_s(self) -> float:
        """Its φ_s in ibits."""
        ...


AnySystem = TypeVar("AnySystem", bound=Ranked)


def exclude(
    order: Sequence[AnySystem],
    big_phi: Callable[[AnySystem], float],
    stake: Callable[[AnySystem], frozenset[str]],
) -> tuple[tuple[AnySystem, ...], tuple[tuple[AnySystem, AnySystem], ...], tuple[AnySystem, ...]]:
    """Exclude systems that overlap one of larger φ_s, whatever they are made of (IIT 4.0 eqs 24-26).

    Parameters
    ----------
    order : sequence of systems
        Those with φ_s > 0, the largest first, equal ones as they are to be named.
    big_phi : callable(system)
        Returns Φ; called only if overlapping systems tie on φ_s.
    stake : callable(system)
        Returns the units inside; systems overlap if they share one.

    Returns
    -------
    complexes : tuple of systems
    excluded : tuple of (system, system)
        Each with the one that excludes it.
    undecided : tuple of systems
        Overlapping ones that tie on φ_s and on Φ.
    """
    remaining = [(system, stake(system)) for system in order]
    chosen: list[AnySystem] = []
    excluded: list[tuple[AnySystem, AnySystem]] = []
    undecided: list[AnySystem] = []
    while remaining:
        best = max(system.phi_s for system, _ in remaining)  # the first may be smaller within rounding
        top = [each for each in remaining if close(each[0].phi_s, best)]
        winners, tied = _settle(top, big_phi)
        chosen += [system for system, _ in winners]
        undecided += [system for system, _ in tied]
        settled = {id(system) for system, _ in winners + tied}
        left = []
        for system, units in remaining:
            if id(system) in settled:
                continue
            by = next((rival for rival, others in winners + tied if not units.isdisjoint(others)), None)
            if by is None:
                left.append((system, units))
            else:
                excluded.append((system, by))
        remaining = left
    return tuple(chosen), tuple(excluded), tuple(undecided)


_Staked = list[tuple[AnySystem, frozenset[str]]]


def _settle(
    top: _Staked[AnySystem], big_phi: Callable[[AnySystem], float]
) -> tuple[_Staked[AnySystem], _Staked[AnySystem]]:
    """Among systems tied on φ_s, return those that win and those that also tie on Φ.

    A system wins if it overlaps no other or has a larger Φ than all that it overlaps; those with a smaller Φ
    stay for the next round.
    """
    rivals = [
        [j for j, (_, others) in enumerate(top) if j != i and not units.isdisjoint(others)]
        for i, (_, units) in enumerate(top)
    ]
    phi = {i: big_phi(top[i][0]) for i in range(len(top)) if rivals[i]}
    winners, tied = [], []
    for i, each in enumerate(top):
        behind = [j for j in rivals[i] if not close(phi[i], phi[j])]
        if all(phi[i] > phi[j] for j in behind):
            (winners if len(behind) == len(rivals[i]) else tied).append(each)
    return winners, tied
