"""A star of a constellation, and which stars of a crowd have names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.words import trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viz.view.concept_space import Labels, Point

CROWD = 14
"""Of more stars not every one is named."""
NAMED = 10
"""Concepts that a crowd names: those of largest φ, of equal ones those that stand furthest from the null."""


@dataclass(frozen=True, slots=True)
class Star:
    """A concept, or the null concept, in concept space."""

    units: Labels | None
    """Of its mechanism; None for the null concept."""
    name: str
    """The mechanism in letter case."""
    phi: float
    size: float
    """0..1: the root of its share of the largest φ, so that the area tells φ."""
    fate: str
    """"kept", "moved", "lost", "new", or "null"."""
    after: bool
    """Whether this is where it stands under the cut."""
    place: tuple[float, ...]
    """Its probabilities on the axes."""
    at: Point
    """The same on the picture."""
    foot: Point
    """The point below it, on the plane of the first two axes; its own place if there are only two."""
    about: str
    """All of it in words."""
    named: bool = True
    """Whether its name is written: in a crowd only those of the largest are, and that of the picked one."""


def with_names(stars: list[Star], picked: Labels | None) -> tuple[Star, ...]:
    """Return the stars, of which in a crowd only the largest and the picked one have names."""
    if len(stars) <= CROWD:
        return tuple(stars)
    null = next(star.at for star in stars if star.units is None)
    known = [star for star in stars if _counts(star, stars)]
    known.sort(key=lambda star: (-round(star.phi, 9), -abs(star.at[0] - null[0]) - abs(star.at[1] - null[1])))
    chosen = {star.units for star in known[:NAMED]} | {None, picked}
    return tuple(
        replace(star, named=star.units in chosen and (star.units is None or _counts(star, stars)))
        for star in stars
    )


def _counts(star: Star, stars: Sequence[Star]) -> bool:
    """Whether a star is a concept of its own, not the end of the line from where it stood before."""
    if star.units is None:
        return False
    return not (star.after and any(other.units == star.units and not other.after for other in stars))


def unnamed_text(stars: Sequence[Star]) -> str:
    """Return how many concepts have no name in the picture; empty if all have one."""
    known = [star for star in stars if _counts(star, stars)]
    left = sum(not star.named for star in known)
    if not left:
        return ""
    return trn(
        "Named are the largest of {all} concepts; {n} is without a name, the list has all.",
        "Named are the largest of {all} concepts; {n} are without a name, the list has all.",
        left,
        all=len(known),
    )
