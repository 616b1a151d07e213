"""Distinctions: mechanisms whose cause and effect are congruent with the system's (IIT 4.0 eqs 42-48)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engine.iit4.mechanisms import Irreducible, Purview, Side
from engine.iit4.picks import picks
from engine.iit4.readings import TieRule
from engine.iit4.system import CandidateSystem
from engine.iit4.ties import congruent


@dataclass(frozen=True, slots=True)
class PurviewTie:
    """A purview, in a specified state, that has the same maximal φ as the chosen one.

    Attributes
    ----------
    units, state : tuple
        Labels and states.
    congruent : bool
        Whether its state agrees with the system's specified state.
    """

    units: tuple[str, ...]
    state: tuple[int, ...]
    congruent: bool


@dataclass(frozen=True, slots=True)
class MaximalPurview:
    """The cause or the effect of a distinction.

    Attributes
    ----------
    units, state : tuple
        Labels of the purview and its specified state.
    phi : float
        In ibits.
    ties : tuple of PurviewTie
        The other purviews of the same φ.
    """

    units: tuple[str, ...]
    state: tuple[int, ...]
    phi: float
    ties: tuple[PurviewTie, ...] = ()


@dataclass(frozen=True, slots=True)
class Distinction:
    """A mechanism in its state with its cause and its effect.

    Attributes
    ----------
    mechanism, state : tuple
        Labels and states.
    phi : float
        φ_d = min(φ_c, φ_e) in ibits.
    cause, effect : MaximalPurview
    """

    mechanism: tuple[str, ...]
    state: tuple[int, ...]
    phi: float
    cause: MaximalPurview
    effect: MaximalPurview


def congruent_distinctions(
    system: CandidateSystem,
    mechanisms: Sequence[Irreducible],
    specified: tuple[tuple[int, ...], tuple[int, ...]],
    ties: TieRule = "largest",
) -> tuple[Distinction, ...]:
    """Return the mechanisms whose cause and effect are congruent with the system's (IIT 4.0 eqs 46-48).

    Parameters
    ----------
    system : CandidateSystem
    mechanisms : sequence of Irreducible
    specified : (cause state, effect state)
        The system's specified states.
    ties : {"largest", "smallest", "max-phi", "pyphi"}
        Which of several tied congruent purviews to take (see `engine.iit4.readings.Readings`).

    Returns
    -------
    tuple of Distinction
    """
    sign = 1 if ties == "smallest" else -1
    out = []
    for at, (causes, effects) in picks(system, mechanisms, specified, ties).items():
        found = mechanisms[at]
        cause = _with_ties(system, found.cause, causes, specified[0], sign)
        effect = _with_ties(system, found.effect, effects, specified[1], sign)
        names = tuple(system.labels[i] for i in found.mechanism)
        state = tuple(system.state[i] for i in found.mechanism)
        out.append(Distinction(names, state, min(cause.phi, effect.phi), cause, effect))
    return tuple(out)


def _with_ties(
    system: CandidateSystem, side: Side, chosen: Purview, specified: tuple[int, ...], sign: int
) -> MaximalPurview:
    """Return a purview with those that tie with it, smaller ones first if `sign` is 1."""
    fitting = congruent(side, specified)
    others = tuple(
        PurviewTie(tuple(system.labels[i] for i in p[0]), p[1], p in fitting)
        for p in sorted(side.purviews, key=lambda p: (sign * len(p[0]), p))
        if p != chosen
    )
    return MaximalPurview(tuple(system.labels[i] for i in chosen[0]), chosen[1], side.phi, others)


Direction = Literal["cause", "effect"]


@dataclass(frozen=True, slots=True)
class PurviewChoice:
    """A purview chosen by hand as the cause or the effect of a mechanism.

    Parameters
    ----------
    mechanism : tuple of str
    direction : {"cause", "effect"}
    purview : tuple of str
        One of the tied purviews of the mechanism.
    """

    mechanism: tuple[str, ...]
    direction: Direction
    purview: tuple[str, ...]

    def to_dict(self) -> dict:
        """Return plain JSON types."""
        return {
            "mechanism": list(self.mechanism),
            "direction": self.direction,
            "purview": list(self.purview),
        }
