"""Tied purviews of a distinction, unfolded: what Φ becomes with each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.iit4.choices import DIRECTIONS, choose_purviews
from engine.iit4.distinctions import Direction, PurviewChoice
from engine.words import tr
from viz.numbers import number
from viz.view.letters import letters
from viz.view.naming import side_of

if TYPE_CHECKING:
    from engine.iit4.distinctions import MaximalPurview
    from engine.iit4.structure import PhiStructure

MOST = 24


@dataclass(frozen=True, slots=True)
class TieOption:
    """One of equally good purviews; `choice` takes it, and Φ is then `big_phi`, all else being as it is."""

    purview: str
    choice: PurviewChoice
    big_phi: str
    taken: bool
    by_rule: bool

    @property
    def text(self) -> str:
        """The purview in letter case and what Φ becomes."""
        said = f"{self.purview}: Φ = {self.big_phi}"
        return tr("{said} (tie rule)", said=said) if self.by_rule else said


@dataclass(frozen=True, slots=True)
class TieSide:
    """The cause or the effect of a distinction: the purviews to choose from, the rule's own first.

    `options` is empty when there is nothing to choose. `barred` names tied purviews that disagree with the
    system's specified state.
    """

    direction: Direction
    title: str
    options: tuple[TieOption, ...]
    barred: str


def tie_sides(structure: PhiStructure, index: int) -> tuple[TieSide, ...]:
    """Return the sides of a distinction that have tied purviews."""
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
        value = number(with_it.big_phi, 5)
        options.append(TieOption(letters(units, state), choice, value, units == side.units, units == of_rule))
    return tuple(options)


def _barred(side: MaximalPurview) -> str:
    against = [letters(tie.units, tie.state) for tie in side.ties if not tie.congruent]
    more = [tr("{n} more", n=len(against) - MOST)] if len(against) > MOST else []
    return ", ".join([*against[:MOST], *more])
