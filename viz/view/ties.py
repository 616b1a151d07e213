"""Tied purviews of a distinction, unfolded: what Φ becomes with each of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.relations import Relations, exact_big_phi
from viz.theme import number
from viz.view.letters import letters

if TYPE_CHECKING:
    from engine.distinctions import MaximalPurview
    from engine.structure import PhiStructure

SIDES = ("cause", "effect")
MOST = 24


@dataclass(frozen=True, slots=True)
class TieOption:
    """One of equally good purviews; `big_phi` is Φ with it, all else as it is, empty if incongruent."""

    direction: str
    purview: str
    chosen: bool
    congruent: bool
    big_phi: str


def tie_options(structure: PhiStructure, index: int) -> tuple[TieOption, ...]:
    """Return the choices of both sides of a distinction that has any, the one taken first in its side."""
    found: list[TieOption] = []
    for direction in SIDES:
        side = getattr(structure.distinctions[index], direction)
        if side.ties:
            taken = letters(side.units, side.state)
            found.append(TieOption(direction, taken, True, True, number(structure.big_phi, 5)))
        for tie in side.ties[:MOST]:
            other = replace(side, units=tie.units, state=tie.state, ties=())
            value = number(big_phi_with(structure, index, direction, other), 5) if tie.congruent else ""
            found.append(TieOption(direction, letters(tie.units, tie.state), False, tie.congruent, value))
    return tuple(found)


def big_phi_with(structure: PhiStructure, index: int, direction: str, side: MaximalPurview) -> float:
    """Return Φ with another purview on one side of one distinction (closed form, exact)."""
    distinctions = list(structure.distinctions)
    distinctions[index] = replace(distinctions[index], **{direction: side})
    return float(exact_big_phi(Relations(distinctions), distinctions))
