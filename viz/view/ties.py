"""The tied purviews of a distinction, and the Φ that each of them leads to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.iit4.choices import DIRECTIONS, choose_purviews
from engine.iit4.distinctions import Direction, PurviewChoice
from engine.words import tr, trn
from viz.numbers import number
from viz.view.letters import letters
from viz.view.naming import side_of

if TYPE_CHECKING:
    from engine.iit4.distinctions import MaximalPurview
    from engine.iit4.structure import PhiStructure

MOST = 24
"""Most tied purviews that are listed."""


@dataclass(frozen=True, slots=True)
class TieOption:
    """One of several tied purviews."""

    purview: str
    """In letter case."""
    choice: PurviewChoice
    """The choice by hand that takes it."""
    big_phi: str
    """Φ in ibits if it is taken and all other choices stay as they are."""
    taken: bool
    """Whether the Φ-structure has it."""
    by_rule: bool
    """Whether the tie rule takes it."""

    @property
    def text(self) -> str:
        """The purview in letter case and the Φ that it leads to."""
        said = f"{self.purview}: Φ = {self.big_phi}"
        return tr("{said} (tie rule)", said=said) if self.by_rule else said


@dataclass(frozen=True, slots=True)
class TieSide:
    """The cause or the effect of a distinction that has tied purviews."""

    direction: Direction
    title: str
    options: tuple[TieOption, ...]
    """The purviews to choose from, that of the tie rule first; empty if there is nothing to choose."""
    barred: str
    """The tied purviews that cannot be chosen, as they are incongruent with the system's specified state."""


def tie_sides(structure: PhiStructure, index: int) -> tuple[TieSide, ...]:
    """Return the sides of a distinction that have tied purviews.

    Parameters
    ----------
    structure
        The Φ-structure.
    index
        Index of the distinction.

    Returns
    -------
    tuple of TieSide
        None, one or two sides, the cause first.
    """
    distinction = structure.distinctions[index]
    mechanism = letters(distinction.mechanism, distinction.state)
    found = []
    for direction in DIRECTIONS:
        side: MaximalPurview = getattr(distinction, direction)
        if side.ties:
            options = _options(structure, distinction.mechanism, direction, side)
            found.append(TieSide(direction, side_of(direction, mechanism), options, _barred(side)))
    return tuple(found)


def _options(
    structure: PhiStructure, mechanism: tuple[str, ...], direction: Direction, side: MaximalPurview
) -> tuple[TieOption, ...]:
    congruent = [tie for tie in side.ties if tie.congruent][: MOST - 1]
    if not congruent:
        return ()
    rest = [c for c in structure.by_hand if (c.mechanism, c.direction) != (mechanism, direction)]
    rule = choose_purviews(structure, rest)
    of_rule = getattr(next(d for d in rule.distinctions if d.mechanism == mechanism), direction).units
    purviews = [(side.units, side.state), *((tie.units, tie.state) for tie in congruent)]
    purviews.sort(key=lambda purview: purview[0] != of_rule)
    options = []
    for units, state in purviews:
        choice = PurviewChoice(mechanism, direction, units)
        with_it = structure if units == side.units else choose_purviews(structure, [*rest, choice])
        value = number(with_it.big_phi)
        options.append(TieOption(letters(units, state), choice, value, units == side.units, units == of_rule))
    return tuple(options)


def _barred(side: MaximalPurview) -> str:
    against = [letters(tie.units, tie.state) for tie in side.ties if not tie.congruent]
    more = [trn("{n} more", "{n} more", len(against) - MOST)] if len(against) > MOST else []
    return ", ".join([*against[:MOST], *more])
